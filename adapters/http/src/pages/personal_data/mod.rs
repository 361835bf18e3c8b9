//! «Данные человека»: finding what is held about somebody and handing it over as a file. Who may is the service's answer; what
//! the file says in words is `words`' business, how it is packed that of `archive`.

mod archive;
mod tables;
mod words;

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use reglament_core::InstanceId;
use reglament_runtime::limits::{MAX_PERSON_CASES, PERSON_REASON_CHARS};
use reglament_runtime::{
    CaseFound, DirectoryLine, FoundBy, PersonFound, PersonSought, PersonWish, PersonalData,
    is_person_cursor,
};
use serde::Deserialize;

use super::html;
use crate::App;
use crate::access::Handed;
use crate::form::FormBody;
use crate::limits;
use crate::locale::Locale;
use crate::ui::parts::{Link, Notice, Tone};
use crate::ui::personal_data::{PersonCaseRow, PersonalDataPage};
use crate::web::{Failure, Official, url_encoded};

const HERE: &str = "/admin/personal-data";

/// The query of the address.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    after: String,
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let drawn = draw(&app, &official, wanted).await?;
    html(StatusCode::OK, drawn)
}

/// Answers with the archive, or with the page that says what is missing.
pub(super) async fn give(
    State(app): State<App>,
    official: Official,
    request: Request,
) -> Result<Response, Failure> {
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let field = |name: &str| body.get(name).unwrap_or_default().trim().to_owned();
    let picked = body.pairs.iter().filter(|(name, _)| name == "case");
    let cases: Vec<String> = picked.map(|(_, case)| case.clone()).collect();
    let (person, reason) = (field("person"), field("reason"));
    let person = Some(person).filter(|person| !person.is_empty());
    if let Some(key) = missing(person.as_deref(), cases.len(), &reason) {
        let wanted = Wanted {
            q: field("q"),
            person: person.unwrap_or_default(),
            after: field("after"),
        };
        let mut drawn = draw(&app, &official, wanted).await?;
        let said = official.locale().text(key);
        drawn.shell.notice = Some(Notice::new(Tone::Overdue, said));
        drawn.reason = reason;
        for row in &mut drawn.cases {
            row.picked = cases.contains(&row.id);
        }
        return html(StatusCode::UNPROCESSABLE_ENTITY, drawn);
    }
    let wish = PersonWish {
        person,
        cases: cases.into_iter().map(InstanceId).collect(),
        reason,
    };
    let data = app.service().personal_data(official.id(), &wish).await?;
    let page = words::file(&app, official.locale(), &data)?;
    let handed = handed(&data);
    let mut answer = archive::answer(&app, official.id(), data, page)?.into_response();
    if let Some(handed) = handed {
        answer.extensions_mut().insert(handed);
    }
    Ok(answer)
}

/// The cases whose logs say that they were handed over.
pub(crate) fn handed(data: &PersonalData) -> Option<Handed> {
    let cases: Vec<InstanceId> = data.cases.iter().map(|case| case.id.clone()).collect();
    (!cases.is_empty()).then_some(Handed(cases))
}

/// The words for what a wish lacks.
pub(crate) fn missing(person: Option<&str>, cases: usize, reason: &str) -> Option<&'static str> {
    if person.is_none() && cases == 0 {
        return Some("personal_data.nothing_chosen");
    }
    if cases > MAX_PERSON_CASES {
        return Some("personal_data.too_many");
    }
    let reason = reason.trim();
    let unsaid = reason.is_empty() || reason.chars().count() > PERSON_REASON_CHARS;
    unsaid.then_some("personal_data.reason_missing")
}

async fn draw(
    app: &App,
    official: &Official,
    mut wanted: Wanted,
) -> Result<PersonalDataPage, Failure> {
    let (locale, service) = (official.locale(), app.service());
    let person = match wanted.person.as_str() {
        "" => None,
        id => Some(service.directory_entry(official.id(), id).await?.line),
    };
    if let Some(person) = person.as_ref().filter(|_| wanted.q.is_empty()) {
        wanted.q = person.name.clone();
    }
    let sought = PersonSought {
        text: wanted.q.clone(),
        cursor: Some(wanted.after.clone()).filter(|after| is_person_cursor(after)),
    };
    let found = service.find_person(official.id(), &sought).await?;
    let about = |found: &PersonFound| said(locale, &wanted, found);
    Ok(PersonalDataPage {
        shell: official.shell(app, locale.text("personal_data.title"), HERE),
        said: about(&found),
        people: match &person {
            None => found.people.iter().map(person_link).collect(),
            Some(_) => Vec::new(),
        },
        person: person
            .as_ref()
            .map(|line| (line.id.clone(), line.name.clone())),
        cases: found
            .cases
            .iter()
            .map(|case| row(app, locale, case))
            .collect(),
        next: found.next.map(|after| {
            let at = [
                ("q", &wanted.q),
                ("person", &wanted.person),
                ("after", &after),
            ];
            let at = at.map(|(name, value)| format!("{name}={}", url_encoded(value)));
            format!("{HERE}?{}", at.join("&"))
        }),
        reason: String::new(),
        reason_limit: PERSON_REASON_CHARS,
        text: wanted.q,
        after: wanted.after,
    })
}

fn said(locale: Locale, wanted: &Wanted, found: &PersonFound) -> String {
    if wanted.q.is_empty() {
        return String::new();
    }
    let cases = locale.count("personal_data.found", found.cases.len() as u64);
    match found.looked {
        0 => cases,
        looked => {
            let looked = locale.count("personal_data.looked", u64::from(looked));
            format!("{cases} {looked}")
        }
    }
}

fn person_link(line: &DirectoryLine) -> Link {
    let title = match line.position.is_empty() {
        true => line.name.clone(),
        false => format!("{}, {}", line.name, line.position),
    };
    Link::new(title, format!("{HERE}?person={}", url_encoded(&line.id)))
}

fn row(app: &App, locale: Locale, case: &CaseFound) -> PersonCaseRow {
    let day = |at: &chrono::DateTime<chrono::Utc>| {
        locale.date(at.with_timezone(&app.zone()).date_naive())
    };
    let by = match case.by {
        FoundBy::Receipt => "personal_data.by_receipt",
        FoundBy::Contact => "personal_data.by_contact",
        FoundBy::Words => "personal_data.by_words",
    };
    let named = match case.subject.is_empty() {
        true => &case.receipt,
        false => &case.subject,
    };
    PersonCaseRow {
        id: case.id.to_string(),
        case: Link::new(named, format!("/instances/{}", case.id)),
        process: locale.title(&case.process_title),
        receipt: case.receipt.clone(),
        began: day(&case.started_at),
        ended: case.ended_at.as_ref().map(day).unwrap_or_default(),
        by: locale.text(by),
        // Of the same name there may be several people.
        picked: case.by != FoundBy::Words,
    }
}
