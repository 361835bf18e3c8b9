//! Reads the YAML of regulations and turns it into checked, executable definitions.
//!
//! `compile` takes the files of a processes folder as text and returns a `Package` (all definitions, registers and
//! the organisation) together with every diagnostic found, never only the first. What runs is described in `model`;
//! this crate does not run anything, opens no file and knows no database.

pub mod model;

pub use model::*;
