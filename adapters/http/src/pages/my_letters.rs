//! «Мои письма», the link of a letter by which such letters are declined, and the calendar behind its token.
//!
//! Opening a link changes nothing: mail scanners open links. Declining is a press of the button there, or the request of a
//! mail program by RFC 8058, which carries no session and needs none.

use axum::extract::{Form, Path, Query, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::{LetterChoices, LetterKindView, UnsubscribeView, Wish};
use serde::Deserialize;
use serde_json::Map;

use super::page;
use crate::form::FormBody;
use crate::locale::Locale;
use crate::ui::my_letters::{MyLettersPage, UnsubscribePage};
use crate::ui::parts::{FieldKind, FieldSpec, FormView, Notice, OptionView, OutcomeButton, Tone};
use crate::web::{Failure, Official, Visitor, url_encoded};
use crate::{App, limits};

const HERE: &str = "/letters";
const LANGUAGE: &str = "language";

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    done: bool,
}

#[derive(Deserialize)]
pub(super) struct Act {
    #[serde(default)]
    act: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut view = draw(&app, &official, None).await?;
    let saved = || Notice::new(Tone::Done, official.locale().text("my_letters.saved"));
    view.shell.notice = wanted.done.then(saved);
    page(view)
}

pub(super) async fn save(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let service = app.service();
    let choices = service.letter_choices(official.id()).await?;
    for kind in &choices.kinds {
        let wish = body.get(&input(&kind.kind)).map(Wish::from_name);
        // A kind that the form did not have keeps its wish.
        if let Some(wish) = wish.filter(|wish| wish.map(Wish::name) != kind.wish) {
            service
                .choose_letters(official.id(), &kind.kind, wish)
                .await?;
        }
    }
    if let Some(language) = body.get(LANGUAGE) {
        let english = language == "en";
        service
            .choose_letter_language(official.id(), english)
            .await?;
    }
    Ok(Redirect::to("/letters?done=true").into_response())
}

pub(super) async fn calendar(
    State(app): State<App>,
    official: Official,
    Form(act): Form<Act>,
) -> Result<Response, Failure> {
    if act.act == "close" {
        app.service().close_calendar(official.id()).await?;
        return Ok(Redirect::to("/letters?done=true").into_response());
    }
    let token = app.service().open_calendar(official.id()).await?;
    page(draw(&app, &official, Some(token)).await?)
}

/// The calendar behind a token. Programs ask for it again and again; they carry no session.
pub(super) async fn calendar_file(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let token = name.strip_suffix(".ics").unwrap_or(&name);
    let file = app.service().calendar_file(token).await?;
    let headers = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
    Ok((headers, file).into_response())
}

type Link = Path<(String, String, String)>;

pub(super) async fn unsubscribe(
    State(app): State<App>,
    visitor: Visitor,
    Path((person, kind, signature)): Link,
) -> Result<Response, Failure> {
    let service = app.service();
    let question = service.unsubscribe_question(&person, &kind, &signature);
    let question = question.await?;
    let action = format!(
        "/unsubscribe/{}/{}/{signature}",
        url_encoded(&person),
        url_encoded(&kind)
    );
    let action = (!question.declined).then_some(action);
    page(unsubscribe_page(&app, &visitor, &question, action))
}

pub(super) async fn declined(
    State(app): State<App>,
    visitor: Visitor,
    Path((person, kind, signature)): Link,
) -> Result<Response, Failure> {
    let service = app.service();
    service.unsubscribe(&person, &kind, &signature).await?;
    let question = service.unsubscribe_question(&person, &kind, &signature);
    page(unsubscribe_page(&app, &visitor, &question.await?, None))
}

fn unsubscribe_page(
    app: &App,
    visitor: &Visitor,
    question: &UnsubscribeView,
    action: Option<String>,
) -> UnsubscribePage {
    let locale = visitor.locale;
    let title = match question.declined {
        true => "unsubscribe.declined",
        false => "unsubscribe.title",
    };
    let kind = kind_title(locale, &question.kind, question.title.as_ref());
    UnsubscribePage {
        shell: visitor.shell(app, locale.text(title), ""),
        what: locale.fill("unsubscribe.what", &[("kind", &kind)]),
        note: locale.text("unsubscribe.note").to_owned(),
        action,
    }
}

async fn draw(
    app: &App,
    official: &Official,
    token: Option<String>,
) -> Result<MyLettersPage, Failure> {
    let locale = official.locale();
    let choices = app.service().letter_choices(official.id()).await?;
    let moment =
        |at: chrono::DateTime<chrono::Utc>| locale.short_moment(at.with_timezone(&app.zone()));
    let bounces = choices.bounces.iter();
    let bounces = bounces.map(|bounce| (moment(bounce.at), bounce.reason.clone()));
    let calendar = match choices.calendar_since {
        Some(at) => locale.fill("my_letters.calendar_since", &[("time", &moment(at))]),
        None => locale.text("my_letters.calendar_none").to_owned(),
    };
    let marked = choices.marked_since.map(moment);
    Ok(MyLettersPage {
        shell: official.shell(app, locale.text("my_letters.title"), HERE),
        marked: marked.map(|time| locale.fill("my_letters.marked", &[("time", &time)])),
        bounces: bounces.collect(),
        form: form(locale, &choices),
        calendar,
        has_calendar: choices.calendar_since.is_some(),
        calendar_address: token
            .map(|token| format!("{}/calendar/{token}.ics", app.service().base_url())),
        address: choices.address,
    })
}

/// The name of a kind's input.
fn input(kind: &str) -> String {
    kind.replace(':', "-")
}

fn form(locale: Locale, choices: &LetterChoices) -> FormView {
    let mut specs: Vec<FieldSpec> = choices
        .kinds
        .iter()
        .map(|kind| spec(locale, kind))
        .collect();
    let option = |value: &str, key| OptionView::new(value, locale.text(key), "");
    specs.push(FieldSpec {
        name: LANGUAGE.to_owned(),
        label: locale.text("my_letters.language").to_owned(),
        hint: String::new(),
        kind: FieldKind::Choice(vec![
            option("ru", "my_letters.russian"),
            option("en", "my_letters.english"),
        ]),
        required: true,
    });
    let wish = |kind: &LetterKindView| (input(&kind.kind), kind.wish.unwrap_or("default").into());
    let mut raw: Map<_, _> = choices.kinds.iter().map(wish).collect();
    let language = if choices.english { "en" } else { "ru" };
    raw.insert(LANGUAGE.to_owned(), language.into());
    FormView::new(locale, HERE, &specs, &raw, Vec::new()).with_outcomes(vec![OutcomeButton {
        id: String::new(),
        title: locale.text("my_letters.save").to_owned(),
        primary: true,
    }])
}

fn spec(locale: Locale, kind: &LetterKindView) -> FieldSpec {
    let single = kind.choices.contains(&"always");
    let usual = if single {
        "my_letters.usual"
    } else {
        "my_letters.wanted"
    };
    let mut options = vec![OptionView::new("default", locale.text(usual), "")];
    for choice in &kind.choices {
        let key = match *choice {
            "always" => "my_letters.always",
            _ => "my_letters.never",
        };
        options.push(OptionView::new(*choice, locale.text(key), ""));
    }
    let hint = match kind.kind.as_str() {
        "new_task" => "my_letters.new_task_hint",
        "reminder" => "my_letters.reminder_hint",
        "overdue_again" => "my_letters.overdue_hint",
        _ => "my_letters.digest_hint",
    };
    FieldSpec {
        name: input(&kind.kind),
        label: kind_title(locale, &kind.kind, kind.title.as_ref()),
        hint: locale.text(hint).to_owned(),
        kind: FieldKind::Choice(options),
        required: true,
    }
}

fn kind_title(locale: Locale, kind: &str, title: Option<&reglament_runtime::Title>) -> String {
    let key = match kind {
        "new_task" => "my_letters.new_task",
        "reminder" => "my_letters.reminder",
        "overdue_again" => "my_letters.overdue",
        _ => "my_letters.digest",
    };
    title.map_or_else(|| locale.text(key).to_owned(), |title| locale.title(title))
}
