//! Rows as the runtime hands them to the store and gets them back.
//!
//! They are flat facts; keeping and indexing them is the store's business. Instants are kept to the microsecond.

use std::collections::BTreeMap;

use super::{Notification, VerificationMark};
use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{
    Actor, Command, CommandId, IncidentId, InstanceId, LetterFact, LetterPurpose, Snapshot,
    StartFacts, StoredEvent, TaskId, TimerId,
};
use reglament_definition::DefinitionRef;
use reglament_expression::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The events of one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// Instance.
    pub instance: InstanceId,
    /// Position of the first event, from 1.
    pub first_seq: u64,
    /// Position of the last event.
    pub last_seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// The command.
    pub cause: CommandId,
    /// What happened, in the wire format.
    pub events: Vec<StoredEvent>,
    /// Digest of this row and of the row before it: a changed or missing row breaks the chain.
    pub hash: String,
    /// What is hashed with it, so that nobody guesses from the hash what stood here once it was erased; none in rows of
    /// earlier versions and in those that were erased.
    pub salt: Option<String>,
}

/// An instance as loaded: the last snapshot, if one was stored, and what came after it.
#[derive(Clone, Debug)]
pub struct StoredInstance {
    /// Instance.
    pub id: InstanceId,
    /// The last snapshot.
    pub snapshot: Option<Snapshot>,
    /// Journal rows after the snapshot, in order.
    pub tail: Vec<JournalRow>,
    /// Hash of the last journal row.
    pub hash: String,
}

/// A wish to be woken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimerRow {
    /// When.
    pub due_at: DateTime<Utc>,
    /// Instance.
    pub instance: InstanceId,
    /// Timer.
    pub timer: TimerId,
}

/// A timer whose moment has come; the order is that of [`TimerRow`].
pub type DueTimer = TimerRow;

/// An open incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentRow {
    /// Instance.
    pub instance: InstanceId,
    /// Incident.
    pub incident: IncidentId,
    /// Process, for filters.
    pub process: String,
    /// Step.
    pub step: String,
    /// Stable code.
    pub code: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A document of an instance; its bytes are stored once it is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// Instance.
    pub instance: InstanceId,
    /// Number within the instance.
    pub document: u32,
    /// Template.
    pub template: String,
    /// Step that ordered it.
    pub step: String,
    /// Printed number.
    pub number: Option<String>,
    /// Local date.
    pub on: NaiveDate,
}

/// An entry of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// Register.
    pub register: String,
    /// Year of counting; 0 for registers that do not start anew.
    pub year: i32,
    /// Number; unique within register and year.
    pub number: u32,
    /// As printed.
    pub text: String,
    /// Local date.
    pub on: NaiveDate,
    /// Instance that registered.
    pub instance: InstanceId,
    /// Its step.
    pub step: String,
    /// Columns.
    pub entry: BTreeMap<String, Value>,
    /// What anybody may learn of its document by a code, when the register is verified.
    pub mark: Option<VerificationMark>,
}

/// Something for another instance, written with what caused it and deleted with what it causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalRow {
    /// Id of the command.
    pub id: CommandId,
    /// The receiver.
    pub to: InstanceId,
    /// What is asked.
    pub body: SignalBody,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// What a signal asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalBody {
    /// Start a child on this definition.
    Start {
        /// Definition.
        definition: DefinitionRef,
        /// What it starts with.
        facts: Box<StartFacts>,
    },
    /// Give a command.
    Command(Command),
}

/// The reply to a command, as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The instance that took the command.
    pub instance: InstanceId,
    /// Its position in the journal afterwards.
    pub seq: u64,
    /// Receipt code that was given, for starts and additions.
    pub receipt: Option<String>,
    /// Child that was added.
    pub child: Option<InstanceId>,
}

/// What is delivered.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum OutboxKind {
    /// A letter.
    Letter,
    /// A document to render.
    Document,
    /// What a subscriber is told.
    Notification,
}

/// Where a delivery stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// Waits for its (next) try.
    Queued,
    /// It may or may not have arrived; it is tried once more with the same Message-ID.
    Ambiguous,
    /// Done.
    Sent,
    /// The receiver's server refused for good.
    Refused,
    /// Given up after the last try; a person must act.
    Failed,
    /// Not sent on purpose: declined, gathered in a digest, no longer true.
    Withheld,
}

/// A letter or a document to deliver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Key: instance and journal position; of a digest its day and receiver.
    pub key: String,
    /// Instance; none for letters that belong to no single one.
    pub instance: Option<InstanceId>,
    /// What it is.
    pub body: OutboxBody,
    /// Why it was written and for whom; a document has none of it.
    pub about: LetterAbout,
    /// Where it stands.
    pub state: OutboxState,
    /// Tries so far; counted before trying.
    pub attempts: u32,
    /// Earliest next try, or when it was done.
    pub next_at: DateTime<Utc>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it reached its last state, if it has.
    pub done_at: Option<DateTime<Utc>>,
    /// What went wrong last, if anything did.
    pub error: Option<String>,
    /// Fence of the present lease: grows with every claim.
    pub epoch: u64,
}

/// What decides when a letter leaves, and whether.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterAbout {
    /// Why it was written.
    pub purpose: LetterPurpose,
    /// The task of the instance that it is about.
    pub task: Option<TaskId>,
    /// The person of the directory that it is for.
    pub person: Option<String>,
}

impl Default for LetterAbout {
    fn default() -> Self {
        Self {
            purpose: LetterPurpose::Notice,
            task: None,
            person: None,
        }
    }
}

/// Contents of a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxBody {
    /// A rendered letter.
    Letter(LetterFact),
    /// A document to render.
    Document {
        /// Number within the instance.
        document: u32,
        /// Template.
        template: String,
        /// Definition whose package holds the template.
        definition: DefinitionRef,
        /// What it is drawn from.
        data: BTreeMap<String, Value>,
        /// Local date.
        on: NaiveDate,
    },
    /// Something to tell a subscriber.
    Notification(Notification),
}

impl OutboxBody {
    /// Letter, document or notification.
    pub fn kind(&self) -> OutboxKind {
        match self {
            Self::Letter(_) => OutboxKind::Letter,
            Self::Document { .. } => OutboxKind::Document,
            Self::Notification(_) => OutboxKind::Notification,
        }
    }
}

/// How a try ended. It counts only while the lease (`epoch`) is still held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEnd {
    /// Key of the row.
    pub key: String,
    /// Fence given by the claim.
    pub epoch: u64,
    /// New state.
    pub state: OutboxState,
    /// When to try again, for `Queued` and `Ambiguous`.
    pub next_at: DateTime<Utc>,
    /// Now.
    pub at: DateTime<Utc>,
    /// What went wrong.
    pub error: Option<String>,
    /// It was not tried after all: the try does not count.
    pub uncounted: bool,
    /// The rendered document.
    pub pdf: Option<Vec<u8>>,
}

/// A published definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionRow {
    /// Process, version, digest.
    pub reference: DefinitionRef,
    /// Digest of the package that it is compiled from.
    pub package: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// A package of files as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPackage {
    /// Digest of the files.
    pub digest: String,
    /// Path -> text.
    pub files: BTreeMap<String, String>,
    /// When it was published.
    pub at: DateTime<Utc>,
    /// Who published it: a person's id, or the name of a program.
    pub by: String,
}
