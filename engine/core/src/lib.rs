//! The engine's heart: commands are decided into events, events are applied to an instance.
//!
//! `decide` is pure and total: the same context, instance and request give the same events, and a refused request
//! changes nothing. `Instance::apply` cannot fail and holds no rules. `effects` says what must happen outside.
//! There is no clock, no database, no randomness and no YAML here; everything comes in through `Context`.

#![deny(clippy::wildcard_enum_match_arm)]

mod apply;
mod command;
mod context;
mod correction;
mod correlation;
mod date_change;
mod decide;
mod due;
mod effect;
mod erasure;
mod event;
mod fact;
mod file;
mod form;
mod ids;
mod instance;
mod invariants;
mod job;
mod journal;
mod letter;
mod letter_preview;
mod letter_purpose;
mod limits;
mod lookup;
mod migration;
mod number;
mod open_date;
mod outside;
mod passing;
mod people;
mod process_event;
mod publication;
mod rejection;
mod resumption;
mod ripple;
mod score;
mod scribe;
mod snapshot;
mod step;
mod step_record;
mod term_refusal;
mod test_record;
mod test_refusal;
mod usage;
mod vote_record;

pub use command::{Actor, Command, LinkedInstance, Origin, Request, StartFacts, TestAct};
pub use context::{Context, Numbers, child_key};
pub use correction::{CorrectionRefusal, correctable};
pub use correlation::{correlation_keys, kept_until, key_text};
pub use date_change::DateChange;
pub use decide::decide;
pub use due::{DueDate, DueProblem, rung_date};
pub use effect::{Effect, effects};
pub use erasure::{
    ERASED, ErasedRow, Erasure, ErasureOrder, ErasureScope, Redaction, is_erased, redact, values_of,
};
pub use event::{
    BranchEvent, Event, FlowEvent, IncidentEvent, InstanceEvent, ItemEvent, JobEvent, MessageEvent,
    PaperEvent, Recorded, TaskEvent, TermEvent, TestEvent, TimerEvent, VoteEvent,
};
pub use fact::{LetterFact, OnBehalf, TaskFact, TimerPurpose};
pub use file::{FileFact, FileProblem};
pub use form::{FieldProblem, RawInput, read_input, read_message};
pub use ids::{CommandId, IncidentId, InstanceId, JobId, TaskId, TimerId, TokenId};
pub use instance::{
    CANCELLED, Cancelling, DocumentFact, Incident, Instance, InstanceTerm, Item, ItemList,
    KeptMessage, Parent, Status, Task, Timer, Token,
};
pub use invariants::invariants;
pub use job::{Job, JobFact, JobTarget};
pub use journal::{JournalError, StoredEvent, read_event, write_event};
pub use letter_preview::letter_preview;
pub use letter_purpose::LetterPurpose;
pub use limits::*;
pub use lookup::Facts;
pub use migration::{MigrationPlan, MovedTerm, Terms};
pub use open_date::{DateKind, OpenDate, TermOwner, open_dates};
pub use outside::{Outside, registers_read};
pub use passing::{PassingRefusal, ways_on};
pub use people::{
    Absence, AbsenceProblem, Ballot, Ballots, Candidacy, DISSENT, Doer, PeopleRejection, Standing,
    Verdict, VoteEnd, acts_in, ballot, chairs, eligible, may_reassign, may_remind, verdict,
};
pub use publication::{Posted, PublicationFact};
pub use rejection::Rejection;
pub use resumption::resumption;
pub use score::preview as preview_score;
pub use snapshot::{SNAPSHOT_FORMAT, Snapshot};
pub use step_record::{Answer, Signature, StepRecord};
pub use term_refusal::TermRefusal;
pub use test_record::{Drawn, Ruling, TestEnd, TestRecord, TestResult};
pub use test_refusal::TestRefusal;
pub use vote_record::{Remark, VoteRecord};
