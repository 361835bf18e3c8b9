//! Does a task, or gives one of its signatures.

use reglament_core::{Actor, Command, CommandId, InstanceId, RawInput, Request, TaskId};
use serde_json::json;

use super::{Service, ServiceError};
use crate::{
    view::Accepted,
    writer::{Order, Target, digest},
};

impl Service {
    /// Does a task as `person`.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; the engine's rejections otherwise.
    pub async fn complete_task(
        &self,
        id: CommandId,
        person: &str,
        instance: &InstanceId,
        task: TaskId,
        outcome: Option<String>,
        input: RawInput,
    ) -> Result<Accepted, ServiceError> {
        let row = self.must_see(person, instance).await?;
        let definition = self.shared.library.definition(&row.definition).await?;
        let input = self
            .with_form_files(&definition, input, Some(person), instance)
            .await?;
        let asked = json!(["complete", instance, task, outcome, input, person]);
        let order = Order {
            target: Target::Existing(instance.clone()),
            request: Request {
                id,
                actor: Actor::Person(person.to_owned()),
                command: Command::CompleteTask {
                    task,
                    outcome,
                    input,
                },
            },
            digest: Some(digest(&asked)),
        };
        Ok(self.submit(order).await?.into())
    }
}
