//! What is told of a deadline: before it, on its day, and after it has passed.

use std::collections::BTreeSet;

use reglament_core::TimerPurpose;
use reglament_definition::{Deadline, Definition, StepKind};

/// Stands for the step where the term of the whole process is meant.
pub(super) const WHOLE: &str = "process";

/// Process, step (`process` for the term of the whole) and what is told.
pub type NoticeKey = (String, String, Notice);

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// A reminder; all of one deadline count as one.
    Reminder,
    /// That the date has passed.
    Overdue,
    /// The rung with this index of the ladder after it.
    Rung(u32),
}

impl Notice {
    /// What a timer is going to tell, if it is one of a deadline.
    pub(super) fn of(purpose: TimerPurpose) -> Option<Self> {
        match purpose {
            TimerPurpose::Reminder => Some(Self::Reminder),
            TimerPurpose::Overdue => Some(Self::Overdue),
            TimerPurpose::Rung(index) => Some(Self::Rung(index)),
            _ => None,
        }
    }
}

/// Everything that the deadlines of a definition may tell.
pub(super) fn of_definition(definition: &Definition) -> BTreeSet<NoticeKey> {
    let steps = definition.steps.iter().filter_map(|step| match &step.kind {
        StepKind::UserTask(task) => Some((step.id.as_str(), task.deadline.as_ref()?)),
        _ => None,
    });
    let whole = definition.deadline.iter().map(|deadline| (WHOLE, deadline));
    let process = &definition.reference.process;
    steps
        .chain(whole)
        .flat_map(|(step, deadline)| {
            let key = |notice| (process.clone(), step.to_owned(), notice);
            of_deadline(deadline)
                .into_iter()
                .map(key)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn of_deadline(deadline: &Deadline) -> Vec<Notice> {
    let reminder = (!deadline.remind.is_empty()).then_some(Notice::Reminder);
    let overdue = deadline.overdue.iter().map(|_| Notice::Overdue);
    let rungs = deadline.overdue.iter().flat_map(|overdue| {
        let rungs = (0u32..).zip(&overdue.ladder);
        rungs.map(|(index, _)| Notice::Rung(index))
    });
    reminder.into_iter().chain(overdue).chain(rungs).collect()
}
