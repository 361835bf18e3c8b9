//! User tasks and their answers, and who has them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_expression::Value;

use crate::{OnBehalf, TaskFact, TaskId};

/// What happens to user tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskEvent {
    /// A user task was created.
    Created {
        /// What was created.
        task: TaskFact,
    },
    /// A person did a task (or gave one of the signatures).
    Completed {
        /// The task.
        task: TaskId,
        /// Step.
        step: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Button pressed.
        outcome: Option<String>,
        /// Local date of the act in the zone of the process.
        on: NaiveDate,
        /// In whose place, when it was not their own.
        on_behalf: Option<OnBehalf>,
    },
    /// A person took a task: nobody else does it now.
    Claimed {
        /// The task.
        task: TaskId,
        /// The person's id.
        by: String,
    },
    /// A person gave a task back: everybody who may can take it again (or whoever delegated it has it again).
    Returned {
        /// The task.
        task: TaskId,
        /// The person's id.
        by: String,
        /// Why, if it was said.
        reason: Option<String>,
    },
    /// A person asked another one to do the task in their place.
    Delegated {
        /// The task.
        task: TaskId,
        /// Who delegated it.
        by: String,
        /// To whom.
        to: String,
        /// Why, if it was said.
        reason: Option<String>,
    },
    /// An overseer handed the task to another person for good.
    Reassigned {
        /// The task.
        task: TaskId,
        /// Who decided it.
        by: String,
        /// To whom.
        to: String,
        /// Why.
        reason: String,
    },
    /// A task is no longer needed.
    Cancelled {
        /// The task.
        task: TaskId,
    },
    /// The due date passed while the task was open, or passed further.
    Overdue {
        /// The task.
        task: TaskId,
        /// How many notices have gone out with this one, from 1.
        level: u32,
    },
    /// A reminder went out.
    Reminded {
        /// The task.
        task: TaskId,
        /// Who asked for it, and on which local day; none when its moment had come.
        by: Option<String>,
        /// The day.
        on: Option<NaiveDate>,
    },
    /// A person told those above that the task is late, before the ladder did.
    Escalated {
        /// The task.
        task: TaskId,
        /// The person's id.
        by: String,
        /// Local day.
        on: NaiveDate,
        /// The rung of the ladder that was told by it, from 0; none when no rung was left.
        rung: Option<u32>,
        /// Roles that were told.
        to: BTreeSet<String>,
        /// What was said with it.
        note: Option<String>,
    },
    /// One of several people answered; `TaskCompleted` follows.
    AnswerGiven {
        /// The task.
        task: TaskId,
        /// Step.
        step: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Button pressed.
        outcome: Option<String>,
        /// Local date.
        on: NaiveDate,
        /// Fields of the form.
        values: BTreeMap<String, Value>,
        /// In whose place.
        on_behalf: Option<OnBehalf>,
    },
    /// People who get their task when those before them have done theirs.
    PeopleQueued {
        /// Step.
        step: String,
        /// Ids, in order.
        people: Vec<String>,
    },
    /// The due date of a task passed, and by the act that is an answer.
    Lapsed {
        /// The task.
        task: TaskId,
        /// Step.
        step: String,
        /// The outcome that silence means.
        outcome: String,
        /// Clauses that say so.
        basis: Vec<String>,
    },
}

impl From<TaskEvent> for super::Event {
    fn from(event: TaskEvent) -> Self {
        Self::Task(event)
    }
}
