//! Compact lines about who does a task, and about votes.

use reglament_core::{Event, OnBehalf, TaskEvent, VoteEvent};
use reglament_expression::Value;

/// The line of an event about people; none for other events.
pub(crate) fn people_line(event: &Event) -> Option<String> {
    Some(match event {
        Event::Task(TaskEvent::Claimed { task, by }) => format!("TaskClaimed {task} by {by}"),
        Event::Task(TaskEvent::Returned { task, by, .. }) => format!("TaskReturned {task} by {by}"),
        Event::Task(TaskEvent::Delegated { task, by, to, .. }) => {
            format!("TaskDelegated {task} by {by} to {to}")
        }
        Event::Task(TaskEvent::Reassigned {
            task,
            by,
            to,
            reason,
        }) => format!("TaskReassigned {task} by {by} to {to}: {reason}"),
        Event::Task(TaskEvent::Escalated {
            task,
            by,
            rung,
            to,
            note,
            ..
        }) => {
            let to = to.iter().cloned().collect::<Vec<_>>().join(",");
            let rung = rung.map_or_else(String::new, |rung| format!(" rung {rung}"));
            let note = note.as_ref().map(|note| format!(": {note}"));
            let note = note.unwrap_or_default();
            format!("TaskEscalated {task} by {by} to {to}{rung}{note}")
        }
        Event::Vote(VoteEvent::Opened {
            step,
            members,
            needed,
            secret,
        }) => {
            let secret = if *secret { " secret" } else { "" };
            format!("VoteOpened {step}{secret} members {members} quorum {needed}")
        }
        Event::Vote(VoteEvent::MemberRecused { step, by, .. }) => {
            format!("MemberRecused {step} {}", id(by))
        }
        Event::Vote(VoteEvent::DissentFiled { step, by, .. }) => {
            format!("DissentFiled {step} {}", id(by))
        }
        Event::Vote(VoteEvent::Closed {
            step,
            tally,
            how,
            outcome,
            ..
        }) => {
            let votes = tally.iter().map(|(id, votes)| format!("{id} {votes}"));
            let votes = votes.collect::<Vec<_>>().join(", ");
            let outcome = outcome.as_deref().unwrap_or("-");
            format!("VoteClosed {step} {}: {outcome} ({votes})", how.word())
        }
        _ => return None,
    })
}

/// « for boris (№ 15)», after the id of whoever acted in another's place.
pub(crate) fn in_place_of(behalf: Option<&OnBehalf>) -> String {
    let Some(behalf) = behalf else {
        return String::new();
    };
    let order = behalf.order.as_deref().unwrap_or("delegated");
    format!(" for {} ({order})", id(&behalf.of))
}

fn id(person: &Value) -> &str {
    person
        .get("id")
        .and_then(Value::as_text)
        .unwrap_or_default()
}
