//! The access log: filters in the address, the list, and the same as a file.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use chrono::NaiveDate;
use reglament_runtime::port::{JournalFormat, ViewKind};
use reglament_runtime::{AccessLine, AccessQuery};
use serde::Deserialize;

use super::control_query::under;
use super::instances::{filled, options};
use super::{download, page};
use crate::App;
use crate::locale::Locale;
use crate::ui::access_log::{AccessLogPage, AccessRow};
use crate::ui::parts::{Link, OptionView};
use crate::web::{Failure, Official, url_encoded};

const HERE: &str = "/admin/access-log";

/// The query of the address. A word that means nothing filters nothing.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    person: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    after: String,
}

impl Wanted {
    fn query(&self) -> AccessQuery {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        AccessQuery {
            person: filled(&self.person),
            case: filled(self.case.trim()),
            from: day(&self.from),
            until: day(&self.until),
            cursor: filled(&self.after),
            limit: None,
        }
    }

    fn text(&self) -> String {
        let parts = [
            ("person", &self.person),
            ("case", &self.case),
            ("from", &self.from),
            ("until", &self.until),
            ("after", &self.after),
        ];
        let set = parts.iter().filter(|(_, value)| !value.is_empty());
        let set: Vec<String> = set
            .map(|(name, value)| format!("{name}={}", url_encoded(value)))
            .collect();
        set.join("&")
    }
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let found = app
        .service()
        .access_log(official.id(), &wanted.query())
        .await?;
    let bare = Wanted {
        after: String::new(),
        ..wanted.clone()
    };
    let next = found.next.map(|after| {
        let further = Wanted {
            after,
            ..wanted.clone()
        };
        under(HERE, &further.text())
    });
    let rows = found.rows.iter().map(|line| row(&app, locale, line));
    page(AccessLogPage {
        shell: official.shell(&app, locale.text("access_log.title"), HERE),
        people: people(&app, locale, &wanted.person),
        filtered: !bare.text().is_empty(),
        file_href: under("/admin/access-log/files/xlsx", &bare.text()),
        rows: rows.collect(),
        next,
        case: wanted.case,
        from: wanted.from,
        until: wanted.until,
    })
}

/// The list as a file: `xlsx`, `docx` or `pdf`.
pub(super) async fn file(
    State(app): State<App>,
    official: Official,
    Path(format): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let kind = JournalFormat::named(&format).ok_or(Failure::NotFound)?;
    let locale = official.locale();
    let said = (locale.text("access_log.title"), locale.is_english());
    let bytes = app
        .service()
        .access_log_file(official.id(), &wanted.query(), said, kind)
        .await?;
    let name = format!("access-log-{}.{format}", app.today(app.zone()));
    Ok(download(super::journal_media(kind), &name, bytes))
}

/// Everybody of the directory by name; whoever has left it stays while they are asked for.
fn people(app: &App, locale: Locale, chosen: &str) -> Vec<OptionView> {
    let mut known: Vec<(String, String)> = app
        .service()
        .people()
        .into_iter()
        .map(|person| (person.id, person.name))
        .collect();
    if !chosen.is_empty() && known.iter().all(|(id, _)| id != chosen) {
        known.push((chosen.to_owned(), gone(locale, chosen)));
    }
    known.sort_by(|(_, a), (_, b)| reglament_expression::russian_order(a, b));
    let known = known.iter().map(|(id, name)| (id.as_str(), name.clone()));
    options(locale, known, chosen)
}

fn gone(locale: Locale, id: &str) -> String {
    locale.fill("access_log.gone", &[("id", id)])
}

fn row(app: &App, locale: Locale, line: &AccessLine) -> AccessRow {
    let at = line.at.with_timezone(&app.zone());
    let program = line.program.as_ref();
    let program = program.map(|name| locale.fill("access_log.program", &[("name", name)]));
    let program = program.unwrap_or_default();
    let (who, program) = match &line.person {
        Some(id) => {
            let name = line.name.clone().unwrap_or_else(|| gone(locale, id));
            let href = format!("{HERE}?person={}", url_encoded(id));
            (Link::new(name, href), program)
        }
        None => (Link::new(program, ""), String::new()),
    };
    AccessRow {
        when: format!("{} {}", locale.date(at.date_naive()), at.format("%H:%M:%S")),
        who,
        program,
        address: line.address.clone(),
        what: locale.text(kind(line.what)).to_owned(),
        case: line.instance.as_ref().map(|id| {
            let named = line.subject.clone();
            let named = named.unwrap_or_else(|| id.to_string());
            Link::new(named, format!("/instances/{id}"))
        }),
        target: line.target.clone(),
    }
}

pub(super) fn kind(what: ViewKind) -> &'static str {
    match what {
        ViewKind::Case => "access_log.kind_case",
        ViewKind::Task => "access_log.kind_task",
        ViewKind::Document => "access_log.kind_document",
        ViewKind::File => "access_log.kind_file",
        ViewKind::Letter => "access_log.kind_letter",
        ViewKind::Register => "access_log.kind_register",
        ViewKind::List => "access_log.kind_list",
        ViewKind::Export => "access_log.kind_export",
        ViewKind::Job => "access_log.kind_job",
        ViewKind::Log => "access_log.kind_log",
    }
}
