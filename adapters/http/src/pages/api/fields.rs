//! What an operation takes, read from the document: parameters and the fields of its body, with their kinds in words.

use serde_json::Value;

use super::plain;
use crate::api::operations::{Body, Operation};
use crate::locale::Locale;
use crate::ui::api::ApiField;

/// Parameters first, then the fields of the body.
pub(super) fn fields(
    operation: &Operation,
    told: &Value,
    document: &Value,
    locale: Locale,
) -> Vec<ApiField> {
    let parameters = told["parameters"].as_array().into_iter().flatten();
    let mut all: Vec<ApiField> = parameters
        .map(|parameter| {
            let place = match parameter["in"].as_str() {
                Some("path") => "manual.in_path",
                Some("query") => "manual.in_query",
                _ => "manual.in_header",
            };
            ApiField {
                name: text(&parameter["name"]),
                kind: kind(&parameter["schema"], document, locale),
                place: locale.text(place),
                required: parameter["required"] == true,
                more: plain(&text(&parameter["description"])),
            }
        })
        .collect();
    if let Some(Body::Json(_)) = operation.body {
        let schema = &told["requestBody"]["content"]["application/json"]["schema"];
        all.extend(body(resolved(schema, document), document, locale));
    }
    all
}

/// The fields of a body.
fn body(schema: &Value, document: &Value, locale: Locale) -> Vec<ApiField> {
    let required = schema["required"].as_array();
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|n| n == name));
    let properties = schema["properties"].as_object().into_iter().flatten();
    let field = |(name, schema): (&String, &Value)| ApiField {
        name: name.clone(),
        kind: kind(schema, document, locale),
        place: locale.text("manual.in_body"),
        required: is_required(name),
        more: plain(&text(&schema["description"])),
    };
    properties.map(field).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What a reference means.
fn resolved<'d>(schema: &'d Value, document: &'d Value) -> &'d Value {
    let target = schema["$ref"].as_str();
    let found = target.and_then(|target| document.pointer(target.trim_start_matches('#')));
    found.unwrap_or(schema)
}

/// The kind of a value in words, with its bounds where somebody chose them.
fn kind(schema: &Value, document: &Value, locale: Locale) -> String {
    let schema = resolved(schema, document);
    if let Some(options) = schema["anyOf"].as_array() {
        let option = options.iter().find(|option| option["type"] != "null");
        return option.map_or_else(String::new, |option| kind(option, document, locale));
    }
    if let Some(names) = names(schema) {
        return names.join(" | ");
    }
    let bounds = bounds(schema);
    let words = match (main_type(schema), schema["format"].as_str()) {
        ("string", Some("date")) => "manual.kind_date",
        ("string", Some("date-time")) => "manual.kind_moment",
        ("string", _) => "manual.kind_text",
        ("integer" | "number", _) => "manual.kind_number",
        ("boolean", _) => "manual.kind_flag",
        ("array", _) => "manual.kind_list",
        _ => "manual.kind_object",
    };
    format!("{}{bounds}", locale.text(words))
}

/// The values of an enumeration.
fn names(schema: &Value) -> Option<Vec<&str>> {
    if let Some(names) = schema["enum"].as_array() {
        return Some(names.iter().filter_map(Value::as_str).collect());
    }
    let options = schema["oneOf"].as_array()?;
    options
        .iter()
        .map(|option| option["const"].as_str())
        .collect()
}

fn main_type(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(one) => one,
        Value::Array(several) => {
            let mut several = several.iter().filter_map(Value::as_str);
            several.find(|one| *one != "null").unwrap_or_default()
        }
        _ => "",
    }
}

fn bounds(schema: &Value) -> String {
    match (schema["minLength"].as_u64(), schema["maxLength"].as_u64()) {
        (Some(least), Some(most)) => format!(", {least}–{most}"),
        (None, Some(most)) => format!(", ≤ {most}"),
        _ => String::new(),
    }
}
