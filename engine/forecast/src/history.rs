//! How long steps have taken and which ways were taken, learnt from instances that went there.
//!
//! Durations are plain elapsed minutes; the middle one counts, so that one forgotten task does not spoil the forecast.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use reglament_core::Instance;
use reglament_definition::{Definition, StepKind};

use crate::limits::MAX_SAMPLES;

/// The history of one process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    minutes: BTreeMap<String, Vec<i64>>,
    ways: BTreeMap<String, BTreeMap<String, u32>>,
}

impl History {
    /// Adds what an instance has been through.
    pub fn learn(&mut self, definition: &Definition, instance: &Instance) {
        for step in &definition.steps {
            let Some(record) = instance.steps().get(&step.id) else {
                continue;
            };
            let (Some(began), Some(done)) = (record.started_at, record.completed_at) else {
                continue;
            };
            if done < began {
                continue;
            }
            match &step.kind {
                StepKind::UserTask(_)
                | StepKind::Wait(_)
                | StepKind::ForEach(_)
                | StepKind::Call(_) => {
                    self.took(&step.id, (done - began).num_minutes());
                    if let Some(outcome) = &record.outcome {
                        self.went(&step.id, outcome);
                    }
                }
                StepKind::Decision(decision) => {
                    // What a decision chose is not recorded: it is the way whose steps began in the same instant.
                    let begun = |target: &String| {
                        let next = instance.steps().get(target);
                        next.is_some_and(|next| next.started_at == Some(done))
                    };
                    let ways = decision.ways();
                    let mut taken = ways.iter().filter(|way| way.iter().all(begun));
                    if let (Some(way), None) = (taken.next(), taken.next()) {
                        self.went(&step.id, &way.join(", "));
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds a duration of a step, in minutes.
    pub fn took(&mut self, step: &str, minutes: i64) {
        let known = self.minutes.entry(step.to_owned()).or_default();
        if known.len() < MAX_SAMPLES {
            let at = known.partition_point(|other| *other < minutes);
            known.insert(at, minutes.max(0));
        }
    }

    /// Adds a way taken: the outcome of a task, or the targets of a decision joined by `, `.
    pub fn went(&mut self, step: &str, way: &str) {
        let ways = self.ways.entry(step.to_owned()).or_default();
        *ways.entry(way.to_owned()).or_insert(0) += 1;
    }

    /// The middle duration and from how many instances it is.
    pub(crate) fn duration(&self, step: &str) -> Option<(TimeDelta, u32)> {
        let known = self.minutes.get(step).filter(|known| !known.is_empty())?;
        let middle = known.get(known.len() / 2)?;
        let cases = u32::try_from(known.len()).unwrap_or(u32::MAX);
        Some((TimeDelta::try_minutes(*middle)?, cases))
    }

    /// How often a way was taken.
    pub(crate) fn times(&self, step: &str, way: &str) -> u32 {
        self.ways
            .get(step)
            .and_then(|ways| ways.get(way))
            .copied()
            .unwrap_or(0)
    }
}
