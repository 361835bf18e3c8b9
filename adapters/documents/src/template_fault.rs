//! Why a template produced no paper: a field that is missing, a value that cannot stand, a mistake in the template.
//!
//! It crosses from the child to the parent as JSON, so it is plain data. Faults of the machinery (time, memory, a dead
//! child) are in `render_error.rs`.

use serde::{Deserialize, Serialize};

use crate::limits;
use crate::sentence::Sentence;

/// A template that refused or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateFault {
    /// What kind of fault.
    pub kind: FaultKind,
    /// The template file, as named in the request; the file of the mistake when it is known.
    pub file: String,
    /// Line in that file from 1; 0 when the position is not known.
    pub line: usize,
    /// Column in that line from 1; 0 when the position is not known.
    pub column: usize,
}

/// The kinds of [`TemplateFault`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// An obligatory field is absent or empty: its path, rows counted from 1, e.g. `participants[3].school`.
    MissingField(String),
    /// A value that the paper cannot state, as the template words it, e.g. `no-quorum:4/6`.
    BadValue(String),
    /// A mistake in the template itself, in Typst's words.
    Template(String),
    /// The request itself cannot be used: unknown template, bad path, bad day.
    Request(String),
}

impl TemplateFault {
    /// A fault of the request, before any template ran.
    pub(crate) fn request(file: &str, message: String) -> Self {
        Self {
            kind: FaultKind::Request(message),
            file: file.to_owned(),
            line: 0,
            column: 0,
        }
    }

    /// Stable code of the fault.
    pub fn code(&self) -> &'static str {
        match self.kind {
            FaultKind::MissingField(_) => "D001",
            FaultKind::BadValue(_) => "D002",
            FaultKind::Template(_) => "D003",
            FaultKind::Request(_) => "D004",
        }
    }

    /// The fault as a sentence with what to do about it.
    pub fn sentence(&self) -> Sentence {
        let place = if self.line == 0 {
            self.file.clone()
        } else {
            format!("{}:{}:{}", self.file, self.line, self.column)
        };
        match &self.kind {
            FaultKind::MissingField(field) => Sentence::new(
                format!(
                    "Документ `{place}` не оформлен: не заполнено поле `{field}`. Заполните его и оформите документ снова."
                ),
                format!(
                    "The document `{place}` was not drawn up: the field `{field}` is empty. Fill it in and draw it up again."
                ),
            ),
            FaultKind::BadValue(value) => bad_value(&place, value),
            FaultKind::Template(message) => Sentence::new(
                format!("Ошибка в шаблоне документа `{place}`: {message}. Исправьте шаблон."),
                format!(
                    "The document template has a mistake at `{place}`: {message}. Correct the template."
                ),
            ),
            FaultKind::Request(message) => Sentence::new(
                format!(
                    "Документ `{place}` нельзя оформить: {message}. Проверьте описание процесса."
                ),
                format!(
                    "The document `{place}` cannot be drawn up: {message}. Check the process definition."
                ),
            ),
        }
    }
}

fn bad_value(place: &str, value: &str) -> Sentence {
    let (kind, detail) = value.split_once(':').unwrap_or((value, ""));
    let (ru, en) = match kind {
        "bad-date" => (
            "дата должна быть записана как ГГГГ-ММ-ДД",
            "a date must be written YYYY-MM-DD",
        ),
        "bad-score" => (
            "число заданий должно быть целым и больше нуля",
            "the numbers of items must be whole and above zero",
        ),
        "no-quorum" => (
            "присутствующих меньше, чем нужно для кворума",
            "fewer members are present than the quorum needs",
        ),
        "refusal-of-a-pass" => (
            "отказ оформляется на результат, который выше порога",
            "a refusal is being drawn up for a result above the threshold",
        ),
        _ => ("недопустимое значение", "the value is not allowed"),
    };
    Sentence::new(
        format!("Документ `{place}` не оформлен: {ru} (`{detail}`). Исправьте данные."),
        format!("The document `{place}` was not drawn up: {en} (`{detail}`). Correct the data."),
    )
}

/// Words by which the shared layout refuses a value; any other panic is the template author's own.
const REFUSALS: [&str; 5] = [
    "bad-date",
    "bad-score",
    "bad-value",
    "no-quorum",
    "refusal-of-a-pass",
];

/// Sorts a message of Typst: templates refuse data by `panic("missing-field:…")` and the like.
pub(crate) fn kind_of(message: &str) -> FaultKind {
    let message: String = message.chars().take(limits::MESSAGE_CHARS).collect();
    let Some(refusal) = message.strip_prefix("panicked with: ") else {
        return FaultKind::Template(message);
    };
    match refusal.split_once(':') {
        Some(("missing-field", field)) => FaultKind::MissingField(field.to_owned()),
        Some((kind, _)) if REFUSALS.contains(&kind) => FaultKind::BadValue(refusal.to_owned()),
        _ => FaultKind::Template(message),
    }
}
