//! What is left of an event. Every kind of event is named here: a new one that carries people's data must say what becomes of it.
//! Ids, dates, numbers, steps and the officials who acted stay: they are what the instance decided.

use super::Redaction;
use crate::{
    BranchEvent, Event, IncidentEvent, InstanceEvent, ItemEvent, JobEvent, MessageEvent,
    PaperEvent, TaskEvent, TermEvent, VoteEvent,
};

/// The event without what goes.
pub fn redact(event: &Event, what: &Redaction) -> Event {
    let mut event = event.clone();
    match &mut event {
        Event::Instance(event) => of_instance(event, what),
        Event::Task(event) => of_task(event, what),
        Event::Vote(event) => of_vote(event, what),
        Event::Term(event) => of_term(event, what),
        Event::Paper(event) => of_paper(event, what),
        Event::Message(event) => of_message(event, what),
        Event::Item(event) => of_item(event, what),
        Event::Job(event) => of_job(event, what),
        Event::Incident(event) => of_incident(event, what),
        Event::Branch(event) => of_branch(event, what),
        // Steps, moments, and which answers were chosen.
        Event::Flow(_) | Event::Timer(_) | Event::Test(_) => {}
    }
    event
}

fn said(text: &mut Option<String>, what: &Redaction) {
    if let Some(text) = text {
        what.text(text);
    }
}

fn of_instance(event: &mut InstanceEvent, what: &Redaction) {
    match event {
        InstanceEvent::Started { data, links, .. } => {
            what.values(data);
            what.links(links);
        }
        InstanceEvent::DataSet { values } => what.values(values),
        InstanceEvent::DataCorrected {
            before,
            values,
            reason,
            ..
        } => {
            what.values(before);
            what.values(values);
            what.text(reason);
        }
        InstanceEvent::CancellationBegun { reason, .. }
        | InstanceEvent::Cancelled { reason, .. } => what.text(reason),
        InstanceEvent::Migrated { .. }
        | InstanceEvent::Ended { .. }
        | InstanceEvent::Erased { .. } => {}
    }
}

fn of_task(event: &mut TaskEvent, what: &Redaction) {
    match event {
        TaskEvent::AnswerGiven { values, .. } => what.values(values),
        TaskEvent::Returned { reason, .. }
        | TaskEvent::Delegated { reason, .. }
        | TaskEvent::Escalated { note: reason, .. } => said(reason, what),
        TaskEvent::Reassigned { reason, .. } => what.text(reason),
        TaskEvent::Created { .. }
        | TaskEvent::Completed { .. }
        | TaskEvent::Claimed { .. }
        | TaskEvent::Cancelled { .. }
        | TaskEvent::Overdue { .. }
        | TaskEvent::Reminded { .. }
        | TaskEvent::PeopleQueued { .. }
        | TaskEvent::Lapsed { .. } => {}
    }
}

fn of_vote(event: &mut VoteEvent, what: &Redaction) {
    match event {
        VoteEvent::MemberRecused { reason, .. } => what.text(reason),
        VoteEvent::DissentFiled { text, .. } => what.text(text),
        VoteEvent::Opened { .. } | VoteEvent::Closed { .. } => {}
    }
}

fn of_term(event: &mut TermEvent, what: &Redaction) {
    match event {
        TermEvent::Extended { reason, .. } | TermEvent::Suspended { reason, .. } => {
            what.text(reason);
        }
        TermEvent::Resumed { reason, .. } => said(reason, what),
        TermEvent::SetForInstance { .. }
        | TermEvent::InstanceReminded {}
        | TermEvent::InstanceOverdue { .. }
        | TermEvent::Recomputed { .. } => {}
    }
}

fn of_paper(event: &mut PaperEvent, what: &Redaction) {
    match event {
        // What a register says is a fact that stays.
        PaperEvent::NumberAssigned { entry, .. } => what.entry(entry),
        PaperEvent::DocumentDrawn { number, data, .. } => what.document(data, number.is_some()),
        PaperEvent::LetterQueued { letter } => what.letter(letter),
        PaperEvent::Published { publication, .. } => {
            what.text(&mut publication.title);
            said(&mut publication.text, what);
        }
    }
}

fn of_message(event: &mut MessageEvent, what: &Redaction) {
    match event {
        MessageEvent::Sent { data, .. } | MessageEvent::Received { data, .. } => what.values(data),
        MessageEvent::Addressed { key, data, .. } => {
            what.text(key);
            what.values(data);
        }
        MessageEvent::Taken { .. } => {}
    }
}

fn of_item(event: &mut ItemEvent, what: &Redaction) {
    match event {
        ItemEvent::Added { data, reason, .. } => {
            what.values(data);
            said(reason, what);
        }
        ItemEvent::Reported { values, .. } => what.values(values),
        ItemEvent::Planned { rows, .. } => rows.iter_mut().for_each(|row| what.values(row)),
        ItemEvent::Cancelled { reason, .. } => what.text(reason),
        ItemEvent::Ended { .. } | ItemEvent::Closed { .. } => {}
    }
}

fn of_job(event: &mut JobEvent, what: &Redaction) {
    match event {
        JobEvent::Created { job } => what.values(&mut job.input),
        JobEvent::Completed { result, .. } => what.values(result),
        JobEvent::Failed { message, .. } | JobEvent::Errored { message, .. } => what.text(message),
        JobEvent::Cancelled { .. } | JobEvent::Overdue { .. } => {}
    }
}

fn of_incident(event: &mut IncidentEvent, what: &Redaction) {
    match event {
        IncidentEvent::Raised { ru, en, .. } => {
            what.text(ru);
            what.text(en);
        }
        IncidentEvent::Passed { reason, .. } => what.text(reason),
        IncidentEvent::Resolved { .. } => {}
    }
}

fn of_branch(event: &mut BranchEvent, what: &Redaction) {
    match event {
        BranchEvent::Interrupted { reason, .. } | BranchEvent::Begun { reason, .. } => {
            said(reason, what);
        }
        BranchEvent::ErrorRaised { data, .. } => what.values(data),
        BranchEvent::UndoNoted { .. } | BranchEvent::UndoBegun { .. } => {}
    }
}
