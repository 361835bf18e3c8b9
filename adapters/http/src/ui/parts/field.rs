//! A field of a form with its present value and its mistake, ready to be printed.
//!
//! It never checks a value: the engine does, and its answer comes back as [`Problem`]s. What was typed is kept as it
//! was typed.

use askama::Template;
use serde_json::Value;

use super::field_body::Builder;
use super::{CardBody, FieldSpec, Problem};
use crate::locale::Locale;

/// A single-line input.
#[derive(Clone, Debug)]
pub struct InputView {
    /// Id of the element.
    pub id: String,
    /// Name in the form.
    pub name: String,
    /// Label of this input within its group; empty when the field's label is enough.
    pub label: &'static str,
    /// `type` of the element.
    pub kind: &'static str,
    /// `inputmode`, or empty.
    pub mode: &'static str,
    /// `autocomplete`, or empty.
    pub complete: &'static str,
    /// Width class.
    pub width: &'static str,
    /// What was typed.
    pub value: String,
    /// Whether the mistake is about this input.
    pub wrong: bool,
    /// Whether it takes a date, which the script tidies when the input is left.
    pub date: bool,
}

/// An option of a choice or a person of a list.
#[derive(Clone, Debug)]
pub struct OptionView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub title: String,
    /// A second line (a position), or empty.
    pub note: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl OptionView {
    /// An option not yet chosen.
    pub fn new(
        value: impl Into<String>,
        title: impl Into<String>,
        note: impl Into<String>,
    ) -> Self {
        Self {
            value: value.into(),
            title: title.into(),
            note: note.into(),
            chosen: false,
        }
    }
}

/// A row of a repeated list.
#[derive(Clone, Debug)]
pub struct RowView {
    /// «Строка 1».
    pub title: String,
    /// Path of the row, for the button that removes it.
    pub path: String,
    /// Its fields.
    pub cells: Vec<FieldView>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct TableRowView {
    /// Name of the hidden input with the item's id.
    pub item_name: String,
    /// The item's id.
    pub item: String,
    /// How a person recognises it.
    pub label: String,
    /// Its cells.
    pub cells: Vec<FieldView>,
}

/// A table with one row per item.
#[derive(Clone, Debug)]
pub struct TableView {
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<TableRowView>,
}

/// A file that is attached already.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// Its id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Size in words.
    pub size: String,
}

/// Files attached, and the input for more.
#[derive(Clone, Debug)]
pub struct FilesView {
    /// Id of the input.
    pub id: String,
    /// Name in the form.
    pub path: String,
    /// Whether several may be chosen.
    pub many: bool,
    /// The endings that the file dialogue offers.
    pub accept: String,
    /// Most bytes of a file, for the script that says so before the upload.
    pub bytes: usize,
    /// Attached already.
    pub kept: Vec<KeptFile>,
}

impl FilesView {
    /// Address of the script for large files.
    pub(crate) fn script(&self) -> String {
        crate::assets::url("files.js")
    }
}

/// An item of a checklist.
#[derive(Clone, Debug)]
pub struct CheckView {
    /// Id of its box.
    pub id: String,
    /// Path of the item.
    pub path: String,
    /// Title.
    pub label: String,
    /// Whether it is done.
    pub done: bool,
    /// Mistake, or empty.
    pub problem: String,
    /// Note and file, when they are asked for.
    pub evidence: Option<(InputView, FilesView)>,
}

/// How a field is drawn.
#[derive(Clone, Debug)]
pub enum FieldBody {
    /// One input.
    Input(InputView),
    /// Several lines; what was typed.
    Area(String),
    /// A tick; whether it is set.
    Tick(bool),
    /// Inputs side by side under one heading (a person's name).
    Group(Vec<InputView>),
    /// One of few options.
    Radio(Vec<OptionView>),
    /// One of many options.
    Select(Vec<OptionView>),
    /// Any of the options.
    Boxes(Vec<OptionView>),
    /// Repeated rows.
    Rows(Vec<RowView>),
    /// One row per item.
    Table(TableView),
    /// A scorecard.
    Card(Box<CardBody>),
    /// Files.
    Files(FilesView),
    /// Items to be marked.
    Checklist(Vec<CheckView>),
}

/// A field with its value and its mistake.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/field.html")]
pub struct FieldView {
    /// Words.
    pub locale: Locale,
    /// Id of the main element.
    pub id: String,
    /// Path in the form.
    pub path: String,
    /// Label.
    pub label: String,
    /// One more sentence, or empty.
    pub hint: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// Mistake, or empty.
    pub problem: String,
    /// How it is drawn.
    pub body: FieldBody,
}

impl FieldView {
    /// The field with the value typed so far.
    pub fn new(
        locale: Locale,
        spec: &FieldSpec,
        raw: Option<&Value>,
        problems: &[Problem],
    ) -> Self {
        Builder {
            locale,
            problems,
            compact: false,
        }
        .field(spec, spec.name.clone(), raw)
    }

    /// Ids of the sentences that describe the input, for `aria-describedby`; empty when there are none.
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let problem = (!self.problem.is_empty()).then(|| format!("{}-problem", self.id));
        [hint, problem]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn t(&self, key: &'static str) -> &'static str {
        self.locale.text(key)
    }
}
