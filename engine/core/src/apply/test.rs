//! Applies the course of a test.

use chrono::{DateTime, Utc};

use crate::{Instance, StepRecord, TestEvent, TestRecord, TestResult};

pub(super) fn apply(instance: &mut Instance, event: &TestEvent, at: DateTime<Utc>) {
    match event {
        TestEvent::Opened {
            step,
            bank,
            digest,
            ends_at,
            questions,
        } => {
            let record = record(instance, step);
            record.test = Some(Box::new(TestRecord {
                bank: bank.clone(),
                digest: digest.clone(),
                opened_at: at,
                ends_at: *ends_at,
                questions: questions.clone(),
                answers: std::collections::BTreeMap::new(),
                result: None,
            }));
        }
        TestEvent::AnswerSaved {
            step,
            question,
            answer,
        } => {
            let Some(test) = &mut record(instance, step).test else {
                return;
            };
            if answer.is_empty() {
                test.answers.remove(question);
            } else {
                test.answers.insert(question.clone(), answer.clone());
            }
        }
        TestEvent::Closed {
            step,
            how,
            correct,
            total,
            earned,
        } => {
            let record = record(instance, step);
            record.outcome = Some(how.word().to_owned());
            if let Some(test) = &mut record.test {
                test.result = Some(TestResult {
                    closed_at: at,
                    how: *how,
                    correct: *correct,
                    total: *total,
                    earned: earned.clone(),
                    regraded: false,
                });
            }
        }
        TestEvent::Missed { step } => record(instance, step).outcome = Some("absent".to_owned()),
        TestEvent::Regraded {
            step,
            correct,
            earned,
            ..
        } => {
            let test = record(instance, step).test.as_mut();
            if let Some(result) = test.and_then(|test| test.result.as_mut()) {
                result.correct = *correct;
                result.earned.clone_from(earned);
                result.regraded = true;
            }
        }
    }
}

fn record<'i>(instance: &'i mut Instance, step: &str) -> &'i mut StepRecord {
    instance.steps.entry(step.to_owned()).or_default()
}
