//! One instance in full, as somebody may see it: where it stands, what it knows, what it produced.

use std::collections::BTreeSet;

use reglament_core::{Instance, InstanceId, Task, TaskId, TermOwner};
use reglament_definition::StepKind;
use reglament_expression::Value;

use super::{
    Service, ServiceError, cancel,
    case::{Case, role_titles},
    correction,
    files::Sight,
    forms::{Filling, child_of, shown},
    plan,
    public::moment,
    rights::Rights,
    task_people, terms,
};
use crate::{
    limits::{MAX_HISTORY, MAX_PAGE},
    port::IncidentRow,
    projection,
    view::{
        ChildView, DataView, EventButton, IncidentView, InstanceView, LateWindow, OpenTask,
        StepState, StepView,
    },
    words,
};

impl Service {
    /// An instance as `person` may see it.
    ///
    /// # Errors
    /// Not found when there is none or the person may not see it.
    pub async fn instance(
        &self,
        person: &str,
        id: &InstanceId,
    ) -> Result<InstanceView, ServiceError> {
        self.must_see(person, id).await?;
        let case = self.case(id).await?;
        let rights = self.rights(person);
        let confided = rights.confided(&case.definition, &case.package);
        let incidents = self.shared.store.incidents(&[], Some(id), MAX_PAGE).await?;
        let (documents, letters) = self.papers(&case).await?;
        let after = case.instance.seq().saturating_sub(MAX_HISTORY);
        Ok(InstanceView {
            id: id.clone(),
            definition: case.definition.reference.clone(),
            process_title: case.definition.title.clone(),
            act: case.act(),
            subject: projection::subject(&case.instance, &case.definition),
            receipt: case.instance.receipt().to_owned(),
            parent: self.visible_parent(person, &case.instance).await?,
            ended: case.ended(),
            erased: case.instance.erased().clone(),
            started_at: *case.instance.started_at(),
            last_at: *case.instance.last_at(),
            steps: steps(&case),
            tasks: open_tasks(&case, &rights),
            term: case
                .instance
                .term()
                .as_ref()
                .map(|term| case.due(&term.due)),
            term_acts: terms::acts(&case, TermOwner::Instance, person),
            dates: terms::dates(&case),
            data: data(&case, confided),
            documents,
            letters,
            children: self.children(&case, &rights),
            incidents: self.incident_views(&incidents).await?,
            plan: plan::view(&case),
            events: events(&case, Some(&rights)),
            may_correct: rights.oversees_process(&case.definition.reference.process)
                && correction::possible(&case),
            late_windows: late_windows(&case, &rights),
            history: self
                .history(&case, &Sight::of(&case, person, confided), after)
                .await?,
            seq: *case.instance.seq(),
        })
    }

    async fn visible_parent(
        &self,
        person: &str,
        instance: &Instance,
    ) -> Result<Option<InstanceId>, ServiceError> {
        let Some(parent) = instance.parent() else {
            return Ok(None);
        };
        match self.must_see(person, &parent.instance).await {
            Ok(row) => Ok(Some(row.id)),
            Err(ServiceError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn children(&self, case: &Case, rights: &Rights) -> Vec<ChildView> {
        let mut children = Vec::new();
        for (step, list) in case.instance.items() {
            let process = child_of(&case.definition, step);
            let definition = process.and_then(|process| case.package.definitions.get(process));
            let confided = definition.is_some_and(|d| rights.confided(d, &case.package));
            for item in &list.items {
                let title = |id: &String| words::ended(definition.map(|found| &**found), id);
                let field = |(name, value): (&String, &Value)| {
                    let field = definition.and_then(|d| d.field(name))?;
                    Some(shown(field, value, case.zone(), confided))
                };
                children.push(ChildView {
                    instance: item.item.clone(),
                    step: step.clone(),
                    receipt: item.receipt.clone(),
                    ended: item.outcome.as_ref().map(title),
                    data: item.values.iter().filter_map(field).collect(),
                });
            }
        }
        children
    }

    /// Incidents with the titles of their steps.
    pub(super) async fn incident_views(
        &self,
        rows: &[IncidentRow],
    ) -> Result<Vec<IncidentView>, ServiceError> {
        let ids: BTreeSet<InstanceId> = rows.iter().map(|row| row.instance.clone()).collect();
        let ids: Vec<InstanceId> = ids.into_iter().collect();
        let instances = self.shared.store.instance_rows(&ids).await?;
        let mut views = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(instance) = instances.iter().find(|found| found.id == row.instance) else {
                continue;
            };
            let definition = self.shared.library.definition(&instance.definition).await?;
            let step = definition.step(&row.step).map(|step| step.title.clone());
            views.push(IncidentView {
                instance: row.instance.clone(),
                incident: row.incident,
                step: step.unwrap_or_else(|| reglament_definition::Title::russian(&row.step)),
                code: row.code.clone(),
                ru: row.ru.clone(),
                en: row.en.clone(),
                at: row.at,
            });
        }
        Ok(views)
    }
}

/// Every step of the definition with its state.
pub(super) fn steps(case: &Case) -> Vec<StepView> {
    let view = |step: &reglament_definition::Step| {
        let record = case.instance.steps().get(&step.id);
        StepView {
            id: step.id.clone(),
            title: step.title.clone(),
            state: state(case, &step.id),
            started_at: record.and_then(|record| record.started_at),
            completed_at: record.and_then(|record| record.completed_at),
            number: record.and_then(|record| record.number.clone()),
        }
    };
    case.definition.steps.iter().map(view).collect()
}

fn state(case: &Case, step: &str) -> StepState {
    let instance = &case.instance;
    let record = instance.steps().get(step);
    let late = |task: &Task| {
        task.step == step
            && task
                .due
                .as_ref()
                .is_some_and(|due| due.held.is_none() && case.now >= due.at)
    };
    if instance
        .incidents()
        .values()
        .any(|incident| incident.step == step)
    {
        StepState::Stuck
    } else if instance.tasks().values().any(late) {
        StepState::Late
    } else if instance.token_at(step).is_some() {
        StepState::Active
    } else if record.is_some_and(|record| record.completed_at.is_some()) {
        match record.is_some_and(|record| record.passed) {
            true => StepState::Skipped,
            false => StepState::Done,
        }
    } else {
        StepState::Ahead
    }
}

fn open_tasks(case: &Case, rights: &Rights) -> Vec<OpenTask> {
    let view = |(id, task): (&TaskId, &Task)| OpenTask {
        task: *id,
        step: task.step.clone(),
        title: case.step_title(&task.step),
        roles: role_titles(&case.definition, &task.roles),
        holders: case.holders(task),
        mine: mine(case, task, &rights.person),
        may_reassign: task_people::oversees(case, task, &rights.person),
        due: task.due.as_ref().map(|due| case.due(due)),
        term_acts: terms::acts(case, TermOwner::Task(*id), &rights.person),
    };
    case.instance.tasks().iter().map(view).collect()
}

/// Whether `person` may do the task now.
pub(super) fn mine(case: &Case, task: &Task, person: &str) -> bool {
    case.doers(task).iter().any(|doer| doer.person == person)
}

pub(super) fn data(case: &Case, confided: bool) -> Vec<DataView> {
    let filling = Filling::of(case);
    let view = |field: &reglament_definition::Field| {
        let value = case.value(field)?;
        (!value.is_null()).then(|| filling.shown(field, &value, confided))
    };
    case.definition.data.iter().filter_map(view).collect()
}

/// Process-wide events that somebody may raise now: a person by role, or (without rights) the applicant.
pub(super) fn events(case: &Case, rights: Option<&Rights>) -> Vec<EventButton> {
    if !case.instance.is_running() {
        return Vec::new();
    }
    let allowed = |event: &&reglament_definition::ProcessEvent| {
        let may = match rights {
            Some(rights) => event.roles.iter().any(|role| rights.roles.contains(role)),
            None => event.applicant,
        };
        let holds = event
            .when
            .as_ref()
            .is_none_or(|when| case.evaluate(when) == Some(Value::Boolean(true)));
        let spent = event.once && case.instance.happened().contains_key(&event.id);
        event.is_button() && may && holds && !spent
    };
    let button = |event: &reglament_definition::ProcessEvent| EventButton {
        id: event.id.clone(),
        title: event.title.clone(),
    };
    let declared = case.definition.events.iter().filter(allowed).map(button);
    let cancellation = rights.and_then(|rights| cancel::button(case, rights));
    declared.chain(cancellation).collect()
}

fn late_windows(case: &Case, rights: &Rights) -> Vec<LateWindow> {
    let window = |step: &reglament_definition::Step| {
        let StepKind::ForEach(each) = &step.kind else {
            return None;
        };
        let window = each.window.as_ref()?;
        let may = window
            .late_roles
            .iter()
            .any(|role| rights.roles.contains(role));
        let until = window.late_until.as_ref();
        let until = until.and_then(|until| moment(case, until, false));
        let too_late = until.is_some_and(|until| case.now >= until);
        let open = case.instance.token_at(&step.id).is_some();
        (may && open && !too_late).then(|| LateWindow {
            step: step.id.clone(),
            title: step.title.clone(),
        })
    };
    case.definition.steps.iter().filter_map(window).collect()
}
