//! Plans how a running instance goes over to another version of its process, or says why it cannot.
//!
//! Steps are matched by their ids, by the author's mapping, and by their titles when only the id has changed. What a live
//! instance stands on must have a counterpart of the same kind; a step that planning has no rule for must be unchanged.
//! The plan is carried out by the core, which counts the dates.

mod data;
mod joins;
mod matching;
mod soundness;
mod timers;
mod tokens;
mod user_tasks;

use std::collections::BTreeMap;

use reglament_core::{Instance, MigrationPlan, Terms};
use reglament_definition::{Definition, Step};
use serde::Serialize;

use crate::change::Said;

pub use matching::Mapping;

/// Why an instance cannot go over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MigrationReason"))]
pub struct Reason {
    /// Stable code.
    pub code: &'static str,
    /// The sentence, in both languages.
    #[serde(flatten)]
    pub said: Said,
}

/// Every reason why an instance cannot go over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Refused(pub Vec<Reason>);

/// What is planned: both versions, how their steps match, the instance.
pub(crate) struct Planning<'p> {
    pub(crate) old: &'p Definition,
    pub(crate) new: &'p Definition,
    pub(crate) names: Mapping,
    pub(crate) instance: &'p Instance,
    pub(crate) plan: MigrationPlan,
    pub(crate) reasons: Vec<Reason>,
}

/// How `instance` goes over from `old` to `new`. `mapping` says what steps of the old version are in the new one where ids
/// and titles do not tell (old id -> new id).
///
/// # Errors
/// Every reason why it cannot.
pub fn plan(
    old: &Definition,
    new: &Definition,
    mapping: &BTreeMap<String, String>,
    instance: &Instance,
    terms: Terms,
) -> Result<MigrationPlan, Refused> {
    let mut planning = Planning {
        old,
        new,
        names: Mapping::of(old, new, mapping),
        instance,
        plan: MigrationPlan {
            seq: *instance.seq(),
            terms,
            ..MigrationPlan::default()
        },
        reasons: Vec::new(),
    };
    planning.check_mapping(mapping);
    planning.check_tokens();
    planning.check_instance();
    planning.check_joins();
    planning.check_data();
    if planning.reasons.is_empty() {
        planning.check_course();
    }
    planning.plan.steps = planning.names.renamed();
    if planning.reasons.is_empty() {
        Ok(planning.plan)
    } else {
        Err(Refused(planning.reasons))
    }
}

impl Planning<'_> {
    pub(crate) fn refuse(&mut self, code: &'static str, ru: String, en: String) {
        let reason = Reason {
            code,
            said: Said::new(ru, en),
        };
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    fn check_mapping(&mut self, mapping: &BTreeMap<String, String>) {
        for (from, to) in mapping {
            if self.old.step(from).is_none() {
                self.refuse(
                    "mapping_unknown",
                    format!("В соответствии назван шаг «{from}», которого в прежней версии нет."),
                    format!("The mapping names the step `{from}`, which the old version lacks."),
                );
            }
            if self.new.step(to).is_none() {
                self.refuse(
                    "mapping_unknown",
                    format!("В соответствии назван шаг «{to}», которого в новой версии нет."),
                    format!("The mapping names the step `{to}`, which the new version lacks."),
                );
            }
        }
        for (to, from) in self.names.merged() {
            let used = |id: &&String| self.instance.steps().contains_key(*id);
            if from.iter().filter(used).count() > 1 {
                let list = from.join("», «");
                let listed = from.join("`, `");
                self.refuse(
                    "steps_merged",
                    format!("Пройденные шаги «{list}» нельзя слить в один шаг «{to}»."),
                    format!("The steps `{listed}` that were taken cannot become one step `{to}`."),
                );
            }
        }
    }
}

/// A step as people know it.
pub(crate) fn title(step: &Step) -> Said {
    let english = step.title.en.as_ref().unwrap_or(&step.title.ru);
    Said::new(
        format!("«{}»", step.title.ru),
        format!("“{english}” (`{}`)", step.id),
    )
}
