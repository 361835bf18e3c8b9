//! How an instance begins: by a form, by schedule, by another process.

use super::{Assignments, Form, Title};

/// The start of a process. Several ways may be open at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// What is asked for at the start; empty when nothing is.
    pub form: Form,
    /// Anybody may start it through the public form.
    pub public: bool,
    /// Roles that may start it by hand.
    pub roles: Vec<String>,
    /// Only as the child of a `for_each`.
    pub child: bool,
    /// Started by schedule.
    pub cron: Option<CronStart>,
    /// Started by a message that no running instance wants.
    pub message: Option<MessageStart>,
    /// Instances that the start refers to by receipt code.
    pub links: Vec<Link>,
    /// Clauses the start comes from.
    pub basis: Vec<String>,
    /// The first steps; more than one is a fork.
    pub next: Vec<String>,
}

/// A start by schedule, in the zone of the process. An occurrence is keyed by its local date and time, so that it
/// never starts twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CronStart {
    /// Six fields; `cron` ANDs day of month and weekday: `0 0 0 8-14 * TUE` is the second Tuesday.
    pub schedule: String,
}

/// A start by message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageStart {
    /// Name of the message, declared under `messages:`.
    pub message: String,
    /// Data set from `message.<key>`, in the order written.
    pub set: Assignments,
}

/// A reference to another instance, given by its receipt code when the instance starts. The linked instance's data
/// is read once, at the start, and kept as the record `<name>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Name under which expressions see the linked data.
    pub name: String,
    /// Label of the field that asks for the receipt code.
    pub title: Title,
    /// The process that the linked instance must belong to.
    pub process: String,
    /// Data fields of the linked instance that are read.
    pub reads: Vec<String>,
}
