//! Why a letter was written, told from the events around it: no journal says it, so that none had to change.
//!
//! A letter of a step is a notice and leaves whatever anybody prefers; letters about tasks may wait or be gathered.

use crate::{
    Event, FlowEvent, Instance, PaperEvent, Recorded, TaskEvent, TaskId, TermEvent, Timer,
    TimerEvent, TimerPurpose,
};

/// Why a letter was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterPurpose {
    /// The regulation orders it: a step of the kind `mail`, an act about a term.
    Notice,
    /// A task was created or changed hands.
    NewTask,
    /// A term will end.
    Reminder,
    /// A term has passed: the first notice of it, or the notice of a further rung.
    Overdue,
    /// The repetition of a notice that a term has passed.
    OverdueAgain,
    /// It gathers what would else be many letters.
    Digest,
    /// The machine tells its administrators.
    Service,
}

impl LetterPurpose {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Notice,
        Self::NewTask,
        Self::Reminder,
        Self::Overdue,
        Self::OverdueAgain,
        Self::Digest,
        Self::Service,
    ];

    /// Stable name, as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::NewTask => "new_task",
            Self::Reminder => "reminder",
            Self::Overdue => "overdue",
            Self::OverdueAgain => "overdue_again",
            Self::Digest => "digest",
            Self::Service => "service",
        }
    }

    /// The purpose of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// Purpose and task of every letter among the events, in their order.
pub(crate) fn purposes(
    before: &Instance,
    events: &[Recorded],
) -> Vec<(LetterPurpose, Option<TaskId>)> {
    let mut found = Vec::new();
    let mut last = (LetterPurpose::Notice, None);
    for recorded in events {
        if let Event::Paper(PaperEvent::LetterQueued { .. }) = &recorded.event {
            found.push(last);
        }
        last = after(before, &recorded.event).unwrap_or(last);
    }
    found
}

/// What letters after this event are about; none when the event says nothing of it.
fn after(before: &Instance, event: &Event) -> Option<(LetterPurpose, Option<TaskId>)> {
    if let Event::Task(TaskEvent::Escalated { task, .. }) = event {
        return Some((LetterPurpose::Overdue, Some(*task)));
    }
    if let Event::Task(event) = event {
        return new_task(event).map(|task| (LetterPurpose::NewTask, Some(task)));
    }
    if let Event::Timer(TimerEvent::Fired { timer }) = event {
        let timer = before.timers.get(timer)?;
        return Some((fired(before, timer), timer.task));
    }
    let notice = matches!(
        event,
        Event::Flow(FlowEvent::StepEntered { .. })
            | Event::Term(
                TermEvent::Extended { .. }
                    | TermEvent::Suspended { .. }
                    | TermEvent::Resumed { .. },
            )
    );
    notice.then_some((LetterPurpose::Notice, None))
}

/// The task that somebody has only now.
fn new_task(event: &TaskEvent) -> Option<TaskId> {
    if let TaskEvent::Created { task } = event {
        return Some(task.task);
    }
    if let TaskEvent::Returned { task, .. }
    | TaskEvent::Delegated { task, .. }
    | TaskEvent::Reassigned { task, .. } = event
    {
        return Some(*task);
    }
    None
}

fn fired(before: &Instance, timer: &Timer) -> LetterPurpose {
    if timer.purpose == TimerPurpose::Reminder {
        LetterPurpose::Reminder
    } else if matches!(timer.purpose, TimerPurpose::Rung(_)) {
        LetterPurpose::Overdue
    } else if timer.purpose != TimerPurpose::Overdue {
        LetterPurpose::Notice
    } else if told(before, timer.task) {
        LetterPurpose::OverdueAgain
    } else {
        LetterPurpose::Overdue
    }
}

/// Whether somebody was told already that the term has passed.
fn told(before: &Instance, task: Option<TaskId>) -> bool {
    let level = match task {
        Some(task) => before.tasks.get(&task).map(|task| task.overdue),
        None => before.term.as_ref().map(|term| term.overdue),
    };
    level.is_some_and(|level| level > 0)
}
