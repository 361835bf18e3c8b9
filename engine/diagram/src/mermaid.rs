//! A definition as a Mermaid flowchart, for documentation pages and merge requests.
//!
//! Nodes are numbered, because a Mermaid id may be neither Cyrillic with certainty nor a word such as `end`. Solid
//! arrows are the way on, dotted ones are interruptions.

use std::collections::BTreeMap;

use reglament_definition::{DecisionTable, Definition, Language, ProcessEvent, Step, StepKind};

use crate::label::label;
use crate::words::Words;

/// Draws the definition: start, steps with roles and terms, decisions as rhombs, interruptions.
pub fn mermaid(definition: &Definition, language: Language) -> String {
    let chart = Chart {
        words: Words {
            definition,
            language,
            exact: true,
        },
        nodes: (1..)
            .zip(&definition.steps)
            .map(|(n, step)| (step.id.as_str(), n))
            .collect(),
    };
    let mut lines = vec!["flowchart TD".to_owned()];
    lines.push(chart.start());
    lines.extend(definition.steps.iter().map(|step| chart.node(step)));
    lines.extend(
        chart
            .targets(&definition.start.next)
            .map(|to| format!("  start --> {to}")),
    );
    for step in &definition.steps {
        chart.edges(step, &mut lines);
    }
    for (n, event) in (1..).zip(&definition.events) {
        chart.event(n, event, &mut lines);
    }
    chart.cancellation(&mut lines);
    lines.join("\n") + "\n"
}

struct Chart<'d> {
    words: Words<'d>,
    nodes: BTreeMap<&'d str, usize>,
}

impl Chart<'_> {
    fn id(&self, step: &str) -> Option<String> {
        self.nodes.get(step).map(|n| format!("s{n}"))
    }

    fn targets<'a>(&'a self, next: &'a [String]) -> impl Iterator<Item = String> + 'a {
        next.iter().filter_map(|step| self.id(step))
    }

    fn start(&self) -> String {
        let definition = self.words.definition;
        let title = self.words.title(&definition.title).to_owned();
        let ways = self.words.start(&definition.start);
        format!("  start([\"{}\"])", lines(&[title, ways]))
    }

    fn node(&self, step: &Step) -> String {
        let id = self.id(&step.id).unwrap_or_default();
        let title = self.words.title(&step.title).to_owned();
        let text = lines(&[
            title,
            self.words.actors(step),
            self.words.time(step),
            self.words.join(step),
        ]);
        let (open, close) = match step.kind {
            StepKind::Decision(_) => ("{", "}"),
            StepKind::Join(_) => ("((", "))"),
            StepKind::Wait(_) => ("{{", "}}"),
            StepKind::ForEach(_) | StepKind::Call(_) | StepKind::Service(_) => ("[[", "]]"),
            StepKind::Send(_) | StepKind::Mail(_) | StepKind::Publish(_) => ("[/", "/]"),
            StepKind::End(_) => ("([", "])"),
            StepKind::Compensate(_) => ("[/", "\\]"),
            StepKind::UserTask(_)
            | StepKind::Document(_)
            | StepKind::Set(_)
            | StepKind::Test(_)
            | StepKind::Regrade(_) => ("[", "]"),
        };
        format!("  {id}{open}\"{text}\"{close}")
    }

    fn edges(&self, step: &Step, lines: &mut Vec<String>) {
        let Some(from) = self.id(&step.id) else {
            return;
        };
        for (text, next) in ways(step, &self.words) {
            for to in self.targets(next) {
                lines.push(match &text {
                    Some(text) => format!(
                        "  {from} -->|\"{}\"| {to}",
                        self::lines(std::slice::from_ref(text))
                    ),
                    None => format!("  {from} --> {to}"),
                });
            }
        }
        if let Some(by) = step.undo.as_ref().and_then(|by| self.id(by)) {
            lines.push(format!(
                "  {from} -.-|\"{}\"| {by}",
                self.words.pick("отмена", "undo")
            ));
        }
        if let Some(limit) = step.repeat_limit() {
            let text = self::lines(&[self.words.repeat(limit)]);
            let then = self.id(&limit.then);
            lines.extend(then.map(|to| format!("  {from} -.->|\"{text}\"| {to}")));
        }
        for event in &step.on {
            let beside =
                (!event.interrupting).then(|| self.words.pick("рядом", "beside").to_owned());
            let text = self::lines(&[self.words.trigger(event), beside.unwrap_or_default()]);
            lines.extend(
                self.targets(&event.next)
                    .map(|to| format!("  {from} -.->|\"{text}\"| {to}")),
            );
        }
    }

    fn cancellation(&self, out: &mut Vec<String>) {
        let Some(found) = &self.words.definition.cancellation else {
            return;
        };
        let title = self.words.title(&found.title).to_owned();
        out.push(format!("  cancellation>\"{}\"]", lines(&[title])));
        let ways = self.targets(&found.next);
        out.extend(ways.map(|to| format!("  cancellation -.-> {to}")));
    }

    fn event(&self, n: usize, event: &ProcessEvent, out: &mut Vec<String>) {
        let Some(to) = self.id(&event.next) else {
            return;
        };
        out.push(format!(
            "  e{n}>\"{}\"]",
            lines(&[self.words.process_event(event)])
        ));
        out.push(format!("  e{n} -.-> {to}"));
    }
}

fn lines(texts: &[String]) -> String {
    let some: Vec<String> = texts
        .iter()
        .filter(|text| !text.is_empty())
        .cloned()
        .collect();
    label(&some)
}

/// The ways on from a step, each with the words on its arrow.
pub(crate) fn ways<'s>(step: &'s Step, words: &Words<'_>) -> Vec<(Option<String>, &'s [String])> {
    match &step.kind {
        StepKind::UserTask(task) => {
            let named = task.outcomes.iter().map(|outcome| {
                let next = if outcome.next.is_empty() {
                    &task.next
                } else {
                    &outcome.next
                };
                (
                    Some(words.title(&outcome.title).to_owned()),
                    next.as_slice(),
                )
            });
            let plain = task
                .outcomes
                .is_empty()
                .then_some((None, task.next.as_slice()));
            let vote = task.vote.iter().flat_map(|vote| {
                let tie = words.pick("не хватило голосов", "too few votes");
                let no_quorum = words.pick("нет кворума", "no quorum");
                [(tie, &vote.tie), (no_quorum, &vote.no_quorum)]
            });
            let vote = vote.map(|(label, next)| (Some(label.to_owned()), next.as_slice()));
            named.chain(plain).chain(vote).collect()
        }
        StepKind::Decision(decision) => {
            let cases = decision
                .cases
                .iter()
                .map(|case| (Some(words.case(case)), case.next.as_slice()));
            let table = decision.table.as_ref().map(|table| rows(table, words));
            let otherwise = words.otherwise(decision).to_owned();
            cases
                .chain(table.into_iter().flatten())
                .chain([(Some(otherwise), decision.otherwise.as_slice())])
                .collect()
        }
        StepKind::Join(s) => vec![(None, &s.next)],
        StepKind::Wait(s) => {
            let first = s.first.iter().map(|option| {
                let what = words.option(option);
                (Some(what), option.next.as_slice())
            });
            let plain = s.first.is_empty().then_some((None, s.next.as_slice()));
            first.chain(plain).collect()
        }
        StepKind::ForEach(s) => vec![(None, &s.next)],
        StepKind::Call(s) => {
            let named = s
                .outcomes
                .iter()
                .map(|(end, next)| (Some(end.clone()), next.as_slice()));
            named.chain([(None, s.next.as_slice())]).collect()
        }
        StepKind::Send(s) => vec![(None, &s.next)],
        StepKind::Mail(s) => vec![(None, &s.next)],
        StepKind::Document(s) => vec![(None, &s.next)],
        StepKind::Set(s) => vec![(None, &s.next)],
        StepKind::Service(s) => vec![(None, &s.next)],
        StepKind::Publish(s) => vec![(None, &s.next)],
        StepKind::Test(s) => vec![(None, &s.next)],
        StepKind::Regrade(s) => vec![(None, &s.next)],
        StepKind::Compensate(s) => vec![(None, &s.next)],
        StepKind::End(_) => Vec::new(),
    }
}

/// The ways out of a table: rows that lead elsewhere by what they decide or else by their number, and the way of all
/// others.
fn rows<'t>(table: &'t DecisionTable, words: &Words<'_>) -> Vec<(Option<String>, &'t [String])> {
    let row = words.pick("строка", "row");
    let own = (1..)
        .zip(&table.rows)
        .filter(|(_, line)| !line.next.is_empty())
        .map(|(n, line)| {
            let name = words.decided(line).unwrap_or_else(|| format!("{row} {n}"));
            (Some(name), line.next.as_slice())
        });
    own.chain([(None, table.next.as_slice())]).collect()
}
