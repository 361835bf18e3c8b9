//! Process-wide events (a withdrawal) and incidents that a person has dealt with.

use reglament_core::{Actor, Command, CommandId, IncidentId, InstanceId, Request};
use serde_json::json;

use super::{Service, ServiceError, Viewer, cancel::CANCELLATION};
use crate::{
    view::Accepted,
    writer::{Order, Target, digest},
};

impl Service {
    /// Raises a process-wide event (or cancels the instance), as an official or with the receipt code of the instance.
    ///
    /// # Errors
    /// Not found when the asker may not see the instance; the engine's rejections otherwise.
    pub async fn raise_event(
        &self,
        id: CommandId,
        viewer: &Viewer,
        instance: &InstanceId,
        event: &str,
        reason: Option<String>,
    ) -> Result<Accepted, ServiceError> {
        if let (Viewer::Person(person), CANCELLATION) = (viewer, event) {
            let reason = reason.unwrap_or_default();
            return self.cancel(id, person, instance, &reason).await;
        }
        self.must_be_shown(viewer, instance).await?;
        let asked = json!(["raise", instance, event, reason, viewer.actor()]);
        let command = Command::RaiseEvent {
            event: event.to_owned(),
            reason,
        };
        self.give(id, viewer.actor(), instance, command, digest(&asked))
            .await
    }

    /// Tries the step of an incident again. Whoever may see the instance may: trying again decides nothing.
    ///
    /// # Errors
    /// Not found when the asker may not see the instance; the engine's rejections otherwise.
    pub async fn resolve_incident(
        &self,
        id: CommandId,
        person: &str,
        instance: &InstanceId,
        incident: IncidentId,
    ) -> Result<Accepted, ServiceError> {
        self.must_see(person, instance).await?;
        let asked = json!(["resolve", instance, incident, person]);
        let actor = Actor::Person(person.to_owned());
        let command = Command::ResolveIncident { incident };
        self.give(id, actor, instance, command, digest(&asked))
            .await
    }

    pub(super) async fn give(
        &self,
        id: CommandId,
        actor: Actor,
        instance: &InstanceId,
        command: Command,
        digest: String,
    ) -> Result<Accepted, ServiceError> {
        let order = Order {
            target: Target::Existing(instance.clone()),
            request: Request { id, actor, command },
            digest: Some(digest),
        };
        Ok(self.submit(order).await?.into())
    }
}
