//! The executable model: what a checked definition consists of once all names are resolved.
//!
//! The model holds no spans and no YAML; diagnostics live in the reading half of the crate. Every expression in it
//! has been parsed and type-checked, so that the engine never meets a malformed one.

mod access;
mod bank;
mod calendars;
mod call;
mod cancellation;
mod compensation;
mod data;
mod deadline;
mod decision_table;
mod definition;
mod digest_letter;
mod each_row;
mod edition;
mod event;
mod form;
mod indicator;
mod join_policy;
mod letter;
mod message;
mod milestone;
mod organisation;
mod package;
mod people;
mod promise;
mod publish;
mod register;
mod repeat;
mod retention;
mod scorecard;
mod service;
mod start;
mod step;
mod term_act;
mod test;
mod title;
mod unit;
mod user_task;
mod wait_option;

pub use access::Access;
pub use bank::{Bank, Question, QuestionKind, QuestionOption, Section, number};
pub use calendars::Calendars;
pub use call::{Call, CallVersion};
pub use cancellation::Cancellation;
pub use compensation::Compensate;
pub(crate) use data::person_record;
pub use data::{Checklist, Choice, DataKind, Field, Parameter};
pub use deadline::{Deadline, Overdue, OverdueRung, Reminder, TermSource};
pub use decision_table::{
    Admits, Cell, DecisionTable, Domain, HitPolicy, Point, Range, TableInput, TableOutput, TableRow,
};
pub use definition::{Definition, DefinitionRef, Regulation};
pub use digest_letter::{DigestLetter, DigestPart};
pub use each_row::EachRow;
pub use edition::{BegunBefore, Edition};
pub use event::{BoundaryEvent, ErrorMatch, ProcessEvent, ProcessTrigger, Recurrence, Trigger};
pub use form::{Form, FormCheck, FormField};
pub use indicator::{
    Chosen, Counted, Denominator, ForecastBy, Indicator, IndicatorSet, IndicatorUnit, Minimum,
    Period, RecordedFigure, Setting, Years,
};
pub use join_policy::{Rest, WaitFor};
pub use letter::{DocumentTemplate, LetterTemplate};
pub use message::Message;
pub use milestone::Milestone;
pub(crate) use organisation::person_facts;
pub use organisation::{Organisation, Person, RoleHolders, Tenure};
pub use package::Package;
pub use people::{Majority, Offer, People, Quorum, Vote};
pub use promise::{DateOf, Promise, PromiseKind, StepDate};
pub use publish::{Publication, PublishStep};
pub use register::{Register, Verification};
pub use repeat::{Repeat, RepeatLimit};
pub use retention::Retention;
pub use scorecard::{Caption, Scorecard};
pub use service::{Performer, Retries, ServiceStep};
pub use start::{CronStart, Link, MessageStart, Start};
pub use step::{
    Assignments, Case, Decision, DocumentStep, DrawDocument, End, ForEach, ItemWindow, Join,
    MailStep, SendStep, SendTo, SetStep, Step, StepKind, Wait,
};
pub use term_act::{Extension, ResumeOn, Silence, Suspension, TermNotice};
pub use test::{RegradeStep, TestStep};
pub use title::Title;
pub(crate) use unit::unit_record;
pub use unit::{Post, Unit};
pub use user_task::{Outcome, UserTask};
pub use wait_option::{WaitOption, WaitTrigger};
