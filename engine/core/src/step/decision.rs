//! A choice: the first case that holds, every case that holds, or what a table says.

use reglament_definition::{Decision, Step};
use reglament_expression::Value;

use super::{Progress, decision_table};
use crate::scribe::{Scribe, Stuck};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    step: &Step,
    decision: &Decision,
) -> Result<Progress, Stuck> {
    if let Some(table) = &decision.table {
        return decision_table::enter(scribe, &step.id, table, &decision.otherwise);
    }
    let facts = scribe.facts();
    let mut taken: Vec<String> = Vec::new();
    for case in &decision.cases {
        if case.when.evaluate(&facts.scope())? == Value::Boolean(true) {
            let new = |next: &&String| !taken.contains(next);
            let new: Vec<String> = case.next.iter().filter(new).cloned().collect();
            taken.extend(new);
            if !decision.inclusive {
                break;
            }
        }
    }
    if taken.is_empty() {
        taken.clone_from(&decision.otherwise);
    }
    Ok(Progress::Leave(taken))
}
