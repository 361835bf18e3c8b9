//! Everything that one batch of commands changes, written in one transaction or not at all.
//!
//! Lists are per table, so that the store writes each with one statement however many commands the batch holds.

use chrono::{DateTime, Utc};
use reglament_core::{Ballot, CommandId, IncidentId, InstanceId, JobId, Snapshot, TaskId};

use super::{
    DocumentRow, ErasureChange, IncidentRow, InstanceRow, JobRow, JournalRow, KeyRow, MessageRow,
    OutboxRow, PublicationRow, RegisterRow, Reply, SignalRow, StepStateRow, TaskRow, TimerRow,
};

/// One atomic change of the store.
#[derive(Clone, Debug, Default)]
pub struct ChangeSet {
    /// Instances that moved on, each once.
    pub instances: Vec<InstanceChange>,
    /// Journal rows in order; one per command.
    pub journal: Vec<JournalRow>,
    /// People who have come to have a part in an instance.
    pub participants: Vec<ParticipantRow>,
    /// People who have none any more: a task was given to them and taken away.
    pub dropped_participants: Vec<ParticipantRow>,
    /// Tasks opened or changed.
    pub tasks: Vec<TaskRow>,
    /// Tasks closed.
    pub closed_tasks: Vec<(InstanceId, TaskId)>,
    /// User tasks begun, left, or due on another day.
    pub step_states: Vec<StepStateRow>,
    /// Timers wished for.
    pub timers: Vec<TimerRow>,
    /// Timers fired or cancelled (or found without a wish in their instance).
    pub dropped_timers: Vec<TimerRow>,
    /// Incidents raised.
    pub incidents: Vec<IncidentRow>,
    /// Incidents closed.
    pub closed_incidents: Vec<(InstanceId, IncidentId)>,
    /// Documents ordered.
    pub documents: Vec<DocumentRow>,
    /// Jobs created, or to be tried again.
    pub jobs: Vec<JobRow>,
    /// Jobs done, given up or cancelled.
    pub closed_jobs: Vec<(InstanceId, JobId)>,
    /// Publications made or withdrawn.
    pub publications: Vec<PublicationRow>,
    /// Letters and documents to deliver.
    pub outbox: Vec<OutboxRow>,
    /// Commands for other instances.
    pub signals: Vec<SignalRow>,
    /// Signals that were carried out by this batch (or quietly refused).
    pub done_signals: Vec<CommandId>,
    /// Votes dropped into the boxes of secret votes.
    pub ballots: Vec<BallotRow>,
    /// Entries of registers.
    pub registers: Vec<RegisterRow>,
    /// Messages sent to whatever instances have their key.
    pub messages: Vec<MessageRow>,
    /// Keys that instances have come to have.
    pub keys: Vec<KeyRow>,
    /// Keys that they have no longer.
    pub dropped_keys: Vec<KeyRow>,
    /// Uploaded files that an instance has come to know.
    pub used_files: Vec<String>,
    /// What is destroyed in instances that have ended.
    pub erasures: Vec<ErasureChange>,
    /// Commands with their replies, for repetitions.
    pub commands: Vec<KnownCommand>,
}

impl ChangeSet {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.instances.is_empty()
            && self.journal.is_empty()
            && self.dropped_timers.is_empty()
            && self.done_signals.is_empty()
            && self.commands.is_empty()
    }

    /// Adds what `other` has after what is here.
    pub(crate) fn append(&mut self, other: Self) {
        let Self {
            instances,
            journal,
            participants,
            dropped_participants,
            tasks,
            closed_tasks,
            step_states,
            timers,
            dropped_timers,
            incidents,
            closed_incidents,
            documents,
            jobs,
            closed_jobs,
            publications,
            outbox,
            signals,
            done_signals,
            ballots,
            registers,
            messages,
            keys,
            dropped_keys,
            used_files,
            erasures,
            commands,
        } = other;
        self.instances.extend(instances);
        self.journal.extend(journal);
        self.participants.extend(participants);
        self.dropped_participants.extend(dropped_participants);
        self.tasks.extend(tasks);
        self.closed_tasks.extend(closed_tasks);
        self.step_states.extend(step_states);
        self.timers.extend(timers);
        self.dropped_timers.extend(dropped_timers);
        self.incidents.extend(incidents);
        self.closed_incidents.extend(closed_incidents);
        self.documents.extend(documents);
        self.jobs.extend(jobs);
        self.closed_jobs.extend(closed_jobs);
        self.publications.extend(publications);
        self.outbox.extend(outbox);
        self.signals.extend(signals);
        self.done_signals.extend(done_signals);
        self.ballots.extend(ballots);
        self.registers.extend(registers);
        self.messages.extend(messages);
        self.keys.extend(keys);
        self.dropped_keys.extend(dropped_keys);
        self.used_files.extend(used_files);
        self.erasures.extend(erasures);
        self.commands.extend(commands);
    }
}

/// How somebody has a part in an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Began it.
    Start,
    /// Did something in it, it was done in their place, or an open task was given to them by name.
    Task,
}

/// Somebody who has a part in an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantRow {
    /// Instance.
    pub instance: InstanceId,
    /// When the instance began, for lists.
    pub started_at: DateTime<Utc>,
    /// Process, for filters.
    pub process: String,
    /// Person.
    pub person: String,
    /// How.
    pub part: Part,
}

/// Secret votes for one outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotRow {
    /// Instance.
    pub instance: InstanceId,
    /// Box and outcome.
    pub ballot: Ballot,
    /// How many votes are added.
    pub votes: u32,
}

/// An instance after the batch.
#[derive(Clone, Debug)]
pub struct InstanceChange {
    /// Position in the journal that the batch started from; 0 for a new instance. Anything else in the store is a
    /// [`super::StoreError::Conflict`].
    pub expected: u64,
    /// The row as it must stand afterwards.
    pub row: InstanceRow,
    /// A new snapshot, when one is worth storing.
    pub snapshot: Option<Snapshot>,
}

/// A command that took effect, kept so that its repetition gives the same reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCommand {
    /// Id.
    pub id: CommandId,
    /// Digest of what was asked, to tell a repetition from another command under the same id.
    pub digest: String,
    /// The reply that was given.
    pub reply: Reply,
    /// When it took effect.
    pub at: DateTime<Utc>,
}
