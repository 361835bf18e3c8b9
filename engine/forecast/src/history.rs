//! How long steps have taken and which ways were taken, learnt from instances that went there.
//!
//! Durations are plain elapsed minutes; the middle one counts, so that one forgotten task does not spoil the forecast.
//! What was taken away unfinished, such as a wait that the end of the instance swept away, and what was skipped teach nothing.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use reglament_calendar::local_date;
use reglament_core::Instance;
use reglament_definition::{Definition, StepKind};

use crate::departure::{Departure, departure};
use crate::limits::MAX_SAMPLES;

/// The history of one process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    minutes: BTreeMap<String, Vec<i64>>,
    ways: BTreeMap<String, BTreeMap<String, u32>>,
    /// After how many minutes which event interrupted a step.
    interrupted: BTreeMap<String, BTreeMap<u32, Vec<i64>>>,
    /// How many runs of a step had a due date, and how many of them were done after it.
    terms: BTreeMap<String, (u32, u32)>,
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
            // What an overseer let the instance go on without was not done: it teaches neither how long it takes nor a way.
            if done < began || record.passed {
                continue;
            }
            match &step.kind {
                StepKind::UserTask(_)
                | StepKind::Wait(_)
                | StepKind::ForEach(_)
                | StepKind::Call(_) => {
                    let minutes = (done - began).num_minutes();
                    match departure(definition, instance, (step, record), done) {
                        Departure::Done => {
                            self.took(&step.id, minutes);
                            if let Some(due) = record.due_on {
                                let on = local_date(done, definition.zone);
                                self.had_term(&step.id, on > due);
                            }
                            if let Some(outcome) = &record.outcome {
                                self.went(&step.id, outcome);
                            }
                        }
                        Departure::Event(event) => self.was_interrupted(&step.id, event, minutes),
                        Departure::TakenAway => {}
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
        sample(self.minutes.entry(step.to_owned()).or_default(), minutes);
    }

    /// Adds that a run of a step had a due date, and whether it was done after it.
    pub fn had_term(&mut self, step: &str, late: bool) {
        let (all, after) = self.terms.entry(step.to_owned()).or_default();
        *all += 1;
        *after += u32::from(late);
    }

    /// Adds an interruption of a step by one of its events, counted from 0, after so many minutes.
    pub fn was_interrupted(&mut self, step: &str, event: u32, minutes: i64) {
        let events = self.interrupted.entry(step.to_owned()).or_default();
        sample(events.entry(event).or_default(), minutes);
    }

    /// Adds a way taken: the outcome of a task, or the targets of a decision joined by `, `.
    pub fn went(&mut self, step: &str, way: &str) {
        let ways = self.ways.entry(step.to_owned()).or_default();
        *ways.entry(way.to_owned()).or_insert(0) += 1;
    }

    /// The durations of a step in minutes, the shortest first.
    pub(crate) fn minutes_of(&self, step: &str) -> &[i64] {
        self.minutes.get(step).map_or(&[], Vec::as_slice)
    }

    /// How many runs of a step had a due date, and how many of them were done after it.
    pub(crate) fn terms_of(&self, step: &str) -> (u32, u32) {
        self.terms.get(step).copied().unwrap_or_default()
    }

    /// The middle duration and from how many instances it is.
    pub(crate) fn duration(&self, step: &str) -> Option<(TimeDelta, u32)> {
        let known = self.minutes.get(step)?;
        Some((middle(known)?, count(known)))
    }

    /// The event that interrupts a step more often than it is done otherwise: which, after how long, how often of how many.
    pub(crate) fn usual_event(&self, step: &str) -> Option<(u32, TimeDelta, u32, u32)> {
        let events = self.interrupted.get(step)?;
        let (event, known) = events.iter().max_by_key(|(_, known)| known.len())?;
        let done = self.minutes.get(step).map_or(0, |known| count(known));
        let all = events.values().map(|known| count(known)).sum::<u32>() + done;
        let times = count(known);
        (times > done).then_some((*event, middle(known)?, times, all))
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

fn sample(known: &mut Vec<i64>, minutes: i64) {
    if known.len() < MAX_SAMPLES {
        let minutes = minutes.max(0);
        let at = known.partition_point(|other| *other < minutes);
        known.insert(at, minutes);
    }
}

fn middle(known: &[i64]) -> Option<TimeDelta> {
    TimeDelta::try_minutes(*known.get(known.len() / 2)?)
}

fn count(known: &[i64]) -> u32 {
    u32::try_from(known.len()).unwrap_or(u32::MAX)
}
