//! «Проверить сроки»: the dates of a process of the draft begun on a day, beside those of the edition in force.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use reglament_definition::compile;
use reglament_language::Lines;
use reglament_runtime::{DraftTexts, ServiceError};
use serde::Deserialize;

use super::super::page;
use super::head::{edit_href, head, shell};
use super::language::day;
use crate::App;
use crate::desk::{places, terms, work};
use crate::locale::Locale;
use crate::ui::admin::{TermsPage, TermsTable};
use crate::ui::parts::OptionView;
use crate::web::{Failure, Official};

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    process: String,
    #[serde(default)]
    start: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let locale = official.locale();
    let draft = app.service().draft(official.id(), id).await?;
    let texts = app.service().draft_texts(official.id(), id).await?;
    let own = places::process_files(&texts.package());
    let touched = |path: &String| {
        let folder = places::folder(path);
        let is_near =
            |file: &&reglament_runtime::DraftFileView| places::folder(&file.path) == folder;
        draft.files.iter().any(|file| is_near(&file))
    };
    let first = own
        .iter()
        .find(|(_, path)| touched(path))
        .or(own.iter().next());
    let chosen = match own.contains_key(&wanted.process) {
        true => wanted.process.clone(),
        false => first
            .map(|(process, _)| process.clone())
            .unwrap_or_default(),
    };
    let published = app.service().library().current();
    let title = |process: &String| {
        let known = published.definitions.get(process);
        known.map_or_else(|| process.clone(), |found| locale.title(&found.title))
    };
    let option = |process: &String| {
        let mut option = OptionView::new(process, title(process), "");
        option.chosen = *process == chosen;
        option
    };
    let today = app.today(app.zone_of(&chosen));
    let asked = match wanted.start.is_empty() {
        true => Some(today),
        false => day(&wanted.start),
    };
    let mut view = TermsPage {
        shell: shell(&app, &official, &draft),
        head: head(&app, locale, &draft, "terms"),
        processes: own.keys().map(option).collect(),
        start: match asked {
            Some(day) => locale.date(day),
            None => wanted.start.clone(),
        },
        problem: None,
        table: None,
    };
    view.problem = match asked {
        None => Some(locale.text("terms.need_date").to_owned()),
        Some(day) => match count(&app, locale, (id, texts), chosen, day).await {
            Ok(table) => {
                view.table = table;
                let broken = view.table.is_none();
                broken.then(|| locale.text("panel.mend_first").to_owned())
            }
            Err(failure) => return Err(failure),
        },
    };
    view.shell.failed = view.problem.is_some();
    page(view)
}

async fn count(
    app: &App,
    locale: Locale,
    (id, texts): (u32, DraftTexts),
    process: String,
    day: chrono::NaiveDate,
) -> Result<Option<TermsTable>, Failure> {
    if process.is_empty() {
        return Err(ServiceError::NotFound.into());
    }
    let calendar = app.service().library().bare_calendar();
    work(move || {
        let compiled = compile(&texts.package());
        let new = compiled.package?;
        let places = compiled.places.get(&process)?;
        let text = texts.texts.get(&places.file)?;
        let lines = Lines::new(text);
        let href = |step: &str| {
            let line = lines.position(places.step(step).start).line + 1;
            format!("{}&line={line}", edit_href(id, &places.file))
        };
        let published = texts.published.iter();
        let own = published.filter(|(path, _)| !DraftTexts::is_scenario(path));
        let old = own.map(|(path, text)| (path.clone(), text.clone()));
        let old = compile(&old.collect()).package;
        let asked = (&new, process.as_str());
        terms::table(locale, &calendar, asked, old.as_ref(), day, &href)
    })
    .await
}
