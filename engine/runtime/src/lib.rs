//! The shell of the engine: loads, decides, commits; fires timers; delivers the outbox; answers the questions of pages.
//!
//! This is the only crate of the engine that waits. It declares ports (`port`) and knows no adapter: no SQL, no SMTP,
//! no HTTP. Decisions are `reglament-core`'s; what is here must only never lose one and never carry one out twice.
//! Start with [`Runtime::start`]; what adapters call is [`Service`].

mod backoff;
mod bounces;
mod calendar_file;
mod clock;
mod completion;
mod courier;
mod digests;
mod document_job;
mod hours;
mod ids;
mod library;
pub mod limits;
mod messages;
mod outbox;
mod participants;
pub mod port;
mod projection;
mod recompute;
mod register_rows;
mod runtime;
mod schedule;
mod service;
mod signer;
mod timers;
mod view;
mod wake;
mod webhooks;
mod words;
mod writer;

pub use clock::{Clock, ManualClock, ShiftedClock, SystemClock};
pub use hours::SendingHours;
pub use ids::{CountedIds, Ids, RandomIds};
pub use library::{Library, ProposedMigration, PublishError, Published, PublishedProcess};
pub use reglament_plan::{Row as MilestoneDates, State as MilestoneState};
pub use runtime::{Parts, Runtime};
pub use service::{
    BoardQuery, DraftRefusal, HandOver, JobFailure, JobHold, JobWish, MessageWish, MigrationOrder,
    Reviewed, Service, ServiceError, Together, Viewer, Wish, is_instance_cursor, is_task_cursor,
    plan_of,
};
pub use view::*;
