//! Compensation: runs the undo steps of completed steps one after another, the latest first.
//!
//! What was completed is recorded as it happens (`BranchEvent::UndoNoted`); an interrupted or cancelled step was not
//! completed. A step that was run several times is undone once.

use reglament_definition::{Compensate, Step};

use super::Progress;
use crate::{BranchEvent, TokenId, scribe::Scribe};

/// Remembers that a step was completed that can be undone.
pub(super) fn note(scribe: &mut Scribe<'_>, step: &Step) {
    if step.undo.is_some() {
        scribe.emit(BranchEvent::UndoNoted {
            step: step.id.clone(),
        });
    }
}

/// Begins the next undo step when none is at work; leaves when nothing remains. `None`: it waits for one.
pub(super) fn advance(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    id: &str,
    compensate: &Compensate,
) -> Option<Progress> {
    let instance = scribe.instance();
    let working = instance.undoing.get(&token);
    if working.is_some_and(|by| instance.token_at(by).is_some()) {
        return None;
    }
    let definition = scribe.context.definition;
    let wanted = |step: &&String| compensate.steps.contains(*step);
    let next = instance.undoable.iter().rev().find(wanted).cloned();
    let by = next
        .as_ref()
        .and_then(|step| definition.step(step)?.undo.clone());
    let (Some(step), Some(by)) = (next, by) else {
        return Some(Progress::Leave(compensate.next.clone()));
    };
    scribe.emit(BranchEvent::UndoBegun {
        token,
        step,
        by: by.clone(),
    });
    scribe.go(id, &[by]);
    Some(Progress::Waiting)
}
