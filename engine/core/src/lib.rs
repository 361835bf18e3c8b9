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
mod decide;
mod due;
mod effect;
mod event;
mod form;
mod ids;
mod instance;
mod job;
mod journal;
mod letter;
mod limits;
mod lookup;
mod number;
mod process_event;
mod publication;
mod rejection;
mod scribe;
mod snapshot;
mod step;
mod task_fact;
mod timer_purpose;

pub use command::{Actor, Command, LinkedInstance, Origin, Request, StartFacts};
pub use context::{Context, Numbers};
pub use correlation::{correlation_keys, kept_until, key_text};
pub use decide::decide;
pub use due::DueDate;
pub use effect::{Effect, effects};
pub use event::{Event, Recorded};
pub use form::{FieldProblem, RawInput, read_input, read_message};
pub use ids::{CommandId, IncidentId, InstanceId, JobId, TaskId, TimerId, TokenId};
pub use instance::{
    DocumentFact, Incident, Instance, Item, ItemList, KeptMessage, Parent, Signature, Status,
    StepRecord, Task, Timer, Token,
};
pub use job::{Job, JobFact, JobTarget};
pub use journal::{JournalError, StoredEvent, read_event, write_event};
pub use letter::LetterFact;
pub use limits::*;
pub use lookup::Facts;
pub use publication::{Posted, PublicationFact};
pub use rejection::Rejection;
pub use snapshot::{SNAPSHOT_FORMAT, Snapshot};
pub use task_fact::TaskFact;
pub use timer_purpose::TimerPurpose;
