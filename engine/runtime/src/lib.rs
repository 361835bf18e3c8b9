//! The shell of the engine: loads, decides, commits; fires timers; delivers the outbox; answers the questions of pages.
//!
//! This is the only crate of the engine that waits. It declares ports (`port`) and knows no adapter: no SQL, no SMTP,
//! no HTTP. Decisions are `reglament-core`'s; what is here must only never lose one and never carry one out twice.
//! Start with [`Runtime::start`]; what adapters call is [`Service`].

mod access_log;
mod anchor;
mod archive;
mod backoff;
mod bounces;
mod calendar_file;
mod chains;
mod clock;
mod completion;
mod courier;
mod digests;
mod document_job;
mod effects;
mod herald;
mod hints;
mod hours;
mod housekeeping;
mod ids;
mod integrity;
mod leader;
mod library;
pub mod limits;
mod measures;
mod messages;
mod neighbours;
mod notifications;
mod outbox;
mod participants;
pub mod port;
mod projection;
mod pulse;
mod recompute;
mod register_rows;
mod runtime;
mod schedule;
mod scope;
mod service;
mod signer;
mod stop;
mod timers;
pub mod trace;
mod view;
mod wake;
mod webhooks;
mod words;
mod writer;

pub use anchor::{
    AnchorBlock, AnchorDepth, AnchorFailure, AnchorRules, ComparedAnchors, Standing,
    accept_rollback, compare_anchors, meet_anchors,
};
pub use clock::{Clock, ManualClock, ShiftedClock, StoreClock, SystemClock};
pub use hours::SendingHours;
pub use ids::{CountedIds, Ids, RandomIds};
pub use library::{Library, ProposedMigration, PublishError, Published, PublishedProcess};
pub use reglament_plan::{Row as MilestoneDates, State as MilestoneState};
pub use runtime::{Parts, Runtime};
pub use scope::Scope;
pub use service::{
    BoardQuery, DraftRefusal, ErasureRefusal, HandOver, JobFailure, JobHold, JobWish, MessageWish,
    MigrationOrder, ProgramProblem, RecordedCommand, Reviewed, Service, ServiceError,
    SubscriptionProblem, Together, Told, UploadPlace, UploadProblem, UploadWish, Viewer, Watch,
    Watched, Wish, is_instance_cursor, is_job_cursor, is_log_cursor, is_person_cursor,
    is_task_cursor, plan_of, sending,
};
pub use view::*;
pub use writer::{FollowedChain, contents as journal_contents, link as journal_link};
