//! Where the parts of a process stand in its file, for findings that are made from the model after compilation.
//!
//! The model holds no positions; whoever proves something about it points with these.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lower::Draft;
use crate::source::Source;

/// The places of one process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Path of the file.
    pub file: String,
    steps: BTreeMap<String, Range<usize>>,
    heads: BTreeMap<String, Range<usize>>,
    entries: BTreeMap<(String, String), Range<usize>>,
}

impl Places {
    pub(crate) fn of(draft: &Draft<'_>) -> Self {
        let outline = draft.outline;
        let steps = outline.steps.iter();
        let steps = steps.map(|sketch| (sketch.id().to_owned(), sketch.entry.key_span.clone()));
        let mut entries = BTreeMap::new();
        for head in outline.block.entries() {
            for entry in head.value.map().unwrap_or_default() {
                let key = (head.key.clone(), entry.key.clone());
                entries.insert(key, entry.key_span.clone());
            }
            for (index, node) in head.value.list().unwrap_or_default().iter().enumerate() {
                entries.insert((head.key.clone(), index.to_string()), node.span.clone());
            }
        }
        Self {
            file: outline.reader.source.path.clone(),
            steps: steps.collect(),
            heads: outline
                .block
                .entries()
                .iter()
                .map(|entry| (entry.key.clone(), entry.key_span.clone()))
                .collect(),
            entries,
        }
    }

    /// The id of a step; the head of the file when there is no such step.
    pub fn step(&self, id: &str) -> Range<usize> {
        self.steps.get(id).cloned().unwrap_or(0..0)
    }

    /// A key of the head of the process.
    pub fn head(&self, key: &str) -> Range<usize> {
        self.heads.get(key).cloned().unwrap_or(0..0)
    }

    /// A name (or the number of an item) under a key of the head: a field under `data`, the second promise.
    pub fn entry(&self, key: &str, name: &str) -> Range<usize> {
        let found = self.entries.get(&(key.to_owned(), name.to_owned()));
        found.cloned().unwrap_or_else(|| self.head(key))
    }

    /// A diagnostic at a place of this file, whose text is `text`.
    pub fn diagnostic(
        &self,
        text: &str,
        (severity, code): (Severity, &'static str),
        span: &Range<usize>,
        (ru, en): (String, String),
    ) -> Diagnostic {
        Source::new(&self.file, text).diagnostic(severity, code, span, ru, en)
    }
}
