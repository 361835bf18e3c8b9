//! Running cases go over to an edition: tried without writing anything, then ordered.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use reglament_core::Terms;
use reglament_runtime::{
    MigrationLine, MigrationOrder, MigrationReport, MigrationState, ServiceError, TermLine,
};
use serde::Deserialize;

use super::super::{page, unprocessable};
use super::PROCESSES;
use super::process;
use super::processes::edition;
use super::review::named;
use crate::App;
use crate::locale::Locale;
use crate::ui::admin::{MigratePage, MigrationRow, MigrationView};
use crate::ui::parts::{Chip, Link, Tone};
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Wanted {
    to: u32,
    #[serde(default)]
    terms: String,
    #[serde(default)]
    mapping: String,
    #[serde(default)]
    dry: bool,
}

/// The form, and with `dry` what would happen.
pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(process): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let asked = wanted.dry;
    carry_out(&app, &official, process, wanted, asked.then_some(true)).await
}

/// The order.
pub(super) async fn order(
    State(app): State<App>,
    official: Official,
    Path(process): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Failure> {
    carry_out(&app, &official, process, wanted, Some(false)).await
}

async fn carry_out(
    app: &App,
    official: &Official,
    process: String,
    wanted: Wanted,
    dry_run: Option<bool>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    if !app.service().oversees(official.id()) {
        return Err(ServiceError::Forbidden.into());
    }
    let known = app.service().editions(official.id(), &process).await?;
    if known.iter().all(|line| line.version != wanted.to) {
        return Err(ServiceError::NotFound.into());
    }
    let mut shell = process::shell(app, official, &process);
    let title = shell.title.clone();
    shell
        .crumbs
        .push(Link::new(&title, format!("{PROCESSES}/{process}/versions")));
    shell.title = locale.text("migrate.title").to_owned();
    let to = edition(locale, wanted.to);
    let mut view = MigratePage {
        shell,
        lead: locale.fill("migrate.to", &[("process", &title), ("version", &to)]),
        action: format!("{PROCESSES}/{process}/migrate"),
        version: wanted.to,
        recount: wanted.terms == "recount",
        mapping: wanted.mapping.clone(),
        problem: None,
        report: None,
    };
    let Some(mapping) = mapping(&wanted.mapping) else {
        view.problem = Some(locale.text("migrate.mapping_wrong").to_owned());
        view.shell.failed = true;
        return unprocessable(view);
    };
    if let Some(dry_run) = dry_run {
        let order = MigrationOrder {
            process,
            version: wanted.to,
            mapping,
            terms: match view.recount {
                true => Terms::Recount,
                false => Terms::Keep,
            },
            instance: None,
            dry_run,
        };
        let report = app.service().migrate(Some(official.id()), &order).await?;
        view.report = Some(told(locale, &report));
    }
    page(view)
}

/// Lines `old: new`; none when a line is no pair.
fn mapping(text: &str) -> Option<BTreeMap<String, String>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (old, new) = line.split_once(':')?;
            let (old, new) = (old.trim(), new.trim());
            (!old.is_empty() && !new.is_empty()).then(|| (old.to_owned(), new.to_owned()))
        })
        .collect()
}

fn told(locale: Locale, report: &MigrationReport) -> MigrationView {
    let count = |state| {
        let those = report.instances.iter().filter(|line| line.state == state);
        those.count()
    };
    let [possible, done, refused] = [
        MigrationState::Possible,
        MigrationState::Done,
        MigrationState::Refused,
    ]
    .map(count);
    let key = match report.dry_run {
        true => "migrate.would",
        false => "migrate.did",
    };
    let numbers = [
        ("possible", (possible + done).to_string()),
        ("refused", refused.to_string()),
    ];
    let numbers = numbers.each_ref().map(|(name, n)| (*name, n.as_str()));
    let mut lines: Vec<&MigrationLine> = report.instances.iter().collect();
    lines.sort_by_key(|line| line.state != MigrationState::Refused);
    MigrationView {
        title: locale.fill(key, &numbers),
        rows: lines.into_iter().map(|line| row(locale, line)).collect(),
        possible: possible > 0,
    }
}

fn row(locale: Locale, line: &MigrationLine) -> MigrationRow {
    let (tone, key) = match line.state {
        MigrationState::Possible => (Tone::Waiting, "migrate.possible"),
        MigrationState::Done => (Tone::Done, "migrate.done"),
        MigrationState::Refused => (Tone::Overdue, "migrate.refused"),
    };
    let reasons = line.reasons.iter();
    let reasons = reasons.map(|reason| reason.said.text(locale.is_english()).to_owned());
    let terms = line.terms.iter().map(|term| moved(locale, "", term));
    MigrationRow {
        title: named(&line.subject, line.instance.as_str()),
        href: format!("/instances/{}", line.instance),
        version: edition(locale, line.version),
        chip: Chip::new(tone, locale.text(key)),
        lines: reasons.chain(terms).collect(),
    }
}

/// A term that the edition counts otherwise.
pub(super) fn moved(locale: Locale, of: &str, term: &TermLine) -> String {
    let date = |date: Option<chrono::NaiveDate>| {
        date.map_or_else(
            || locale.text("terms.none").to_owned(),
            |date| locale.date(date),
        )
    };
    let sentence = locale.fill(
        "migrate.term",
        &[
            ("step", &locale.title(&term.title)),
            ("before", &date(term.before)),
            ("after", &date(term.after)),
            ("rule", &date(term.by_rule)),
        ],
    );
    match of.is_empty() {
        true => sentence,
        false => format!("{of}: {sentence}"),
    }
}

#[cfg(test)]
mod tests {
    use super::mapping;

    #[test]
    fn pairs_of_steps_are_read_line_by_line() {
        let read = mapping("check: examine\n\n  b :c\n").unwrap();
        assert_eq!(read["check"], "examine");
        assert_eq!(read["b"], "c");
        assert_eq!(mapping("").map(|read| read.len()), Some(0));
        for wrong in ["check", "check:", ": examine"] {
            assert!(mapping(wrong).is_none(), "{wrong}");
        }
    }
}
