//! PostgreSQL for tests: one server for a run, one database for a test; and servers of their own for tests that disturb them.
//!
//! Without PostgreSQL the tests that need it fail and say what to install; they are never skipped.

mod cluster;
mod fresh;
mod own;

pub use cluster::Cluster;
pub(crate) use fresh::Fresh;
pub use own::{OwnPostgres, Stop};
