//! What is asked next: something that somebody could want at this moment, and now and then somebody who may not.

use reglament_definition::StepKind;
use reglament_runtime::port::TaskRow;

use crate::{client::Wish, regulation::PEOPLE, run::Run, store::State};

/// Instances that a run begins at most.
const STARTS_MAX: u32 = 5;

impl Run {
    pub(crate) fn wish(&mut self) -> Option<Wish> {
        let wanted = self.dice.below(10);
        if self.started < STARTS_MAX && (self.started == 0 || wanted < 2) {
            self.started += 1;
            let count = u32::try_from(self.dice.below(8)).unwrap_or(0);
            return Some(Wish::Start {
                name: format!("Дело {}", self.started),
                count,
            });
        }
        let state = self.world.state();
        if wanted == 9 && self.dice.permille(300) {
            let mut running = state.instances.values();
            let found =
                running.find(|kept| kept.row.ended_at.is_none() && kept.row.parent.is_none())?;
            let (instance, code) = (found.row.id.clone(), found.row.receipt.clone());
            return Some(Wish::Withdraw { instance, code });
        }
        let incidents: Vec<_> = state.incidents.keys().cloned().collect();
        if wanted == 8 && !incidents.is_empty() {
            let (instance, incident) = self.dice.one(&incidents).clone();
            return Some(Wish::Resolve { instance, incident });
        }
        let tasks: Vec<_> = state.tasks.values().collect();
        if tasks.is_empty() {
            return None;
        }
        let row = *self.dice.one(&tasks);
        let (instance, task) = (row.instance.clone(), row.task);
        let by = match self.dice.permille(900) {
            true => doer(row),
            false => (*self.dice.one(&PEOPLE)).to_owned(),
        };
        match self.dice.below(8) {
            0 => Some(Wish::Claim { instance, task, by }),
            1 => Some(Wish::Return { instance, task, by }),
            _ => {
                let outcome = *self.dice.one(&["yes", "no"]);
                let asks = self.asks(&state, row);
                let outcome = asks.0.then(|| outcome.to_owned());
                let count = asks
                    .1
                    .then(|| u32::try_from(self.dice.below(9)).unwrap_or(0));
                Some(Wish::Complete {
                    instance,
                    task,
                    by,
                    outcome,
                    count,
                })
            }
        }
    }

    /// Whether a task asks for an outcome, and for the one field that forms have.
    pub(crate) fn asks(&self, state: &State, row: &TaskRow) -> (bool, bool) {
        let kept = &state.instances[&row.instance];
        let package = self.nodes.package();
        let definition = &package.definitions[&kept.row.definition.process];
        match definition.step(&row.step).map(|step| &step.kind) {
            Some(StepKind::UserTask(task)) => {
                (!task.outcomes.is_empty(), !task.form.fields.is_empty())
            }
            _ => (false, false),
        }
    }
}

/// Somebody who may do a task.
pub(crate) fn doer(row: &TaskRow) -> String {
    let role = row.roles.first().map_or("clerk", String::as_str);
    let of_role = match role {
        "head" => "vera",
        "expert" => "gleb",
        _ => "anna",
    };
    row.claimed_by.clone().unwrap_or_else(|| of_role.to_owned())
}
