//! The term of the whole instance: set once the date from which it runs is known, reminded of, told of when it passes.
//!
//! It interrupts nothing. Those who hold open tasks are reminded; the roles of its overdue rule are told that it passed.

use reglament_calendar::{local_date, working_days_between};
use reglament_expression::Value;
use rust_decimal::Decimal;

use super::notice::{self, Owner};
use crate::{
    TermEvent, TimerPurpose, due,
    letter::{self, Recipient, full_name},
    limits::MAX_OVERDUE_NOTICES,
    lookup::text,
    scribe::{Scribe, Stuck},
};

/// Where an incident about a term that cannot be counted stands.
const INCIDENT_AT: &str = "deadline";

const OWNER: Owner = Owner {
    token: None,
    task: None,
};

/// Sets the term as soon as it can be counted.
pub(crate) fn set(scribe: &mut Scribe<'_>) {
    let Some(deadline) = &scribe.context.definition.deadline else {
        return;
    };
    let instance = scribe.instance();
    if !instance.is_running() || instance.term.is_some() {
        return;
    }
    // A date that is not known yet is no mistake: the term begins when it is.
    let known = deadline.from.as_ref().is_none_or(|from| {
        let value = from.evaluate(&scribe.facts().scope());
        value.is_ok_and(|value| !value.is_null())
    });
    if !known {
        return;
    }
    let due = match due::compute(&scribe.facts(), deadline) {
        Ok(due) => due,
        Err(problem) => {
            let told = |incident: &crate::Incident| incident.step == INCIDENT_AT;
            if !instance.incidents.values().any(told) {
                scribe.raise(None, INCIDENT_AT, problem.into());
            }
            return;
        }
    };
    let roles = deadline.overdue.iter().flat_map(|overdue| &overdue.notify);
    let roles = roles.cloned().collect();
    scribe.emit(TermEvent::SetForInstance { due, roles });
    schedule(scribe);
}

/// Schedules its reminders and notices.
pub(super) fn schedule(scribe: &mut Scribe<'_>) {
    let due = scribe.instance().term.as_ref().map(|term| term.due.clone());
    let deadline = scribe.context.definition.deadline.as_ref();
    if let (Some(due), Some(deadline)) = (due, deadline) {
        notice::schedule_for(scribe, OWNER, deadline, &due);
    }
}

/// A reminder's moment has come.
pub(crate) fn remind(scribe: &mut Scribe<'_>) -> Result<(), Stuck> {
    let tasks = scribe.instance().tasks.values();
    let mut people: Vec<Recipient> = Vec::new();
    for person in tasks.flat_map(|task| notice::doers(scribe, task)) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    if people.is_empty() {
        let own = scribe.instance().term.as_ref();
        let roles = own.map(|term| term.roles.clone()).unwrap_or_default();
        people = notice::holders(scribe, &roles);
    }
    scribe.emit(TermEvent::InstanceReminded {});
    write(scribe, "reminder", people)
}

/// The term has passed, or passed further.
pub(crate) fn notify_overdue(scribe: &mut Scribe<'_>, rung: Option<u32>) -> Result<(), Stuck> {
    let Some(term) = &scribe.instance().term else {
        return Ok(());
    };
    let deadline = scribe.context.definition.deadline.as_ref();
    let Some(overdue) = deadline.and_then(|deadline| deadline.overdue.as_ref()) else {
        return Ok(());
    };
    let level = term.overdue + 1;
    if level > MAX_OVERDUE_NOTICES {
        return Ok(());
    }
    scribe.emit(TermEvent::InstanceOverdue { level });
    let people = notice::told(scribe, overdue, rung)?;
    write(scribe, "overdue", people)?;
    if rung.is_none()
        && let Some(at) = notice::next_overdue_notice(scribe, overdue)
    {
        scribe.schedule(None, None, at, TimerPurpose::Overdue);
    }
    Ok(())
}

fn write(scribe: &mut Scribe<'_>, letter: &str, people: Vec<Recipient>) -> Result<(), Stuck> {
    if !scribe.context.definition.letters.contains_key(letter) {
        return Ok(());
    }
    for recipient in people {
        let about = about(scribe);
        letter::write(scribe, letter, &recipient, Some(about))?;
    }
    Ok(())
}

/// What letters call `task`, for the term of the whole instance.
pub(crate) fn about(scribe: &Scribe<'_>) -> Value {
    let (definition, instance) = (scribe.context.definition, scribe.instance());
    let subject = definition
        .subject
        .as_deref()
        .and_then(|field| instance.data.get(field));
    let due = instance.term.as_ref().map(|term| &term.due);
    let today = local_date(scribe.context.now, definition.zone);
    let late = due.map_or(0, |due| {
        let calendar = scribe.context.calendar;
        working_days_between(calendar, due.date, today, due.rule.decree_days).max(0)
    });
    let url = format!("{}/instances/{}", scribe.context.base_url, instance.id);
    Value::record([
        ("title", text(&definition.title.ru)),
        (
            "due_on",
            due.map_or(Value::Null, |due| Value::Date(due.date)),
        ),
        ("instance", text(instance.id.as_str())),
        (
            "subject",
            subject.map_or(Value::Null, |name| text(&full_name(name))),
        ),
        ("process", text(&definition.title.ru)),
        ("days_late", Value::Number(Decimal::from(late))),
        ("url", text(&url)),
        ("escalated_by", Value::Null),
        ("note", Value::Null),
    ])
}
