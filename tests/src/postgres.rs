//! PostgreSQL for tests: one server for a run, one database for a test.
//!
//! Without PostgreSQL the tests that need it fail and say what to install; they are never skipped.

mod cluster;
mod fresh;

pub use cluster::Cluster;
pub(crate) use fresh::Fresh;
