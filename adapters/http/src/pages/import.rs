//! The preview of a file for a table of a task. Nothing is saved: accepting fills the form, which is then sent.

use std::collections::BTreeMap;

use axum::response::Response;
use reglament_core::RawInput;
use reglament_runtime::{ChoiceView, FieldKindView, FieldView, TaskView, Title};
use serde_json::{Map, Value};

use super::page;
use super::task::again;
use crate::App;
use crate::form::{FormBody, hidden_pairs};
use crate::locale::Locale;
use crate::tables::{Candidate, MatchedLine, TablePreview, TableQuestion, UnmatchedLine};
use crate::ui::import::{ImportPage, MatchedRow, UnmatchedRow};
use crate::ui::parts::{Link, Notice, Problem, Tone};
use crate::web::{Failure, Official, fresh_key};

/// A table field of a form.
pub(crate) struct Table<'a> {
    pub(crate) name: &'a str,
    pub(crate) rows: &'a [ChoiceView],
    pub(crate) columns: &'a [FieldView],
}

impl<'a> Table<'a> {
    /// The table field with this name.
    pub(crate) fn of(view: &'a TaskView, name: &str) -> Option<Self> {
        let field = view.form.fields.iter().find(|field| field.name == name)?;
        let FieldKindView::Table { rows, columns } = &field.kind else {
            return None;
        };
        Some(Self {
            name: &field.name,
            rows,
            columns,
        })
    }
}

pub(super) async fn preview(
    app: &App,
    official: &Official,
    view: &TaskView,
    body: &FormBody,
    table: &str,
    raw: RawInput,
) -> Result<Response, Failure> {
    let table = Table::of(view, table).ok_or(Failure::Unreadable)?;
    let wrong = |text: String| Problem {
        field: table.name.to_owned(),
        text,
    };
    let input = format!("_file.{}", table.name);
    let Some(file) = body.files.iter().find(|file| file.input == input) else {
        let text = official.locale().text("import.no_file").to_owned();
        return again(app, official, view, &raw, wrong(text));
    };
    match read(app, official.id(), view, &table, &file.name, &file.bytes).await? {
        Ok(found) => page(draw(app, official, view, &table, &file.name, &found, raw)?),
        Err(sentence) => again(
            app,
            official,
            view,
            &raw,
            wrong(official.locale().title(&sentence)),
        ),
    }
}

/// Reads and matches a file; the inner error is a sentence about the file.
pub(crate) async fn read(
    app: &App,
    person: &str,
    view: &TaskView,
    table: &Table<'_>,
    file_name: &str,
    bytes: &[u8],
) -> Result<Result<TablePreview, Title>, Failure> {
    let question = TableQuestion {
        file_name: file_name.to_owned(),
        bytes: bytes.to_vec(),
        candidates: candidates(app, person, view, table).await?,
        columns: table
            .columns
            .iter()
            .map(|c| (c.name.clone(), c.title.clone()))
            .collect(),
    };
    let reader = app.tables();
    let read = tokio::task::spawn_blocking(move || reader.preview(&question));
    read.await.map_err(|_| Failure::Broken)
}

/// Rows of the form with what is known about the children behind them: the school tells namesakes apart.
async fn candidates(
    app: &App,
    person: &str,
    view: &TaskView,
    table: &Table<'_>,
) -> Result<Vec<Candidate>, Failure> {
    let instance = app.service().instance(person, &view.instance).await?;
    let details = |id: &str| {
        let child = instance
            .children
            .iter()
            .find(|child| child.instance.as_str() == id);
        let data = child
            .iter()
            .flat_map(|child| &child.data)
            .filter(|data| !data.masked);
        data.map(|data| (data.name.clone(), data.ru.clone()))
            .collect()
    };
    let candidate = |row: &ChoiceView| Candidate {
        id: row.id.clone(),
        name: row.title.ru.clone(),
        details: details(&row.id),
    };
    Ok(table.rows.iter().map(candidate).collect())
}

fn draw(
    app: &App,
    official: &Official,
    view: &TaskView,
    table: &Table<'_>,
    file: &str,
    found: &TablePreview,
    raw: RawInput,
) -> Result<ImportPage, Failure> {
    let locale = official.locale();
    let back = format!("/tasks/{}/{}", view.instance, view.task);
    let mut shell = official.shell(app, locale.text("import.title"), "/tasks");
    shell.crumbs = vec![
        Link::new(locale.text("tasks.title"), "/tasks"),
        Link::new(locale.title(&view.title), &back),
    ];
    shell.notice = notice(locale, found);
    let names: BTreeMap<&str, String> = table
        .rows
        .iter()
        .map(|row| (row.id.as_str(), locale.title(&row.title)))
        .collect();
    let is_missing = |row: &&ChoiceView| !found.matched.iter().any(|line| line.candidate == row.id);
    let mut hidden = hidden_pairs(&filled(raw, table, &found.matched));
    hidden.push(("_command".to_owned(), fresh_key()?));
    Ok(ImportPage {
        shell,
        file: file.to_owned(),
        columns: table
            .columns
            .iter()
            .map(|column| locale.title(&column.title))
            .collect(),
        matched: found
            .matched
            .iter()
            .map(|line| matched(locale, table, &names, line))
            .collect(),
        unmatched: found
            .unmatched
            .iter()
            .map(|line| unmatched(locale, line))
            .collect(),
        missing: table
            .rows
            .iter()
            .filter(is_missing)
            .map(|row| locale.title(&row.title))
            .collect(),
        action: back.clone(),
        hidden,
        back: Link::new(locale.text("import.back"), back),
    })
}

fn notice(locale: Locale, found: &TablePreview) -> Option<Notice> {
    let mut notes = found.notes.iter().map(|note| locale.title(note));
    let first = notes.next()?;
    let mut notice = Notice::new(Tone::Waiting, first);
    notice.lines = notes.collect();
    Some(notice)
}

/// The answers with the file's values put over what was typed; a value that the file does not have stays.
pub(crate) fn filled(mut raw: RawInput, table: &Table<'_>, matched: &[MatchedLine]) -> RawInput {
    let typed = raw.remove(table.name);
    let typed = typed
        .as_ref()
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let row = |row: &ChoiceView| {
        let is_own = |cells: &&Value| cells.get("item").and_then(Value::as_str) == Some(&row.id);
        let mut cells = typed
            .iter()
            .find(is_own)
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_else(Map::new);
        cells.insert("item".to_owned(), row.id.clone().into());
        let line = matched.iter().find(|line| line.candidate == row.id);
        for column in table.columns {
            if let Some(value) = line.and_then(|line| line.values.get(&column.name)) {
                cells.insert(column.name.clone(), value.clone().into());
            }
        }
        Value::Object(cells)
    };
    let rows: Vec<Value> = table.rows.iter().map(row).collect();
    raw.insert(table.name.to_owned(), rows.into());
    raw
}

fn matched(
    locale: Locale,
    table: &Table<'_>,
    names: &BTreeMap<&str, String>,
    line: &MatchedLine,
) -> MatchedRow {
    let mut label = names
        .get(line.candidate.as_str())
        .cloned()
        .unwrap_or_default();
    if let Some(note) = &line.note {
        label = format!("{label} ({})", locale.title(note));
    }
    let cell = |column: &FieldView| line.values.get(&column.name).cloned().unwrap_or_default();
    MatchedRow {
        label,
        cells: table.columns.iter().map(cell).collect(),
    }
}

fn unmatched(locale: Locale, line: &UnmatchedLine) -> UnmatchedRow {
    let mut reason = locale.title(&line.reason);
    if !line.suggestions.is_empty() {
        reason.push(' ');
        let names = line.suggestions.join(", ");
        reason.push_str(&locale.fill("import.maybe", &[("names", &names)]));
    }
    UnmatchedRow {
        line: line.line,
        text: line.text.clone(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use reglament_runtime::{ChoiceView, FieldKindView, FieldView, Title};
    use serde_json::{Value, json};

    use super::{Table, filled};
    use crate::tables::MatchedLine;

    #[test]
    fn the_file_fills_its_rows_and_leaves_the_rest_as_typed() {
        let row = |id: &str| ChoiceView {
            id: id.to_owned(),
            title: Title::russian(id),
        };
        let columns = ["correct", "total"].map(|name| FieldView {
            name: name.to_owned(),
            title: Title::default(),
            hint: None,
            required: true,
            kind: FieldKindView::Text,
            value: Value::Null,
        });
        let rows = [row("a"), row("b"), row("c")];
        let table = Table {
            name: "results",
            rows: &rows,
            columns: &columns,
        };
        let typed = json!({"note": "x", "results": [{"item": "b", "correct": "1", "total": "30"}]});
        let line = MatchedLine {
            line: 2,
            candidate: "b".to_owned(),
            values: [
                ("correct".to_owned(), "24".to_owned()),
                ("foreign".to_owned(), "1".to_owned()),
            ]
            .into(),
            note: None,
        };
        let raw = filled(typed.as_object().cloned().unwrap(), &table, &[line]);
        let expected = json!({"note": "x", "results": [{"item": "a"}, {"item": "b", "correct": "24", "total": "30"},
            {"item": "c"}]});
        assert_eq!(Value::Object(raw), expected);
    }
}
