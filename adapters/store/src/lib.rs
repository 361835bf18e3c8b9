//! The store: the runtime's port on SQLite.
//!
//! One transaction per change set and one statement per table: rows travel as one JSON parameter. Queries are by noun,
//! one file each; what differs between databases is in `dialect`. Nothing here decides anything.

mod absences;
mod accounts;
mod ballots;
mod bounces;
mod change;
mod definitions;
mod dialect;
mod documents;
mod drafts;
mod error;
mod files;
mod filters;
mod incidents;
mod instances;
mod jobs;
mod journal;
mod letters;
mod lock;
mod messages;
mod moment;
mod open;
mod outbox;
mod participants;
mod publications;
mod queries;
mod registers;
mod search;
mod signals;
mod step_states;
mod tasks;
mod timers;

pub use open::{OpenError, SqliteStore};
