//! The description of the API for people: the same document that programs get, as pages for reading.
//!
//! Nothing is described here; what the pages say is in the operations, the types and the language files.

mod fields;
mod request;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::Value;

use self::fields::fields;
use self::request::request;
use super::page;
use crate::App;
use crate::access::Relation;
use crate::api::openapi::document;
use crate::api::operations::{Answer, ForPrograms, Group, Operation, Who, groups};
use crate::locale::Locale;
use crate::ui::api::{
    ApiGroupCard, ApiGroupPage, ApiLine, ApiOperation, ApiPage, ApiRefusal, ApiStep,
};
use crate::ui::parts::Link;
use crate::web::{Failure, Visitor};

/// How to begin: what to type, and the words above it.
const STEPS: [(&str, &str); 3] = [
    (
        "manual.step_sign_in",
        "SITE=https://reglament.example.ru\ncurl \"$SITE/api/v1/session\" --json '{\"login\": \"ivanova\", \"password\": \"…\"}'\nTOKEN=3q2-7w…",
    ),
    (
        "manual.step_read",
        "curl \"$SITE/api/v1/tasks\" -H \"Authorization: Bearer $TOKEN\"",
    ),
    (
        "manual.step_command",
        "curl \"$SITE/api/v1/tasks/0f3c9a71/1/complete\" -H \"Authorization: Bearer $TOKEN\" \\\n  -H \"Idempotency-Key: $(uuidgen)\" --json '{\"outcome\": \"accept\", \"data\": {}}'",
    ),
];

/// What holds for every operation.
const RULES: [&str; 7] = [
    "manual.rule_keys",
    "manual.rule_errors",
    "manual.rule_statuses",
    "manual.rule_unknown",
    "manual.rule_forms",
    "manual.rule_lists",
    "manual.rule_dates",
];

pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    let locale = visitor.locale;
    let step = |(words, code): &(&'static str, &str)| ApiStep {
        text: locale.text(words).to_owned(),
        code: (*code).to_owned(),
    };
    page(ApiPage {
        shell: visitor.shell(&app, locale.text("api.title"), "/api"),
        lead: locale.text("manual.lead"),
        steps: STEPS.iter().map(step).collect(),
        rules: RULES.iter().map(|words| locale.text(words)).collect(),
        groups: groups().iter().map(|group| card(group, locale)).collect(),
    })
}

fn card(group: &Group, locale: Locale) -> ApiGroupCard {
    let line = |operation: &Operation| ApiLine {
        method: operation.door.method,
        path: operation.door.path,
        link: Link::new(
            locale.text(operation.words),
            format!("/api/{}#{}", group.id(), operation.id()),
        ),
    };
    ApiGroupCard {
        title: locale.text(group.words).to_owned(),
        more: plain(more(group, locale)),
        lines: group.operations.iter().map(line).collect(),
    }
}

/// Words of the document without its marks for names.
fn plain(words: &str) -> String {
    words.replace('`', "")
}

fn more(group: &Group, locale: Locale) -> &'static str {
    let words = format!("{}_more", group.words);
    locale.find(&words).unwrap_or_default()
}

pub(super) async fn group(
    State(app): State<App>,
    visitor: Visitor,
    Path(wanted): Path<String>,
) -> Result<Response, Failure> {
    let locale = visitor.locale;
    let all = groups();
    let group = all.iter().find(|group| group.id() == wanted);
    let group = group.ok_or(Failure::NotFound)?;
    let document = document(locale, app.settings().https);
    let operations = group.operations.iter();
    let mut shell = visitor.shell(&app, locale.text(group.words), "/api");
    shell.crumbs = vec![Link::new(locale.text("api.title"), "/api")];
    let link = |group: &Group| {
        let href = format!("/api/{}", group.id());
        Link::new(locale.text(group.words), href)
    };
    page(ApiGroupPage {
        shell,
        lead: plain(more(group, locale)),
        operations: operations
            .map(|operation| in_full(operation, document, locale))
            .collect(),
        groups: all.iter().map(link).collect(),
    })
}

fn in_full(operation: &Operation, document: &Value, locale: Locale) -> ApiOperation {
    let door = operation.door;
    let told = &document["paths"][door.path][door.method.to_ascii_lowercase()];
    let refusals = operation.all_refusals().into_iter();
    let answer = &told["responses"][operation.status().to_string()];
    ApiOperation {
        anchor: operation.id(),
        title: locale.text(operation.words),
        more: plain(operation.more.map_or("", |words| locale.text(words))),
        method: door.method,
        path: door.path,
        who: who_asks(operation, locale),
        fields: fields(operation, told, document, locale),
        request: request(operation, told),
        status: operation.status(),
        answered: answered(operation, answer, locale),
        sample: pretty(&answer["content"]["application/json"]["example"]),
        refusals: refusals
            .map(|refusal| ApiRefusal {
                sentence: locale.said(refusal.ru, refusal.en),
                status: refusal.status,
                code: refusal.code,
            })
            .collect(),
    }
}

/// Who may ask, in words.
fn who_asks(operation: &Operation, locale: Locale) -> String {
    let people = locale.text(who(operation)).to_owned();
    match operation.programs {
        Some(ForPrograms::With(scope)) => {
            let programs = locale.fill("manual.with_scope", &[("scope", scope.name())]);
            format!("{people} {programs}")
        }
        Some(ForPrograms::Open | ForPrograms::Never) | None => people,
    }
}

/// The key of the words about who may ask.
fn who(operation: &Operation) -> &'static str {
    if operation.who == Who::AnybodyOrPerson {
        return "manual.for_everybody_or_person";
    }
    match operation.door.relation {
        Relation::Everyone => "manual.for_everybody",
        Relation::Code => "manual.for_code",
        Relation::Worker => "manual.for_worker",
        Relation::Program => "manual.for_program",
        Relation::Staff => "manual.for_staff",
        Relation::Case => "manual.for_case",
        Relation::Register => "manual.for_register",
        Relation::Figures => "manual.for_figures",
        Relation::Process => "manual.for_process",
        Relation::Supervisor => "manual.for_supervisor",
        Relation::Overseer => "manual.for_overseer",
        Relation::Administrator => "manual.for_administrator",
    }
}

fn answered(operation: &Operation, answer: &Value, locale: Locale) -> String {
    let said = answer["description"].as_str().unwrap_or_default();
    match operation.answer {
        Answer::File(media) => format!("{} {}", said, media.join(", ")),
        Answer::Json(..) | Answer::Any => format!("{said} {}", locale.text("manual.json")),
        Answer::Nothing => said.to_owned(),
    }
}

fn pretty(sample: &Value) -> String {
    match sample {
        Value::Null => String::new(),
        sample => serde_json::to_string_pretty(sample).unwrap_or_default(),
    }
}
