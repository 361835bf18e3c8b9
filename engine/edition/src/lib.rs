//! Editions of a regulation: what changes from one to the next, in the words of those who wrote it.
//!
//! Start at `compare`. It reads the files by the grammar of the language, so that every construct, also one added
//! tomorrow, is compared by what it means: a term as a term, a step by its title. Files need not be free of errors.
//! `plan` works from compiled definitions: how a running instance goes over to another edition, or why it cannot.

mod change;
mod compare;
mod label;
mod limits;
mod lines;
mod migrate;
mod names;
mod render;
#[cfg(test)]
mod tests;
mod text;
mod walk;

pub use change::{Change, Said};
pub use compare::{CompareError, compare};
pub use label::label;
pub use limits::{MAX_PLACES, MAX_STANDS};
pub use migrate::{Mapping, Reason, Refused, plan};
pub use text::text;
