//! The executable model: what a checked definition consists of once all names are resolved.
//!
//! The model holds no spans and no YAML; diagnostics live in the reading half of the crate. Every expression in it
//! has been parsed and type-checked, so that the engine never meets a malformed one.

mod compensation;
mod data;
mod deadline;
mod definition;
mod event;
mod form;
mod letter;
mod message;
mod organisation;
mod package;
mod publish;
mod register;
mod service;
mod start;
mod step;
mod title;

pub use compensation::Compensate;
pub(crate) use data::person_record;
pub use data::{Choice, DataKind, Field, Parameter};
pub use deadline::{Deadline, Overdue, OverdueRung, Reminder, TermSource};
pub use definition::{Definition, DefinitionRef, Regulation};
pub use event::{BoundaryEvent, ErrorMatch, ProcessEvent, ProcessTrigger, Repeat, Trigger};
pub use form::{Form, FormCheck, FormField};
pub use letter::{DocumentTemplate, LetterTemplate};
pub use message::Message;
pub use organisation::{Organisation, Person, RoleHolders};
pub use package::Package;
pub use publish::{Publication, PublishStep};
pub use register::Register;
pub use service::{Performer, Retries, ServiceStep};
pub use start::{CronStart, Link, MessageStart, Start};
pub use step::{
    Assignments, Case, Decision, DocumentStep, DrawDocument, End, ForEach, ItemWindow, Join,
    MailStep, Outcome, SendStep, SendTo, SetStep, Step, StepKind, UserTask, Wait,
};
pub use title::Title;
