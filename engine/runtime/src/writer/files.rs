//! Files that a command made an instance know: they are kept for ever, unlike uploads that no form was sent with.

use reglament_definition::Definition;
use serde_json::Value as Json;

use crate::{port::JournalRow, service::holds_files};

/// Ids of the files that the events of a row speak of.
pub(super) fn used(definition: &Definition, row: &JournalRow) -> Vec<String> {
    let mut ids = Vec::new();
    if definition.data.iter().any(|field| holds_files(&field.kind)) {
        for event in &row.events {
            find(&event.e, &mut ids);
        }
    }
    ids.sort();
    ids.dedup();
    ids
}

fn find(json: &Json, ids: &mut Vec<String>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| find(item, ids)),
        Json::Object(parts) => {
            let record = parts.len() == 4
                && ["name", "size", "media"]
                    .iter()
                    .all(|key| parts.contains_key(*key));
            match parts.get("id").and_then(Json::as_str).filter(|_| record) {
                Some(id) => ids.push(id.to_owned()),
                None => parts.values().for_each(|part| find(part, ids)),
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}
