//! Adds somebody to an open `for_each`: through the public form, or late by an official with a reason.

use reglament_core::{Actor, Command, CommandId, InstanceId, RawInput, Request};
use serde_json::json;

use super::{Service, ServiceError};
use crate::{
    limits,
    view::Receipt,
    writer::{Order, Target, digest},
};

impl Service {
    /// Joins a registration window. `person`: an official; none: the public.
    ///
    /// # Errors
    /// Not found for an unknown instance; the engine's rejections otherwise.
    pub async fn add_item(
        &self,
        id: CommandId,
        person: Option<&str>,
        instance: &InstanceId,
        step: &str,
        input: RawInput,
        reason: Option<String>,
    ) -> Result<Receipt, ServiceError> {
        let child = self.joined(instance, step).await?;
        let fields = child.as_deref().map(|child| child.data.as_slice());
        let input = self.with_files(fields, input, person, None).await?;
        let actor = person.map_or(Actor::Public, |id| Actor::Person(id.to_owned()));
        let asked = json!(["add", instance, step, input, reason, actor]);
        let command = Command::AddItem {
            step: step.to_owned(),
            input,
            receipt: self.shared.ids.receipt(),
            reason,
        };
        let order = Order {
            target: Target::Existing(instance.clone()),
            request: Request { id, actor, command },
            digest: Some(digest(&asked)),
        };
        let receipt: Receipt = self.submit(order).await?.into();
        self.wait_for(&receipt.code).await?;
        Ok(receipt)
    }

    /// The file begins behind the scenes, a moment after the window has taken the entry. Whoever has joined opens it at
    /// once, so the answer waits for it; when that takes too long the entry is still taken, and the file comes later.
    async fn wait_for(&self, code: &str) -> Result<(), ServiceError> {
        let begun = async {
            while self.find_receipt(code).await?.is_none() {
                tokio::time::sleep(limits::CHILD_LOOK).await;
            }
            Ok(())
        };
        match tokio::time::timeout(limits::CHILD_PATIENCE, begun).await {
            Ok(found) => found,
            Err(_) => Ok(()),
        }
    }
}
