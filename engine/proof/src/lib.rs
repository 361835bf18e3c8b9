//! Proofs over definitions: what can go wrong is found before anything runs, with the shortest story that shows it.
//!
//! Start with [`prove`]: a package in, a [`Proof`] of every process out; [`check`] compiles files and adds what was found to the
//! diagnostics. The crate is pure: it runs no engine, reads no clock
//! and knows no YAML; the places of findings come from the compiler. Nothing is guessed: a question that is too large is
//! answered "undecided" with the limit that stopped it.

mod beyond;
mod check;
mod data;
mod dates;
mod decisions;
pub mod limits;
mod net;
mod plan;
mod proof;
mod roles;
mod soundness;
mod spot;
mod story;
mod verdict;

pub use beyond::unjudged;
pub use check::{check, complete};
pub use dates::KeptPromises;
pub use proof::{Proof, prove, prove_process};
pub use soundness::Soundness;
pub use story::{Beat, Deed, Sentence, Spot, Story};
pub use verdict::Verdict;
