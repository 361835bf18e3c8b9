//! One commit: first everything that would be a conflict, then all rows at once.

use std::collections::BTreeSet;

use reglament_runtime::port::{ChangeSet, JobRow, StoreError};

use super::{Kept, Parcel, State};

impl State {
    /// Writes everything or nothing.
    pub(crate) fn commit(&mut self, changes: &ChangeSet) -> Result<(), StoreError> {
        if self.conflicts(changes) {
            return Err(StoreError::Conflict);
        }
        self.move_instances(changes);
        self.write_tables(changes);
        self.write_effects(changes);
        Ok(())
    }

    /// What the keys and the exact statements of the tables refuse.
    fn conflicts(&self, changes: &ChangeSet) -> bool {
        let moved = changes.instances.iter().any(|change| {
            let seq = self
                .instances
                .get(&change.row.id)
                .map_or(0, |kept| kept.row.seq);
            seq != change.expected
        });
        let known = changes
            .commands
            .iter()
            .any(|one| self.commands.contains_key(&one.id));
        let signals: BTreeSet<_> = self.signals.iter().map(|signal| &signal.id).collect();
        let gone = changes.done_signals.iter().any(|id| !signals.contains(id));
        let doubled = changes
            .signals
            .iter()
            .any(|signal| signals.contains(&signal.id));
        let numbered = changes.registers.iter().any(|row| {
            self.registers
                .contains_key(&(row.register.clone(), row.year, row.number))
        });
        let posted = changes
            .outbox
            .iter()
            .any(|row| self.outbox.contains_key(&row.key));
        let timed = changes
            .timers
            .iter()
            .any(|row| self.timers.contains(row) && !changes.dropped_timers.contains(row));
        moved || known || gone || doubled || numbered || posted || timed
    }

    fn move_instances(&mut self, changes: &ChangeSet) {
        for change in &changes.instances {
            let id = change.row.id.clone();
            self.touched.insert(id.clone());
            let kept = self.instances.entry(id).or_insert_with(|| Kept {
                row: change.row.clone(),
                snapshot: None,
                journal: Vec::new(),
            });
            kept.row = change.row.clone();
            if let Some(snapshot) = &change.snapshot {
                kept.snapshot = Some((change.row.seq, snapshot.clone()));
            }
        }
        for row in &changes.journal {
            self.touched.insert(row.instance.clone());
            if let Some(kept) = self.instances.get_mut(&row.instance) {
                kept.journal.push(row.clone());
            }
        }
    }

    fn write_tables(&mut self, changes: &ChangeSet) {
        for row in &changes.participants {
            if !self.participants.contains(row) {
                self.participants.push(row.clone());
            }
        }
        self.participants
            .retain(|row| !changes.dropped_participants.contains(row));
        for (id, task) in &changes.closed_tasks {
            self.tasks.remove(&(id.clone(), *task));
        }
        for row in &changes.tasks {
            self.tasks
                .insert((row.instance.clone(), row.task), row.clone());
        }
        for row in &changes.dropped_timers {
            self.timers.remove(row);
        }
        self.timers.extend(changes.timers.iter().cloned());
        for (id, incident) in &changes.closed_incidents {
            self.incidents.remove(&(id.clone(), *incident));
        }
        for row in &changes.incidents {
            self.incidents
                .insert((row.instance.clone(), row.incident), row.clone());
        }
        self.documents.extend(changes.documents.iter().cloned());
        for row in &changes.registers {
            let key = (row.register.clone(), row.year, row.number);
            self.registers.insert(key, row.clone());
        }
    }

    fn write_effects(&mut self, changes: &ChangeSet) {
        for (id, job) in &changes.closed_jobs {
            self.jobs.remove(&(id.clone(), *job));
        }
        for row in &changes.jobs {
            let key = (row.instance.clone(), row.job);
            // The fence stays, so that late answers are told apart.
            let epoch = self.jobs.get(&key).map_or(0, |known| known.epoch);
            self.jobs.insert(
                key,
                JobRow {
                    epoch,
                    owner: None,
                    ..row.clone()
                },
            );
        }
        for row in &changes.outbox {
            let parcel = Parcel {
                row: row.clone(),
                owner: None,
                worker: None,
            };
            self.outbox.insert(row.key.clone(), parcel);
        }
        self.signals
            .retain(|signal| !changes.done_signals.contains(&signal.id));
        self.signals.extend(changes.signals.iter().cloned());
        for key in &changes.dropped_keys {
            self.keys.remove(key);
        }
        self.keys.extend(changes.keys.iter().cloned());
        for row in &changes.messages {
            if self.messages.iter().all(|known| known.id != row.id) {
                self.messages.push(row.clone());
            }
        }
        for known in &changes.commands {
            self.commands.insert(known.id.clone(), known.clone());
        }
    }
}
