//! Going on without a step that is stuck: what it would cost, and doing it. By those who oversee the process, with a reason.

use reglament_core::{Actor, Command, CommandId, IncidentId, InstanceId, Rejection, ways_on};
use reglament_definition::Title;
use serde_json::json;

use super::{Service, ServiceError, case::Case, lost::lost};
use crate::{
    view::{Accepted, IncidentView, PassingView, PassingWish, WayView},
    writer::digest,
};

impl Service {
    /// The ways on from an incident, and what will not be done.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; forbidden unless they oversee its process; closed already.
    pub async fn passing(
        &self,
        person: &str,
        instance: &InstanceId,
        incident: IncidentId,
    ) -> Result<PassingView, ServiceError> {
        let row = self.must_see(person, instance).await?;
        if !self.oversees_process(person, &row.definition.process) {
            return Err(ServiceError::Forbidden);
        }
        let case = self.case(instance).await?;
        let found = case.instance.incidents().get(&incident);
        let found = found.ok_or(Rejection::IncidentClosed)?;
        let definition = &case.definition;
        let step = definition
            .step(&found.step)
            .filter(|_| found.token.is_some());
        let ways = step.map_or_else(Vec::new, |step| ways_on(definition, step));
        let title = step.map(|step| step.title.clone());
        Ok(PassingView {
            incident: IncidentView {
                instance: instance.clone(),
                incident,
                step: title.unwrap_or_else(|| Title::russian(&found.step)),
                code: found.code.clone(),
                ru: found.ru.clone(),
                en: found.en.clone(),
                at: found.at,
            },
            ways: ways.into_iter().map(|to| way(&case, to)).collect(),
            lost: step.map_or_else(Vec::new, |step| lost(&case, step)),
        })
    }

    /// Goes on without the step.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; the engine's rejections otherwise: no right, no reason, no such way.
    pub async fn pass_incident(
        &self,
        id: CommandId,
        person: &str,
        wish: &PassingWish,
    ) -> Result<Accepted, ServiceError> {
        let row = self.must_see(person, &wish.instance).await?;
        let (instance, incident) = (&wish.instance, wish.incident);
        let asked = json!(["pass", instance, incident, wish.to, wish.reason, person]);
        let command = Command::PassIncident {
            incident,
            to: wish.to.clone(),
            reason: wish.reason.clone(),
            privileged: self.oversees_process(person, &row.definition.process),
        };
        let actor = Actor::Person(person.to_owned());
        self.give(id, actor, instance, command, digest(&asked))
            .await
    }
}

fn way(case: &Case, to: Vec<String>) -> WayView {
    let title = |id: &String| {
        let step = case.definition.step(id);
        step.map_or_else(|| Title::russian(id), |step| step.title.clone())
    };
    WayView {
        titles: to.iter().map(title).collect(),
        to,
    }
}
