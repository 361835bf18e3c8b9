//! Waits: until a moment, a term, a condition or a message.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_calendar::start_of_day;
use reglament_definition::{Step, StepKind, Wait};
use reglament_expression::Value;

use super::{Progress, set::assign};
use crate::{
    Event, TimerPurpose, TokenId, due,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    wait: &Wait,
) -> Result<Progress, Stuck> {
    if let Some(at) = moment(scribe, wait)? {
        if at <= scribe.context.now {
            return finish(scribe, wait, None);
        }
        scribe.schedule(token, None, at, TimerPurpose::Wait);
    }
    match &wait.message {
        Some(message) => match take_message(scribe, message) {
            Some(data) => finish(scribe, wait, Some(&data)),
            None => Ok(Progress::Waiting),
        },
        None => Ok(Progress::Waiting),
    }
}

/// The moment at which the wait ends by itself, if it has one.
fn moment(scribe: &Scribe<'_>, wait: &Wait) -> Result<Option<DateTime<Utc>>, Stuck> {
    let facts = scribe.facts();
    if let Some(until) = &wait.until {
        let zone = scribe.context.definition.zone;
        let value = until.evaluate(&facts.scope())?;
        let at = value
            .as_moment()
            .or_else(|| value.as_date().map(|date| start_of_day(date, zone)));
        return at.map(Some).ok_or_else(unset_moment);
    }
    match &wait.term {
        Some(deadline) => Ok(Some(due::compute(&facts, deadline)?.at)),
        None => Ok(None),
    }
}

fn unset_moment() -> Stuck {
    Stuck {
        code: "moment_unknown",
        ru: "Ожидание до даты, которая не задана.".into(),
        en: "The wait is for a date that is not set.".into(),
    }
}

/// Ends the wait: sets what it sets and goes on.
pub(super) fn finish(
    scribe: &mut Scribe<'_>,
    wait: &Wait,
    message: Option<&BTreeMap<String, Value>>,
) -> Result<Progress, Stuck> {
    assign(scribe, &wait.set, message)?;
    Ok(Progress::Leave(wait.next.clone()))
}

/// Where to go if the condition holds now, or the message has come.
pub(super) fn ready(scribe: &mut Scribe<'_>, wait: &Wait) -> Result<Option<Vec<String>>, Stuck> {
    if let Some(message) = &wait.message
        && let Some(data) = take_message(scribe, message)
    {
        assign(scribe, &wait.set, Some(&data))?;
        return Ok(Some(wait.next.clone()));
    }
    let Some(when) = &wait.when else {
        return Ok(None);
    };
    let holds = when.evaluate(&scribe.facts().scope())? == Value::Boolean(true);
    if !holds {
        return Ok(None);
    }
    assign(scribe, &wait.set, None)?;
    Ok(Some(wait.next.clone()))
}

/// Whether a step waits for this message in its ordinary course.
pub(super) fn awaits(step: &Step, message: &str) -> bool {
    if let StepKind::Wait(wait) = &step.kind {
        wait.message.as_deref() == Some(message)
    } else {
        false
    }
}

/// Whether a message of this name is kept.
pub(super) fn is_kept(scribe: &Scribe<'_>, message: &str) -> bool {
    let kept = &scribe.instance().messages;
    kept.iter().any(|kept| kept.message == message)
}

/// Takes the oldest kept message of this name.
pub(crate) fn take_message(
    scribe: &mut Scribe<'_>,
    message: &str,
) -> Option<BTreeMap<String, Value>> {
    let kept = scribe
        .instance()
        .messages
        .iter()
        .find(|kept| kept.message == message)?
        .data
        .clone();
    scribe.emit(Event::MessageTaken {
        message: message.to_owned(),
    });
    Some(kept)
}
