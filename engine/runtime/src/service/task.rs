//! One task with everything needed to do it.

use reglament_core::{InstanceId, TaskId, TermOwner};
use reglament_definition::{Step, StepKind, UserTask};

use super::{
    Service, ServiceError,
    case::{Case, clauses, name, role_titles},
    files::Sight,
    forms::Filling,
    instance::mine,
    task_people, terms,
};
use crate::{
    limits::SHORT_HISTORY,
    projection,
    view::{DataView, FormView, OutcomeView, SignerView, TaskView},
    words,
};

impl Service {
    /// A task as `person` sees it.
    ///
    /// # Errors
    /// Not found when it is not open or the person may not see the instance.
    pub async fn task(
        &self,
        person: &str,
        instance: &InstanceId,
        task: TaskId,
    ) -> Result<TaskView, ServiceError> {
        self.must_see(person, instance).await?;
        let case = self.case(instance).await?;
        let open = case
            .instance
            .tasks()
            .get(&task)
            .ok_or(ServiceError::NotFound)?;
        let step = case
            .definition
            .step(&open.step)
            .ok_or(ServiceError::NotFound)?;
        let StepKind::UserTask(kind) = &step.kind else {
            return Err(ServiceError::NotFound);
        };
        let confided = self
            .rights(person)
            .confided(&case.definition, &case.package);
        let after = case.instance.seq().saturating_sub(SHORT_HISTORY);
        let may = mine(&case, open, person);
        let actions = task_people::actions(&case, step, kind, open, person);
        let form = if may {
            form(&case, kind)
        } else {
            FormView::default()
        };
        Ok(TaskView {
            instance: instance.clone(),
            task,
            title: step.title.clone(),
            process_title: case.definition.title.clone(),
            process: case.definition.reference.process.clone(),
            subject: projection::subject(&case.instance, &case.definition),
            receipt: case.instance.receipt().to_owned(),
            step: step.id.clone(),
            roles: role_titles(&case.definition, &open.roles),
            holders: case.holders(open),
            mine: may,
            claimed_by: open.claimed_by.as_deref().map(|id| name(&case.package, id)),
            delegated_by: open
                .delegated_by
                .as_deref()
                .map(|id| name(&case.package, id)),
            acting_for: task_people::acting_for(&case, open, person),
            actions,
            people: task_people::options(&case, open, person, actions),
            vote: task_people::vote(&case, step, kind),
            conflict: !may && task_people::in_conflict(&case, open, person),
            act: case.act(),
            clauses: clauses(&case.definition, &step.basis),
            form,
            shown: show(&case, kind, may || confided),
            outcomes: kind.outcomes.iter().map(outcome).collect(),
            due: open.due.as_ref().map(|due| case.due(due)),
            term_acts: terms::acts(&case, TermOwner::Task(task), person),
            signers: signers(&case, step, kind),
            document: document(&case, kind),
            created_at: open.created_at,
            history: self
                .history(&case, &Sight::of(&case, person, confided), after)
                .await?,
            seq: *case.instance.seq(),
        })
    }
}

fn form(case: &Case, kind: &UserTask) -> FormView {
    let mut form = Filling::of(case).form(&kind.form);
    if kind.vote.as_ref().is_some_and(|vote| vote.dissent) {
        form.fields.push(task_people::dissent());
    }
    form
}

/// Whoever does the task sees what it shows: the work cannot be done blindfolded.
fn show(case: &Case, kind: &UserTask, confided: bool) -> Vec<DataView> {
    let filling = Filling::of(case);
    let view = |name: &String| {
        let field = case.definition.field(name)?;
        let value = case.value(field)?;
        (!value.is_null()).then(|| filling.shown(field, &value, confided))
    };
    kind.show.iter().filter_map(view).collect()
}

fn outcome(outcome: &reglament_definition::Outcome) -> OutcomeView {
    OutcomeView {
        id: outcome.id.clone(),
        title: outcome.title.clone(),
        requires: outcome.requires.clone(),
    }
}

/// Signatures that were given and those that are open, when the step needs several.
fn signers(case: &Case, step: &Step, kind: &UserTask) -> Vec<SignerView> {
    if kind.signed_by.is_empty() {
        return Vec::new();
    }
    let record = case.instance.steps().get(&step.id);
    let given = record
        .map(|record| record.signatures.as_slice())
        .unwrap_or_default();
    let given = given.iter().map(|signature| SignerView {
        role: None,
        names: signature
            .by
            .get("name")
            .map(words::full_name)
            .into_iter()
            .collect(),
        signed_on: Some(signature.on),
    });
    let open = case
        .instance
        .tasks()
        .values()
        .filter(|task| task.step == step.id);
    let open = open.map(|task| SignerView {
        role: role_titles(&case.definition, &task.roles)
            .into_iter()
            .next(),
        names: case.holders(task),
        signed_on: None,
    });
    given.chain(open).collect()
}

fn document(case: &Case, kind: &UserTask) -> Option<reglament_definition::Title> {
    let draw = kind.document.as_ref()?;
    case.definition
        .documents
        .get(&draw.template)
        .map(|found| found.title.clone())
}
