//! Parameters of an operation: parts of the address, what stands after the question mark, the idempotency key.

use serde_json::{Value, json};

use super::schemas::Schemas;
use crate::api::operations::Operation;
use crate::limits;
use crate::locale::Locale;

/// The parameters in the order of reading.
pub(super) fn parameters(
    operation: &Operation,
    locale: Locale,
    schemas: &mut Schemas,
) -> Vec<Value> {
    let places = operation.places().map(|name| {
        json!({
            "name": name,
            "in": "path",
            "required": true,
            "description": locale.text(place_words(operation.door.path, name)),
            "schema": place_schema(operation.door.path, name),
        })
    });
    let mut all: Vec<Value> = places.collect();
    if let Some(query) = operation.query {
        all.extend(asked(&schemas.sent(query), locale));
    }
    if operation.keyed {
        all.push(key(locale));
    }
    all
}

fn key(locale: Locale) -> Value {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": true,
        "description": locale.text("parameter.idempotency_key"),
        "schema": {
            "type": "string",
            "minLength": limits::KEY_MIN,
            "maxLength": limits::KEY_MAX,
            "pattern": "^[!-~]+$",
        },
    })
}

/// Each property of the type that the handler reads.
fn asked(schema: &Value, locale: Locale) -> Vec<Value> {
    let Some(properties) = schema["properties"].as_object() else {
        return Vec::new();
    };
    let required = schema["required"].as_array();
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|n| n == name));
    let parameter = |(name, schema): (&String, &Value)| {
        let words = locale.find(&format!("parameter.{name}"));
        json!({
            "name": name,
            "in": "query",
            "required": is_required(name),
            "description": words.unwrap_or_default(),
            "schema": without_null(schema),
        })
    };
    properties.iter().map(parameter).collect()
}

/// A parameter that is absent is not sent; it cannot be sent as `null`.
fn without_null(schema: &Value) -> Value {
    let mut schema = schema.clone();
    let Some(fields) = schema.as_object_mut() else {
        return schema;
    };
    fields.remove("description");
    fields.remove("default");
    if let Some(types) = fields.get("type").and_then(Value::as_array) {
        let one = types.iter().find(|kind| *kind != "null").cloned();
        fields.insert("type".into(), one.unwrap_or(Value::Null));
    }
    let any = fields.get("anyOf").and_then(Value::as_array);
    if let Some(any) = any {
        let one = any.iter().find(|option| option["type"] != "null").cloned();
        return one.unwrap_or(schema);
    }
    schema
}

/// The key of the words about a part of an address.
fn place_words(path: &str, name: &str) -> &'static str {
    match name {
        "register" => "parameter.register",
        "id" if path.starts_with("/api/v1/absences") => "parameter.absence",
        "id" if path.starts_with("/api/v1/programs") => "parameter.program",
        "person" => "parameter.person_place",
        "session" => "parameter.session",
        "list" => "parameter.filter_list",
        "id" if path.starts_with("/api/v1/filters") => "parameter.filter",
        "id" if path.starts_with("/api/v1/subscriptions") => "parameter.subscription",
        "instance" => "parameter.instance",
        "code" if path.starts_with("/api/v1/verify") => "parameter.verification_code",
        "code" => "parameter.code",
        "process" => "parameter.process_place",
        "year" => "parameter.year_place",
        "task" => "parameter.task",
        "action" => "parameter.action",
        "field" => "parameter.field",
        "step" => "parameter.step",
        "event" => "parameter.event",
        "incident" => "parameter.incident",
        "term" => "parameter.term",
        "document" => "parameter.document",
        "file" => "parameter.file_place",
        "set" => "parameter.set",
        "indicator" => "parameter.indicator",
        "format" => "parameter.format",
        "job" => "parameter.job",
        "page" => "parameter.page",
        "place" => "parameter.place",
        "publication" => "parameter.publication",
        "draft" => "parameter.draft",
        "upload" => "parameter.upload",
        _ => "",
    }
}

fn place_schema(path: &str, name: &str) -> Value {
    match name {
        "task" | "document" | "incident" | "job" | "publication" | "draft" | "place" => number(),
        "id" if path.starts_with("/api/v1/absences") => number(),
        "id" if path.starts_with("/api/v1/programs") => number(),
        "id" if path.starts_with("/api/v1/subscriptions") => number(),
        "id" if path.starts_with("/api/v1/filters") => number(),
        "list" => json!({"type": "string", "enum": ["tasks", "control"]}),
        "action" => {
            json!({"type": "string", "enum": ["claim", "return", "delegate", "reassign", "escalate", "recuse"]})
        }
        "format" => json!({"type": "string", "enum": ["pdf", "docx", "xlsx"]}),
        "term" => json!({"type": "string", "pattern": "^(instance|[0-9]{1,9})$"}),
        _ => json!({"type": "string", "minLength": 1}),
    }
}

fn number() -> Value {
    json!({"type": "integer", "format": "uint32", "minimum": 0, "maximum": u32::MAX})
}
