//! Rows of task lists: facts of the store with titles and names, and cursors between pages.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
use reglament_calendar::{DecreeDays, local_date, working_days_between};
use reglament_core::{Absence, InstanceId, TaskId, eligible};
use reglament_definition::{Definition, Step, StepKind, Title};

use super::{Service, ServiceError, case, terms};
use crate::{
    port::{InstanceRow, TaskRow},
    projection,
    view::TaskLine,
};

/// Where a list of tasks goes on.
pub(super) type TaskKey = (Option<DateTime<Utc>>, InstanceId, TaskId);

impl Service {
    /// Lines for task rows, in their order.
    pub(super) async fn task_lines(&self, rows: &[TaskRow]) -> Result<Vec<TaskLine>, ServiceError> {
        let absences = self.shared.absences().await?;
        let mut ids: Vec<InstanceId> = rows.iter().map(|row| row.instance.clone()).collect();
        ids.sort();
        ids.dedup();
        let found = self.shared.store.instance_rows(&ids).await?;
        let instances: BTreeMap<&InstanceId, &InstanceRow> =
            found.iter().map(|row| (&row.id, row)).collect();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            // A row may close between the two reads; the next look shows it.
            if let Some(instance) = instances.get(&row.instance) {
                let definition = self.shared.library.definition(&instance.definition).await?;
                lines.push(self.task_line(row, instance, &definition, &absences));
            }
        }
        Ok(lines)
    }

    pub(crate) fn task_line(
        &self,
        row: &TaskRow,
        instance: &InstanceRow,
        definition: &Arc<Definition>,
        absences: &[Absence],
    ) -> TaskLine {
        let package = self.shared.library.current();
        let calendar = self.shared.library.calendar();
        let today = local_date(self.now(), definition.zone);
        let days = |from| working_days_between(&calendar, from, today, DecreeDays::Working);
        let late = row.due_at.is_some_and(|at| self.now() >= at);
        let step = definition.step(&row.step);
        let doers = eligible(&package.organisation, absences, today, &row.candidacy());
        TaskLine {
            instance: row.instance.clone(),
            task: row.task,
            title: match step {
                Some(step) => step.title.clone(),
                None if row.task == projection::INSTANCE_TERM => terms::whole(),
                None => Title::russian(&row.step),
            },
            whole: row.task == projection::INSTANCE_TERM,
            process: definition.reference.process.clone(),
            process_title: definition.title.clone(),
            subject: instance.subject.clone(),
            receipt: instance.receipt.clone(),
            roles: case::role_titles(definition, &row.roles),
            holders: case::names(&package, &doers),
            claimed_by: row.claimed_by.as_deref().map(|id| case::name(&package, id)),
            claimed: false,
            acting_for: None,
            may_remind: false,
            may_escalate: false,
            may_reassign: false,
            only_signs: row.signature && step.is_some_and(only_signs),
            extended: row.extended,
            first_due_on: None,
            held_at: row.held_at,
            due_on: row.due_on,
            due_at: row.due_at,
            provisional: row.provisional,
            days_late: row.due_on.filter(|_| late).map_or(0, days),
            days_open: days(local_date(row.created_at, definition.zone)),
            reminded: row.reminded,
            overdue: row.overdue,
            created_at: row.created_at,
        }
    }
}

/// Whether the signature is all that the task asks for.
pub(super) fn only_signs(step: &Step) -> bool {
    let StepKind::UserTask(task) = &step.kind else {
        return false;
    };
    let asks = !task.form.fields.is_empty() || !task.outcomes.is_empty();
    !task.signed_by.is_empty() && !asks && task.vote.is_none()
}

/// The cursor after a row.
pub(super) fn cursor(row: &TaskRow) -> String {
    let due = row
        .due_at
        .map_or_else(String::new, |at| at.timestamp_micros().to_string());
    format!("{due}~{}~{}", row.instance, row.task)
}

/// Whether a text is a cursor of a list of tasks.
pub fn is_task_cursor(text: &str) -> bool {
    key(Some(text)).is_some()
}

/// The row behind a cursor; a damaged cursor begins anew.
pub(super) fn key(cursor: Option<&str>) -> Option<TaskKey> {
    let mut parts = cursor?.split('~');
    let due = parts.next()?;
    let due = match due {
        "" => None,
        micros => Some(DateTime::from_timestamp_micros(micros.parse().ok()?)?),
    };
    let instance = InstanceId(parts.next()?.to_owned());
    Some((due, instance, TaskId(parts.next()?.parse().ok()?)))
}
