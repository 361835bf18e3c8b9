//! One register: a year, page by page, or the whole year as a page for the printer.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use chrono::Datelike;
use reglament_runtime::port::JournalFormat;
use reglament_runtime::{RegisterEntry as Entry, RegisterView, RegisterYear};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{download, page};
use crate::locale::Locale;
use crate::ui::parts::{Link, Tab};
use crate::ui::register::{RegisterEntry, RegisterPage};
use crate::web::{Failure, Official, url_encoded};
use crate::{App, limits};

/// Missing numbers named below a register; more only raise the count.
const NAMED_GAPS: usize = 20;

#[derive(Deserialize)]
pub(super) struct Wanted {
    year: Option<i32>,
    after: Option<u32>,
    #[serde(default)]
    print: bool,
}

/// Which file.
#[derive(JsonSchema, Deserialize)]
pub(crate) struct WantedFile {
    /// The year; the present one without it, 0 for a register that does not start anew.
    year: Option<i32>,
    /// Column to sort by; by number without it.
    sort: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let registers = app.service().registers(official.id()).await?;
    let register = registers
        .iter()
        .find(|register| register.id == id)
        .ok_or(Failure::NotFound)?;
    let latest = register.years.iter().map(|(year, _)| *year).max();
    let year = wanted
        .year
        .or(latest)
        .unwrap_or_else(|| app.today(app.zone()).year());
    let mut found = app
        .service()
        .register(official.id(), &id, year, wanted.after)
        .await?;
    if wanted.print {
        whole_year(&app, official.id(), &mut found).await?;
    }
    page(draw(&app, &official, register, &found, &wanted))
}

/// The year as a file: `pdf`, `docx` or `xlsx`.
pub(super) async fn file(
    State(app): State<App>,
    official: Official,
    Path((id, format)): Path<(String, String)>,
    Query(wanted): Query<WantedFile>,
) -> Result<Response, Failure> {
    journal(&app, &official, &id, &format, &wanted).await
}

/// The same for the API.
pub(crate) async fn journal(
    app: &App,
    official: &Official,
    id: &str,
    format: &str,
    wanted: &WantedFile,
) -> Result<Response, Failure> {
    let kind = JournalFormat::named(format).ok_or(Failure::NotFound)?;
    let (year, sort) = (wanted.year, wanted.sort.as_deref());
    let year = year.unwrap_or_else(|| app.today(app.zone()).year());
    let bytes = app
        .service()
        .register_file(official.id(), id, year, kind, sort)
        .await?;
    Ok(download(
        super::journal_media(kind),
        &format!("register-{year}.{format}"),
        bytes,
    ))
}

/// Adds the pages after the first one.
async fn whole_year(app: &App, person: &str, found: &mut RegisterYear) -> Result<(), Failure> {
    for _ in 1..limits::PRINT_PAGES {
        let Some(after) = found.next else { break };
        let more = app
            .service()
            .register(person, &found.id, found.year, Some(after))
            .await?;
        found.entries.extend(more.entries);
        found.next = more.next;
    }
    Ok(())
}

fn draw(
    app: &App,
    official: &Official,
    register: &RegisterView,
    found: &RegisterYear,
    wanted: &Wanted,
) -> RegisterPage {
    let locale = official.locale();
    let mut shell = official.shell(app, locale.title(&found.title), "/registers");
    shell.crumbs = vec![Link::new(locale.text("registers.title"), "/registers")];
    let address = format!("/registers/{}?year={}", url_encoded(&found.id), found.year);
    let is_whole = wanted.after.is_none() && found.next.is_none();
    RegisterPage {
        shell,
        years: years(locale, register, found.year),
        columns: found
            .columns
            .iter()
            .map(|(_, title)| locale.title(title))
            .collect(),
        entries: found
            .entries
            .iter()
            .map(|entry| row(locale, found, entry))
            .collect(),
        check: if is_whole {
            check(locale, &found.entries)
        } else {
            String::new()
        },
        next: found.next.map(|after| format!("{address}&after={after}")),
        print: (!wanted.print).then(|| format!("{address}&print=true")),
        files: FILES
            .map(|(title, format)| file_link(found, title, format))
            .into(),
    }
}

/// Files of a journal: the word on the page, the ending.
const FILES: [(&str, &str); 3] = [("PDF", "pdf"), ("DOCX", "docx"), ("XLSX", "xlsx")];

fn file_link(found: &RegisterYear, title: &str, format: &str) -> Link {
    let id = url_encoded(&found.id);
    Link::new(
        title,
        format!("/registers/{id}/journal/{format}?year={}", found.year),
    )
}

fn years(locale: Locale, register: &RegisterView, current: i32) -> Vec<Tab> {
    let tab = |(year, count): &(i32, u32)| Tab {
        title: match year {
            0 => locale.text("register.all_years").to_owned(),
            year => year.to_string(),
        },
        count: usize::try_from(*count).ok(),
        alarm: false,
        href: format!("/registers/{}?year={year}", url_encoded(&register.id)),
        current: *year == current,
    };
    let mut years = register.years.clone();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.iter().map(tab).collect()
}

fn row(locale: Locale, found: &RegisterYear, entry: &Entry) -> RegisterEntry {
    let cell = |(name, _): &(String, reglament_runtime::Title)| {
        let value = entry.values.get(name);
        value.map_or_else(String::new, |value| locale.said(&value.ru, &value.en))
    };
    RegisterEntry {
        number: entry.text.clone(),
        date: locale.date(entry.on),
        cells: found.columns.iter().map(cell).collect(),
        document_href: None,
        instance_href: Some(format!("/instances/{}", entry.instance)),
    }
}

/// Numbers are given without gaps; the page says whether it is so.
fn check(locale: Locale, entries: &[Entry]) -> String {
    let Some(last) = entries.iter().map(|entry| entry.number).max() else {
        return String::new();
    };
    let has = |number: &u32| entries.iter().any(|entry| entry.number == *number);
    let missing: Vec<String> = (1..=last)
        .filter(|number| !has(number))
        .take(NAMED_GAPS)
        .map(|n| n.to_string())
        .collect();
    if missing.is_empty() {
        locale.text("register.complete").to_owned()
    } else {
        locale.fill("register.gaps", &[("numbers", &missing.join(", "))])
    }
}
