//! Applies what boundary and process-wide events leave behind, and what compensation remembers.

use crate::{Event, Instance};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::Interrupted {
        step: None, event, ..
    } = event
    {
        *instance.happened.entry(event.clone()).or_default() += 1;
    }
    if let Event::BranchBegun {
        token,
        event,
        index,
        ..
    } = event
    {
        match token {
            None => *instance.happened.entry(event.clone()).or_default() += 1,
            Some(token) => {
                if let Some(token) = instance.tokens.get_mut(token) {
                    token.happened.insert(*index);
                }
            }
        }
    }
    if let Event::UndoNoted { step } = event {
        instance.undoable.retain(|known| known != step);
        instance.undoable.push(step.clone());
    }
    if let Event::UndoBegun { token, step, by } = event {
        instance.undoable.retain(|known| known != step);
        instance.undoing.insert(*token, by.clone());
    }
}
