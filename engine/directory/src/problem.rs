//! What cannot be taken from a table: the row, the column, a sentence that says what to do.

use serde::Serialize;

use crate::limits::PROBLEMS;
use crate::sheet::What;

/// A full sentence in Russian and in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DirectorySentence"))]
pub struct Sentence {
    /// Russian text.
    pub ru: String,
    /// English text.
    pub en: String,
}

impl Sentence {
    /// Puts the two texts together.
    pub fn new(ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            ru: ru.into(),
            en: en.into(),
        }
    }
}

/// A cell, a row or a table that is wrong or worth a look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DirectoryProblem"))]
pub struct Problem {
    /// In which table.
    pub table: What,
    /// The row; none: the table as a whole.
    pub row: Option<usize>,
    /// The title of the column; none: the row as a whole.
    pub column: Option<String>,
    /// Stable code.
    pub code: &'static str,
    /// Whether the row cannot be taken; otherwise it is only worth a look.
    pub wrong: bool,
    /// What is the matter and what to do.
    pub says: Sentence,
}

/// The problems found so far, the first ones kept and all counted.
#[derive(Default)]
pub(crate) struct Problems {
    pub(crate) kept: Vec<Problem>,
    pub(crate) more: usize,
}

impl Problems {
    /// Whether no more are kept: what is only said in them need not be looked for.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.len() >= PROBLEMS
    }

    pub(crate) fn add(&mut self, problem: Problem) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.kept.push(problem);
        }
    }
}
