//! The engine's heart: commands are decided into events, events are applied to an instance.
//!
//! `decide` is pure and total: the same context, instance and request give the same events, and a refused request
//! changes nothing. `Instance::apply` cannot fail and holds no rules. `effects` says what must happen outside.
//! There is no clock, no database, no randomness and no YAML here; everything comes in through `Context`.

#![deny(clippy::wildcard_enum_match_arm)]

mod apply;
mod command;
mod context;
mod correlation;
mod date_change;
mod decide;
mod due;
mod effect;
mod event;
mod fact;
mod form;
mod ids;
mod instance;
mod invariants;
mod job;
mod journal;
mod letter;
mod limits;
mod lookup;
mod migration;
mod number;
mod open_date;
mod outside;
mod process_event;
mod publication;
mod rejection;
mod ripple;
mod scribe;
mod snapshot;
mod step;
mod term_refusal;

pub use command::{Actor, Command, LinkedInstance, Origin, Request, StartFacts};
pub use context::{Context, Numbers, child_key};
pub use correlation::{correlation_keys, kept_until, key_text};
pub use date_change::DateChange;
pub use decide::decide;
pub use due::{DueDate, DueProblem};
pub use effect::{Effect, effects};
pub use event::{Event, Recorded};
pub use fact::{LetterFact, TaskFact, TimerPurpose};
pub use form::{FieldProblem, RawInput, read_input, read_message};
pub use ids::{CommandId, IncidentId, InstanceId, JobId, TaskId, TimerId, TokenId};
pub use instance::{
    Answer, CANCELLED, Cancelling, DocumentFact, Incident, Instance, InstanceTerm, Item, ItemList,
    KeptMessage, Parent, Signature, Status, StepRecord, Task, Timer, Token,
};
pub use invariants::invariants;
pub use job::{Job, JobFact, JobTarget};
pub use journal::{JournalError, StoredEvent, read_event, write_event};
pub use limits::*;
pub use lookup::Facts;
pub use migration::{MigrationPlan, MovedTerm, Terms};
pub use open_date::{DateKind, OpenDate, TermOwner, open_dates};
pub use outside::{Outside, registers_read};
pub use publication::{Posted, PublicationFact};
pub use rejection::Rejection;
pub use snapshot::{SNAPSHOT_FORMAT, Snapshot};
pub use term_refusal::TermRefusal;
