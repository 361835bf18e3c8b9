//! Rows for the contract, with as few words as possible.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeZone, Utc};
use reglament_core::{Actor, CommandId, InstanceId, LetterFact, TaskId, TimerId};
use reglament_definition::DefinitionRef;
use reglament_runtime::port::{
    ChangeSet, InstanceChange, InstanceRow, JournalRow, LetterAbout, OutboxBody, OutboxRow,
    OutboxState, TaskRow, TimerRow,
};

/// A minute of one day of November 2026.
pub(super) fn at(minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, minute / 60, minute % 60, 0)
        .unwrap()
}

pub(super) fn definition(process: &str) -> DefinitionRef {
    DefinitionRef {
        process: process.into(),
        version: 1,
        digest: "d1".into(),
    }
}

pub(super) fn instance(id: &str, process: &str, minute: u32) -> InstanceRow {
    InstanceRow {
        id: id.into(),
        definition: definition(process),
        receipt: format!("{}-CODE", id.to_uppercase()),
        parent: None,
        subject: format!("Заявитель {id}"),
        unit: None,
        end_step: None,
        started_at: at(minute),
        ended_at: None,
        seq: 1,
    }
}

pub(super) fn journal(id: &str, seq: u64) -> JournalRow {
    JournalRow {
        instance: id.into(),
        first_seq: seq,
        last_seq: seq,
        at: at(0),
        actor: Actor::Public,
        cause: CommandId(format!("{id}/{seq}")),
        events: Vec::new(),
        hash: format!("hash-{seq}"),
        salt: None,
    }
}

/// The change that moves an instance to `seq`, with its journal row.
pub(super) fn moved(id: &str, seq: u64) -> ChangeSet {
    let mut row = instance(id, "request", 0);
    row.seq = seq;
    ChangeSet {
        instances: vec![InstanceChange {
            expected: seq - 1,
            row,
            snapshot: None,
        }],
        journal: vec![journal(id, seq)],
        ..ChangeSet::default()
    }
}

pub(super) fn task(id: &str, task: u32, roles: &[&str], due: Option<u32>) -> TaskRow {
    TaskRow {
        instance: id.into(),
        task: TaskId(task),
        process: "request".into(),
        unit: None,
        step: "decide".into(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        signature: false,
        not_by: BTreeSet::new(),
        people: None,
        claimed_by: None,
        delegated_by: None,
        personal: false,
        due_on: due.map(|minute| at(minute).date_naive()),
        due_at: due.map(at),
        provisional: false,
        created_at: at(0),
        reminded: 0,
        overdue: 0,
        extended: 0,
        held_at: None,
    }
}

pub(super) fn timer(id: &str, timer: u32, minute: u32) -> TimerRow {
    TimerRow {
        due_at: at(minute),
        instance: InstanceId(id.into()),
        timer: TimerId(timer),
    }
}

pub(super) fn letter(key: &str) -> OutboxRow {
    let fact = LetterFact {
        letter: 1,
        template: "news".into(),
        to_address: "a@example.ru".into(),
        to_name: "Анна".into(),
        subject: "Тема".into(),
        text: "Текст".into(),
    };
    outbox(key, OutboxBody::Letter(fact))
}

pub(super) fn document(key: &str) -> OutboxRow {
    let body = OutboxBody::Document {
        document: 1,
        template: "order".into(),
        definition: definition("request"),
        data: BTreeMap::new(),
        on: at(0).date_naive(),
    };
    outbox(key, body)
}

fn outbox(key: &str, body: OutboxBody) -> OutboxRow {
    OutboxRow {
        key: key.into(),
        instance: Some("a".into()),
        body,
        about: LetterAbout::default(),
        state: OutboxState::Queued,
        attempts: 0,
        next_at: at(0),
        created_at: at(0),
        done_at: None,
        error: None,
        epoch: 0,
    }
}
