//! Letters about a task: it is new, it will be due, it is overdue. Also the timers that wake them.
//!
//! Reminders go out at 09:00 local time on a working day that no decree has made non-working (see the domain rule
//! that nobody is reminded on a day off); when that moment has passed already, the reminder is left out.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use reglament_calendar::{Term, Unit, local_date, start_of_day, working_days_between};
use reglament_definition::{Deadline, Overdue, Reminder, StepKind, UserTask};
use reglament_expression::Value;
use rust_decimal::Decimal;

use crate::{
    Candidacy, Doer, DueDate, Task, TaskEvent, TaskId, TimerPurpose, TokenId, due, eligible,
    letter::{self, Recipient},
    limits::MAX_OVERDUE_NOTICES,
    lookup::text,
    people,
    scribe::{Scribe, Stuck},
};

/// The letter that tells of lateness.
pub(super) const OVERDUE_LETTER: &str = "overdue";

/// Hour of the day, local, at which notices go out.
const NOTICE_HOUR: i64 = 9;

/// Tells those who may do a new task, if there is a letter for it.
pub(super) fn announce(scribe: &mut Scribe<'_>, id: TaskId) -> Result<(), Stuck> {
    let Some(task) = scribe.instance().tasks.get(&id).cloned() else {
        return Ok(());
    };
    let letter = opening_letter(scribe, &task.step);
    if !scribe.context.definition.letters.contains_key(&letter) {
        return Ok(());
    }
    for recipient in doers(scribe, &task) {
        let about = task_record(scribe, id, &task);
        letter::write(scribe, &letter, &recipient, Some(about))?;
    }
    Ok(())
}

/// The letter that tells of a new task: the step's own, or the one for all.
fn opening_letter(scribe: &Scribe<'_>, step: &str) -> String {
    let own = user_task(scribe, step).and_then(|task| task.letter.clone());
    own.unwrap_or_else(|| "new_task".to_owned())
}

/// The user task of a step.
fn user_task<'a>(scribe: &Scribe<'a>, step: &str) -> Option<&'a UserTask> {
    let step = scribe.context.definition.step(step)?;
    if let StepKind::UserTask(task) = &step.kind {
        Some(task)
    } else {
        None
    }
}

/// Schedules the reminders and the first overdue notice of a task.
pub(super) fn schedule(scribe: &mut Scribe<'_>, id: TaskId) {
    let Some(task) = scribe.instance().tasks.get(&id).cloned() else {
        return;
    };
    let (Some(deadline), Some(due)) = (deadline_of(scribe, &task.step), &task.due) else {
        return;
    };
    let owner = Owner {
        token: Some(task.token),
        task: Some(id),
    };
    schedule_for(scribe, owner, deadline, due);
    if user_task(scribe, &task.step).is_some_and(|kind| kind.silence.is_some()) {
        scribe.schedule(task.token, Some(id), due.at, TimerPurpose::Silence);
    }
}

/// Whose notices they are: a task's, or (without token and task) the instance's.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    pub(super) token: Option<TokenId>,
    pub(super) task: Option<TaskId>,
}

/// Schedules the reminders and the overdue notices of a deadline.
pub(super) fn schedule_for(
    scribe: &mut Scribe<'_>,
    owner: Owner,
    deadline: &Deadline,
    due: &DueDate,
) {
    let Owner { token, task } = owner;
    for reminder in &deadline.remind {
        let date = match reminder {
            Reminder::OnDueDate => Some(due::last_working(&scribe.facts(), due.date)),
            Reminder::Before(term) => due::shifted(&scribe.facts(), due.date, *term, true),
        };
        let at = date.map(|date| notice_moment(scribe, date));
        if let Some(at) = at.filter(|at| *at > scribe.context.now && *at < due.at) {
            scribe.schedule(token, task, at, TimerPurpose::Reminder);
        }
    }
    if deadline.overdue.is_some() {
        let at = first_overdue_notice(scribe, due);
        scribe.schedule(token, task, at, TimerPurpose::Overdue);
    }
    let reached = escalated(scribe, task);
    for (index, rung) in (0u32..).zip(deadline.overdue.iter().flat_map(|overdue| &overdue.ladder)) {
        if reached.contains(&index) {
            continue;
        }
        if let Some(date) = due::shifted(&scribe.facts(), due.date, rung.after, false) {
            let at = notice_moment(scribe, date).max(due.at);
            scribe.schedule(token, task, at, TimerPurpose::Rung(index));
        }
    }
}

/// Rungs that a person has reached before their day: nobody is told twice of the same.
fn escalated(scribe: &Scribe<'_>, task: Option<TaskId>) -> BTreeSet<u32> {
    let task = task.and_then(|id| scribe.instance().tasks.get(&id));
    task.map(|task| task.escalated.clone()).unwrap_or_default()
}

/// Terms counted by the clock are told of at once; a term in days the next working morning, since nobody reads
/// letters at midnight. Whether a task is late is a matter of `due.at` alone.
fn first_overdue_notice(scribe: &Scribe<'_>, due: &DueDate) -> DateTime<Utc> {
    let clock = matches!(due.rule.term.unit, Unit::Hour | Unit::Minute);
    let next_day = due::shifted(
        &scribe.facts(),
        due.date,
        Term::new(1, Unit::WorkingDay),
        false,
    );
    match next_day {
        Some(date) if !clock => notice_moment(scribe, date).max(due.at),
        _ => due.at,
    }
}

pub(super) fn deadline_of<'a>(scribe: &Scribe<'a>, step: &str) -> Option<&'a Deadline> {
    user_task(scribe, step)?.deadline.as_ref()
}

fn notice_moment(scribe: &Scribe<'_>, date: NaiveDate) -> DateTime<Utc> {
    start_of_day(date, scribe.context.definition.zone) + Duration::hours(NOTICE_HOUR)
}

/// A reminder's moment has come.
pub(crate) fn remind(scribe: &mut Scribe<'_>, id: TaskId) -> Result<(), Stuck> {
    remind_by(scribe, id, None)
}

/// Reminds of a task, because its moment has come or because a person asks for it.
pub(crate) fn remind_by(
    scribe: &mut Scribe<'_>,
    id: TaskId,
    by: Option<String>,
) -> Result<(), Stuck> {
    let Some(task) = scribe.instance().tasks.get(&id).cloned() else {
        return Ok(());
    };
    // The reminder speaks of the date; a task that has none is told of again as it was at first.
    let letter = match task.due {
        Some(_) => "reminder".to_owned(),
        None => opening_letter(scribe, &task.step),
    };
    if scribe.context.definition.letters.contains_key(&letter) {
        for recipient in doers(scribe, &task) {
            let about = task_record(scribe, id, &task);
            letter::write(scribe, &letter, &recipient, Some(about))?;
        }
    }
    let on = by.is_some().then(|| people::on(scribe));
    scribe.emit(TaskEvent::Reminded { task: id, by, on });
    Ok(())
}

/// The due date has passed, or passed further: tells the holders and the roles of this rung.
pub(crate) fn notify_overdue(
    scribe: &mut Scribe<'_>,
    id: TaskId,
    rung: Option<u32>,
) -> Result<(), Stuck> {
    let Some(task) = scribe.instance().tasks.get(&id).cloned() else {
        return Ok(());
    };
    let Some(overdue) =
        deadline_of(scribe, &task.step).and_then(|deadline| deadline.overdue.as_ref())
    else {
        return Ok(());
    };
    let level = task.overdue + 1;
    if level > MAX_OVERDUE_NOTICES {
        return Ok(());
    }
    scribe.emit(TaskEvent::Overdue { task: id, level });
    if has_overdue_letter(scribe) {
        for recipient in told(scribe, overdue, rung)? {
            let about = task_record(scribe, id, &task);
            letter::write(scribe, OVERDUE_LETTER, &recipient, Some(about))?;
        }
    }
    if rung.is_none() {
        repeat(scribe, id, &task, overdue);
    }
    Ok(())
}

/// Whether the definition has the letter that tells of lateness.
pub(crate) fn has_overdue_letter(scribe: &Scribe<'_>) -> bool {
    let letters = &scribe.context.definition.letters;
    letters.contains_key(OVERDUE_LETTER)
}

fn repeat(scribe: &mut Scribe<'_>, id: TaskId, task: &Task, overdue: &Overdue) {
    if let Some(at) = next_overdue_notice(scribe, overdue) {
        scribe.schedule(task.token, Some(id), at, TimerPurpose::Overdue);
    }
}

/// When to tell again that something is overdue; none when it is told once.
pub(super) fn next_overdue_notice(scribe: &Scribe<'_>, overdue: &Overdue) -> Option<DateTime<Utc>> {
    let today = local_date(scribe.context.now, scribe.context.definition.zone);
    let date = due::shifted(&scribe.facts(), today, overdue.every?, false)?;
    Some(notice_moment(scribe, date))
}

/// Those who may do the task now: whoever took it, or whoever stands in for the absent.
pub(super) fn doers(scribe: &Scribe<'_>, task: &Task) -> Vec<Recipient> {
    recipients(scribe, people::doers(scribe, task))
}

/// Whom the notice or the rung tells: the holders of its roles who fulfil its condition.
pub(super) fn told(
    scribe: &Scribe<'_>,
    overdue: &Overdue,
    rung: Option<u32>,
) -> Result<Vec<Recipient>, Stuck> {
    let people = people_told(scribe, overdue, rung)?;
    Ok(recipients(scribe, people))
}

/// The same by their ids.
pub(super) fn people_told(
    scribe: &Scribe<'_>,
    overdue: &Overdue,
    rung: Option<u32>,
) -> Result<Vec<Doer>, Stuck> {
    let rung = rung.and_then(|index| overdue.ladder.get(index as usize));
    let (roles, filter) = rung.map_or((&overdue.notify, &overdue.filter), |rung| {
        (&rung.notify, &rung.filter)
    });
    let roles: BTreeSet<String> = roles.iter().cloned().collect();
    let Some(filter) = filter else {
        return Ok(people_of(scribe, &roles));
    };
    let nobody = BTreeSet::new();
    let named: Vec<String> = roles.iter().cloned().collect();
    let people = people::holding(scribe, &named, Some(filter), &nobody)?;
    let candidacy = Candidacy {
        people: Some(&people),
        ..Candidacy::of_roles(&roles, &nobody)
    };
    let context = scribe.context;
    let today = people::on(scribe);
    Ok(eligible(
        context.organisation,
        context.absences,
        today,
        &candidacy,
    ))
}

/// Holders of roles who are told of something.
pub(crate) fn holders(scribe: &Scribe<'_>, roles: &BTreeSet<String>) -> Vec<Recipient> {
    recipients(scribe, people_of(scribe, roles))
}

/// The same by their ids.
pub(super) fn people_of(scribe: &Scribe<'_>, roles: &BTreeSet<String>) -> Vec<Doer> {
    let nobody = BTreeSet::new();
    let candidacy = Candidacy::of_roles(roles, &nobody);
    let context = scribe.context;
    eligible(
        context.organisation,
        context.absences,
        people::on(scribe),
        &candidacy,
    )
}

pub(super) fn recipients(scribe: &Scribe<'_>, doers: Vec<Doer>) -> Vec<Recipient> {
    let people = &scribe.context.organisation.people;
    let today = people::on(scribe);
    let found = doers.iter().filter_map(|doer| people.get(&doer.person));
    found
        .map(|person| Recipient::person(person, today))
        .collect()
}

/// What letters call `task`.
pub(crate) fn task_about(scribe: &Scribe<'_>, id: TaskId) -> Option<Value> {
    let task = scribe.instance().tasks.get(&id)?;
    Some(task_record(scribe, id, task))
}

fn task_record(scribe: &Scribe<'_>, id: TaskId, task: &Task) -> Value {
    let definition = scribe.context.definition;
    let instance = scribe.instance();
    let title = definition
        .step(&task.step)
        .map(|step| step.title.ru.clone())
        .unwrap_or_default();
    let subject = definition
        .subject
        .as_deref()
        .and_then(|field| instance.data.get(field));
    let today = local_date(scribe.context.now, definition.zone);
    let late = task.due.as_ref().map_or(0, |due| {
        working_days_between(
            scribe.context.calendar,
            due.date,
            today,
            due.rule.decree_days,
        )
        .max(0)
    });
    let url = format!("{}/tasks/{}/{}", scribe.context.base_url, instance.id, id);
    Value::record([
        ("title", text(&title)),
        (
            "due_on",
            task.due
                .as_ref()
                .map_or(Value::Null, |due| Value::Date(due.date)),
        ),
        ("instance", text(instance.id.as_str())),
        (
            "subject",
            subject.map_or(Value::Null, |name| text(&letter::full_name(name))),
        ),
        ("process", text(&definition.title.ru)),
        ("days_late", Value::Number(Decimal::from(late))),
        ("url", text(&url)),
        ("escalated_by", Value::Null),
        ("note", Value::Null),
    ])
}
