//! Applies the answers of several people to one step.

use crate::{Answer, Event, Instance};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::AnswerGiven {
        step,
        by,
        outcome,
        on,
        values,
        ..
    } = event
    {
        let record = instance.steps.entry(step.clone()).or_default();
        record.answers.push(Answer {
            by: by.clone(),
            outcome: outcome.clone(),
            on: *on,
            values: values.clone(),
        });
    }
    if let Event::PeopleQueued { step, people } = event {
        let record = instance.steps.entry(step.clone()).or_default();
        record.queued.clone_from(people);
    }
}
