//! One press with many tasks: reminding, telling those above, handing over, signing. Each task is a command of its own with the rights of its
//! own, so that one refusal does not undo the others; pressed again, nothing happens twice.

use reglament_core::{
    CommandId, IncidentId, InstanceId, PeopleRejection, RawInput, Rejection, TaskId,
};
use reglament_definition::StepKind;

use super::{HandOver, Service, ServiceError, lines::only_signs};
use crate::{
    limits::MAX_TOGETHER,
    view::{IncidentView, TogetherDone, TogetherOutcome, TogetherRefusal, TogetherTask},
};

/// What is done with every one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Together {
    /// What [`Service::hand_over`] does.
    HandOver(HandOver),
    /// A signature, where the task asks for nothing else.
    Sign,
}

impl Service {
    /// Does the same with many tasks, at most [`MAX_TOGETHER`]; those beyond are left alone.
    ///
    /// # Errors
    /// The store's failures; what the engine refuses is told in the answer, task by task.
    pub async fn together(
        &self,
        key: &CommandId,
        person: &str,
        tasks: &[(InstanceId, TaskId)],
        wish: &Together,
    ) -> Result<TogetherDone, ServiceError> {
        let mut told = TogetherDone::default();
        for (instance, task) in tasks.iter().take(MAX_TOGETHER) {
            let one = CommandId(format!("{key}/{instance}/{task}"));
            let done = match wish {
                Together::HandOver(wish) => {
                    let asked = self.hand_over(one, person, instance, *task, wish.clone());
                    asked.await.map(drop)
                }
                Together::Sign => self.sign(one, person, instance, *task).await,
            };
            let (outcome, refusal) = match done {
                Ok(()) => (TogetherOutcome::Done, None),
                Err(ServiceError::Rejected(Rejection::People(
                    PeopleRejection::RemindedToday
                    | PeopleRejection::EscalatedToday
                    | PeopleRejection::AlreadyTheirs,
                ))) => (TogetherOutcome::Already, None),
                Err(ServiceError::Rejected(Rejection::TaskClosed)) => {
                    (TogetherOutcome::Closed, None)
                }
                Err(
                    error @ (ServiceError::Rejected(_)
                    | ServiceError::NotFound
                    | ServiceError::NotOnlySignature
                    | ServiceError::Forbidden),
                ) => {
                    let why = self.refusal(person, instance, &error).await;
                    (TogetherOutcome::Refused, Some(why))
                }
                Err(error) => return Err(error),
            };
            match outcome {
                TogetherOutcome::Done => told.done += 1,
                TogetherOutcome::Already => told.already += 1,
                TogetherOutcome::Closed => told.closed += 1,
                TogetherOutcome::Refused => {}
            }
            told.tasks.push(TogetherTask {
                instance: instance.clone(),
                task: *task,
                outcome,
                refusal,
            });
        }
        Ok(told)
    }

    /// Retries an incident with all that have the same cause at the same step, among the newest that the person sees; gives
    /// how many. None when somebody has retried it already.
    ///
    /// # Errors
    /// The engine's rejections and the store's failures; what was retried before one stays retried.
    pub async fn retry_such(
        &self,
        key: &CommandId,
        person: &str,
        (instance, incident): (&InstanceId, IncidentId),
    ) -> Result<u32, ServiceError> {
        self.must_see(person, instance).await?;
        let all = self.counters(person).await?.list;
        let first = all
            .iter()
            .find(|one| one.instance == *instance && one.incident == incident);
        let Some(first) = first else {
            return Ok(0);
        };
        let mut retried = 0;
        let such = |one: &&IncidentView| one.code == first.code && one.step == first.step;
        for one in all.iter().filter(such) {
            let id = CommandId(format!("{key}/{}/{}", one.instance, one.incident));
            let asked = self.resolve_incident(id, person, &one.instance, one.incident);
            match asked.await {
                Ok(_) => retried += 1,
                Err(ServiceError::Rejected(Rejection::IncidentClosed)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(retried)
    }

    async fn sign(
        &self,
        id: CommandId,
        person: &str,
        instance: &InstanceId,
        task: TaskId,
    ) -> Result<(), ServiceError> {
        self.must_see(person, instance).await?;
        let case = self.case(instance).await?;
        let open = case.instance.tasks().get(&task);
        let step = open.and_then(|open| case.definition.step(&open.step));
        let signs = |step: &&reglament_definition::Step| {
            matches!(step.kind, StepKind::UserTask(_)) && only_signs(step)
        };
        // A key that was used answers as it did then, also when the task is closed now.
        if step.is_some() && step.filter(signs).is_none() {
            return Err(ServiceError::NotOnlySignature);
        }
        let asked = self.complete_task(id, person, instance, task, None, RawInput::new());
        asked.await.map(drop)
    }

    async fn refusal(
        &self,
        person: &str,
        instance: &InstanceId,
        error: &ServiceError,
    ) -> TogetherRefusal {
        let row = self.must_see(person, instance).await.ok();
        TogetherRefusal {
            subject: row.map(|row| row.subject).unwrap_or_default(),
            code: error.code().to_owned(),
            ru: error.ru(),
            en: error.en(),
        }
    }
}
