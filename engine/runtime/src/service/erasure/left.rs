//! What is left of an instance when what is personal goes: of its journal, deliveries, registers, publications and files. It
//! writes nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use reglament_core::{
    ErasedRow, ErasureScope, Event, FileFact, Instance, InstanceEvent, InstanceId, PaperEvent,
    Recorded, Redaction, redact, values_of, write_event,
};
use reglament_definition::Definition;

use super::ErasureRefusal;
use crate::{
    limits::MAX_PAGE,
    port::{
        ErasureChange, JournalRow, OutboxBody, OutboxRow, OutboxState, PublicationRow, RegisterRow,
    },
    service::{Service, ServiceError, forms::child_of},
    words,
    writer::{FollowedChain, Redacted, contents},
};

/// What is left, and which rows of the journal changed.
pub(super) struct Left {
    pub(super) redacted: Redacted,
    pub(super) rows: Vec<ErasedRow>,
}

impl Service {
    /// # Errors
    /// Damaged when the chain of the journal is broken: an act must not make good what somebody changed; a refusal while
    /// something is under way; the store's failures.
    pub(super) async fn left(
        &self,
        id: &InstanceId,
        scope: ErasureScope,
    ) -> Result<Left, ServiceError> {
        let rows = self.whole_journal(id).await?;
        let mut recorded = Vec::with_capacity(rows.len());
        for row in &rows {
            recorded.push(words::events(row)?);
        }
        let events: Vec<Event> = recorded
            .iter()
            .flatten()
            .map(|one| one.event.clone())
            .collect();
        let definitions = self.definitions_of(&events).await?;
        let Some((first, rest)) = definitions.split_first() else {
            return Err(ServiceError::NotFound);
        };
        let rest = rest.iter().map(|definition| &**definition);
        let what = Redaction::of(first, rest, scope, &events);
        let mut instance = Instance::new(id.clone());
        let mut journal = Vec::new();
        let mut erased = Vec::new();
        for (row, recorded) in rows.iter().zip(&recorded) {
            let left: Vec<Recorded> = recorded.iter().map(|one| bare(one, &what)).collect();
            if let Some(changed) = changed(row, &left) {
                erased.push(ErasedRow {
                    first_seq: row.first_seq,
                    hash: row.hash.clone(),
                    digest: contents(&changed),
                });
                journal.push((row.first_seq, changed.events));
            }
            left.iter().for_each(|one| instance.apply(one));
        }
        let mut change = self.beside(id, &instance, &events, &what).await?;
        change.journal = journal;
        change.whole_at = what.is_of_everything().then(|| self.now());
        let hash = rows.last().map(|row| row.hash.clone());
        let redacted = Redacted {
            instance,
            hash: hash.unwrap_or_default(),
            change,
        };
        Ok(Left {
            redacted,
            rows: erased,
        })
    }

    async fn whole_journal(&self, id: &InstanceId) -> Result<Vec<JournalRow>, ServiceError> {
        let mut all: Vec<JournalRow> = Vec::new();
        let mut chain = FollowedChain::default();
        loop {
            let after = all.last().map_or(0, |row| row.first_seq);
            let rows = self.shared.store.journal(id, after, MAX_PAGE).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                if !chain.follow(&row) {
                    return Err(ServiceError::Damaged(format!(
                        "the journal of {id} has a gap"
                    )));
                }
                all.push(row);
            }
        }
        match chain.breaks().first() {
            None => Ok(all),
            Some(position) => Err(ServiceError::Damaged(format!(
                "the chain of {id} breaks at {position}"
            ))),
        }
    }

    /// Every definition that the instance was on, and those of its children.
    async fn definitions_of(&self, events: &[Event]) -> Result<Vec<Arc<Definition>>, ServiceError> {
        let mut found = Vec::new();
        for event in events {
            let reference = match event {
                Event::Instance(InstanceEvent::Started { definition, .. }) => definition,
                Event::Instance(InstanceEvent::Migrated { to, .. }) => to,
                _ => continue,
            };
            found.push(self.shared.library.definition(reference).await?);
        }
        let package = self.shared.library.current();
        let mut children = BTreeSet::new();
        for definition in &found {
            let steps = definition.steps.iter();
            children.extend(steps.filter_map(|step| child_of(definition, &step.id)));
        }
        let children: Vec<Arc<Definition>> = children
            .into_iter()
            .filter_map(|process| package.definitions.get(process).cloned())
            .collect();
        found.extend(children);
        Ok(found)
    }

    /// What lies beside the journal.
    async fn beside(
        &self,
        id: &InstanceId,
        instance: &Instance,
        events: &[Event],
        what: &Redaction,
    ) -> Result<ErasureChange, ServiceError> {
        let store = &self.shared.store;
        let rows = store.outbox_of(id).await?;
        let under_way = |row: &OutboxRow| {
            let state = row.state;
            let waits = matches!(state, OutboxState::Queued | OutboxState::Ambiguous);
            waits && !matches!(row.body, OutboxBody::Notification(_))
        };
        if rows.iter().any(under_way) {
            let code = instance.receipt().to_owned();
            return Err(ErasureRefusal::UnderWay(code).into());
        }
        let papers = store.documents(id).await?;
        let registered = |document: u32| {
            let found = papers.iter().find(|row| row.document == document);
            found.is_some_and(|row| row.number.is_some())
        };
        let addresses = rows.iter().filter(|row| row.about.person.is_none());
        let addresses = addresses.filter_map(|row| match &row.body {
            OutboxBody::Letter(fact) => Some(fact.to_address.clone()),
            OutboxBody::Document { .. } | OutboxBody::Notification(_) => None,
        });
        let documents = papers.iter().filter(|row| row.number.is_none());
        let documents = documents.map(|row| row.document);
        let posted = instance.publications().iter().map(|posted| PublicationRow {
            instance: id.clone(),
            fact: posted.fact.clone(),
            at: posted.at,
            withdrawn_at: posted.withdrawn_at,
        });
        Ok(ErasureChange {
            instance: id.clone(),
            whole_at: None,
            journal: Vec::new(),
            addresses: addresses.collect(),
            documents: documents.filter(|_| what.is_of_everything()).collect(),
            outbox: rows
                .iter()
                .filter_map(|row| delivery(row, what, registered))
                .collect(),
            registers: events
                .iter()
                .filter_map(|one| entry(id, one, what))
                .collect(),
            publications: posted.collect(),
            files: self.files_of(events, what).await?,
        })
    }

    /// Files that stood in values that go.
    async fn files_of(
        &self,
        events: &[Event],
        what: &Redaction,
    ) -> Result<Vec<(String, String)>, ServiceError> {
        let ids = |event: &Event| -> BTreeSet<String> {
            let files = values_of(event)
                .into_iter()
                .flat_map(|(_, value)| FileFact::within(value));
            files.map(|file| file.id).collect()
        };
        let before: BTreeSet<String> = events.iter().flat_map(ids).collect();
        let after: BTreeSet<String> = events
            .iter()
            .flat_map(|event| ids(&redact(event, what)))
            .collect();
        let gone: Vec<String> = before.difference(&after).cloned().collect();
        let rows = self.shared.store.files(&gone).await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.file.id, row.hash))
            .collect())
    }
}

fn bare(recorded: &Recorded, what: &Redaction) -> Recorded {
    Recorded {
        event: redact(&recorded.event, what),
        ..recorded.clone()
    }
}

/// The row as it will stand; none when nothing in it goes.
fn changed(row: &JournalRow, left: &[Recorded]) -> Option<JournalRow> {
    let events = left.iter().map(|one| write_event(&one.event)).collect();
    let changed = JournalRow {
        events,
        salt: None,
        ..row.clone()
    };
    (changed.events != row.events).then_some(changed)
}

fn delivery(
    row: &OutboxRow,
    what: &Redaction,
    registered: impl Fn(u32) -> bool,
) -> Option<(String, OutboxBody)> {
    let mut body = row.body.clone();
    match &mut body {
        OutboxBody::Letter(letter) => what.letter(letter),
        OutboxBody::Document { document, data, .. } => what.document(data, registered(*document)),
        // Ids only.
        OutboxBody::Notification(_) => return None,
    }
    Some((row.key.clone(), body))
}

fn entry(id: &InstanceId, event: &Event, what: &Redaction) -> Option<RegisterRow> {
    let Event::Paper(PaperEvent::NumberAssigned {
        step,
        register,
        year,
        number,
        text,
        on,
        entry,
        ..
    }) = event
    else {
        return None;
    };
    let mut entry = entry.clone();
    what.entry(&mut entry);
    Some(RegisterRow {
        register: register.clone(),
        year: *year,
        number: *number,
        text: text.clone(),
        on: *on,
        instance: id.clone(),
        step: step.clone(),
        entry,
        mark: None,
    })
}
