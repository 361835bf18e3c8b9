//! What a story expects of terms: standing still, provisional, overdue as a whole.
//!
//! Due dates of tasks are in `expectation`.

use reglament_core::DueDate;

use super::{
    Play,
    expectation::{instance, open},
};
use crate::Expect;

pub(super) fn check(play: &Play<'_>, expect: &Expect) -> Result<(), String> {
    if let Some(level) = expect.instance_overdue {
        let term = instance(play, expect.instance.as_deref())?.term().as_ref();
        let found = term.map_or(0, |term| term.overdue);
        if found != level {
            return Err(format!("the instance is overdue with {found} notices"));
        }
    }
    if expect.suspended.is_none() && expect.provisional.is_none() {
        return Ok(());
    }
    let due = due(play, expect)?;
    let due = due.ok_or("there is no due date")?;
    let stands = due.held.is_some();
    if expect.suspended.is_some_and(|wanted| wanted != stands) {
        return Err(format!("the term stands still: {stands}"));
    }
    let provisional = due.provisional;
    if expect
        .provisional
        .is_some_and(|wanted| wanted != provisional)
    {
        return Err(format!("{} is provisional: {provisional}", due.date));
    }
    Ok(())
}

fn due<'w>(play: &'w Play<'_>, expect: &Expect) -> Result<Option<&'w DueDate>, String> {
    match &expect.task {
        Some(step) => {
            let tasks = open(play, expect, step)?;
            Ok(tasks.into_iter().find_map(|task| task.due.as_ref()))
        }
        None => {
            let term = instance(play, expect.instance.as_deref())?.term().as_ref();
            Ok(term.map(|term| &term.due))
        }
    }
}
