//! An exclusive choice: the first case that holds.

use reglament_definition::Decision;
use reglament_expression::Value;

use super::Progress;
use crate::scribe::{Scribe, Stuck};

pub(super) fn enter(scribe: &Scribe<'_>, decision: &Decision) -> Result<Progress, Stuck> {
    let facts = scribe.facts();
    for case in &decision.cases {
        if case.when.evaluate(&facts.scope())? == Value::Boolean(true) {
            return Ok(Progress::Leave(case.next.clone()));
        }
    }
    Ok(Progress::Leave(decision.otherwise.clone()))
}
