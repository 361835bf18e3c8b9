//! Who has a task: taking it, giving it back, delegating, reassigning; stepping back from a vote and closing it.

use reglament_core::{Actor, Command, CommandId, InstanceId, TaskId};
use serde_json::json;

use super::{Service, ServiceError};
use crate::{view::Accepted, writer::digest};

/// What is done with a task, beside doing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandOver {
    /// Take it.
    Claim,
    /// Give it back.
    Return {
        /// Why, if it is said.
        reason: Option<String>,
    },
    /// Ask another person to do it.
    Delegate {
        /// The person's id.
        to: String,
        /// Why, if it is said.
        reason: Option<String>,
    },
    /// Hand it to another person for good.
    Reassign {
        /// The person's id.
        to: String,
        /// Why.
        reason: String,
    },
    /// Remind those who may do it.
    Remind,
    /// Tell those above that it is late.
    Escalate {
        /// What is said with it.
        note: Option<String>,
    },
    /// Step back from a vote.
    Recuse {
        /// Why.
        reason: String,
    },
}

impl HandOver {
    fn command(self, task: TaskId) -> Command {
        match self {
            Self::Claim => Command::ClaimTask { task },
            Self::Return { reason } => Command::ReturnTask { task, reason },
            Self::Delegate { to, reason } => Command::DelegateTask { task, to, reason },
            Self::Reassign { to, reason } => Command::ReassignTask { task, to, reason },
            Self::Remind => Command::RemindOfTask { task },
            Self::Escalate { note } => Command::EscalateTask { task, note },
            Self::Recuse { reason } => Command::Recuse { task, reason },
        }
    }
}

impl Service {
    /// Changes who has a task.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; the engine's rejections otherwise.
    pub async fn hand_over(
        &self,
        id: CommandId,
        person: &str,
        instance: &InstanceId,
        task: TaskId,
        wish: HandOver,
    ) -> Result<Accepted, ServiceError> {
        self.must_see(person, instance).await?;
        let command = wish.command(task);
        let asked = json!(["hand_over", instance, command, person]);
        let actor = Actor::Person(person.to_owned());
        self.give(id, actor, instance, command, digest(&asked))
            .await
    }

    /// Closes a vote, as its chair.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; the engine's rejections otherwise.
    pub async fn close_vote(
        &self,
        id: CommandId,
        person: &str,
        instance: &InstanceId,
        step: &str,
    ) -> Result<Accepted, ServiceError> {
        self.must_see(person, instance).await?;
        let command = Command::CloseVote {
            step: step.to_owned(),
        };
        let asked = json!(["close_vote", instance, step, person]);
        let actor = Actor::Person(person.to_owned());
        self.give(id, actor, instance, command, digest(&asked))
            .await
    }
}
