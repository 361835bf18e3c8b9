//! Processes, their versions and the drafts, as administrators see them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use crate::port::DraftState;

/// A process in the list of administrators.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ProcessLine {
    /// Process.
    pub process: String,
    /// Its title.
    pub title: Title,
    /// The version in force; none: the first one is still to come.
    pub version: Option<u32>,
    /// From when that version, or the one to come, begins instances.
    pub since: DateTime<Utc>,
    /// Who published it: a name.
    pub by: String,
    /// Running instances by version, the oldest version first.
    pub running: Vec<(u32, u32)>,
    /// The present package no longer has it.
    pub retired: bool,
}

/// A version of a process.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct EditionLine {
    /// Version.
    pub version: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// From when it begins instances.
    pub since: DateTime<Utc>,
    /// Who published it: a name.
    pub by: String,
    /// Whether instances begin by it now.
    pub in_force: bool,
    /// Instances that run on it.
    pub running: u32,
    /// Digest of the package that brought it.
    pub package: String,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DraftLine {
    /// Number.
    pub id: u32,
    /// What it is about.
    pub title: String,
    /// Name of its author.
    pub author: String,
    /// How far it has come.
    pub state: DraftState,
    /// When it was last touched.
    pub changed_at: DateTime<Utc>,
}

/// What a draft does to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftFileKind {
    /// It is new.
    Added,
    /// Its text is another one.
    Changed,
    /// It goes.
    Removed,
}

/// A file that a draft changes.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DraftFileView {
    /// Path in the package.
    pub path: String,
    /// What becomes of it.
    pub kind: DraftFileKind,
    /// Its revision, to be named by the next change.
    pub revision: u32,
    /// Name of whoever changed it last.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Another text of this file was published after the change was made.
    pub stale: bool,
}

/// A step on the way of a draft.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DraftMoveView {
    /// The state that it came into.
    pub state: DraftState,
    /// Name of whoever moved it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, if that was said.
    pub remark: String,
}

/// A draft without its texts.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DraftView {
    /// Number.
    pub id: u32,
    /// What it is about.
    pub title: String,
    /// Name of its author.
    pub author: String,
    /// How far it has come.
    pub state: DraftState,
    /// Grows with every change.
    pub revision: u32,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last touched.
    pub changed_at: DateTime<Utc>,
    /// Files that it changes, by path.
    pub files: Vec<DraftFileView>,
    /// Its way, the oldest step first.
    pub moves: Vec<DraftMoveView>,
    /// Whether the viewer has written in it, and so does not approve it where four eyes are asked for.
    pub own: bool,
}

/// The texts of a draft: what is published with its changes over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftTexts {
    /// Digest of the package over which the changes lie.
    pub over: String,
    /// What is published, scenarios included.
    pub published: BTreeMap<String, String>,
    /// The same with the changes.
    pub texts: BTreeMap<String, String>,
}

impl DraftTexts {
    /// Whether a path is that of a scenario, which is no part of a package.
    pub fn is_scenario(path: &str) -> bool {
        path.contains("/scenarios/")
    }

    /// The files of the package that the draft would make.
    pub fn package(&self) -> BTreeMap<String, String> {
        let own = self
            .texts
            .iter()
            .filter(|(path, _)| !Self::is_scenario(path));
        own.map(|(path, text)| (path.clone(), text.clone()))
            .collect()
    }

    /// Whether a file holds questions of a test: nobody sees or changes it here.
    pub fn is_secret(path: &str) -> bool {
        path.contains("/banks/")
    }
}
