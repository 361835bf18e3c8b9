//! What the scenarios have tried: steps, flows, clauses, outcomes, notices of deadlines and values of parameters; as one
//! line, as JSON, and with `--coverage` as a list of what is left.

use reglament_definition::{ClauseState, Coverage, Package, Title};
use reglament_scenario::{Footprint, Notice};
use serde_json::{Map, Value, json};

use super::verdict::Verdict;
use crate::output::Output;

/// All and untried, part by part.
pub(super) struct Tried {
    parts: Vec<Part>,
}

/// One kind of things that can be tried.
struct Part {
    /// Key in the JSON.
    key: &'static str,
    /// What it counts, Russian (genitive plural) and English.
    name: (&'static str, &'static str),
    /// The heading of what is left.
    heading: (&'static str, &'static str),
    all: usize,
    untried: Vec<Untried>,
}

/// Something that no scenario has tried.
struct Untried {
    /// For scripts.
    id: String,
    /// In the titles of the process, Russian and English.
    words: (String, String),
}

impl Tried {
    /// Compares what could be tried with what all scenarios together have tried.
    pub(super) fn of(package: &Package, acts: &[Coverage], verdicts: &[Verdict]) -> Self {
        let all = Footprint::of_package(package);
        let mut walked = Footprint::default();
        for verdict in verdicts {
            walked.join(verdict.footprint.clone());
        }
        let names = Names(package);
        let parts = vec![
            steps(&all, &walked, &names),
            flows(&all, &walked, &names),
            clauses(package, acts, &walked),
            outcomes(&all, &walked, &names),
            notices(&all, &walked, &names),
            parameters(&all, &walked, &names),
        ];
        Self { parts }
    }

    /// «Пройдено: шагов 98 из 105, …».
    pub(super) fn line(&self, output: &Output) -> String {
        let of = output.language.pick("из", "of");
        let part = |part: &Part| {
            let name = output.language.pick(part.name.0, part.name.1);
            format!("{name} {} {of} {}", part.all - part.untried.len(), part.all)
        };
        let parts: Vec<String> = self.parts.iter().map(part).collect();
        let walked = output.language.pick("Пройдено", "Walked");
        format!("{walked}: {}.", parts.join(", "))
    }

    /// For scripts.
    pub(super) fn as_json(&self) -> Value {
        let part = |part: &Part| {
            let untried: Vec<&str> = part.untried.iter().map(|left| left.id.as_str()).collect();
            (
                part.key.to_owned(),
                json!({"all": part.all, "untried": untried}),
            )
        };
        Value::Object(self.parts.iter().map(part).collect::<Map<_, _>>())
    }

    /// Prints what is left, in the titles of the steps.
    pub(super) fn print(&self, output: &Output) {
        for part in self.parts.iter().filter(|part| !part.untried.is_empty()) {
            output.text(output.language.pick(part.heading.0, part.heading.1));
            for left in &part.untried {
                let words = output.language.pick(&left.words.0, &left.words.1);
                let dash = if words.is_empty() { "" } else { " — " };
                output.text(&format!("  {}{dash}{words}", left.id));
            }
        }
    }
}

fn steps(all: &Footprint, walked: &Footprint, names: &Names<'_>) -> Part {
    let untried = all.steps.difference(&walked.steps);
    Part {
        key: "steps",
        name: ("шагов", "steps"),
        heading: (
            "Ни один сценарий не дошёл до шагов:",
            "No scenario came to these steps:",
        ),
        all: all.steps.len(),
        untried: untried
            .map(|(process, step)| Untried {
                id: format!("{process}/{step}"),
                words: names.step(process, step),
            })
            .collect(),
    }
}

fn flows(all: &Footprint, walked: &Footprint, names: &Names<'_>) -> Part {
    let untried = all.flows.difference(&walked.flows);
    Part {
        key: "flows",
        name: ("переходов", "flows"),
        heading: ("Ни один сценарий не прошёл:", "No scenario went:"),
        all: all.flows.len(),
        untried: untried
            .map(|(process, from, to)| {
                let (a, b) = (names.step(process, from), names.step(process, to));
                Untried {
                    id: format!("{process}/{from} -> {to}"),
                    words: (format!("{} → {}", a.0, b.0), format!("{} → {}", a.1, b.1)),
                }
            })
            .collect(),
    }
}

fn clauses(package: &Package, acts: &[Coverage], walked: &Footprint) -> Part {
    let operative: Vec<(&str, bool)> = acts
        .iter()
        .flat_map(|act| &act.clauses)
        .filter_map(|clause| match &clause.state {
            ClauseState::Covered(by) => {
                let tried = by
                    .iter()
                    .any(|by| walked.walks(package, &by.process, &by.step));
                Some((clause.id.as_str(), tried))
            }
            _ => None,
        })
        .collect();
    Part {
        key: "clauses",
        name: ("пунктов", "clauses"),
        heading: (
            "Ни один сценарий не исполнил пункты:",
            "No scenario carried out these clauses:",
        ),
        all: operative.len(),
        untried: operative
            .into_iter()
            .filter(|(_, tried)| !tried)
            .map(|(id, _)| Untried {
                id: id.to_owned(),
                words: (String::new(), String::new()),
            })
            .collect(),
    }
}

fn outcomes(all: &Footprint, walked: &Footprint, names: &Names<'_>) -> Part {
    let untried = all.outcomes.difference(&walked.outcomes);
    Part {
        key: "outcomes",
        name: ("ответов", "outcomes"),
        heading: (
            "Ни в одном сценарии так не ответили:",
            "In no scenario anybody answered so:",
        ),
        all: all.outcomes.len(),
        untried: untried
            .map(|(process, step, outcome)| Untried {
                id: format!("{process}/{step}: {outcome}"),
                words: names.step(process, step),
            })
            .collect(),
    }
}

fn notices(all: &Footprint, walked: &Footprint, names: &Names<'_>) -> Part {
    let untried = all.notices.difference(&walked.notices);
    Part {
        key: "notices",
        name: ("извещений о сроках", "notices of deadlines"),
        heading: (
            "Ни в одном сценарии не ушло извещение:",
            "In no scenario this notice went out:",
        ),
        all: all.notices.len(),
        untried: untried
            .map(|(process, step, notice)| {
                let (key, ru, en) = match notice {
                    Notice::Reminder => ("remind".to_owned(), "напоминание", "reminder"),
                    Notice::Overdue => ("overdue".to_owned(), "срок прошёл", "overdue"),
                    Notice::Rung(rung) => (
                        format!("ladder {}", rung + 1),
                        "ступень после срока",
                        "rung of the ladder",
                    ),
                };
                let of = names.step(process, step);
                Untried {
                    id: format!("{process}/{step}: {key}"),
                    words: (format!("{}: {ru}", of.0), format!("{}: {en}", of.1)),
                }
            })
            .collect(),
    }
}

fn parameters(all: &Footprint, walked: &Footprint, names: &Names<'_>) -> Part {
    let untried = all.parameters.difference(&walked.parameters);
    Part {
        key: "parameters",
        name: ("значений параметров", "values of parameters"),
        heading: (
            "Ни один сценарий не шёл при значениях:",
            "No scenario ran under these values:",
        ),
        all: all.parameters.len(),
        untried: untried
            .map(|(process, parameter, value)| Untried {
                id: format!("{process}/{parameter}: {value}"),
                words: names.parameter(process, parameter),
            })
            .collect(),
    }
}

/// Titles of the package, Russian and English.
struct Names<'a>(&'a Package);

impl Names<'_> {
    fn step(&self, process: &str, step: &str) -> (String, String) {
        let definition = self.0.definitions.get(process);
        let found = definition.and_then(|definition| definition.step(step));
        found.map_or_else(
            || (step.to_owned(), step.to_owned()),
            |step| both(&step.title),
        )
    }

    fn parameter(&self, process: &str, parameter: &str) -> (String, String) {
        let definition = self.0.definitions.get(process);
        let found = definition.and_then(|definition| definition.parameters.get(parameter));
        found.map_or_else(Default::default, |parameter| both(&parameter.title))
    }
}

fn both(title: &Title) -> (String, String) {
    (title.text(false).to_owned(), title.text(true).to_owned())
}
