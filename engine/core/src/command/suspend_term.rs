//! A term is suspended and runs again: an act, a message, a form of the applicant, or the end of the longest suspension.

use reglament_calendar::TermAct;
use reglament_definition::ResumeOn;
use reglament_expression::Value;

use super::Actor;
use super::term::{ActRecord, OpenTerm, notify, permitted, reason, uncounted};
use crate::{
    MessageEvent, RawInput, Rejection, TermEvent, TermOwner, TermRefusal, TimerPurpose,
    command::complete_task::check,
    due,
    form::read_input,
    people::{on, person_record},
    scribe::Scribe,
    step,
};

pub(super) fn suspend(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    owner: TermOwner,
    why: &str,
) -> Result<(), Rejection> {
    let open = OpenTerm::find(scribe, owner)?;
    let rule = open
        .deadline
        .suspension
        .as_ref()
        .ok_or(TermRefusal::NotAllowed)?;
    let person = permitted(scribe, actor, &rule.by)?;
    let reason = reason(why)?;
    if open.due.suspended().is_some() {
        return Err(TermRefusal::Suspended.into());
    }
    open.not_passed(scribe)?;
    let suspended = |act: &&TermAct| matches!(act, TermAct::Suspended { .. });
    if open.due.acts.iter().filter(suspended).count() >= usize::try_from(rule.times).unwrap_or(0) {
        return Err(TermRefusal::UsedUp { times: rule.times }.into());
    }
    let now = scribe.context.now;
    let until = match &rule.at_most {
        Some(term) => Some(due::end_of_term(&scribe.facts(), term, now).map_err(uncounted)?),
        None => None,
    };
    let changes = open.changed(scribe, TermAct::Suspended { at: now })?;
    let before = scribe.instance().clone();
    scribe.emit(TermEvent::Suspended {
        owner,
        reason: reason.clone(),
        by: person_record(person, on(scribe)),
        basis: rule.basis.clone(),
        until,
        changes: changes.clone(),
    });
    step::retime(scribe, &before, &changes);
    if let Some(at) = until {
        let (token, task) = step::belongs_to(scribe, owner);
        scribe.schedule(token, task, at, TimerPurpose::Resume);
    }
    let Some(notice) = &rule.notice else {
        return Ok(());
    };
    let act = ActRecord {
        reason: &reason,
        basis: &rule.basis,
        by: person,
        before: open.due.date,
        after: None,
    };
    notify(scribe, &open, notice, &act)
}

/// Somebody asks for the term to run again: an official, or the applicant with the form that the rule names.
pub(super) fn resume(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    owner: TermOwner,
    why: Option<&str>,
    input: &RawInput,
) -> Result<(), Rejection> {
    let open = OpenTerm::find(scribe, owner)?;
    let rule = open
        .deadline
        .suspension
        .as_ref()
        .ok_or(TermRefusal::NotAllowed)?;
    let by = match (actor, &rule.resume_on) {
        (Actor::Applicant, Some(ResumeOn::Form { form, .. })) => {
            let (definition, organisation) =
                (scribe.context.definition, scribe.context.organisation);
            let items = scribe.instance().items();
            let values = read_input(definition, form, &[], input, organisation, items)
                .map_err(|problems| Rejection::InvalidForm { problems })?;
            scribe.set_data(values);
            check(scribe, &form.checks)?;
            None
        }
        _ => Some(person_record(
            permitted(scribe, actor, &rule.by)?,
            on(scribe),
        )),
    };
    let why = why.map(str::trim).filter(|why| !why.is_empty());
    go_on(scribe, owner, why, by)
}

/// The term runs again from now.
pub(super) fn go_on(
    scribe: &mut Scribe<'_>,
    owner: TermOwner,
    reason: Option<&str>,
    by: Option<Value>,
) -> Result<(), Rejection> {
    let open = OpenTerm::find(scribe, owner)?;
    if open.due.suspended().is_none() {
        return Err(TermRefusal::NotSuspended.into());
    }
    let at = scribe.context.now;
    let changes = open.changed(scribe, TermAct::Resumed { at })?;
    let before = scribe.instance().clone();
    scribe.emit(TermEvent::Resumed {
        owner,
        reason: reason.map(str::to_owned),
        by,
        changes: changes.clone(),
    });
    step::retime(scribe, &before, &changes);
    Ok(())
}

/// A message has been kept: terms that wait for it run again. True if one did.
pub(super) fn message(scribe: &mut Scribe<'_>, message: &str) -> Result<bool, Rejection> {
    let tasks: Vec<_> = scribe.instance().tasks.keys().copied().collect();
    let owners = tasks
        .into_iter()
        .map(TermOwner::Task)
        .chain([TermOwner::Instance]);
    for owner in owners {
        let Ok(open) = OpenTerm::find(scribe, owner) else {
            continue;
        };
        let resume_on = open
            .deadline
            .suspension
            .as_ref()
            .and_then(|rule| rule.resume_on.as_ref());
        if open.due.suspended().is_some()
            && resume_on == Some(&ResumeOn::Message(message.to_owned()))
        {
            scribe.emit(MessageEvent::Taken {
                message: message.to_owned(),
            });
            go_on(scribe, owner, None, None)?;
            return Ok(true);
        }
    }
    Ok(false)
}
