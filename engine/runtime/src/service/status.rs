//! What an applicant sees who shows the receipt code.

use super::{Service, ServiceError, case::Case, instance, terms, test};
use crate::{
    port::OutboxState,
    projection,
    view::{AppealView, Milestone, StatusView, StepState},
};

impl Service {
    /// The state of the application with this receipt code.
    ///
    /// # Errors
    /// Not found for an unknown code.
    pub async fn status_by_receipt(&self, code: &str) -> Result<StatusView, ServiceError> {
        let id = self
            .find_receipt(code)
            .await?
            .ok_or(ServiceError::NotFound)?;
        let case = self.case(&id).await?;
        let (documents, _) = self.papers(&case).await?;
        Ok(StatusView {
            instance: id,
            receipt: case.instance.receipt().to_owned(),
            title: case.definition.title.clone(),
            act: case.act(),
            subject: projection::subject(&case.instance, &case.definition),
            started_at: *case.instance.started_at(),
            ended: case.ended(),
            milestones: milestones(&case),
            documents: documents
                .into_iter()
                .filter(|d| d.state == OutboxState::Sent)
                .collect(),
            events: instance::events(&case, None),
            resumable: terms::resumable(&case),
            tests: test::links(&case),
            appeals: appeals(&case),
        })
    }
}

/// Steps that a person or a wait takes part in: what the engine does by itself is no milestone.
fn milestones(case: &Case) -> Vec<Milestone> {
    use reglament_definition::StepKind::{
        Call, Document, End, ForEach, Publish, Service, Test, UserTask, Wait,
    };
    let told = |id: &str| {
        let step = case.definition.step(id);
        step.is_some_and(|step| {
            matches!(
                step.kind,
                UserTask(_)
                    | Wait(_)
                    | ForEach(_)
                    | Call(_)
                    | Document(_)
                    | Service(_)
                    | Publish(_)
                    | Test(_)
                    | End(_)
            )
        })
    };
    let mut seen: Vec<_> = instance::steps(case)
        .into_iter()
        // What was left undone is no milestone.
        .filter(|step| !matches!(step.state, StepState::Ahead | StepState::Skipped))
        .filter(|step| told(&step.id))
        .collect();
    seen.sort_by_key(|step| step.started_at);
    let milestone = |step: crate::view::StepView| Milestone {
        title: step.title,
        // Whether somebody is late or stuck is for those who answer for it, not for the applicant to chase.
        state: if step.state == StepState::Done {
            StepState::Done
        } else {
            StepState::Active
        },
        started_at: step.started_at,
        completed_at: step.completed_at,
    };
    seen.into_iter().map(milestone).collect()
}

fn appeals(case: &Case) -> Vec<AppealView> {
    let process = &case.definition.reference.process;
    let mut found = Vec::new();
    for other in case
        .package
        .definitions
        .values()
        .filter(|other| other.start.public)
    {
        for link in other
            .start
            .links
            .iter()
            .filter(|link| link.process == *process)
        {
            found.push(AppealView {
                process: other.reference.process.clone(),
                title: other.title.clone(),
                link: link.name.clone(),
            });
        }
    }
    found
}
