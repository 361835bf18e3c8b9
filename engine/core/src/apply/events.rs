//! Applies what boundary and process-wide events leave behind, and what compensation remembers.

use crate::{BranchEvent, Instance};

pub(super) fn apply(instance: &mut Instance, event: &BranchEvent) {
    match event {
        BranchEvent::Interrupted {
            step: None, event, ..
        } => {
            *instance.happened.entry(event.clone()).or_default() += 1;
        }
        BranchEvent::Begun {
            token,
            event,
            index,
            ..
        } => match token {
            None => *instance.happened.entry(event.clone()).or_default() += 1,
            Some(token) => {
                if let Some(token) = instance.tokens.get_mut(token) {
                    token.happened.insert(*index);
                }
            }
        },
        BranchEvent::UndoNoted { step } => {
            instance.undoable.retain(|known| known != step);
            instance.undoable.push(step.clone());
        }
        BranchEvent::UndoBegun { token, step, by } => {
            instance.undoable.retain(|known| known != step);
            instance.undoing.insert(*token, by.clone());
        }
        // The step itself is left by events of its own; an error is told for people.
        BranchEvent::Interrupted { step: Some(_), .. } | BranchEvent::ErrorRaised { .. } => {}
    }
}
