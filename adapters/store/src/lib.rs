//! The store: the runtime's port on SQLite and PostgreSQL.
//!
//! One transaction per change set and one statement per table: rows travel as one JSON parameter. Queries are by noun,
//! one file each, and the same for both databases: `database` is the thin layer over their drivers, and the few words that
//! differ are in `dialect`. Nothing here decides anything.

mod absences;
mod access_log;
mod accounts;
mod address;
mod anchor;
mod archive;
mod audit;
mod backlog;
mod ballots;
mod bounces;
mod change;
mod checkpoints;
mod commit_function;
mod database;
mod definitions;
mod dialect;
mod documents;
mod drafts;
mod effects;
mod erasures;
mod error;
mod file;
mod files;
mod filters;
mod identities;
mod incidents;
mod instances;
mod jobs;
mod journal;
mod letters;
mod line;
mod lock;
mod messages;
mod moment;
mod months;
mod moving;
mod nodes;
mod open;
mod open_error;
mod outbox;
mod participants;
mod programs;
mod publications;
mod queries;
mod registers;
mod search;
mod second_factors;
mod signals;
mod step_states;
mod subscriptions;
mod task_rows;
mod tasks;
mod timers;
mod unsent_forms;
mod uploads;

pub use address::{Database, ServerAddress};
pub use change::Prepared;
pub use file::{BackupNote, CopyError, Examined, copy, examine, mark_as_restored};
pub use moving::{
    COPIED_TABLES, Contents, Copied, CopiedTable, Counter, MoveError, Step, TABLES_LEFT, TableCopy,
    copy_database,
};
pub use open::{SqlStore, UpgradeCopies, newest_schema};
pub use open_error::OpenError;
