//! The board of an instance with many children, and the button that reminds everybody behind a cell.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::InstanceId;
use reglament_runtime::{BoardCell, BoardChoice, BoardColumn, BoardQuery, BoardRow, BoardView};
use serde::Deserialize;

use super::clauses::named;
use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::board::{BoardPage, CellView, ColumnView, GroupView};
use crate::ui::parts::{Chip, Link, Notice, OptionView, Tone};
use crate::web::{Failure, Official, command_id, fresh_key, url_encoded};

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    list: String,
    #[serde(default)]
    by: String,
    sent: Option<u32>,
    already: Option<u32>,
    left: Option<u32>,
}

#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(rename = "_command", default)]
    command: String,
    #[serde(default)]
    list: String,
    #[serde(default)]
    by: String,
    row: String,
    step: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let query = query(&wanted.list, &wanted.by);
    let instance = InstanceId(id);
    let found = app.service().board_of(official.id(), &instance, &query);
    let view = found.await?.ok_or(Failure::NotFound)?;
    let locale = official.locale();
    let here = format!("/instances/{instance}/board");
    let title = match view.subject.is_empty() {
        true => locale.title(&view.process_title),
        false => view.subject.clone(),
    };
    let title_of_board = locale.fill("board.title", &[("subject", &title)]);
    let mut shell = official.shell(&app, title_of_board, "/instances");
    shell.crumbs = vec![
        Link::new(locale.text("instances.title"), "/instances"),
        Link::new(title, format!("/instances/{instance}")),
    ];
    shell.notice = notice(locale, &wanted);
    shell.live = official.looks_at("instance", instance.as_str());
    page(BoardPage {
        shell,
        here,
        list: chosen(&view.lists),
        by: chosen(&view.groupings),
        lists: options(locale, &view.lists),
        groupings: options(locale, &view.groupings),
        columns: view
            .columns
            .iter()
            .map(|found| column(locale, found))
            .collect(),
        rows: rows(locale, &view),
        key: fresh_key()?,
    })
}

pub(super) async fn remind(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
    Form(wish): Form<Wish>,
) -> Result<Response, Failure> {
    let key = command_id(Some(official.id()), Some(&wish.command))?;
    let (instance, query) = (InstanceId(id), query(&wish.list, &wish.by));
    let cell = (wish.row.as_str(), wish.step.as_str());
    let told = app
        .service()
        .remind_row(&key, official.id(), &instance, &query, cell)
        .await?;
    let back = format!(
        "/instances/{instance}/board?list={}&by={}&sent={}&already={}&left={}",
        url_encoded(&wish.list),
        url_encoded(&wish.by),
        told.sent,
        told.already,
        told.left
    );
    Ok(Redirect::to(&back).into_response())
}

fn query(list: &str, by: &str) -> BoardQuery {
    let word = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    BoardQuery {
        list: word(list),
        by: word(by),
    }
}

fn notice(locale: Locale, wanted: &Wanted) -> Option<Notice> {
    let sent = wanted.sent?;
    let mut notice = Notice::new(Tone::Done, locale.count("board.reminded", u64::from(sent)));
    let more = [
        (wanted.already, "board.already"),
        (wanted.left, "board.left"),
    ];
    for (count, key) in more {
        if let Some(count) = count.filter(|count| *count > 0) {
            notice.lines.push(locale.count(key, u64::from(count)));
        }
    }
    Some(notice)
}

fn chosen(choices: &[BoardChoice]) -> String {
    let found = choices.iter().find(|choice| choice.chosen);
    found.map(|choice| choice.id.clone()).unwrap_or_default()
}

/// A single choice is none.
fn options(locale: Locale, choices: &[BoardChoice]) -> Vec<OptionView> {
    let option = |choice: &BoardChoice| OptionView {
        value: choice.id.clone(),
        title: locale.title(&choice.title),
        note: String::new(),
        chosen: choice.chosen,
    };
    match choices.len() {
        0 | 1 => Vec::new(),
        _ => choices.iter().map(option).collect(),
    }
}

fn column(locale: Locale, column: &BoardColumn) -> ColumnView {
    let basis = column.basis.join(", ");
    ColumnView {
        title: locale.title(&column.title),
        basis: match basis.is_empty() {
            true => basis,
            false => named(locale, &basis),
        },
    }
}

fn rows(locale: Locale, view: &BoardView) -> Vec<GroupView> {
    let steps: Vec<&str> = view
        .columns
        .iter()
        .map(|column| column.step.as_str())
        .collect();
    let grouped = view.rows.iter().map(|row| group(locale, row, &steps, true));
    let mut total = group(locale, &view.total, &steps, false);
    total.name = locale.text("board.total").to_owned();
    grouped.chain([total]).collect()
}

fn group(locale: Locale, row: &BoardRow, steps: &[&str], remind: bool) -> GroupView {
    let single = row.instance.is_some();
    let cells = row.cells.iter().zip(steps);
    GroupView {
        name: row.name.clone(),
        size: match single {
            true => String::new(),
            false => locale.count("instance.children", u64::from(row.children)),
        },
        href: row.instance.as_ref().map(|id| format!("/instances/{id}")),
        cells: cells
            .map(|(cell, step)| CellView {
                remind: (remind && cell.late > 0).then(|| (*step).to_owned()),
                ..state(locale, cell, row.children)
            })
            .collect(),
    }
}

/// Late first, then what is still open; a duty done by all is the quiet case.
fn state(locale: Locale, cell: &BoardCell, children: u32) -> CellView {
    let done = cell.done + cell.done_late;
    let wanted = children.saturating_sub(cell.dropped);
    let (tone, text) = match (cell.late, done) {
        (0, _) if wanted == 0 => (Tone::Waiting, locale.text("board.dropped").to_owned()),
        (0, done) if done >= wanted => (Tone::Done, locale.text("board.all").to_owned()),
        (0, 0) if cell.open == 0 => (Tone::Waiting, locale.text("board.ahead").to_owned()),
        (0, done) => (Tone::Waiting, of(locale, done, wanted)),
        (late, _) => (Tone::Overdue, locale.count("board.late", u64::from(late))),
    };
    let mut notes = Vec::new();
    if cell.late > 0 && wanted > 1 {
        notes.push(of(locale, done, wanted));
    }
    if cell.done_late > 0 {
        notes.push(locale.count("board.done_late", u64::from(cell.done_late)));
    }
    CellView {
        state: Chip::new(tone, text),
        notes,
        remind: None,
    }
}

fn of(locale: Locale, done: u32, all: u32) -> String {
    let (done, all) = (done.to_string(), all.to_string());
    locale.fill("board.done", &[("done", &done), ("all", &all)])
}
