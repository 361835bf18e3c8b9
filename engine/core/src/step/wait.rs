//! Waits: until a moment, a term, a condition or a message.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_calendar::start_of_day;
use reglament_definition::{Step, StepKind, Wait, WaitTrigger};
use reglament_expression::{Expression, Value};

use super::{Progress, first, set::assign};
use crate::{
    DueDate, MessageEvent, TimerPurpose, TokenId, due,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &str,
    wait: &Wait,
) -> Result<Progress, Stuck> {
    if !wait.first.is_empty() {
        return first::enter(scribe, token, step, &wait.first);
    }
    if let Some((at, due)) = moment(scribe, wait)? {
        if at <= scribe.context.now {
            return finish(scribe, wait, None);
        }
        match due {
            Some(due) => scribe.schedule_due(token, due, TimerPurpose::Wait),
            None => scribe.schedule(token, None, at, TimerPurpose::Wait),
        }
    }
    match &wait.message {
        Some(message) => match take_message(scribe, message) {
            Some(data) => finish(scribe, wait, Some(&data)),
            None => Ok(Progress::Waiting),
        },
        None => Ok(Progress::Waiting),
    }
}

/// A moment, and how it was counted if a term gave it.
pub(super) type Moment = (DateTime<Utc>, Option<DueDate>);

/// The moment at which the wait ends by itself, if it has one.
pub(super) fn moment(scribe: &Scribe<'_>, wait: &Wait) -> Result<Option<Moment>, Stuck> {
    if let Some(until) = &wait.until {
        return moment_of(scribe, until).map(|at| Some((at, None)));
    }
    match &wait.term {
        Some(deadline) => {
            let due = due::compute(&scribe.facts(), deadline)?;
            Ok(Some((due.at, Some(due))))
        }
        None => Ok(None),
    }
}

/// A moment, or the local midnight of a date.
pub(super) fn moment_of(scribe: &Scribe<'_>, until: &Expression) -> Result<DateTime<Utc>, Stuck> {
    let zone = scribe.context.definition.zone;
    let value = until.evaluate(&scribe.facts().scope())?;
    let at = value
        .as_moment()
        .or_else(|| value.as_date().map(|date| start_of_day(date, zone)));
    at.ok_or_else(unset_moment)
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
pub(super) fn ready(
    scribe: &mut Scribe<'_>,
    step: &str,
    wait: &Wait,
) -> Result<Option<Vec<String>>, Stuck> {
    if !wait.first.is_empty() {
        return first::ready(scribe, step, &wait.first);
    }
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
        let listens = |trigger: &WaitTrigger| matches!(trigger, WaitTrigger::Message(name) if name == message);
        wait.message.as_deref() == Some(message)
            || wait.first.iter().any(|option| listens(&option.trigger))
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
    scribe.emit(MessageEvent::Taken {
        message: message.to_owned(),
    });
    Some(kept)
}
