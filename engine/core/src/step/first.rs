//! Waiting for the first of several: a moment, a term, a condition or a message, each with its own way on.
//!
//! If several have already happened, the one written first counts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_definition::{WaitOption, WaitTrigger};
use reglament_expression::{Expression, Value};

use super::{Progress, set::assign, wait};
use crate::{
    DueDate, FlowEvent, TimerPurpose, TokenId, due,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &str,
    options: &[WaitOption],
) -> Result<Progress, Stuck> {
    let mut moments: Vec<(u32, DateTime<Utc>, Option<DueDate>)> = Vec::new();
    for (index, option) in (0..).zip(options) {
        match moment(scribe, option)? {
            Some((at, due)) if at > scribe.context.now => moments.push((index, at, due)),
            Some(_) => return happened(scribe, step, index, option, None),
            None => {
                if let Some(next) = now(scribe, step, index, option)? {
                    return Ok(Progress::Leave(next));
                }
            }
        }
    }
    for (index, at, due) in moments {
        let purpose = TimerPurpose::Option(index);
        match due {
            Some(due) => scribe.schedule_due(token, due, purpose),
            None => scribe.schedule(token, None, at, purpose),
        }
    }
    Ok(Progress::Waiting)
}

/// Where to go if a condition has become true or a message has come.
pub(super) fn ready(
    scribe: &mut Scribe<'_>,
    step: &str,
    options: &[WaitOption],
) -> Result<Option<Vec<String>>, Stuck> {
    for (index, option) in (0..).zip(options) {
        if let Some(next) = now(scribe, step, index, option)? {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

/// The moment of the option with this index has come.
pub(super) fn fired(
    scribe: &mut Scribe<'_>,
    step: &str,
    options: &[WaitOption],
    index: u32,
) -> Result<Progress, Stuck> {
    match usize::try_from(index).ok().and_then(|i| options.get(i)) {
        Some(option) => happened(scribe, step, index, option, None),
        None => Ok(Progress::Waiting),
    }
}

fn now(
    scribe: &mut Scribe<'_>,
    step: &str,
    index: u32,
    option: &WaitOption,
) -> Result<Option<Vec<String>>, Stuck> {
    let data = match &option.trigger {
        WaitTrigger::When(when) if holds(scribe, when)? => None,
        WaitTrigger::Message(message) => match wait::take_message(scribe, message) {
            Some(data) => Some(data),
            None => return Ok(None),
        },
        WaitTrigger::When(_) | WaitTrigger::Until(_) | WaitTrigger::Term(_) => return Ok(None),
    };
    match happened(scribe, step, index, option, data.as_ref())? {
        Progress::Leave(next) => Ok(Some(next)),
        Progress::Waiting => Ok(None),
    }
}

fn holds(scribe: &Scribe<'_>, when: &Expression) -> Result<bool, Stuck> {
    Ok(when.evaluate(&scribe.facts().scope())? == Value::Boolean(true))
}

/// The moment of an option, and how it was counted.
pub(super) fn moment(
    scribe: &Scribe<'_>,
    option: &WaitOption,
) -> Result<Option<wait::Moment>, Stuck> {
    match &option.trigger {
        WaitTrigger::Until(until) => wait::moment_of(scribe, until).map(|at| Some((at, None))),
        WaitTrigger::Term(deadline) => {
            let due = due::compute(&scribe.facts(), deadline)?;
            Ok(Some((due.at, Some(due))))
        }
        WaitTrigger::When(_) | WaitTrigger::Message(_) => Ok(None),
    }
}

fn happened(
    scribe: &mut Scribe<'_>,
    step: &str,
    option: u32,
    what: &WaitOption,
    data: Option<&BTreeMap<String, Value>>,
) -> Result<Progress, Stuck> {
    scribe.emit(FlowEvent::WaitEnded {
        step: step.to_owned(),
        option,
        outcome: what.trigger.outcome().to_owned(),
    });
    assign(scribe, &what.set, data)?;
    Ok(Progress::Leave(what.next.clone()))
}
