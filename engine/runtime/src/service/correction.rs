//! Correcting what was handed in: what may be corrected, and doing it. By those who oversee the process, with a reason.

use reglament_core::{Actor, Command, CommandId, InstanceId, Rejection, correctable};
use serde_json::json;

use super::{Service, ServiceError, case::Case, forms::Filling};
use crate::{
    projection,
    view::{Accepted, CorrectionView, CorrectionWish},
    writer::digest,
};

impl Service {
    /// What may be corrected in an instance.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; forbidden unless they oversee its process; it has ended.
    pub async fn correction(
        &self,
        person: &str,
        instance: &InstanceId,
    ) -> Result<CorrectionView, ServiceError> {
        let row = self.must_see(person, instance).await?;
        if !self.oversees_process(person, &row.definition.process) {
            return Err(ServiceError::Forbidden);
        }
        let case = self.case(instance).await?;
        if !case.instance.is_running() {
            return Err(Rejection::InstanceEnded.into());
        }
        let (papers, _) = self.papers(&case).await?;
        Ok(CorrectionView {
            instance: instance.clone(),
            process: case.definition.reference.process.clone(),
            process_title: case.definition.title.clone(),
            subject: projection::subject(&case.instance, &case.definition),
            receipt: case.instance.receipt().to_owned(),
            form: Filling::of(&case).form(&correctable(&case.definition, &case.instance)),
            drawn: papers.into_iter().map(|paper| paper.title).collect(),
            seq: *case.instance.seq(),
        })
    }

    /// Corrects what was handed in.
    ///
    /// # Errors
    /// Not found when the person may not see the instance; the engine's rejections otherwise: no right, no reason, nothing
    /// changed, a wrong value.
    pub async fn correct_data(
        &self,
        id: CommandId,
        person: &str,
        wish: &CorrectionWish,
    ) -> Result<Accepted, ServiceError> {
        let row = self.must_see(person, &wish.instance).await?;
        let asked = json!(["correct", wish.instance, wish.sent, wish.reason, person]);
        let command = Command::CorrectData {
            input: wish.input.clone(),
            reason: wish.reason.clone(),
            privileged: self.oversees_process(person, &row.definition.process),
        };
        let actor = Actor::Person(person.to_owned());
        self.give(id, actor, &wish.instance, command, digest(&asked))
            .await
    }
}

/// Whether there is anything that an overseer could correct.
pub(super) fn possible(case: &Case) -> bool {
    let running = case.instance.is_running();
    running
        && !correctable(&case.definition, &case.instance)
            .fields
            .is_empty()
}
