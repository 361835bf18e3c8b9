//! Reads what is handed in: uploaded files, and the items of a checklist with their evidence.
//!
//! Whoever takes the input in has replaced every id of a file by its record from the store; anything else is not uploaded.

use std::collections::BTreeMap;

use reglament_definition::{Checklist, Choice, Field};
use reglament_expression::Value;
use serde_json::Value as Json;

use super::structured::is_blank;
use super::{FieldProblem, wrong};
use crate::file::FileFact;
use crate::limits::{MAX_FILE_BYTES, MAX_FILES, MAX_TEXT};

type Answer = Result<Value, Vec<FieldProblem>>;

/// One file.
pub(super) fn file(field: &Field, path: &str, raw: &Json) -> Answer {
    if is_blank(raw) {
        return Ok(Value::Null);
    }
    uploaded(field, path, raw).map(|file| file.value())
}

/// Several files; one attached twice counts once.
pub(super) fn files(
    field: &Field,
    (min, max): (Option<usize>, usize),
    path: &str,
    raw: &Json,
    must: bool,
) -> Answer {
    let given = match raw {
        Json::Null => &[][..],
        Json::Array(list) => list.as_slice(),
        one @ (Json::Object(_) | Json::String(_)) => std::slice::from_ref(one),
        Json::Bool(_) | Json::Number(_) => {
            return Err(vec![wrong(
                field,
                path,
                "ожидаются файлы",
                "files are expected",
            )]);
        }
    };
    if given.len() > MAX_FILES {
        return Err(vec![too_many(field, path, MAX_FILES)]);
    }
    let (mut found, mut problems) = (Vec::<FileFact>::new(), Vec::new());
    for (number, raw) in given.iter().enumerate() {
        match uploaded(field, &format!("{path}.{number}"), raw) {
            Ok(file) if found.iter().all(|known| known.id != file.id) => found.push(file),
            Ok(_) => {}
            Err(wrong) => problems.extend(wrong),
        }
    }
    let least = min.unwrap_or(usize::from(must));
    let asked = must || !found.is_empty();
    if found.len() > max {
        problems.push(too_many(field, path, max));
    } else if asked && problems.is_empty() && least > 1 && found.len() < least {
        let (ru, en) = (
            format!("файлов нужно не меньше {least}"),
            format!("at least {least} files are needed"),
        );
        problems.push(wrong(field, path, &ru, &en));
    }
    match (problems.is_empty(), found.is_empty()) {
        (false, _) => Err(problems),
        (true, true) => Ok(Value::Null),
        (true, false) => Ok(Value::List(found.iter().map(FileFact::value).collect())),
    }
}

fn too_many(field: &Field, path: &str, max: usize) -> FieldProblem {
    wrong(
        field,
        path,
        &format!("файлов не больше {max}"),
        &format!("at most {max} files"),
    )
}

/// The file that a record of the store names.
fn uploaded(field: &Field, path: &str, raw: &Json) -> Result<FileFact, Vec<FieldProblem>> {
    let file = match raw {
        Json::Object(parts) if parts.contains_key("name") => {
            serde_json::from_value::<FileFact>(raw.clone()).ok()
        }
        Json::Object(_)
        | Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::String(_)
        | Json::Array(_) => None,
    };
    let Some(file) = file.filter(|file| !file.id.is_empty()) else {
        let (ru, en) = (
            "файл не загружен, приложите его снова",
            "the file is not uploaded, attach it again",
        );
        return Err(vec![wrong(field, path, ru, en)]);
    };
    if file.size > MAX_FILE_BYTES as u64 {
        let megabytes = MAX_FILE_BYTES >> 20;
        let (ru, en) = (
            format!("файл «{}» больше {megabytes} МБ", file.name),
            format!("the file «{}» is larger than {megabytes} MB", file.name),
        );
        return Err(vec![wrong(field, path, &ru, &en)]);
    }
    if FileFact::media_of(&file.name) != Some(file.media.as_str()) {
        let (ru, en) = (
            format!("файлы вида «{}» не принимаются", file.name),
            format!("files such as «{}» are not taken", file.name),
        );
        return Err(vec![wrong(field, path, &ru, &en)]);
    }
    Ok(file)
}

/// The items of a checklist. Unset when nothing was said about any of them and nothing must be.
pub(super) fn checklist(
    field: &Field,
    list: &Checklist,
    path: &str,
    raw: &Json,
    must: bool,
) -> Answer {
    let none = serde_json::Map::new();
    let given = match raw {
        Json::Null => &none,
        Json::Object(given) => given,
        Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
            return Err(vec![wrong(
                field,
                path,
                "ожидаются пункты перечня",
                "items of a checklist are expected",
            )]);
        }
    };
    let mut problems = Vec::new();
    for odd in given
        .keys()
        .filter(|key| list.items.iter().all(|item| item.id != **key))
    {
        let (ru, en) = (
            format!("пункта «{odd}» нет"),
            format!("there is no item `{odd}`"),
        );
        problems.push(wrong(field, path, &ru, &en));
    }
    let mut items = BTreeMap::new();
    for item in &list.items {
        let path = format!("{path}.{}", item.id);
        let raw = given.get(&item.id).unwrap_or(&Json::Null);
        match read_item(field, list, item, &path, raw) {
            Ok(read) if must && !list.partly && !is_done(&read) => {
                problems.push(undone(field, &path, item))
            }
            Ok(read) => {
                items.insert(item.id.clone(), read);
            }
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let said =
        |item: &Value| is_done(item) || item.as_record().is_some_and(|parts| parts.len() > 1);
    if must || items.values().any(said) {
        Ok(Value::Record(items))
    } else {
        Ok(Value::Null)
    }
}

fn is_done(item: &Value) -> bool {
    item.get("done") == Some(&Value::Boolean(true))
}

fn undone(field: &Field, path: &str, item: &Choice) -> FieldProblem {
    let (ru, en) = (
        format!("не отмечен пункт «{}»", item.title.ru),
        format!("the item «{}» is not marked as done", item.title.text(true)),
    );
    wrong(field, path, &ru, &en)
}

/// `{done, note, file}`; a bare yes or no is `done`.
fn read_item(field: &Field, list: &Checklist, item: &Choice, path: &str, raw: &Json) -> Answer {
    let odd = || {
        vec![wrong(
            field,
            path,
            "нужны отметка, примечание и файл",
            "a mark, a note and a file are expected",
        )]
    };
    let none = serde_json::Map::new();
    let (done, parts) = match raw {
        Json::Null => (false, &none),
        Json::Bool(done) => (*done, &none),
        Json::String(text) => (yes(text), &none),
        Json::Object(parts) => match parts.get("done") {
            None | Some(Json::Null) => (false, parts),
            Some(Json::Bool(done)) => (*done, parts),
            Some(Json::String(text)) => (yes(text), parts),
            Some(Json::Number(_) | Json::Array(_) | Json::Object(_)) => return Err(odd()),
        },
        Json::Number(_) | Json::Array(_) => return Err(odd()),
    };
    let known: &[&str] = if list.evidence {
        &["done", "note", "file"]
    } else {
        &["done"]
    };
    if parts.keys().any(|key| !known.contains(&key.as_str())) {
        return Err(odd());
    }
    let note = match parts.get("note") {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) if text.chars().count() <= MAX_TEXT => text.trim().to_owned(),
        Some(_) => return Err(odd()),
    };
    let file = file(
        field,
        &format!("{path}.file"),
        parts.get("file").unwrap_or(&Json::Null),
    )?;
    if done && list.evidence && note.is_empty() && file.is_null() {
        let (ru, en) = (
            format!("к пункту «{}» нужен файл или примечание", item.title.ru),
            format!(
                "the item «{}» needs a file or a note",
                item.title.text(true)
            ),
        );
        return Err(vec![wrong(field, path, &ru, &en)]);
    }
    let mut read = BTreeMap::from([("done".to_owned(), Value::Boolean(done))]);
    if !note.is_empty() {
        read.insert("note".into(), Value::Text(note));
    }
    if !file.is_null() {
        read.insert("file".into(), file);
    }
    Ok(Value::Record(read))
}

fn yes(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "true" | "да" | "yes" | "on" | "1"
    )
}
