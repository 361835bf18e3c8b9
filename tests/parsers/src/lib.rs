//! Every parser of the product as a function of bytes: what strangers, authors and other machines hand in.
//!
//! A [`Target`] runs one parser on any bytes and panics when a promise is broken: an answer without code, place or
//! sentence, a text that does not come back as it was written, a limit that was passed. `tests/corpus.rs` runs each on what is kept in
//! `corpus/`, on files of this project and on mutations of both, a counted number with every `make test`; `guided/` runs
//! the same functions for hours under a fuzzer that watches coverage (`make fuzz`). Parsers of HTTP are tried through the
//! router, in `tests/suites/web/mutated.rs`, with the [`Mutator`] of this crate.

#![allow(
    clippy::unwrap_used,
    reason = "a broken promise of a parser is a panic here"
)]

mod json;
mod mutator;
mod parsers;
mod seeds;

pub use mutator::Mutator;
pub use parsers::{TARGETS, Target, target};
pub use seeds::seeds;
