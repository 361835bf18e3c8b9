//! Spanned trees -> the model: one file per construct of the language.
//!
//! Lowering is resilient: a hole left by a mistake is filled with a harmless value, the mistake is in the log, and
//! the rest is still read, so that one run reports everything. A package with holes is never handed out.

mod addressee;
mod assignments;
mod attachment;
mod attributes;
mod block;
mod cancellation;
mod cell;
mod compensation;
mod computed;
mod confidential;
mod correlation;
mod cron_start;
mod data;
mod deadline;
mod declared_names;
mod digests;
mod draw;
mod each;
mod edition;
mod errors;
mod event;
mod expected;
mod expression;
mod form;
mod holders;
mod hour;
mod letter;
mod links;
mod literals;
mod lowering;
mod messages;
mod names;
mod once;
mod organisation;
mod outline;
mod parameter;
mod people;
mod posts;
mod process;
mod process_event;
mod promise;
mod reader;
mod region;
mod registers;
mod regulation_head;
mod repeat;
mod required;
mod start;
mod step;
mod step_kind;
mod steps;
mod template_file;
mod term;
mod term_act;
mod units;
mod value;
mod vote;
mod world;

pub(crate) use block::Block;
pub(crate) use digests::{digests, files as digest_files};
pub(crate) use lowering::{BasisUse, Lowering};
pub(crate) use messages::messages;
pub(crate) use names::{
    names, with_act, with_child, with_document, with_error, with_message, with_task,
};
pub(crate) use once::File;
pub(crate) use organisation::organisation;
pub(crate) use outline::{Outline, Sketch, outline};
pub(crate) use process::{Draft, process};
pub(crate) use reader::{Reader, Word};
pub use region::fill_regions;
pub(crate) use registers::registers;
pub(crate) use regulation_head::act_file;
pub(crate) use value::{parse as parse_value, refuse as refuse_value};
pub(crate) use world::{Message, World};
