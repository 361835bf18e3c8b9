//! What the verdicts of a half-filled form would bring: nothing is stored, mistakes are left to the sending of the form.

use std::collections::BTreeMap;

use reglament_core::{InstanceId, RawInput, TaskId, preview_score};
use reglament_definition::{DataKind, StepKind};
use serde_json::Value as Json;

use super::{Service, ServiceError, instance::mine};

impl Service {
    /// The counted scorecards of a task's form, by field, as plain JSON. A field that cannot be counted is left out.
    ///
    /// # Errors
    /// Not found when the task is not open, or not for this person.
    pub async fn count_scores(
        &self,
        person: &str,
        instance: &InstanceId,
        task: TaskId,
        raw: &RawInput,
    ) -> Result<BTreeMap<String, Json>, ServiceError> {
        self.must_see(person, instance).await?;
        let case = self.case(instance).await?;
        let open = case.instance.tasks().get(&task);
        let open = open.filter(|open| mine(&case, open, person));
        let step = open.and_then(|open| case.definition.step(&open.step));
        let Some(StepKind::UserTask(kind)) = step.map(|step| &step.kind) else {
            return Err(ServiceError::NotFound);
        };
        let fields = kind.form.fields.iter();
        let fields = fields.filter_map(|asked| case.definition.field(&asked.name));
        let scored = fields.filter(|field| matches!(field.kind, DataKind::Scorecard { .. }));
        let counted = scored.filter_map(|field| {
            let raw = raw.get(&field.name)?;
            let value = case.with_facts(|facts| preview_score(facts, field, raw))?;
            Some((field.name.clone(), value.plain_json()))
        });
        Ok(counted.collect())
    }
}
