//! Builds the view of a field from what is asked for, what was typed and the mistakes found.
//!
//! In a table (`compact`) a choice is a drop-down list and labels are read, not shown.

use serde_json::Value;

use super::card_builder::CardBuilder;
use super::form::field_id;
use super::{
    FieldBody, FieldKind, FieldSpec, FieldView, InputView, OptionView, Problem, RowView, TableItem,
    TableRowView, TableView,
};
use crate::locale::Locale;

/// Options up to this many are shown as radio buttons.
const RADIO_MAX: usize = 6;

/// What all fields of a form share while their views are built.
#[derive(Clone, Copy)]
pub(super) struct Builder<'a> {
    pub(super) locale: Locale,
    pub(super) problems: &'a [Problem],
    /// Inside a table.
    pub(super) compact: bool,
}

impl Builder<'_> {
    pub(super) fn field(self, spec: &FieldSpec, path: String, raw: Option<&Value>) -> FieldView {
        let body = self.body(spec, &path, raw);
        let holds_cells = matches!(
            body,
            FieldBody::Rows(_) | FieldBody::Table(_) | FieldBody::Checklist(_) | FieldBody::Card(_)
        );
        let inner = format!("{path}.");
        let concerns =
            |p: &&Problem| p.field == path || (!holds_cells && p.field.starts_with(&inner));
        let problem = self.problems.iter().find(concerns);
        FieldView {
            locale: self.locale,
            id: field_id(&path),
            label: spec.label.clone(),
            hint: self.hint(spec),
            required: spec.required || self.compact,
            problem: problem.map_or_else(String::new, |p| p.text.clone()),
            path,
            body,
        }
    }

    fn hint(self, spec: &FieldSpec) -> String {
        match &spec.kind {
            FieldKind::File | FieldKind::Files { .. } if !self.compact => {
                let limits = self.file_hint(&spec.kind);
                format!("{} {limits}", spec.hint).trim().to_owned()
            }
            _ if !spec.hint.is_empty() => spec.hint.clone(),
            FieldKind::Date if !self.compact => self.locale.text("field.date_hint").to_owned(),
            FieldKind::Moment if !self.compact => self.locale.text("field.moment_hint").to_owned(),
            _ => String::new(),
        }
    }

    fn body(self, spec: &FieldSpec, path: &str, raw: Option<&Value>) -> FieldBody {
        let input = |kind, mode, complete, width| {
            FieldBody::Input(InputView {
                kind,
                mode,
                complete,
                width,
                ..self.input(path, raw)
            })
        };
        match &spec.kind {
            FieldKind::Text => input("text", "", "", "w-long"),
            FieldKind::LongText if self.compact => input("text", "", "", "w-long"),
            FieldKind::LongText => FieldBody::Area(text_of(raw)),
            FieldKind::Integer => input("text", "numeric", "", "w-short"),
            FieldKind::Decimal => input("text", "decimal", "", "w-short"),
            FieldKind::Boolean | FieldKind::Consent => FieldBody::Tick(is_set(raw)),
            FieldKind::Date => FieldBody::Input(InputView {
                width: "w-short",
                date: true,
                ..self.input(path, raw)
            }),
            FieldKind::Moment => input("text", "", "", "w-medium"),
            FieldKind::Email => input("email", "", "email", "w-long"),
            FieldKind::Phone => input("tel", "", "tel", "w-medium"),
            FieldKind::PersonName => FieldBody::Group(self.name(path, raw)),
            FieldKind::Choice(options) => self.choice(options, raw),
            FieldKind::Person(options) => FieldBody::Select(mark(options, |value| {
                raw.and_then(Value::as_str) == Some(value)
            })),
            FieldKind::People(options) => FieldBody::Boxes(mark(options, |value| {
                let chosen = raw.and_then(Value::as_array);
                chosen.is_some_and(|ids| ids.iter().any(|id| id.as_str() == Some(value)))
            })),
            FieldKind::List(columns) => FieldBody::Rows(self.rows(columns, path, raw)),
            FieldKind::Table { items, columns } => FieldBody::Table(TableView {
                columns: columns.iter().map(|c| c.label.clone()).collect(),
                rows: self.table_rows(items, columns, path, raw),
            }),
            FieldKind::Card(spec) => FieldBody::Card(Box::new(
                CardBuilder {
                    locale: self.locale,
                    problems: self.problems,
                    spec,
                    path,
                    raw,
                    next_item: 0,
                    next_verdict: 0,
                }
                .build(),
            )),
            FieldKind::File => FieldBody::Files(self.files(path, false, raw)),
            FieldKind::Files { max } => FieldBody::Files(self.files(path, *max > 1, raw)),
            FieldKind::Checklist { items, evidence } => {
                FieldBody::Checklist(self.checks(items, *evidence, path, raw))
            }
        }
    }

    /// A plain line of text.
    pub(super) fn input(self, path: &str, raw: Option<&Value>) -> InputView {
        InputView {
            id: field_id(path),
            name: path.to_owned(),
            label: "",
            kind: "text",
            mode: "",
            complete: "",
            width: "",
            value: text_of(raw),
            wrong: self.problems.iter().any(|p| p.field == path),
            date: false,
        }
    }

    fn name(self, path: &str, raw: Option<&Value>) -> Vec<InputView> {
        let parts = [
            ("family", "field.family", "family-name"),
            ("given", "field.given", "given-name"),
            ("patronymic", "field.patronymic", "additional-name"),
        ];
        let whole = self.problems.iter().any(|p| p.field == path);
        let one = |(part, label, complete)| {
            let input = self.input(&format!("{path}.{part}"), raw.and_then(|v| v.get(part)));
            let wrong = input.wrong || whole;
            InputView {
                label: self.locale.text(label),
                complete,
                wrong,
                ..input
            }
        };
        parts.map(one).into()
    }

    fn choice(self, options: &[OptionView], raw: Option<&Value>) -> FieldBody {
        let options = mark(options, |value| raw.and_then(Value::as_str) == Some(value));
        if options.len() <= RADIO_MAX && !self.compact {
            FieldBody::Radio(options)
        } else {
            FieldBody::Select(options)
        }
    }

    fn rows(self, columns: &[FieldSpec], path: &str, raw: Option<&Value>) -> Vec<RowView> {
        let typed = rows_of(raw);
        let row = |index: usize| {
            let path = format!("{path}.{index}");
            let cells = self.cells(columns, &path, typed.get(index));
            let title = self
                .locale
                .fill("field.row", &[("n", &(index + 1).to_string())]);
            RowView { title, path, cells }
        };
        (0..typed.len().max(1)).map(row).collect()
    }

    fn table_rows(
        self,
        items: &[TableItem],
        columns: &[FieldSpec],
        path: &str,
        raw: Option<&Value>,
    ) -> Vec<TableRowView> {
        let typed = rows_of(raw);
        let compact = Self {
            compact: true,
            ..self
        };
        let row = |(index, item): (usize, &TableItem)| {
            let path = format!("{path}.{index}");
            let is_own = |row: &&Value| row.get("item").and_then(Value::as_str) == Some(&item.id);
            TableRowView {
                item_name: format!("{path}.item"),
                item: item.id.clone(),
                label: item.label.clone(),
                cells: compact.cells(columns, &path, typed.iter().find(is_own)),
            }
        };
        items.iter().enumerate().map(row).collect()
    }

    fn cells(self, columns: &[FieldSpec], path: &str, raw: Option<&Value>) -> Vec<FieldView> {
        let cell = |column: &FieldSpec| {
            let value = raw.and_then(|row| row.get(&column.name));
            self.field(column, format!("{path}.{}", column.name), value)
        };
        columns.iter().map(cell).collect()
    }
}

fn rows_of(raw: Option<&Value>) -> &[Value] {
    raw.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn mark(options: &[OptionView], chosen: impl Fn(&str) -> bool) -> Vec<OptionView> {
    let one = |option: &OptionView| OptionView {
        chosen: chosen(&option.value),
        ..option.clone()
    };
    options.iter().map(one).collect()
}

fn text_of(raw: Option<&Value>) -> String {
    match raw {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

pub(super) fn is_set(raw: Option<&Value>) -> bool {
    match raw {
        Some(Value::Bool(set)) => *set,
        Some(Value::String(text)) => matches!(text.as_str(), "true" | "on"),
        _ => false,
    }
}
