//! Process-wide events: what may happen to the whole instance at any time.
//!
//! One that interrupts cancels everything open; one that does not begins a side branch. Their terms belong to no token:
//! they run from the start (or from the day that `from` names, once it is known) to the end of the instance. A condition
//! fires once in the life of an instance, when it first holds while something is open.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_definition::{ProcessEvent, ProcessTrigger, Trigger};
use reglament_expression::Value;

use crate::{
    BranchEvent, TimerEvent, TimerPurpose, due,
    scribe::{Scribe, Stuck},
    step,
};

/// What came with an event; `set:` reads it as `message` or `error`.
pub(crate) enum Came {
    /// Nothing.
    Nothing,
    /// A message with these contents.
    Message(BTreeMap<String, Value>),
    /// An error.
    Error(BTreeMap<String, Value>),
}

impl Came {
    /// Evaluates and stores what an event sets.
    pub(crate) fn assign(
        &self,
        scribe: &mut Scribe<'_>,
        set: &reglament_definition::Assignments,
    ) -> Result<(), Stuck> {
        match self {
            Self::Nothing => step::assign(scribe, set, None),
            Self::Message(data) => step::assign(scribe, set, Some(data)),
            Self::Error(data) => step::assign_with(scribe, set, "error", Some(data)),
        }
    }
}

/// The event has happened.
pub(crate) fn happen(
    scribe: &mut Scribe<'_>,
    index: u32,
    event: &ProcessEvent,
    reason: Option<String>,
    came: &Came,
) {
    if event.interrupting {
        scribe.emit(BranchEvent::Interrupted {
            step: None,
            event: event.id.clone(),
            reason,
        });
        step::cancel_all(scribe);
    } else {
        scribe.emit(BranchEvent::Begun {
            token: None,
            step: None,
            event: event.id.clone(),
            index,
            reason,
        });
    }
    // The branch begins even when `set` fails: the incident tells of it, and nothing that the event asks for is lost.
    if let Err(stuck) = came.assign(scribe, &event.set) {
        scribe.raise(None, &event.next, stuck);
    }
    scribe.go("", std::slice::from_ref(&event.next));
}

fn triggers<'d>(
    scribe: &Scribe<'d>,
) -> impl Iterator<Item = (u32, &'d ProcessEvent, &'d Trigger)> + use<'d> {
    let events = (0u32..).zip(&scribe.context.definition.events);
    events.filter_map(|(index, event)| match &event.trigger {
        ProcessTrigger::Of(trigger) if !event.id.is_empty() => Some((index, event, trigger)),
        ProcessTrigger::Of(_) | ProcessTrigger::Asked => None,
    })
}

/// Schedules the terms whose first day has become known. A `from` that cannot be computed yet is not known yet.
pub(crate) fn arm(scribe: &mut Scribe<'_>) {
    if !scribe.instance().is_running() {
        return;
    }
    for (index, event, trigger) in triggers(scribe) {
        let Trigger::Term(deadline) = trigger else {
            continue;
        };
        let armed = |purpose: TimerPurpose| matches!(purpose, TimerPurpose::ProcessEvent { event, .. } if event == index);
        let instance = scribe.instance();
        let pending = instance.timers.values().any(|t| armed(t.purpose));
        if pending || instance.happened.contains_key(&event.id) {
            continue;
        }
        let known = deadline.from.as_ref().is_none_or(|from| {
            let value = from.evaluate(&scribe.facts().scope());
            value.is_ok_and(|value| !value.is_null())
        });
        if !known {
            continue;
        }
        match due::compute(&scribe.facts(), deadline) {
            Ok(due) => {
                let purpose = TimerPurpose::ProcessEvent {
                    event: index,
                    happened: 0,
                };
                scribe.schedule_due(None, due, purpose);
            }
            Err(problem) => {
                let told = scribe.instance().incidents.values();
                if !told.into_iter().any(|incident| incident.step == event.next) {
                    scribe.raise(None, &event.next, problem.into());
                }
            }
        }
    }
}

/// A timer of the whole instance has come.
pub(crate) fn term_passed(scribe: &mut Scribe<'_>, purpose: TimerPurpose, at: DateTime<Utc>) {
    let TimerPurpose::ProcessEvent { event, happened } = purpose else {
        return;
    };
    let Some((index, found, Trigger::Term(deadline))) =
        triggers(scribe).find(|(index, ..)| *index == event)
    else {
        return;
    };
    let happened = happened.saturating_add(1);
    happen(scribe, index, found, None, &Came::Nothing);
    let again = due::again(&scribe.facts(), deadline, found.repeat, at, happened);
    if let Some(at) = again.filter(|_| !found.interrupting) {
        let purpose = TimerPurpose::ProcessEvent { event, happened };
        scribe.schedule(None, None, at, purpose);
    }
}

/// A message is kept that no step wants: the first event that listens to it takes it.
pub(crate) fn message(scribe: &mut Scribe<'_>, message: &str) {
    let listens = |event: &ProcessEvent, trigger: &Trigger, spent: bool| {
        matches!(trigger, Trigger::Message(name) if name == message) && !(event.once && spent)
    };
    let found = triggers(scribe).find(|(_, event, trigger)| {
        let spent = scribe.instance().happened.contains_key(&event.id);
        listens(event, trigger, spent)
    });
    if let Some((index, event, _)) = found
        && let Some(data) = step::take_message(scribe, message)
    {
        happen(scribe, index, event, None, &Came::Message(data));
    }
}

/// Lets conditions that hold now happen. True if one did.
pub(crate) fn conditions(scribe: &mut Scribe<'_>) -> bool {
    if scribe.instance().tokens.is_empty() {
        return false;
    }
    for (index, event, trigger) in triggers(scribe) {
        let Trigger::When(when) = trigger else {
            continue;
        };
        let spent = scribe.instance().happened.contains_key(&event.id);
        // A condition over data that is not there yet does not hold.
        let holds = !spent && when.evaluate(&scribe.facts().scope()) == Ok(Value::Boolean(true));
        if holds {
            happen(scribe, index, event, None, &Came::Nothing);
            return true;
        }
    }
    false
}

/// The event that catches an error: one that names the code before one that catches any.
pub(crate) fn catching<'d>(scribe: &Scribe<'d>, code: &str) -> Option<(u32, &'d ProcessEvent)> {
    let catches = |trigger: &Trigger, exact: bool| match trigger {
        Trigger::Error(wanted) => {
            wanted.catches(code) && exact == (*wanted != reglament_definition::ErrorMatch::Any)
        }
        Trigger::Term(_) | Trigger::Message(_) | Trigger::When(_) => false,
    };
    [true, false].into_iter().find_map(|exact| {
        let found = triggers(scribe).find(|(_, event, trigger)| {
            let spent = event.once && scribe.instance().happened.contains_key(&event.id);
            !spent && catches(trigger, exact)
        });
        found.map(|(index, event, _)| (index, event))
    })
}

/// Cancels what belongs to the whole instance, at its end.
pub(crate) fn disarm(scribe: &mut Scribe<'_>) {
    let timers = scribe.instance().timers.iter();
    let own: Vec<_> = timers
        .filter(|(_, timer)| timer.token.is_none())
        .map(|(id, _)| *id)
        .collect();
    for timer in own {
        scribe.emit(TimerEvent::Cancelled { timer });
    }
}
