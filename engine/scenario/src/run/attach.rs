//! Files of a story: a name is enough. `приказ.pdf`, or `{name: приказ.pdf, size: 5000000}`, stands for an uploaded file.
//!
//! There are no bytes in a story; whether a file may be taken is told from its name and size.

use reglament_core::{FileFact, InstanceId, RawInput};
use reglament_definition::{DataKind, Definition, Field};
use serde_json::{Value as Json, json};

use super::Play;

/// Size of a file whose story names none, bytes.
const SIZE: u64 = 1_024;

/// The answers to a form of an instance with the files of the story as uploaded ones.
pub(super) fn to_instance(play: &Play<'_>, id: &InstanceId, input: RawInput) -> RawInput {
    let instance = play.world.instance(id);
    let definition = instance.and_then(|instance| play.world.definition_of(instance));
    to(definition, input)
}

/// The same for a form of this definition.
pub(super) fn to(definition: Option<&Definition>, mut input: RawInput) -> RawInput {
    for field in definition.map_or(&[][..], |definition| &definition.data) {
        if let Some(raw) = input.get_mut(&field.name) {
            attach(field, raw);
        }
    }
    input
}

fn attach(field: &Field, raw: &mut Json) {
    match (&field.kind, raw) {
        (DataKind::File, raw) => *raw = uploaded(raw),
        (DataKind::Files { .. }, Json::Array(list)) => {
            list.iter_mut().for_each(|raw| *raw = uploaded(raw));
        }
        (DataKind::Files { .. }, raw) => *raw = uploaded(raw),
        (DataKind::Checklist(_), Json::Object(items)) => items.values_mut().for_each(item),
        (DataKind::Claims { .. }, Json::Array(items)) => items.iter_mut().for_each(item),
        (DataKind::List(columns) | DataKind::Table { columns, .. }, Json::Array(rows)) => {
            for row in rows {
                for column in columns {
                    if let Some(cell) = row.get_mut(&column.name) {
                        attach(column, cell);
                    }
                }
            }
        }
        _ => {}
    }
}

/// An item of a checklist: the name of a file alone says that it is done.
fn item(raw: &mut Json) {
    match raw {
        Json::String(name) if FileFact::media_of(name).is_some() => {
            *raw = json!({"done": true, "file": uploaded(raw)});
        }
        Json::Object(parts) => {
            if let Some(file) = parts.get_mut("file") {
                *file = uploaded(file);
            }
        }
        _ => {}
    }
}

/// The record of the file that a story names; what names none stays as it is.
fn uploaded(raw: &Json) -> Json {
    let (name, size) = match raw {
        Json::String(name) => (name.as_str(), SIZE),
        Json::Object(file) => {
            let name = file.get("name").and_then(Json::as_str).unwrap_or_default();
            (
                name,
                file.get("size").and_then(Json::as_u64).unwrap_or(SIZE),
            )
        }
        _ => return raw.clone(),
    };
    if name.trim().is_empty() {
        return raw.clone();
    }
    let file = FileFact {
        id: format!("story/{name}"),
        name: name.to_owned(),
        size,
        media: FileFact::media_of(name)
            .unwrap_or("application/octet-stream")
            .to_owned(),
    };
    file.answer()
}
