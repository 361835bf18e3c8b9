//! What the scenarios have tried: steps, flows and clauses, as one line, as JSON, and with `--coverage` as a list of what
//! is left.

use std::collections::BTreeSet;

use reglament_definition::{ClauseState, Coverage, Package};
use reglament_scenario::{FlowKey, Footprint, START, StepKey};
use serde_json::{Value, json};

use super::verdict::Verdict;
use crate::output::Output;

/// All and untried.
pub(super) struct Tried {
    steps: usize,
    flows: usize,
    clauses: usize,
    untried_steps: BTreeSet<StepKey>,
    untried_flows: BTreeSet<FlowKey>,
    untried_clauses: Vec<String>,
}

impl Tried {
    /// Compares what could be walked with what all scenarios together have walked.
    pub(super) fn of(package: &Package, acts: &[Coverage], verdicts: &[Verdict]) -> Self {
        let all = Footprint::of_package(package);
        let mut walked = Footprint::default();
        for verdict in verdicts {
            walked.join(verdict.footprint.clone());
        }
        let clauses: Vec<(&str, bool)> = acts
            .iter()
            .flat_map(|act| &act.clauses)
            .filter_map(|clause| match &clause.state {
                ClauseState::Covered(by) => {
                    let tried = by
                        .iter()
                        .any(|by| visited(package, &walked, &by.process, &by.step));
                    Some((clause.id.as_str(), tried))
                }
                _ => None,
            })
            .collect();
        Self {
            steps: all.steps.len(),
            flows: all.flows.len(),
            clauses: clauses.len(),
            untried_steps: all.steps.difference(&walked.steps).cloned().collect(),
            untried_flows: all.flows.difference(&walked.flows).cloned().collect(),
            untried_clauses: clauses
                .into_iter()
                .filter(|(_, tried)| !tried)
                .map(|(id, _)| id.to_owned())
                .collect(),
        }
    }

    /// «Пройдено: шагов 98 из 105, …».
    pub(super) fn line(&self, output: &Output) -> String {
        let parts = [
            ("шагов", "steps", self.steps, self.untried_steps.len()),
            ("переходов", "flows", self.flows, self.untried_flows.len()),
            (
                "пунктов",
                "clauses",
                self.clauses,
                self.untried_clauses.len(),
            ),
        ];
        let of = output.language.pick("из", "of");
        let parts = parts.map(|(ru, en, all, left)| {
            format!("{} {} {of} {all}", output.language.pick(ru, en), all - left)
        });
        format!(
            "{}: {}.",
            output.language.pick("Пройдено", "Walked"),
            parts.join(", ")
        )
    }

    /// For scripts.
    pub(super) fn as_json(&self) -> Value {
        let part = |all: usize, untried: Vec<String>| json!({"all": all, "untried": untried});
        json!({
            "steps": part(self.steps, self.untried_steps.iter().map(|(p, s)| format!("{p}/{s}")).collect()),
            "flows": part(self.flows, self.untried_flows.iter().map(|(p, a, b)| format!("{p}/{a} -> {b}")).collect()),
            "clauses": part(self.clauses, self.untried_clauses.clone()),
        })
    }

    /// Prints what is left, in the titles of the steps.
    pub(super) fn print(&self, package: &Package, output: &Output) {
        let english = output.language.pick("", "en") == "en";
        let title = |process: &str, step: &str| {
            let definition = package.definitions.get(process);
            let found = definition.and_then(|definition| definition.step(step));
            found.map_or_else(
                || step.to_owned(),
                |step| step.title.text(english).to_owned(),
            )
        };
        let heading = |ru: &'static str, en: &'static str| {
            output.text(output.language.pick(ru, en));
        };
        if !self.untried_steps.is_empty() {
            heading(
                "Ни один сценарий не дошёл до шагов:",
                "No scenario came to these steps:",
            );
        }
        for (process, step) in &self.untried_steps {
            output.text(&format!("  {process}/{step} — {}", title(process, step)));
        }
        if !self.untried_flows.is_empty() {
            heading("Ни один сценарий не прошёл:", "No scenario went:");
        }
        for (process, from, to) in &self.untried_flows {
            let (a, b) = (title(process, from), title(process, to));
            output.text(&format!("  {process}/{from} → {to} — {a} → {b}"));
        }
        if !self.untried_clauses.is_empty() {
            heading(
                "Ни один сценарий не исполнил пункты:",
                "No scenario carried out these clauses:",
            );
            output.text(&format!("  {}", self.untried_clauses.join(", ")));
        }
    }
}

/// Whether what implements a clause was walked: a step, the start, or an event of the process.
fn visited(package: &Package, walked: &Footprint, process: &str, step: &str) -> bool {
    let is_step = package
        .definitions
        .get(process)
        .is_some_and(|definition| definition.step(step).is_some());
    if is_step {
        return walked
            .steps
            .contains(&(process.to_owned(), step.to_owned()));
    }
    let from = if step == START { START } else { step };
    walked
        .flows
        .iter()
        .any(|(p, f, _)| p == process && f == from)
}
