//! Applies the course of a commission's vote.

use crate::{Event, Instance, Remark, VoteRecord};

pub(super) fn apply(instance: &mut Instance, event: &Event) {
    if let Event::VoteOpened {
        step,
        members,
        needed,
        secret,
    } = event
    {
        let record = instance.steps.entry(step.clone()).or_default();
        record.vote = Some(VoteRecord {
            members: *members,
            needed: *needed,
            secret: *secret,
            ..VoteRecord::default()
        });
    }
    if let Event::MemberRecused {
        task,
        step,
        by,
        reason,
        on,
    } = event
    {
        instance.tasks.remove(task);
        if let Some(vote) = open(instance, step) {
            vote.recusals.push(Remark {
                by: by.clone(),
                on: *on,
                text: reason.clone(),
            });
        }
    }
    if let Event::DissentFiled { step, by, text, on } = event
        && let Some(vote) = open(instance, step)
    {
        vote.dissents.push(Remark {
            by: by.clone(),
            on: *on,
            text: text.clone(),
        });
    }
    if let Event::VoteClosed {
        step,
        tally,
        how,
        outcome,
        ..
    } = event
    {
        if let Some(vote) = open(instance, step) {
            vote.tally.clone_from(tally);
            vote.how = Some(*how);
        }
        let record = instance.steps.entry(step.clone()).or_default();
        record.outcome.clone_from(outcome);
    }
}

fn open<'i>(instance: &'i mut Instance, step: &str) -> Option<&'i mut VoteRecord> {
    instance.steps.get_mut(step)?.vote.as_mut()
}
