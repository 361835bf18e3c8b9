//! The `organisation.yaml` files: facts, units, people, who holds which role, values of parameters.

use std::collections::{BTreeMap, BTreeSet};

use reglament_expression::{Kind, Value};

use super::once::{File, Once};
use super::{Block, Reader, attributes, holders::holders, once, posts, units, value};
use crate::grammar::{ORGANISATION, PAGE, PERSON, UNIT};
use crate::limits::PEOPLE;
use crate::model::{Organisation, Person, Title, Unit};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// What the folders have of their own, by folder; what stands beside the folders under the empty name.
#[derive(Default)]
pub(crate) struct Folders {
    /// Facts about the organisation.
    pub(crate) facts: BTreeMap<String, BTreeMap<String, Value>>,
    /// Roles that oversee.
    pub(crate) overseers: BTreeMap<String, BTreeSet<String>>,
}

/// Roles that oversee where the file beside the folders names none.
const OVERSEERS: [&str; 2] = ["controller", "head"];

/// Reads all files as one directory. Facts and overseers are not merged: every folder has its own.
pub(crate) fn organisation<'a>(files: &[File<'a>]) -> (Organisation, Folders) {
    let shape = |(reader, root): &File<'a>| Block::shape(*reader, root, &ORGANISATION);
    let blocks: Vec<Block<'a>> = files.iter().filter_map(shape).collect();
    let mut folders = Folders {
        facts: facts(&blocks),
        overseers: overseers(&blocks),
    };
    let attributes = attributes::declared(once::entries(&blocks, "attributes"), &PERSON);
    let unit_attributes = attributes::declared(once::entries(&blocks, "unit_attributes"), &UNIT);
    let unit_kinds = units::kinds(&blocks);
    let units = units::units(&blocks, &unit_kinds, &unit_attributes);
    let people = people(&blocks, &attributes, &units);
    let roles = once::entries(&blocks, "roles")
        .into_iter()
        .map(|(reader, e)| (e.key.clone(), holders(reader, e, &people)))
        .collect();
    let pages = once::entries(&blocks, "pages")
        .into_iter()
        .filter_map(|(reader, e)| Some((e.key.clone(), page(reader, e)?)))
        .collect();
    let organisation = Organisation {
        facts: folders.facts.remove("").unwrap_or_default(),
        own_facts: BTreeMap::new(),
        overseers: folders
            .overseers
            .remove("")
            .unwrap_or_else(|| OVERSEERS.map(str::to_owned).into()),
        own_overseers: BTreeMap::new(),
        usages: usages(&blocks),
        attributes,
        unit_attributes,
        unit_kinds,
        units,
        people,
        roles,
        pages,
        digests: BTreeMap::new(),
        parameters: overrides(&blocks),
    };
    (organisation, folders)
}

/// The folder of a file.
fn folder<'a>(block: &Block<'a>) -> &'a str {
    let path = block.reader.source.path.as_str();
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn overseers(blocks: &[Block<'_>]) -> BTreeMap<String, BTreeSet<String>> {
    let known: Vec<&str> = once::entries(blocks, "roles")
        .into_iter()
        .map(|(_, entry)| entry.key.as_str())
        .collect();
    let mut all = BTreeMap::new();
    for block in blocks.iter().filter(|block| block.has("overseers")) {
        let words = block.words("overseers");
        for word in words
            .iter()
            .filter(|word| !known.contains(&word.text.as_str()))
        {
            let role = ("Роль", "role");
            let known = known.iter().copied();
            block
                .reader
                .unknown("R021", role, &word.text, &word.span, known);
        }
        let roles = words.into_iter().map(|word| word.text).collect();
        all.insert(folder(block).to_owned(), roles);
    }
    all
}

fn facts(blocks: &[Block<'_>]) -> BTreeMap<String, BTreeMap<String, Value>> {
    let mut all = BTreeMap::new();
    for block in blocks {
        let (reader, folder) = (block.reader, folder(block));
        let own = block.get("organisation");
        if let Some(own) = own.and_then(|node| Block::any(reader, node)) {
            let facts = own.entries().iter();
            let facts = facts.filter_map(|e| Some((e.key.clone(), fact(reader, e)?)));
            all.insert(folder.to_owned(), facts.collect());
        }
    }
    all
}

/// Names with a usage of their own, wherever they are written: among the people or the facts.
fn usages(blocks: &[Block<'_>]) -> Vec<Value> {
    let mut found = Vec::new();
    for block in blocks {
        let sections = ["people", "organisation"].map(|key| block.get(key));
        let mut nodes: Vec<&Node> = sections.into_iter().flatten().collect();
        while let Some(node) = nodes.pop() {
            if node.get("family").is_some() {
                found.extend(value::usage(node));
                continue;
            }
            let entries = node.map().unwrap_or_default().iter();
            nodes.extend(entries.map(|entry| &entry.value));
            nodes.extend(node.list().unwrap_or_default());
        }
    }
    found
}

fn people<'a>(
    blocks: &[Block<'a>],
    attributes: &BTreeMap<String, Kind>,
    units: &BTreeMap<String, Unit>,
) -> BTreeMap<String, Person> {
    let entries = once::entries(blocks, "people");
    if let Some((reader, entry)) = entries.get(PEOPLE) {
        units::too_many(*reader, &entry.key_span, PEOPLE, ("человек", "people"));
    }
    let entries = entries.into_iter().take(PEOPLE);
    entries
        .filter_map(|(reader, e)| person(reader, e, attributes, units))
        .collect()
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
    units: &BTreeMap<String, Unit>,
) -> Option<(String, Person)> {
    reader.check_id(&entry.key, &entry.key_span);
    let block = attributes::carrier(reader, &entry.value, &PERSON, declared)?;
    let work = posts::work(block, units);
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
            position: work.position,
            unit: work.unit,
            posts: work.posts,
            email,
            attributes: attributes::carried(block, declared),
        },
    ))
}

/// `certification: {title: Сертификация}`.
fn page<'a>(reader: Reader<'a>, entry: &'a Entry) -> Option<Title> {
    reader.check_id(&entry.key, &entry.key_span);
    Some(Block::shape(reader, &entry.value, &PAGE)?.title("title"))
}

/// Values of parameters: several files may set some of one process, but each only once.
fn overrides(blocks: &[Block<'_>]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut once = Once::default();
    let mut all: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for block in blocks {
        let reader = block.reader;
        let any = |node| Block::any(reader, node);
        let Some(processes) = block.get("parameters").and_then(any) else {
            continue;
        };
        for process in processes.entries() {
            let values = all.entry(process.key.clone()).or_default();
            for entry in any(&process.value).map_or(&[][..], |block| block.entries()) {
                let id = format!("{}.{}", process.key, entry.key);
                if !once.is_new(reader, entry, id) {
                    continue;
                }
                if let Some(text) = reader.text(&entry.value) {
                    values.insert(entry.key.clone(), text.to_owned());
                }
            }
        }
    }
    all
}
