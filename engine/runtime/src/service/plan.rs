//! The plan of an instance: which steps are milestones, when they are due, when they were reached. Reads only.

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_core::{Facts, Instance, InstanceId};
use reglament_definition::{Definition, Milestone, Step, Title};
use reglament_expression::{Expression, Value};
use reglament_plan::{Row, board};

use super::{Service, ServiceError, case::Case, case::clauses};
use crate::{
    projection,
    view::{MilestoneView, PlanView},
};

impl Service {
    /// The plan of an instance, as `person` may see it; without a person for whoever runs the machine.
    ///
    /// # Errors
    /// Not found when there is no such instance, the person may not see it, or no step of its process is a milestone.
    pub async fn plan(
        &self,
        person: Option<&str>,
        id: &InstanceId,
    ) -> Result<PlanView, ServiceError> {
        if let Some(person) = person {
            self.must_see(person, id).await?;
        }
        let case = self.case(id).await?;
        view(&case).ok_or(ServiceError::NotFound)
    }
}

pub(super) fn view(case: &Case) -> Option<PlanView> {
    let subject = projection::subject(&case.instance, &case.definition);
    let plan = case.with_facts(|facts| plan_of(&case.definition, facts, &case.instance))?;
    Some(PlanView { subject, ..plan })
}

/// The plan of an instance (a new one: the plan of the process by itself); none without milestones.
pub fn plan_of(
    definition: &Definition,
    facts: &Facts<'_>,
    instance: &Instance,
) -> Option<PlanView> {
    let steps: Vec<(&Step, &Milestone)> = definition
        .steps
        .iter()
        .filter_map(|step| Some((step, step.milestone.as_deref()?)))
        .collect();
    if steps.is_empty() {
        return None;
    }
    let scope = facts.scope();
    let on = local_date(scope.now, definition.zone);
    let milestones: Vec<reglament_plan::Milestone> = steps
        .iter()
        .map(|(step, milestone)| planned(definition, facts, instance, (step, milestone)))
        .collect();
    let board = board(scope.calendar, on, &milestones);
    let shown = |(row, (step, milestone)): (Row, &(&Step, &Milestone))| MilestoneView {
        title: step.title.clone(),
        waiting_for_titles: row
            .waiting_for
            .iter()
            .map(|id| title(definition, id))
            .collect(),
        clauses: clauses(definition, &step.basis),
        deliverable: milestone.deliverable.clone(),
        indicator: milestone.indicator.clone(),
        responsible: milestone.responsible.clone(),
        participants: milestone.participants.clone(),
        row,
    };
    Some(PlanView {
        process_title: definition.title.clone(),
        subject: String::new(),
        on,
        from: board.from,
        until: board.until,
        due: board.due,
        expected: board.expected,
        milestones: board.rows.into_iter().zip(&steps).map(shown).collect(),
    })
}

fn planned(
    definition: &Definition,
    facts: &Facts<'_>,
    instance: &Instance,
    (step, milestone): (&Step, &Milestone),
) -> reglament_plan::Milestone {
    let record = instance.steps().get(&step.id);
    let local = |at| local_date(at, definition.zone);
    let skipped = record.is_some_and(|record| record.passed);
    let done = record.and_then(|record| record.completed_at);
    let done = done.filter(|_| !skipped).map(local);
    let begun_once = instance.definition().is_some();
    reglament_plan::Milestone {
        id: step.id.clone(),
        from: milestone.from.as_ref().and_then(|from| date(facts, from)),
        due: milestone.due.as_ref().and_then(|due| date(facts, due)),
        after: milestone.after.clone(),
        begun: record.and_then(|record| record.started_at).map(local),
        done,
        passed_by: skipped || begun_once && !instance.is_running(),
    }
}

/// A date that can be told now; none while something that it needs is not known.
fn date(facts: &Facts<'_>, expression: &Expression) -> Option<NaiveDate> {
    let value: Value = expression.evaluate(&facts.scope()).ok()?;
    value.as_date()
}

fn title(definition: &Definition, step: &str) -> Title {
    let step_found = definition.step(step);
    step_found.map_or_else(|| Title::russian(step), |step| step.title.clone())
}
