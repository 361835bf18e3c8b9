//! Digests: of journal rows, each including the one before it, and of what callers asked.
//!
//! The chain finds a row that was changed or lost behind the engine's back; it does not keep anybody from rewriting it all.

use reglament_core::{Actor, CommandId, InstanceId, Recorded, StoredEvent, write_event};
use sha2::{Digest, Sha256};

use crate::port::JournalRow;

/// The digest of a value's JSON, in hexadecimal.
pub(crate) fn digest(asked: &serde_json::Value) -> String {
    hex::encode(Sha256::digest(asked.to_string()))
}

/// The journal row of one command's events (at least one), linked to the row before.
pub(crate) fn row(
    instance: &InstanceId,
    before: &str,
    events: &[Recorded],
    salt: String,
) -> Option<JournalRow> {
    let (first, last) = (events.first()?, events.last()?);
    let stored: Vec<StoredEvent> = events
        .iter()
        .map(|recorded| write_event(&recorded.event))
        .collect();
    let mut row = JournalRow {
        instance: instance.clone(),
        first_seq: first.seq,
        last_seq: last.seq,
        at: first.at,
        actor: first.actor.clone(),
        cause: first.cause.clone(),
        events: stored,
        hash: String::new(),
        salt: Some(salt),
    };
    row.hash = link(before, &row);
    Some(row)
}

/// The hash that `row` must have after a row with the hash `before`.
pub fn link(before: &str, row: &JournalRow) -> String {
    let facts = facts(row);
    match &row.salt {
        // Rows of earlier versions have none.
        None => {
            let (instance, first_seq, at, actor, cause, events) = facts;
            told(&(before, instance, first_seq, at, actor, cause, events))
        }
        Some(salt) => told(&(before, salt, facts)),
    }
}

/// The digest of what a row holds, without the rows before it: what an erasure says is left.
pub fn contents(row: &JournalRow) -> String {
    told(&facts(row))
}

type Facts<'r> = (
    &'r InstanceId,
    u64,
    i64,
    &'r Actor,
    &'r CommandId,
    &'r [StoredEvent],
);

fn facts(row: &JournalRow) -> Facts<'_> {
    (
        &row.instance,
        row.first_seq,
        row.at.timestamp_micros(),
        &row.actor,
        &row.cause,
        &row.events,
    )
}

fn told(facts: &impl serde::Serialize) -> String {
    let text = serde_json::to_vec(facts).expect("journal rows have text keys and finite numbers");
    hex::encode(Sha256::digest(text))
}
