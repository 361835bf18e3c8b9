//! `organisation.yaml`: facts, people, who holds which role, values of parameters.

use std::collections::BTreeMap;

use reglament_expression::{Kind, Value};

use super::{Block, Reader, attributes, holders::holders, value};
use crate::grammar::{ORGANISATION, PAGE};
use crate::model::{Organisation, Person, Title};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// Reads the organisation.
pub(crate) fn organisation<'a>(reader: Reader<'a>, root: &'a Node) -> Organisation {
    let Some(block) = Block::shape(reader, root, &ORGANISATION) else {
        return Organisation::default();
    };
    let entries = |key: &str| -> &'a [Entry] {
        block
            .get(key)
            .and_then(|node| Block::any(reader, node))
            .map_or(&[], |block| block.entries())
    };
    let facts = entries("organisation")
        .iter()
        .filter_map(|e| Some((e.key.clone(), fact(reader, e)?)))
        .collect();
    let attributes = attributes::declared(reader, entries("attributes"));
    let people: BTreeMap<String, Person> = entries("people")
        .iter()
        .filter_map(|e| person(reader, e, &attributes))
        .collect();
    let roles = entries("roles")
        .iter()
        .map(|e| (e.key.clone(), holders(reader, e, &people)))
        .collect();
    let pages = entries("pages")
        .iter()
        .filter_map(|e| Some((e.key.clone(), page(reader, e)?)))
        .collect();
    let parameters = entries("parameters")
        .iter()
        .map(|e| (e.key.clone(), overrides(reader, e)))
        .collect();
    Organisation {
        facts,
        attributes,
        people,
        roles,
        pages,
        digests: BTreeMap::new(),
        parameters,
    }
}

fn fact<'a>(reader: Reader<'a>, entry: &'a Entry) -> Option<Value> {
    reader.check_id(&entry.key, &entry.key_span);
    fact_value(reader, &entry.value)
}

fn fact_value<'a>(reader: Reader<'a>, node: &'a Node) -> Option<Value> {
    if node.get("family").is_some() {
        return value::person(reader, node);
    }
    if let Some(entries) = node.map() {
        return Some(Value::record(
            entries
                .iter()
                .filter_map(|e| Some((e.key.clone(), fact(reader, e)?))),
        ));
    }
    if let Some(items) = node.list() {
        return Some(Value::List(
            items
                .iter()
                .filter_map(|item| fact_value(reader, item))
                .collect(),
        ));
    }
    reader.text(node).map(Value::from)
}

fn person<'a>(
    reader: Reader<'a>,
    entry: &'a Entry,
    declared: &BTreeMap<String, Kind>,
) -> Option<(String, Person)> {
    reader.check_id(&entry.key, &entry.key_span);
    let block = attributes::person(reader, &entry.value, declared)?;
    let text = |key: &str| {
        block
            .need_word(key)
            .map(|word| word.text)
            .unwrap_or_default()
    };
    let email = block.need_word("email");
    if let Some(word) = email.as_ref().filter(|word| !word.text.contains('@')) {
        let ru = format!("«{}» — не адрес электронной почты.", word.text);
        let en = format!("`{}` is no e-mail address.", word.text);
        let hint = advice(
            "Напишите адрес целиком: `petrov@example.ru`.",
            "Write the whole address: `petrov@example.ru`.",
        );
        reader.error("R091", &word.span, ru, en, hint);
    }
    let name = block
        .need("name")
        .and_then(|node| value::person(reader, node))
        .unwrap_or(Value::Null);
    let email = email.map(|word| word.text).unwrap_or_default();
    Some((
        entry.key.clone(),
        Person {
            id: entry.key.clone(),
            name,
            position: text("position"),
            email,
            attributes: attributes::of_person(block, declared),
        },
    ))
}

/// `certification: {title: Сертификация}`.
fn page<'a>(reader: Reader<'a>, entry: &'a Entry) -> Option<Title> {
    reader.check_id(&entry.key, &entry.key_span);
    Some(Block::shape(reader, &entry.value, &PAGE)?.title("title"))
}

fn overrides<'a>(reader: Reader<'a>, entry: &'a Entry) -> BTreeMap<String, String> {
    let Some(block) = Block::any(reader, &entry.value) else {
        return BTreeMap::new();
    };
    block
        .entries()
        .iter()
        .filter_map(|e| Some((e.key.clone(), reader.text(&e.value)?.to_owned())))
        .collect()
}
