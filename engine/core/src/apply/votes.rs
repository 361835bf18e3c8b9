//! Applies the course of a commission's vote.

use crate::{Instance, Remark, VoteEvent, VoteRecord};

pub(super) fn apply(instance: &mut Instance, event: &VoteEvent) {
    match event {
        VoteEvent::Opened {
            step,
            members,
            needed,
            secret,
        } => {
            let record = instance.steps.entry(step.clone()).or_default();
            record.vote = Some(VoteRecord {
                members: *members,
                needed: *needed,
                secret: *secret,
                ..VoteRecord::default()
            });
        }
        VoteEvent::MemberRecused {
            task,
            step,
            by,
            reason,
            on,
        } => {
            instance.tasks.remove(task);
            if let Some(vote) = open(instance, step) {
                vote.recusals.push(Remark {
                    by: by.clone(),
                    on: *on,
                    text: reason.clone(),
                });
            }
        }
        VoteEvent::DissentFiled { step, by, text, on } => {
            if let Some(vote) = open(instance, step) {
                vote.dissents.push(Remark {
                    by: by.clone(),
                    on: *on,
                    text: text.clone(),
                });
            }
        }
        VoteEvent::Closed {
            step,
            tally,
            how,
            outcome,
            ..
        } => {
            if let Some(vote) = open(instance, step) {
                vote.tally.clone_from(tally);
                vote.how = Some(*how);
            }
            let record = instance.steps.entry(step.clone()).or_default();
            record.outcome.clone_from(outcome);
        }
    }
}

fn open<'i>(instance: &'i mut Instance, step: &str) -> Option<&'i mut VoteRecord> {
    instance.steps.get_mut(step)?.vote.as_mut()
}
