//! Reads answers made of parts: names, people of the directory, lists of rows, tables with a row per item.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::Field;
use reglament_expression::Value;
use serde_json::Value as Json;

use super::{Around, FieldProblem, missing, read_field, wrong};
use crate::limits::{MAX_ROWS, MAX_TEXT};

type Answer = Result<Value, Vec<FieldProblem>>;

/// Three parts, or one text «Фамилия Имя Отчество».
pub(super) fn person_name(field: &Field, path: &str, raw: &Json, must: bool) -> Answer {
    let words: Vec<String> = match raw {
        Json::String(text) => text.split_whitespace().map(str::to_owned).collect(),
        Json::Object(parts) => ["family", "given", "patronymic"]
            .iter()
            .map(|key| {
                parts
                    .get(*key)
                    .and_then(Json::as_str)
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            })
            .collect(),
        Json::Null => Vec::new(),
        Json::Bool(_) | Json::Number(_) | Json::Array(_) => {
            return Err(vec![wrong(
                field,
                path,
                "нужны фамилия и имя",
                "a family and a given name are needed",
            )]);
        }
    };
    if words.iter().all(String::is_empty) {
        return Ok(Value::Null);
    }
    let part = |n: usize| words.get(n).map(String::as_str).unwrap_or_default();
    let patronymic = words.iter().skip(2).cloned().collect::<Vec<_>>().join(" ");
    let bad =
        |c: char| !(c.is_alphabetic() || c == '-' || c == '\'' || c == '’' || c == ' ' || c == '.');
    if words
        .iter()
        .any(|word| word.chars().any(bad) || word.chars().count() > MAX_TEXT / 4)
    {
        return Err(vec![wrong(
            field,
            path,
            "в имени есть лишние знаки",
            "the name has characters that do not belong there",
        )]);
    }
    if must && (part(0).is_empty() || part(1).is_empty()) {
        return Err(vec![wrong(
            field,
            path,
            "нужны фамилия и имя",
            "a family and a given name are needed",
        )]);
    }
    Ok(Value::record([
        ("family", Value::Text(part(0).to_owned())),
        ("given", Value::Text(part(1).to_owned())),
        (
            "patronymic",
            if patronymic.is_empty() {
                Value::Null
            } else {
                Value::Text(patronymic)
            },
        ),
    ]))
}

/// Ids of people who hold a role; stored as they are now.
pub(super) fn people(
    around: &Around<'_>,
    field: &Field,
    role: &str,
    path: &str,
    raw: &Json,
) -> Answer {
    let ids: Vec<&str> = match raw {
        Json::Null => return Ok(Value::Null),
        Json::String(one) if one.trim().is_empty() => return Ok(Value::Null),
        Json::String(one) => vec![one.trim()],
        Json::Array(list) => list.iter().filter_map(Json::as_str).collect(),
        Json::Bool(_) | Json::Number(_) | Json::Object(_) => Vec::new(),
    };
    let holders = around.organisation.roles.get(role);
    let mut seen = BTreeSet::new();
    let mut chosen = Vec::new();
    for id in ids {
        let holds = holders.is_some_and(|h| {
            h.holders
                .iter()
                .chain(&h.deputies)
                .any(|holder| holder == id)
        });
        let Some(person) = around.organisation.people.get(id).filter(|_| holds) else {
            return Err(vec![wrong(
                field,
                path,
                &format!("«{id}» нет в списке"),
                &format!("`{id}` is not in the list"),
            )]);
        };
        if seen.insert(id) {
            chosen.push(Value::record([
                ("id", Value::Text(person.id.clone())),
                ("name", person.name.clone()),
                ("position", Value::Text(person.position.clone())),
            ]));
        }
    }
    Ok(if chosen.is_empty() {
        Value::Null
    } else {
        Value::List(chosen)
    })
}

/// Rows typed by the person; rows without any answer are left out.
pub(super) fn list(
    around: &Around<'_>,
    field: &Field,
    fields: &[Field],
    path: &str,
    raw: &Json,
    must: bool,
) -> Answer {
    let rows = rows(field, path, raw)?;
    let mut problems = Vec::new();
    let mut read = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
        let path = format!("{path}.{number}");
        let cells = cells(around, fields, &path, row, true, &mut problems);
        read.push(Value::Record(cells));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if read.is_empty() && must {
        return Err(vec![missing(field, path)]);
    }
    Ok(if read.is_empty() {
        Value::Null
    } else {
        Value::List(read)
    })
}

/// One row per item; cells may be empty unless the field is required.
pub(super) fn table(
    around: &Around<'_>,
    (step, columns): (&str, &[Field]),
    field: &Field,
    path: &str,
    raw: &Json,
    must: bool,
) -> Answer {
    let rows = rows(field, path, raw)?;
    let known: Vec<&str> = around
        .items
        .get(step)
        .map(|l| l.items.iter().map(|i| i.item.as_str()).collect())
        .unwrap_or_default();
    let mut problems = Vec::new();
    let mut by_item: BTreeMap<&str, BTreeMap<String, Value>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let path = format!("{path}.{number}");
        let item = row.get("item").and_then(Json::as_str).unwrap_or_default();
        let Some(item) = known.iter().find(|known| **known == item) else {
            problems.push(wrong(
                field,
                &path,
                &format!("участника «{item}» нет"),
                &format!("there is no item `{item}`"),
            ));
            continue;
        };
        let cells = cells(around, columns, &path, row, must, &mut problems);
        if by_item.insert(item, cells).is_some() {
            problems.push(wrong(
                field,
                &path,
                "участник указан дважды",
                "the item is given twice",
            ));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let row = |item: &&str| {
        let mut cells = by_item.get(item).cloned().unwrap_or_default();
        for column in columns {
            cells.entry(column.name.clone()).or_insert(Value::Null);
        }
        cells.insert("item".into(), Value::Text((*item).to_owned()));
        Value::Record(cells)
    };
    Ok(Value::List(known.iter().map(row).collect()))
}

/// Whether nothing was typed there.
pub(super) fn is_blank(raw: &Json) -> bool {
    match raw {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.iter().all(is_blank),
        Json::Object(parts) => parts.values().all(is_blank),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

fn rows<'r>(field: &Field, path: &str, raw: &'r Json) -> Result<&'r [Json], Vec<FieldProblem>> {
    let rows: &[Json] = match raw {
        Json::Null => &[],
        Json::Array(rows) => rows,
        Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => {
            return Err(vec![wrong(
                field,
                path,
                "ожидаются строки",
                "rows are expected",
            )]);
        }
    };
    if rows.len() > MAX_ROWS {
        let (ru, en) = (
            format!("не больше {MAX_ROWS} строк"),
            format!("at most {MAX_ROWS} rows"),
        );
        return Err(vec![wrong(field, path, &ru, &en)]);
    }
    Ok(rows)
}

fn cells(
    around: &Around<'_>,
    fields: &[Field],
    path: &str,
    row: &Json,
    must: bool,
    problems: &mut Vec<FieldProblem>,
) -> BTreeMap<String, Value> {
    let mut cells = BTreeMap::new();
    for field in fields {
        let path = format!("{path}.{}", field.name);
        match read_field(
            around,
            field,
            &path,
            row.get(&field.name).unwrap_or(&Json::Null),
            must,
        ) {
            Ok(Value::Null) if must => problems.push(missing(field, &path)),
            Ok(value) => {
                cells.insert(field.name.clone(), value);
            }
            Err(found) => problems.extend(found),
        }
    }
    cells
}
