//! «Сроки хранения»: what has been kept long enough, the form of an act, and an act.

use askama::Template;

use super::parts::{Chip, Link, Pair, Shell};

/// A case that has ended.
#[derive(Clone, Debug)]
pub struct KeptRow {
    /// Id.
    pub id: String,
    /// Whom or what it is about, leads to it.
    pub case: Link,
    /// Process.
    pub process: String,
    /// Receipt code.
    pub receipt: String,
    /// Day on which it ended, or empty.
    pub ended: String,
    /// Last day on which it is kept, or empty.
    pub until: String,
    /// Whether it is ticked.
    pub picked: bool,
}

/// A process that says how long.
#[derive(Clone, Debug)]
pub struct RetentionCard {
    /// Title.
    pub title: String,
    /// How long, and the article.
    pub term: String,
    /// Cases whose term is over.
    pub rows: Vec<KeptRow>,
    /// Whether there are more.
    pub more: bool,
}

/// What an act asks for.
#[derive(Clone, Debug)]
pub struct RetentionForm {
    /// Number as typed.
    pub number: String,
    /// Reason as typed or proposed.
    pub reason: String,
    /// Longest number.
    pub number_limit: usize,
    /// Longest reason.
    pub reason_limit: usize,
    /// Whether everything goes, and not contacts only.
    pub everything: bool,
}

/// An act in the list.
#[derive(Clone, Debug)]
pub struct ActRow {
    /// Number, leads to it.
    pub act: Link,
    /// Date.
    pub on: String,
    /// Who approved it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// How many cases.
    pub cases: String,
}

/// View of `/admin/retention`.
#[derive(Clone, Debug, Template)]
#[template(path = "retention.html")]
pub struct RetentionPage {
    /// Surroundings.
    pub shell: Shell,
    /// Processes that say how long.
    pub processes: Vec<RetentionCard>,
    /// The form of an act for what is over; none: nothing is.
    pub of_term: Option<RetentionForm>,
    /// The code of the case that is asked for.
    pub code: String,
    /// That case.
    pub case: Option<KeptRow>,
    /// The form of an act for it.
    pub of_case: Option<RetentionForm>,
    /// Acts, the newest first.
    pub acts: Vec<ActRow>,
}

/// A case in an act.
#[derive(Clone, Debug)]
pub struct DestroyedRow {
    /// Code, leads to it.
    pub case: Link,
    /// Process.
    pub process: String,
    /// Day on which it ended.
    pub ended: String,
    /// When what was personal went.
    pub state: Chip,
    /// How many rows of its journal.
    pub rows: String,
}

/// View of `/admin/retention/{act}`.
#[derive(Clone, Debug, Template)]
#[template(path = "retention_act.html")]
pub struct ActPage {
    /// Surroundings.
    pub shell: Shell,
    /// What the act says.
    pub facts: Vec<Pair>,
    /// Its cases.
    pub rows: Vec<DestroyedRow>,
    /// Address that goes on with what was interrupted.
    pub go_on: Option<String>,
    /// The act and the extract from the journals as files.
    pub papers: Vec<Link>,
}
