//! Cancelling an instance: by a role that its process names, or by those who oversee every process. Always with a
//! reason, which the history keeps.

use reglament_core::{Actor, Command, CommandId, InstanceId};
use reglament_definition::Title;
use reglament_expression::Value;
use serde_json::json;

use super::{Service, ServiceError, case::Case, rights::Rights};
use crate::{
    view::{Accepted, EventButton},
    writer::digest,
};

/// The id under which it stands among the events of an instance.
pub(super) const CANCELLATION: &str = "cancellation";

impl Service {
    /// Cancels an instance with everything that is open in it; its children are cancelled with it.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; the engine's rejections otherwise: no right, no reason, ended.
    pub async fn cancel(
        &self,
        id: CommandId,
        person: &str,
        instance: &InstanceId,
        reason: &str,
    ) -> Result<Accepted, ServiceError> {
        let row = self.must_see(person, instance).await?;
        let process = &row.definition.process;
        let asked = json!(["cancel", instance, reason, person]);
        let command = Command::Cancel {
            reason: reason.to_owned(),
            privileged: self.rights(person).oversees_process(process),
        };
        let actor = Actor::Person(person.to_owned());
        self.give(id, actor, instance, command, digest(&asked))
            .await
    }
}

/// The button, for those who may press it now.
pub(super) fn button(case: &Case, rights: &Rights) -> Option<EventButton> {
    if case.instance.cancelling().is_some() {
        return None;
    }
    let declared = case.definition.cancellation.as_ref();
    let named = declared.filter(|declared| {
        declared
            .roles
            .iter()
            .any(|role| rights.roles.contains(role))
            && declared
                .when
                .as_ref()
                .is_none_or(|when| case.evaluate(when) == Some(Value::Boolean(true)))
    });
    if named.is_none() && !rights.oversees_process(&case.definition.reference.process) {
        return None;
    }
    let title = declared.map(|declared| declared.title.clone());
    Some(EventButton {
        id: CANCELLATION.to_owned(),
        title: title.unwrap_or_else(|| Title {
            ru: "Прекратить дело".to_owned(),
            en: Some("Cancel the case".to_owned()),
        }),
    })
}
