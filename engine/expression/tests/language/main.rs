//! The language as its users see it: tables of sources with their results, problems and failures.
//!
//! One row is one case. Only the public API is used.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on must say where"
)]

mod failures;
mod functions;
mod json;
mod limits;
mod lists;
mod operators;
mod oracle;
mod problems;
mod properties;
mod reads;
mod reference;
mod templates;
mod world;
