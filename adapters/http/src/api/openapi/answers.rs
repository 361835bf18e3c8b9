//! What an operation may answer: the good answer with its schema, and every refusal by status with its codes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::schemas::Schemas;
use crate::api::events::EVENTS;
use crate::api::operations::{Answer, Operation, Refusal};
use crate::locale::Locale;

/// The answers by status.
pub(super) fn answers(
    operation: &Operation,
    locale: Locale,
    schemas: &mut Schemas,
) -> Map<String, Value> {
    let mut all = Map::new();
    let status = operation.status().to_string();
    all.insert(status, good(&operation.answer, locale, schemas));
    let mut by_status: BTreeMap<u16, Vec<Refusal>> = BTreeMap::new();
    for refusal in operation.all_refusals() {
        by_status.entry(refusal.status).or_default().push(refusal);
    }
    for (status, refusals) in by_status {
        all.insert(status.to_string(), bad(status, &refusals, locale, schemas));
    }
    all
}

fn good(answer: &Answer, locale: Locale, schemas: &mut Schemas) -> Value {
    let json = |schema: Value| json!({"application/json": {"schema": schema}});
    let (words, content) = match answer {
        Answer::Json(201, schema) => ("api.created", json(schemas.answered(*schema))),
        Answer::Json(_, schema) => ("api.done", json(schemas.answered(*schema))),
        Answer::Any => ("api.done", json(json!({"type": "object"}))),
        Answer::File(media) => ("api.file", files(media)),
        Answer::Nothing => return json!({"description": locale.text("api.nothing")}),
    };
    json!({"description": locale.text(words), "content": content})
}

fn files(media: &[&str]) -> Value {
    let file = |media: &&str| {
        // Of a stream every event is described: readers see them one by one.
        let schema = match *media {
            EVENTS => json!({
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "event": {"type": "string"},
                    "data": {"type": "string"},
                },
                "required": ["id", "event", "data"],
            }),
            _ => json!({"type": "string", "format": "binary"}),
        };
        ((*media).to_owned(), json!({"schema": schema}))
    };
    Value::Object(media.iter().map(file).collect())
}

fn bad(status: u16, refusals: &[Refusal], locale: Locale, schemas: &mut Schemas) -> Value {
    let line = |refusal: &Refusal| {
        let sentence = locale.said(&refusal.ru, &refusal.en);
        format!("- `{}`: {sentence}", refusal.code)
    };
    let lines: Vec<String> = refusals.iter().map(line).collect();
    let codes: Vec<&str> = refusals
        .iter()
        .map(|refusal| refusal.code.as_str())
        .collect();
    let schema = schemas.problem(status, &codes);
    let mut told = json!({
        "description": lines.join("\n"),
        "content": {"application/problem+json": {"schema": schema}},
    });
    if status == 429 || status == 503 {
        told["headers"] = json!({"Retry-After": {
            "description": locale.text("api.retry_after"),
            "schema": {"type": "integer", "minimum": 1},
        }});
    }
    told
}
