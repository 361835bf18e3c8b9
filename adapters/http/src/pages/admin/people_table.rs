//! A table of the personnel department, brought to a draft: what is wrong with it, what it would change, and the text that
//! goes into the draft once somebody has looked. Publishing is the business of the draft.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use reglament_directory::{What, template};
use reglament_runtime::{DraftRefusal, DraftTexts, DraftView, ServiceError, Title};

use super::super::html;
use super::head::{head, shell};
use super::people_words::{InForce, comparison};
use super::{DRAFTS, status};
use crate::App;
use crate::desk::people::{Tables, compare, file, regulations, wish};
use crate::desk::work;
use crate::form::FormBody;
use crate::limits::FILE_BODY_BYTES;
use crate::locale::Locale;
use crate::tables::Sheet;
use crate::ui::admin::{PeopleTablePage, TableAcceptance, TableSample};
use crate::ui::parts::{Link, OptionView};
use crate::web::{Failure, Official};

/// The page of a draft, with what was typed.
struct Desk<'a> {
    app: &'a App,
    official: &'a Official,
    draft: DraftView,
    texts: DraftTexts,
}

/// What the form says beside its files.
#[derive(Default)]
struct Typed {
    regulation: String,
    complete: String,
    skip_wrong: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
) -> Result<Response, Failure> {
    let desk = Desk::open(&app, &official, id).await?;
    html(StatusCode::OK, desk.page(&Typed::default()))
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path(id): Path<u32>,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, FILE_BODY_BYTES).await?;
    let desk = Desk::open(&app, &official, id).await?;
    match body.get("_accept") {
        Some(_) => desk.accept(&body).await,
        None => desk.look(body).await,
    }
}

impl<'a> Desk<'a> {
    async fn open(app: &'a App, official: &'a Official, id: u32) -> Result<Self, Failure> {
        Ok(Self {
            app,
            official,
            draft: app.service().draft(official.id(), id).await?,
            texts: app.service().draft_texts(official.id(), id).await?,
        })
    }

    /// Compares the tables with the draft and shows what would change; writes nothing.
    async fn look(self, body: FormBody) -> Result<Response, Failure> {
        let locale = self.official.locale();
        let word = |name| body.get(name).unwrap_or_default().trim().to_owned();
        let typed = Typed {
            regulation: word("regulation"),
            complete: word("complete"),
            skip_wrong: body.get("skip_wrong").is_some(),
        };
        let known = regulations(&self.texts);
        if !known.contains(&typed.regulation) {
            return Err(Failure::Unreadable);
        }
        let complete = match typed.complete.as_str() {
            "" => None,
            day => match day.parse::<NaiveDate>() {
                Ok(day) => Some(day),
                Err(_) => return self.refused(&typed, locale.text("people_table.no_day").into()),
            },
        };
        let (mut notes, mut sheets) = (Vec::new(), Vec::new());
        for input in ["people", "units"] {
            let found = body.files.iter().find(|file| file.input == input);
            let Some(found) = found else {
                sheets.push(None);
                continue;
            };
            match read(self.app, &found.name, &found.bytes).await? {
                Ok((sheet, told)) => {
                    notes.extend(told.iter().map(|note| locale.title(note)));
                    sheets.push(Some(sheet));
                }
                Err(says) => {
                    let says = format!("{}: {}", found.name, locale.title(&says));
                    return self.refused(&typed, says);
                }
            }
        }
        let units = sheets.pop().flatten();
        let Some(wish) = wish(sheets.pop().flatten(), units, complete) else {
            return self.refused(&typed, locale.text("people_table.no_file").into());
        };
        let tables = Tables {
            regulation: typed.regulation.clone(),
            wish,
            skip_wrong: typed.skip_wrong,
        };
        self.compared(&typed, tables, notes).await
    }

    async fn compared(
        mut self,
        typed: &Typed,
        tables: Tables,
        notes: Vec<String>,
    ) -> Result<Response, Failure> {
        let locale = self.official.locale();
        let texts = std::mem::take(&mut self.texts);
        let done = work(move || (compare(locale, &texts, &tables), texts));
        let (found, texts) = done.await?;
        self.texts = texts;
        let found = match found {
            Ok(found) => found,
            Err(says) => return self.refused(typed, locale.said(says.ru, says.en)),
        };
        let wrong = found.text.is_none() && found.plan.is_wrong();
        let package = self.app.service().library().current();
        let mut view = self.page(typed);
        let in_force = InForce {
            definitions: &package.definitions,
            organisation: &package.organisation,
        };
        let mut told = comparison(locale, in_force, self.draft.id, &found);
        told.notes.splice(0..0, notes);
        let path = file(&typed.regulation);
        told.acceptance = found
            .text
            .filter(|_| view.head.open)
            .map(|text| TableAcceptance {
                seen: self.seen(&path),
                over: self.texts.over.clone(),
                file: path,
                text,
            });
        view.shell.failed = wrong;
        view.comparison = Some(told);
        let code = match wrong {
            true => StatusCode::UNPROCESSABLE_ENTITY,
            false => StatusCode::OK,
        };
        html(code, view)
    }

    /// Puts the text that was looked at into the draft, if nothing has changed under it.
    async fn accept(self, body: &FormBody) -> Result<Response, Failure> {
        let field = |name| body.get(name).ok_or(Failure::Unreadable);
        let path = field("file")?;
        let of_directory = regulations(&self.texts).iter().any(|one| file(one) == path);
        if !of_directory {
            return Err(Failure::Unreadable);
        }
        let seen = field("seen")?.parse().map_err(|_| Failure::Unreadable)?;
        // Browsers send line ends of a form with carriage returns.
        let text = field("text")?.replace("\r\n", "\n");
        if field("over")? != self.texts.over {
            return self.not_written(&DraftRefusal::Moved);
        }
        let (service, person) = (self.app.service(), self.official.id());
        let done = service.write_draft(person, self.draft.id, (path, seen), &text);
        match done.await {
            Ok(_) => {
                let href = format!("{DRAFTS}/{}?done=people", self.draft.id);
                Ok(Redirect::to(&href).into_response())
            }
            Err(ServiceError::Draft(refusal)) => self.not_written(&refusal),
            Err(error) => Err(error.into()),
        }
    }

    fn not_written(&self, refusal: &DraftRefusal) -> Result<Response, Failure> {
        let locale = self.official.locale();
        let mut view = self.page(&Typed::default());
        view.shell.failed = true;
        let again = locale.text("people_table.once_more");
        let says = locale.said(refusal.ru(), refusal.en());
        view.problem = Some(format!("{says} {again}"));
        html(status(refusal), view)
    }

    fn refused(&self, typed: &Typed, says: String) -> Result<Response, Failure> {
        let mut view = self.page(typed);
        view.shell.failed = true;
        view.problem = Some(says);
        html(StatusCode::UNPROCESSABLE_ENTITY, view)
    }

    /// The revision of a file; 0 when the draft has not changed it.
    fn seen(&self, path: &str) -> u32 {
        let found = self.draft.files.iter().find(|file| file.path == path);
        found.map_or(0, |file| file.revision)
    }

    fn page(&self, typed: &Typed) -> PeopleTablePage {
        let locale = self.official.locale();
        let mut shell = shell(self.app, self.official, &self.draft);
        let href = format!("{DRAFTS}/{}", self.draft.id);
        shell.crumbs.push(Link::new(&self.draft.title, href));
        shell.title = locale.text("people_table.title").to_owned();
        let mut head = head(self.app, locale, &self.draft, "files");
        head.facts.insert(0, self.draft.title.clone());
        let known = regulations(&self.texts);
        let title = |regulation: &str| match regulation {
            "" => locale.fill("people_table.shared", &[("file", &file(regulation))]),
            folder => file(folder),
        };
        let option = |regulation: &String| OptionView {
            chosen: *regulation == typed.regulation,
            ..OptionView::new(regulation, title(regulation), "")
        };
        PeopleTablePage {
            shell,
            head,
            problem: None,
            comparison: None,
            regulations: match known.len() {
                1 => Vec::new(),
                _ => known.iter().map(option).collect(),
            },
            complete: typed.complete.clone(),
            skip_wrong: typed.skip_wrong,
            samples: samples(locale),
        }
    }
}

type Read = Result<(Sheet, Vec<Title>), Title>;

/// Reads a file; the inner error is a sentence about it.
pub(crate) async fn read(app: &App, name: &str, bytes: &[u8]) -> Result<Read, Failure> {
    let (reader, name, bytes) = (app.tables(), name.to_owned(), bytes.to_vec());
    let read = tokio::task::spawn_blocking(move || reader.sheet(&name, &bytes));
    read.await.map_err(|_| Failure::Broken)
}

fn samples(locale: Locale) -> Vec<TableSample> {
    let sample = |(what, key): (What, &'static str)| {
        let sheet = template(what);
        let row = sheet.rows.into_iter().next();
        TableSample {
            title: locale.text(key).to_owned(),
            header: sheet.header,
            row: row.map(|row| row.cells).unwrap_or_default(),
        }
    };
    [
        (What::Person, "people_table.people"),
        (What::Unit, "people_table.units"),
    ]
    .map(sample)
    .into()
}
