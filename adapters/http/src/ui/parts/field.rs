//! A field of a form with its present value and its mistake, ready to be printed.
//!
//! It never checks a value: the engine does, and its answer comes back as [`Problem`]s. What was typed is kept as it
//! was typed.

use askama::Template;
use serde_json::Value;

use super::form::field_id;
use super::{FieldKind, FieldSpec, Problem, TableItem};
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
}

/// Options up to this many are shown as radio buttons.
const RADIO_MAX: usize = 6;

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
        Self::at(locale, spec, spec.name.clone(), raw, problems)
    }

    fn at(
        locale: Locale,
        spec: &FieldSpec,
        path: String,
        raw: Option<&Value>,
        problems: &[Problem],
    ) -> Self {
        let id = field_id(&path);
        let body = body(locale, spec, &path, raw, problems);
        let holds_cells = matches!(body, FieldBody::Rows(_) | FieldBody::Table(_));
        let inner = format!("{path}.");
        let problem = problems
            .iter()
            .find(|p| p.field == path || (!holds_cells && p.field.starts_with(&inner)))
            .map_or_else(String::new, |p| p.text.clone());
        let hint = if spec.hint.is_empty() {
            own_hint(locale, &spec.kind)
        } else {
            spec.hint.clone()
        };
        Self {
            locale,
            id,
            path,
            label: spec.label.clone(),
            hint,
            required: spec.required,
            problem,
            body,
        }
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

fn own_hint(locale: Locale, kind: &FieldKind) -> String {
    match kind {
        FieldKind::Date => locale.text("field.date_hint").to_owned(),
        FieldKind::Moment => locale.text("field.moment_hint").to_owned(),
        _ => String::new(),
    }
}

fn body(
    locale: Locale,
    spec: &FieldSpec,
    path: &str,
    raw: Option<&Value>,
    problems: &[Problem],
) -> FieldBody {
    let input = |kind, mode, complete, width| {
        let (id, name, value) = (field_id(path), path.to_owned(), text_of(raw));
        FieldBody::Input(InputView {
            id,
            name,
            label: "",
            kind,
            mode,
            complete,
            width,
            value,
        })
    };
    match &spec.kind {
        FieldKind::Text => input("text", "", "", "w-long"),
        FieldKind::LongText => FieldBody::Area(text_of(raw)),
        FieldKind::Integer => input("text", "numeric", "", "w-short"),
        FieldKind::Decimal => input("text", "decimal", "", "w-short"),
        FieldKind::Boolean | FieldKind::Consent => FieldBody::Tick(is_set(raw)),
        FieldKind::Date => input("text", "numeric", "", "w-short"),
        FieldKind::Moment => input("text", "", "", "w-medium"),
        FieldKind::Email => input("email", "", "email", "w-long"),
        FieldKind::Phone => input("tel", "", "tel", "w-medium"),
        FieldKind::PersonName => FieldBody::Group(name_inputs(locale, path, raw)),
        FieldKind::Choice(options) => {
            let options = mark(options, |value| raw.and_then(Value::as_str) == Some(value));
            if options.len() <= RADIO_MAX {
                FieldBody::Radio(options)
            } else {
                FieldBody::Select(options)
            }
        }
        FieldKind::People(options) => FieldBody::Boxes(mark(options, |value| {
            let chosen = raw.and_then(Value::as_array);
            chosen.is_some_and(|ids| ids.iter().any(|id| id.as_str() == Some(value)))
        })),
        FieldKind::List(columns) => {
            FieldBody::Rows(list_rows(locale, columns, path, raw, problems))
        }
        FieldKind::Table { items, columns } => {
            let rows = table_rows(locale, items, columns, path, raw, problems);
            let columns = columns.iter().map(|c| c.label.clone()).collect();
            FieldBody::Table(TableView { columns, rows })
        }
    }
}

fn name_inputs(locale: Locale, path: &str, raw: Option<&Value>) -> Vec<InputView> {
    let parts = [
        ("family", "field.family", "family-name"),
        ("given", "field.given", "given-name"),
        ("patronymic", "field.patronymic", "additional-name"),
    ];
    let one = |(part, label, complete)| {
        let name = format!("{path}.{part}");
        let (id, value) = (field_id(&name), text_of(raw.and_then(|v| v.get(part))));
        InputView {
            id,
            name,
            label: locale.text(label),
            kind: "text",
            mode: "",
            complete,
            width: "",
            value,
        }
    };
    parts.map(one).into()
}

fn mark(options: &[OptionView], chosen: impl Fn(&str) -> bool) -> Vec<OptionView> {
    let one = |option: &OptionView| OptionView {
        chosen: chosen(&option.value),
        ..option.clone()
    };
    options.iter().map(one).collect()
}

fn list_rows(
    locale: Locale,
    columns: &[FieldSpec],
    path: &str,
    raw: Option<&Value>,
    problems: &[Problem],
) -> Vec<RowView> {
    let typed = raw.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let count = typed.len().max(1);
    let row = |index: usize| {
        let path = format!("{path}.{index}");
        let cells = cells(locale, columns, &path, typed.get(index), problems);
        let title = locale.fill("field.row", &[("n", &(index + 1).to_string())]);
        RowView { title, path, cells }
    };
    (0..count).map(row).collect()
}

fn table_rows(
    locale: Locale,
    items: &[TableItem],
    columns: &[FieldSpec],
    path: &str,
    raw: Option<&Value>,
    problems: &[Problem],
) -> Vec<TableRowView> {
    let typed = raw.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let row = |(index, item): (usize, &TableItem)| {
        let path = format!("{path}.{index}");
        let own = typed
            .iter()
            .find(|r| r.get("item").and_then(Value::as_str) == Some(&item.id));
        TableRowView {
            item_name: format!("{path}.item"),
            item: item.id.clone(),
            label: item.label.clone(),
            cells: cells(locale, columns, &path, own, problems),
        }
    };
    items.iter().enumerate().map(row).collect()
}

fn cells(
    locale: Locale,
    columns: &[FieldSpec],
    path: &str,
    raw: Option<&Value>,
    problems: &[Problem],
) -> Vec<FieldView> {
    let cell = |column: &FieldSpec| {
        let value = raw.and_then(|row| row.get(&column.name));
        FieldView::at(
            locale,
            column,
            format!("{path}.{}", column.name),
            value,
            problems,
        )
    };
    columns.iter().map(cell).collect()
}

fn text_of(raw: Option<&Value>) -> String {
    match raw {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn is_set(raw: Option<&Value>) -> bool {
    match raw {
        Some(Value::Bool(set)) => *set,
        Some(Value::String(text)) => matches!(text.as_str(), "true" | "on"),
        _ => false,
    }
}
