//! Reads the YAML of regulations and turns it into checked, executable definitions.
//!
//! `compile` takes the files of a processes folder as text and returns a `Package` (all definitions, registers and
//! the organisation) together with every diagnostic found, never only the first. What runs is described in `model`;
//! this crate does not run anything, opens no file and knows no database.

mod checks;
mod clauses;
mod codes;
mod compile;
mod coverage;
mod diagnostic;
mod digest;
pub mod grammar;
mod graph;
mod holes;
pub mod limits;
mod lower;
pub mod model;
mod parameters;
mod places;
mod schedule_words;
mod source;
mod suggest;
mod survey;
mod table_analysis;

pub use codes::{CODES, explain};
pub use compile::{Compiled, compile, compile_at};
pub use coverage::{ClauseCoverage, ClauseState, Coverage, CoveredBy};
pub use diagnostic::{Diagnostic, Fix, Language, Related, Severity};
pub use graph::{Graph, Place, ways_out};
pub use lower::fill_regions;
pub use model::*;
pub use places::Places;
pub use schedule_words::schedule_words;
pub use source::{Entry, Node, NodeValue, Scalar, Source, Style, read};
pub use survey::{ClausePlace, ProcessSurvey, StepSurvey, Survey, survey};
pub use table_analysis::{
    Example, Overlap, Sample, TableFindings, Undecided, analyse as analyse_table,
    words as example_words,
};
