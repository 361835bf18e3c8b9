//! Ports: what the runtime needs from the outside world. Adapters implement them; nothing here does anything.
//!
//! The store is one transaction per [`ChangeSet`] and a handful of indexed reads. Mail and documents are one function each.

mod absences;
mod access_log;
mod accounts;
mod anchor;
mod archive;
mod audit;
mod backlog;
mod change_set;
mod compiler;
mod drafts;
mod effects;
mod elsewhere;
mod erasures;
mod error;
mod files;
mod filters;
mod identities;
mod jobs;
mod journal;
mod letters;
mod mailer;
mod messages;
mod nodes;
mod programs;
mod publications;
mod queries;
mod ready;
mod renderer;
mod rows;
mod second_factors;
mod step_state;
mod store;
mod subscriptions;
mod task_row;
mod unsent_forms;
mod uploads;
mod verification;

pub use absences::{AbsenceRow, AbsenceStore};
pub use access_log::{AccessLogStore, ViewFilter, ViewKind, ViewRow};
pub use accounts::{Account, AccountStore, LiveSession, Session};
pub use anchor::{AnchorKeeper, AnchorLines, AnchorNote, AnchorStore, Installation, JournalLink};
pub use archive::{ArchiveStore, Archived};
pub use audit::{AuditAct, AuditRow, AuditStore};
pub use backlog::{Backlog, BacklogStore, Connections};
pub use change_set::{BallotRow, ChangeSet, InstanceChange, KnownCommand, Part, ParticipantRow};
pub use compiler::{CompileProblem, Compiler, YamlCompiler};
pub use drafts::{DraftChange, DraftFileRow, DraftMoveRow, DraftRow, DraftState, DraftStore};
pub use effects::{EffectStore, EffectsPause, PauseReason};
pub use elsewhere::{
    ElsewhereError, Identity, IdentityAnswer, IdentityProvider, IdentityRequest, PasswordDirectory,
};
pub use erasures::{ErasureAct, ErasureCase, ErasureChange, ErasureStore};
pub use error::StoreError;
pub use files::{FileRow, FileStore};
pub use filters::{FilterStore, SavedFilterRow};
pub use identities::{IdentityRow, IdentityStore};
pub use jobs::{
    JobClaim, JobRow, JobStore, NoWebhooks, Notified, NotifyCall, WebhookAnswer, WebhookCall,
    WebhookCaller,
};
pub use journal::{CellKind, JournalColumn, JournalFormat, JournalJob, JournalLine};
pub use letters::{BounceRow, DigestRun, FigureTimes, LetterStore, ProcessFigures};
pub use mailer::{Bounce, ComposedLetter, Delivery, Mailer, OutgoingLetter};
pub use messages::{KeyRow, MessageRow, MessageState, MessageStore};
pub use nodes::{Hearing, Lease, NodeStore, Servers};
pub use programs::{ProgramRow, ProgramStore};
pub use publications::{PublicationRow, PublicationStore};
pub use queries::{InstanceFilter, InstanceRow, Page, QueryStore, TaskFilter, TermMark, Within};
pub use ready::Ready;
pub use renderer::{DocumentFormat, DocumentJob, RenderError, Renderer};
pub use rows::{
    DefinitionRow, DocumentRow, DueTimer, IncidentRow, JournalRow, LetterAbout, OutboxBody,
    OutboxEnd, OutboxKind, OutboxRow, OutboxState, PublishedPackage, RegisterRow, Reply,
    SignalBody, SignalRow, StoredInstance, TimerRow,
};
pub use second_factors::{SecondFactor, SecondFactorStore};
pub use step_state::StepStateRow;
pub use store::{DefinitionStore, InstanceStore, OutboxStore, Store};
pub use subscriptions::{
    DeliveryState, Notification, NotificationKind, SubscriptionRow, SubscriptionStore,
};
pub use task_row::{TaskRow, named_key, person_key};
pub use unsent_forms::{UnsentForm, UnsentFormStore};
pub use uploads::{UploadRow, UploadStore};
pub use verification::{VerificationMark, VerifiedRow};
