//! What every process of the folder may refer to: files, registers, the organisation, the other processes, messages.
//!
//! Built in passes: first the outlines of all processes, then the messages between them; only then is anything lowered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_expression::Kind;

use super::{File, IndicatorDraft, Outline, Reader, ScorecardDraft};
use crate::diagnostic::Log;
use crate::grammar::FileKind;
use crate::model::{Bank, Organisation, Register};
use crate::source::Source;

/// The folder as seen from one process.
pub(crate) struct World<'a> {
    /// Every file with its lines.
    pub(crate) sources: &'a BTreeMap<String, Source>,
    pub(crate) log: &'a Log,
    pub(crate) registers: BTreeMap<String, Register>,
    /// The file that declares a register, by the register's id.
    pub(crate) register_files: BTreeMap<String, String>,
    pub(crate) organisation: Organisation,
    /// Ids of its units, one set for the names of all processes.
    pub(crate) unit_ids: Arc<BTreeSet<String>>,
    /// Scorecards by path.
    pub(crate) scorecards: BTreeMap<String, ScorecardDraft<'a>>,
    /// The files `organisation.yaml` that could be read, with their trees; the one beside the folders first.
    pub(crate) organisation_files: Vec<File<'a>>,
    /// Banks of questions by path.
    pub(crate) banks: BTreeMap<String, Bank>,
    /// Processes by id.
    pub(crate) outlines: BTreeMap<String, Outline<'a>>,
    /// Messages by name.
    pub(crate) messages: BTreeMap<String, Message>,
    /// Sets of indicators by id.
    pub(crate) indicators: BTreeMap<String, IndicatorDraft>,
    /// YAML files that exist but could not be read: what they declare is unknown, not absent.
    pub(crate) unreadable: BTreeSet<String>,
    /// From when schedules must have a next run.
    pub(crate) reference: DateTime<Utc>,
}

/// What is known of a message from those who send it and those who wait for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Message {
    /// Kinds of its contents, all senders together.
    pub(crate) data: BTreeMap<String, Kind>,
    /// Whether it may come from outside: a process declares it under `correlation:`.
    pub(crate) outside: bool,
    /// Processes that send it.
    pub(crate) senders: BTreeSet<String>,
    /// Processes that wait for it.
    pub(crate) receivers: BTreeSet<String>,
}

impl Message {
    /// Whether somebody known sends it.
    pub(crate) fn is_sent(&self) -> bool {
        self.outside || !self.senders.is_empty()
    }
}

impl<'a> World<'a> {
    /// Whether every process could be read, so that what is not found does not exist.
    pub(crate) fn knows_all_processes(&self) -> bool {
        !self.misses(FileKind::Process)
    }

    /// Whether some file of a kind exists but could not be read.
    pub(crate) fn misses(&self, kind: FileKind) -> bool {
        let mut unreadable = self.unreadable.iter();
        unreadable.any(|path| FileKind::of(path) == Some(kind))
    }

    /// Whether there is a directory and all of it could be read, so that who is not found does not exist.
    pub(crate) fn knows_organisation(&self) -> bool {
        let mut files = self.organisation_files.iter();
        !files.as_slice().is_empty()
            && files.all(|(_, root)| root.map().is_some())
            && !self.misses(FileKind::Organisation)
    }

    /// A reader of one of the files.
    pub(crate) fn reader(&self, path: &str) -> Option<Reader<'a>> {
        Some(Reader {
            source: self.sources.get(path)?,
            log: self.log,
        })
    }
}
