//! What changes: a table in words, and the lines of each file.

/// One difference in words.
#[derive(Clone, Debug)]
pub struct ChangeRow {
    /// Path.
    pub file: String,
    /// What it belongs to, with its clauses.
    pub place: String,
    /// Where in it; may be empty.
    pub detail: String,
    /// What it was; empty: it was not there.
    pub before: String,
    /// What it will be; empty: it goes.
    pub after: String,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// It stays.
    Same,
    /// It is new.
    Added,
    /// It goes.
    Removed,
    /// Lines in between that stay and are left out.
    Gap,
}

impl LineKind {
    /// The class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Gap => "gap",
        }
    }

    /// The sign before the line, so that colour is never alone.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Same => " ",
            Self::Added => "+",
            Self::Removed => "−",
            Self::Gap => "⋯",
        }
    }
}

/// A line of a file.
#[derive(Clone, Debug)]
pub struct LineDifference {
    /// What became of it.
    pub kind: LineKind,
    /// Its number before.
    pub old: Option<usize>,
    /// Its number now.
    pub new: Option<usize>,
    /// Its text.
    pub text: String,
}

impl LineDifference {
    /// Lines left out.
    pub fn gap() -> Self {
        Self {
            kind: LineKind::Gap,
            old: None,
            new: None,
            text: String::new(),
        }
    }

    /// The number that a person looks for: that of the new text, or of the old one for lines that go.
    pub fn number(&self) -> String {
        let number = self.new.or(self.old);
        number.map_or_else(String::new, |number| number.to_string())
    }
}

/// A file that differs.
#[derive(Clone, Debug)]
pub struct FileDifference {
    /// Path.
    pub path: String,
    /// It is new.
    pub added: bool,
    /// It goes.
    pub removed: bool,
    /// Its lines.
    pub lines: Vec<LineDifference>,
    /// There are more than are shown.
    pub cut: bool,
}

/// All differences.
#[derive(Clone, Debug, Default)]
pub struct ChangesView {
    /// In words.
    pub words: Vec<ChangeRow>,
    /// A file that cannot be read as YAML, so that there are no words.
    pub unreadable: Option<String>,
    /// File by file.
    pub files: Vec<FileDifference>,
}

impl ChangesView {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.words.is_empty()
    }
}
