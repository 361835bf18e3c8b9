//! What the program counts about itself while it runs, and the text in which Prometheus reads it.
//!
//! A registry of our own, because little is needed: counts and durations under a handful of labels that are known when
//! the program is compiled. `prometheus-client` would bring more lines than stand here, and would not refuse labels
//! that are made at run time: here a label is `&'static str`, so no person, case or address can get into one and the
//! number of rows is bounded. It reads no clock: durations are handed in. It serves nothing; `adapters/http` does.

mod counts;
mod durations;
mod text;

pub use counts::Counts;
pub use durations::{BOUNDS, Durations};
pub use text::{Kind, Text};

/// Labels of one row, in the order of their names.
pub type Labels<const N: usize> = [&'static str; N];
