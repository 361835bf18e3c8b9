//! The open dates of an instance: every task, wait, window, boundary term, reminder and the instance's own term that
//! still lies ahead, each with how it was counted. It answers «why this date» and computes nothing new.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use reglament_calendar::local_date;
use reglament_definition::{Deadline, Definition, ProcessTrigger, StepKind, Trigger, WaitTrigger};
use reglament_expression::Expression;
use serde::{Deserialize, Serialize};

use crate::{DueDate, Instance, TaskId, Timer, TimerId, TimerPurpose};

/// Whose term or date it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TermOwner {
    /// A user task.
    Task(TaskId),
    /// A wait, a window, a job or a boundary event, by its timer.
    Timer(TimerId),
    /// The whole instance.
    Instance,
}

/// What happens on the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    /// A task is due.
    Task,
    /// A wait ends.
    Wait,
    /// The answer of a service is due.
    Job,
    /// A window of registration closes.
    Window,
    /// A boundary term interrupts its step or begins a branch beside it.
    Boundary,
    /// A term of the process interrupts everything or begins a branch.
    Event,
    /// A reminder goes out.
    Reminder,
    /// The whole instance is due.
    Instance,
}

/// A date that lies ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDate<'a> {
    /// Whose.
    pub owner: TermOwner,
    /// Its step; none for the term of the whole instance.
    pub step: Option<&'a str>,
    /// What happens then.
    pub kind: DateKind,
    /// The last day, in the zone of the process.
    pub on: NaiveDate,
    /// The instant.
    pub at: DateTime<Utc>,
    /// How it was counted, when a term gave it.
    pub due: Option<&'a DueDate>,
    /// Whether it stands still because of a suspension.
    pub held: bool,
    pub(crate) source: Source<'a>,
}

/// What gives a date, so that it can be counted anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source<'a> {
    /// A term.
    Deadline(&'a Deadline),
    /// The beginning of a day, or a moment.
    Begins(&'a Expression),
    /// The end of a day, or a moment.
    Ends(&'a Expression),
    /// Nothing of its own.
    None,
}

/// Every date of the instance that lies ahead or has passed while its task is open.
pub fn open_dates<'a>(definition: &'a Definition, instance: &'a Instance) -> Vec<OpenDate<'a>> {
    let own = instance.term.iter().map(|term| OpenDate {
        owner: TermOwner::Instance,
        step: None,
        kind: DateKind::Instance,
        on: term.due.date,
        at: term.due.at,
        due: Some(&term.due),
        held: term.due.held.is_some(),
        source: definition
            .deadline
            .as_ref()
            .map_or(Source::None, Source::Deadline),
    });
    let tasks = instance.tasks.iter().filter_map(|(id, task)| {
        let due = task.due.as_ref()?;
        let deadline = if let StepKind::UserTask(kind) = &definition.step(&task.step)?.kind {
            kind.deadline.as_ref()
        } else {
            None
        };
        Some(OpenDate {
            owner: TermOwner::Task(*id),
            step: Some(&task.step),
            kind: DateKind::Task,
            on: due.date,
            at: due.at,
            due: Some(due),
            held: due.held.is_some(),
            source: deadline.map_or(Source::None, Source::Deadline),
        })
    });
    let timers = instance.timers.iter();
    let timers = timers.filter_map(|(id, timer)| of_timer(definition, instance, *id, timer));
    own.chain(tasks).chain(timers).collect()
}

fn of_timer<'a>(
    definition: &'a Definition,
    instance: &'a Instance,
    id: TimerId,
    timer: &'a Timer,
) -> Option<OpenDate<'a>> {
    let token = timer.token.and_then(|token| instance.tokens.get(&token));
    let found = token.and_then(|token| definition.step(&token.step));
    let kind = found.map(|step| &step.kind);
    let (kind, source) = match (timer.purpose, kind) {
        (TimerPurpose::Wait, Some(StepKind::Wait(wait))) => {
            let term = wait.term.as_ref().map(Source::Deadline);
            let until = wait.until.as_ref().map(Source::Begins);
            (DateKind::Wait, term.or(until).unwrap_or(Source::None))
        }
        (TimerPurpose::Option(index), Some(StepKind::Wait(wait))) => {
            let option = wait.first.get(usize::try_from(index).ok()?);
            match option.map(|option| &option.trigger) {
                Some(WaitTrigger::Term(deadline)) => (DateKind::Wait, Source::Deadline(deadline)),
                Some(WaitTrigger::Until(until)) => (DateKind::Wait, Source::Begins(until)),
                Some(WaitTrigger::When(_) | WaitTrigger::Message(_)) | None => return None,
            }
        }
        (TimerPurpose::JobDue, Some(StepKind::Service(service))) => {
            (DateKind::Job, Source::Deadline(service.deadline.as_ref()?))
        }
        (TimerPurpose::CloseWindow, Some(StepKind::ForEach(each))) => (
            DateKind::Window,
            Source::Ends(&each.window.as_ref()?.closes),
        ),
        (TimerPurpose::Boundary(index), Some(_)) => {
            let event = found.and_then(|step| step.on.get(usize::try_from(index).ok()?));
            match event.map(|event| &event.trigger) {
                Some(Trigger::Term(deadline)) => (DateKind::Boundary, Source::Deadline(deadline)),
                _ => return None,
            }
        }
        (TimerPurpose::ProcessEvent { event, happened: 0 }, _) => {
            let event = definition.events.get(usize::try_from(event).ok()?);
            match event.map(|event| &event.trigger) {
                Some(ProcessTrigger::Of(Trigger::Term(deadline))) => {
                    (DateKind::Event, Source::Deadline(deadline))
                }
                _ => return None,
            }
        }
        (TimerPurpose::Reminder, _) => (DateKind::Reminder, Source::None),
        _ => return None,
    };
    let last = match source {
        Source::Begins(_) | Source::None => timer.at,
        Source::Deadline(_) | Source::Ends(_) => timer.at - TimeDelta::nanoseconds(1),
    };
    Some(OpenDate {
        owner: TermOwner::Timer(id),
        step: token.map(|token| token.step.as_str()),
        kind,
        on: timer
            .due
            .as_ref()
            .map_or_else(|| local_date(last, definition.zone), |due| due.date),
        at: timer.at,
        due: timer.due.as_ref(),
        held: timer.paused,
        source,
    })
}
