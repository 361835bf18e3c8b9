//! The directory as administrators look at it: who there is, whether they may sign in, and what they see.

use chrono::{DateTime, Utc};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use crate::port::AuditAct;

/// Which part of the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryQuery {
    /// Beginnings of words of the name, position, unit, offices or login, in any order and case.
    pub text: String,
    /// Pages of [`crate::limits::MAX_PAGE`] people, from 1.
    pub page: usize,
}

/// A page of the directory.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DirectoryPage {
    /// People by name.
    pub rows: Vec<DirectoryLine>,
    /// How many fit the question in all.
    pub found: usize,
    /// Number of this page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

/// A person in the list.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DirectoryLine {
    /// Id, also the login.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Position today; empty without one.
    pub position: String,
    /// The unit in which they work today.
    pub unit: Option<Title>,
    /// Offices held today, also as a deputy.
    pub offices: Vec<Title>,
    /// Whether they may sign in.
    pub account: AccountState,
}

/// Whether somebody may sign in with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// No account was opened.
    None,
    /// They may.
    Open,
    /// They may not.
    Blocked,
}

/// A person with what they see.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DirectoryEntry {
    /// The line of the list.
    #[serde(flatten)]
    pub line: DirectoryLine,
    /// Where letters go.
    pub address: String,
    /// How many browsers and programs are signed in.
    pub sessions: usize,
    /// When the one used last was used.
    pub seen_at: Option<DateTime<Utc>>,
    /// Whether they have a password here; otherwise they sign in elsewhere.
    pub password: bool,
    /// Whether signing in asks for a code.
    pub second_factor: bool,
    /// Whether every process is theirs to watch over.
    pub oversees: bool,
    /// Whether they administer processes.
    pub administers: bool,
    /// The processes of which they see anything, by title.
    pub processes: Vec<SeenProcess>,
    /// Registers that they read.
    pub registers: Vec<Title>,
}

/// What somebody sees of a process.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SeenProcess {
    /// Process.
    pub process: String,
    /// Its title.
    pub title: Title,
    /// Which of its cases.
    pub cases: SeenCases,
    /// Whether values marked confidential are shown to them there.
    pub confidential: bool,
    /// The offices by which; empty for those who oversee it only.
    pub by: Vec<Title>,
}

/// Which cases of a process somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SeenCases {
    /// Every one.
    Every,
    /// Those of their unit and the units below.
    OfUnit,
    /// Those in which they have a part.
    OwnPart,
}

/// A page of acts of administration.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AuditPage {
    /// Acts, the newest first.
    pub rows: Vec<AuditLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<u64>,
}

/// An act of administration.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AuditLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: a person's id, or the name of a program.
    pub by: String,
    /// The person's name.
    pub by_name: Option<String>,
    /// What.
    pub act: AuditAct,
    /// With whom or what.
    pub about: String,
    /// The name of the person whom it is about.
    pub about_name: Option<String>,
}
