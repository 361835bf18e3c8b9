//! The JSON Schemas accept the shipped regulations and refuse what the language does not know.

use std::path::{Path, PathBuf};

use reglament_definition::grammar::FileKind;
use reglament_language::schema;
use serde_json::{Value, json};

#[test]
fn the_shipped_files_satisfy_their_schemas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../processes");
    let mut seen = 0;
    for path in files(&root) {
        let inside = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        let Some(kind) = FileKind::of(&inside) else {
            continue;
        };
        let text = std::fs::read_to_string(&path).unwrap();
        let value: Value = serde_yaml::from_str(&text).unwrap();
        let schema = schema(kind);
        assert_eq!(problem(&schema, &schema, &value), None, "{inside}");
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn unknown_keys_and_wrong_words_are_refused() {
    let process = schema(FileKind::Process);
    let cases = [
        (json!({"proces": "a"}), false),
        (
            json!({"steps": {"a": {"user_task": "А", "role": "b"}}}),
            true,
        ),
        (
            json!({"steps": {"a": {"user_task": "А", "cases": []}}}),
            false,
        ),
        (json!({"steps": {"a": {"role": "b"}}}), false),
        (
            json!({"steps": {"a": {"wait": "А", "term": "5 дней", "roll": "sideways"}}}),
            false,
        ),
        (
            json!({"data": {"x": {"text": {"ru": "А", "en": "B"}}}}),
            true,
        ),
        (json!({"data": {"x": {"text": {"de": "А"}}}}), false),
        (json!({"start": {"public": "yes"}}), false),
    ];
    for (value, right) in cases {
        let found = problem(&process, &process, &value);
        assert_eq!(found.is_none(), right, "{value}: {found:?}");
    }
}

/// People and units carry attributes that their organisation declares; registers do not.
#[test]
fn declared_attributes_are_accepted_where_they_may_be_carried() {
    let organisation = schema(FileKind::Organisation);
    let cases = [
        (
            json!({"people": {"a": {"name": "А", "keeps_keys": true, "subjects": ["химия"]}}}),
            true,
        ),
        (
            json!({"people": {"a": {"name": "А", "keeps_keys": {"odd": 1}}}}),
            false,
        ),
        (json!({"units": {"a": {"name": "А", "rural": true}}}), true),
        (json!({"digests": {"a": {"rural": true}}}), false),
    ];
    for (value, right) in cases {
        let found = problem(&organisation, &organisation, &value);
        assert_eq!(found.is_none(), right, "{value}: {found:?}");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for kind in FileKind::ALL {
        let schema = schema(kind);
        let text = schema.to_string();
        for part in text.split("#/definitions/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(schema["definitions"][name].is_object(), "{name}");
        }
        assert!(schema["$schema"].as_str().unwrap().contains("draft-07"));
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
    found
}

/// Validates by the few words of the schema language that our schemas use.
fn problem(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    if schema.as_bool() == Some(true) {
        return None;
    }
    let schema = schema.as_object().unwrap();
    if let Some(reference) = schema.get("$ref") {
        let name = reference.as_str().unwrap().rsplit('/').next().unwrap();
        return problem(root, &root["definitions"][name], value);
    }
    if let Some(kinds) = schema.get("type")
        && !is_a(kinds, value)
    {
        return Some(format!("{value} is no {kinds}"));
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array)
        && !words.contains(value)
    {
        return Some(format!("{value} is none of {words:?}"));
    }
    let all = schema.get("allOf").and_then(Value::as_array);
    let in_all = all
        .into_iter()
        .flatten()
        .find_map(|one| problem(root, one, value));
    let any = schema.get("anyOf").and_then(Value::as_array);
    let in_any = any.filter(|any| any.iter().all(|one| problem(root, one, value).is_some()));
    let in_any = in_any.map(|any| format!("{value} fits none of {}", any.len()));
    in_all.or(in_any).or_else(|| of_parts(root, schema, value))
}

fn of_parts(
    root: &Value,
    schema: &serde_json::Map<String, Value>,
    value: &Value,
) -> Option<String> {
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        return list.iter().find_map(|item| problem(root, items, item));
    }
    let map = value.as_object()?;
    let needed = schema.get("required").and_then(Value::as_array);
    let missing = needed
        .into_iter()
        .flatten()
        .find(|key| !map.contains_key(key.as_str().unwrap()));
    if let Some(key) = missing {
        return Some(format!("{key} is missing"));
    }
    let known = schema.get("properties").and_then(Value::as_object);
    map.iter().find_map(|(key, value)| {
        let own = known.and_then(|known| known.get(key));
        match own.or_else(|| schema.get("additionalProperties")) {
            Some(Value::Bool(false)) => Some(format!("unknown key {key}")),
            Some(one) => problem(root, one, value).map(|found| format!("{key}: {found}")),
            None => None,
        }
    })
}

fn is_a(kinds: &Value, value: &Value) -> bool {
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        _ => value.is_string(),
    };
    match kinds {
        Value::Array(kinds) => kinds.iter().any(|kind| is(kind.as_str().unwrap())),
        kind => is(kind.as_str().unwrap()),
    }
}
