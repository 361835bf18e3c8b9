//! Applies the course of tokens: steps entered and left, joins, what a wait ended by.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::{FlowEvent, Instance, StepRecord, Token, TokenId};

pub(super) fn apply(instance: &mut Instance, event: &FlowEvent, at: DateTime<Utc>) {
    match event {
        FlowEvent::StepEntered { token, step } => entered(instance, *token, step, at),
        FlowEvent::StepLeft { token, step } => {
            instance.tokens.remove(token);
            instance.undoing.remove(token);
            instance.steps.entry(step.clone()).or_default().completed_at = Some(at);
        }
        FlowEvent::JoinReached { step, from } => {
            let arrived = instance.arrived.entry(step.clone()).or_default();
            arrived.insert(from.clone());
        }
        FlowEvent::JoinReleased { step } => {
            instance.released.insert(step.clone());
        }
        FlowEvent::JoinPassed { step } => {
            instance.arrived.remove(step);
            instance.released.remove(step);
        }
        FlowEvent::WaitEnded { step, outcome, .. } => {
            let record = instance.steps.entry(step.clone()).or_default();
            record.outcome = Some(outcome.clone());
        }
        // Told for people; the instance is as it was.
        FlowEvent::RepeatUsedUp { .. } | FlowEvent::TableDecided { .. } => {}
    }
}

fn entered(instance: &mut Instance, token: TokenId, step: &str, at: DateTime<Utc>) {
    instance.last_token = instance.last_token.max(token.0);
    let entered = Token {
        step: step.to_owned(),
        happened: BTreeSet::new(),
    };
    instance.tokens.insert(token, entered);
    let record = instance.steps.entry(step.to_owned()).or_default();
    *record = StepRecord {
        started_at: Some(at),
        runs: record.runs + 1,
        ..StepRecord::default()
    };
}
