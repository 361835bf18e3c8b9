//! Units and their kinds: what they are called, what they belong to.
//!
//! What a unit belongs to is a tree: a circle is told of once, at the unit of it that is first in the directory.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use reglament_expression::Kind;

use super::{Block, Reader, Word, attributes, once};
use crate::grammar::UNIT;
use crate::limits::UNITS;
use crate::model::{Title, Unit};
use crate::source::Entry;
use crate::suggest::advice;

/// Units in the order in which their ids sort, with the places where they say what they belong to.
type Parents<'a> = BTreeMap<String, (Reader<'a>, Word)>;

/// Kinds of units: id -> title.
pub(super) fn kinds<'a>(blocks: &[Block<'a>]) -> BTreeMap<String, Title> {
    let kind = |(reader, entry): (Reader<'a>, &'a Entry)| {
        reader.check_id(&entry.key, &entry.key_span);
        (entry.key.clone(), reader.title(&entry.value))
    };
    let entries = once::entries(blocks, "unit_kinds");
    entries.into_iter().map(kind).collect()
}

/// The units of all files.
pub(super) fn units<'a>(
    blocks: &[Block<'a>],
    kinds: &BTreeMap<String, Title>,
    declared: &BTreeMap<String, Kind>,
) -> BTreeMap<String, Unit> {
    let entries = once::entries(blocks, "units");
    if let Some((reader, entry)) = entries.get(UNITS) {
        too_many(*reader, &entry.key_span, UNITS, ("подразделений", "units"));
    }
    let mut units = BTreeMap::new();
    let mut parents = Parents::new();
    for (reader, entry) in entries.into_iter().take(UNITS) {
        if let Some(unit) = unit(reader, entry, kinds, declared, &mut parents) {
            units.insert(unit.id.clone(), unit);
        }
    }
    for (reader, parent) in parents.values() {
        known(*reader, parent, &units);
    }
    circles(&parents);
    units
}

/// Reports a bound of the directory.
pub(super) fn too_many(reader: Reader<'_>, span: &Range<usize>, most: usize, what: (&str, &str)) {
    let ru = format!("В справочнике больше {most} {}.", what.0);
    let en = format!("The directory has more than {most} {}.", what.1);
    let hint = advice(
        "Разделите справочник: столько одна установка не ведёт.",
        "Divide the directory: one installation does not keep that many.",
    );
    reader.error("R002", span, ru, en, hint);
}

/// Reports a unit that nobody declares.
pub(super) fn known(reader: Reader<'_>, word: &Word, units: &BTreeMap<String, Unit>) {
    if !units.contains_key(&word.text) {
        let known = units.keys().map(String::as_str);
        let what = ("Подразделение", "unit");
        reader.unknown("R161", what, &word.text, &word.span, known);
    }
}

fn unit<'a>(
    reader: Reader<'a>,
    entry: &'a Entry,
    kinds: &BTreeMap<String, Title>,
    declared: &BTreeMap<String, Kind>,
    parents: &mut Parents<'a>,
) -> Option<Unit> {
    reader.check_id(&entry.key, &entry.key_span);
    let block = attributes::carrier(reader, &entry.value, &UNIT, declared)?;
    let kind = block.need_word("kind");
    if let Some(word) = kind.as_ref().filter(|word| !kinds.contains_key(&word.text)) {
        unknown_kind(reader, word, kinds);
    }
    let parent = block.word("parent");
    if let Some(word) = &parent {
        parents.insert(entry.key.clone(), (reader, word.clone()));
    }
    Some(Unit {
        id: entry.key.clone(),
        name: block.title("name"),
        kind: kind.map(|word| word.text).unwrap_or_default(),
        parent: parent.map(|word| word.text),
        attributes: attributes::carried(block, declared),
    })
}

fn unknown_kind(reader: Reader<'_>, word: &Word, kinds: &BTreeMap<String, Title>) {
    if !kinds.is_empty() {
        let known = kinds.keys().map(String::as_str);
        let what = ("Вид подразделений", "kind of units");
        return reader.unknown("R163", what, &word.text, &word.span, known);
    }
    let ru = format!("Вид подразделений «{}» не описан.", word.text);
    let en = format!("The kind of units `{}` is not declared.", word.text);
    let hint = advice(
        format!("Опишите его: `unit_kinds: {{{}: Название}}`.", word.text),
        format!("Declare it: `unit_kinds: {{{}: Title}}`.", word.text),
    );
    reader.error("R163", &word.span, ru, en, hint);
}

/// Units that belong to themselves, through however many others.
fn circles(parents: &Parents<'_>) {
    let mut settled: BTreeSet<&str> = BTreeSet::new();
    for start in parents.keys() {
        let mut way: Vec<&str> = Vec::new();
        let mut at = start.as_str();
        while let Some((reader, parent)) = parents.get(at).filter(|_| !settled.contains(at)) {
            if let Some(begin) = way.iter().position(|id| *id == at) {
                circle(*reader, parent, &way[begin..]);
                break;
            }
            way.push(at);
            at = &parent.text;
        }
        settled.extend(way);
    }
}

fn circle(reader: Reader<'_>, parent: &Word, way: &[&str]) {
    let first = way.first().copied().unwrap_or_default();
    let shown = [way, &[first]].concat().join(" → ");
    let ru = format!("Подразделения входят друг в друга по кругу: {shown}.");
    let en = format!("Units belong to each other in a circle: {shown}.");
    let hint = advice(
        "Уберите `parent` у того, которое стоит выше всех.",
        "Remove `parent` from the one that stands above the others.",
    );
    reader.error("R162", &parent.span, ru, en, hint);
}
