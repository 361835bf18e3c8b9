//! The OpenAPI 3.1 document of the API, made from the operations and the types that are answered with.
//!
//! It is told in Russian or English; what programs rely on (ids, names, codes, types) is the same in both.

mod answers;
mod parameters;
mod sample;
mod schemas;

use std::sync::OnceLock;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use self::answers::answers;
use self::parameters::parameters;
use self::sample::sample;
use self::schemas::Schemas;
use super::operations::{Body, ForPrograms, Group, Operation, Who, groups};
use crate::App;
use crate::auth::SessionCookie;
use crate::locale::{Language, Locale};
use crate::web::Visitor;

/// Version of the API: a change that breaks programs raises the first number, and with it the address.
const VERSION: &str = "1.0";

/// The document. Made once for each language and way of reaching the site.
pub(crate) fn document(locale: Locale, https: bool) -> &'static Value {
    static MADE: [OnceLock<Value>; 4] = [const { OnceLock::new() }; 4];
    let place = usize::from(locale.is_english()) * 2 + usize::from(https);
    MADE[place].get_or_init(|| make(locale, https))
}

/// `GET /api/v1/openapi.json`.
pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    let language = match visitor.locale.language {
        Language::Russian => "ru",
        Language::English => "en",
    };
    let headers = [
        (header::CONTENT_LANGUAGE, language),
        (header::VARY, "Accept-Language, Cookie"),
    ];
    let found = document(visitor.locale, app.settings().https);
    (headers, Json(found)).into_response()
}

fn make(locale: Locale, https: bool) -> Value {
    let mut schemas = Schemas::new();
    let groups = groups();
    let mut paths: Map<String, Value> = Map::new();
    for group in &groups {
        for operation in &group.operations {
            let told = tell(operation, group, locale, &mut schemas);
            let path = paths
                .entry(operation.door.path)
                .or_insert_with(|| json!({}));
            path[operation.door.method.to_ascii_lowercase()] = told;
        }
    }
    let schemas = schemas.finish(locale);
    illustrate(&mut paths, &schemas, locale);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": locale.text("api.title"),
            "version": VERSION,
            "description": locale.text("api.description"),
        },
        "servers": [{"url": "/"}],
        "tags": groups.iter().map(|group| tag(group, locale)).collect::<Vec<Value>>(),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": security_schemes(locale, https),
        },
    })
}

/// Puts a sample beside every schema of a body and of a good answer.
fn illustrate(paths: &mut Map<String, Value>, named: &Map<String, Value>, locale: Locale) {
    let operations = paths.values_mut().filter_map(Value::as_object_mut);
    for operation in operations.flat_map(Map::values_mut) {
        let operation = operation.as_object_mut();
        for (key, told) in operation.into_iter().flatten() {
            let contents = match key.as_str() {
                "requestBody" => vec![told],
                "responses" => good_answers(told),
                _ => Vec::new(),
            };
            for content in contents {
                let Some(json) = content.pointer_mut("/content/application~1json") else {
                    continue;
                };
                json["example"] = sample(&json["schema"], named, locale);
            }
        }
    }
}

fn good_answers(answers: &mut Value) -> Vec<&mut Value> {
    let answers = answers.as_object_mut().into_iter().flatten();
    let good = answers.filter(|(status, _)| status.starts_with('2'));
    good.map(|(_, answer)| answer).collect()
}

fn tag(group: &Group, locale: Locale) -> Value {
    let more = locale.find(&format!("{}_more", group.words));
    json!({
        "name": group.id(),
        "summary": locale.text(group.words),
        "description": more.unwrap_or_default(),
    })
}

fn tell(operation: &Operation, group: &Group, locale: Locale, schemas: &mut Schemas) -> Value {
    let mut told = json!({
        "operationId": operation.id(),
        "tags": [group.id()],
        "summary": locale.text(operation.words),
        "parameters": parameters(operation, locale, schemas),
        "responses": answers(operation, locale, schemas),
        "security": security(operation),
    });
    if let Some(more) = operation.more {
        told["description"] = json!(locale.text(more));
    }
    if let Some(body) = operation.body {
        told["requestBody"] = request_body(body, schemas);
    }
    told
}

fn request_body(body: Body, schemas: &mut Schemas) -> Value {
    match body {
        Body::Json(schema) => json!({
            "required": true,
            "content": {"application/json": {"schema": schemas.sent(schema)}},
        }),
        Body::File(bytes) => json!({
            "required": true,
            "content": {"application/octet-stream": {
                "schema": {"type": "string", "format": "binary", "maxLength": bytes},
            }},
        }),
    }
}

/// Who may ask, as alternatives. Programs are told the scope that they need.
fn security(operation: &Operation) -> Value {
    let mut all = match operation.who {
        Who::Anybody => return json!([]),
        Who::AnybodyOrPerson => vec![json!({}), json!({"token": []}), json!({"session": []})],
        Who::Person => vec![json!({"token": []}), json!({"session": []})],
        Who::Worker => vec![json!({"worker": []})],
        Who::Program => vec![json!({"program": []})],
    };
    if let Some(ForPrograms::With(scope)) = operation.programs {
        all.push(json!({"program": [scope.name()]}));
    }
    Value::Array(all)
}

fn security_schemes(locale: Locale, https: bool) -> Value {
    let cookie = SessionCookie { https }.name();
    let words = |key| locale.text(key);
    json!({
        "token": {"type": "http", "scheme": "bearer", "description": words("api.token")},
        "session": {"type": "apiKey", "in": "cookie", "name": cookie, "description": words("api.session")},
        "program": {"type": "http", "scheme": "bearer", "description": words("api.program")},
        "worker": {"type": "http", "scheme": "bearer", "description": words("api.worker")},
    })
}

#[cfg(test)]
mod tests;
