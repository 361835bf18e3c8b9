//! Tables of the personnel department -> changes of `organisation.yaml`: what would be added, changed and ended, and every
//! cell that cannot be taken.
//!
//! [`Present::read`] looks at the organisation as it is, [`plan`] compares tables with it, [`preview`] says the result in words
//! and [`rewrite`] edits the text of the file, so that comments and untouched entries stay as they are. Nothing is guessed:
//! a cell that may mean two things is a problem with its row and column. Nothing is ever removed: whoever left gets a last
//! day. Files of tables are read elsewhere; whether the new text is right as a whole is for the check of the folder.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod attribute;
mod change;
mod columns;
mod day;
mod edit;
mod ending;
mod facts;
mod fold;
mod given_id;
mod identity;
pub mod limits;
mod line;
mod merge;
mod name;
mod nearest;
mod people;
mod plan;
mod posts;
mod present;
mod problem;
mod roles;
mod sheet;
mod template;
mod units;
mod words;

pub use change::{Change, Field, FieldChange, How};
pub use edit::rewrite;
pub use facts::{PersonFacts, UnitFacts, Written};
pub use name::Name;
pub use plan::{Plan, Wish, plan};
pub use present::Present;
pub use problem::{Problem, Sentence};
pub use sheet::{Sheet, SheetRow, What};
pub use template::template;
pub use words::preview;
