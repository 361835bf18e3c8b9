//! Who holds a role and who deputises, with the days between which it is so.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Block, Reader, Word, value};
use crate::diagnostic::Severity;
use crate::grammar::{HOLDERS, TENURE};
use crate::model::{DataKind, Person, RoleHolders, Tenure};
use crate::source::{Entry, Node};

/// Reads the holders of one role.
pub(super) fn holders<'a>(
    reader: Reader<'a>,
    entry: &'a Entry,
    people: &BTreeMap<String, Person>,
) -> RoleHolders {
    reader.check_id(&entry.key, &entry.key_span);
    let role = named(reader, entry, people);
    if let Some(day) = vacant(&role) {
        vacancy(reader, entry, day);
    }
    role
}

fn named<'a>(
    reader: Reader<'a>,
    entry: &'a Entry,
    people: &BTreeMap<String, Person>,
) -> RoleHolders {
    let list = Names { reader, people };
    let mut role = RoleHolders::default();
    let named = ["holders", "deputies"]
        .iter()
        .any(|key| entry.value.get(key).is_some());
    if entry.value.map().is_none() || !named && entry.value.get("person").is_some() {
        role.holders = list.read(&entry.value, &mut role.tenures);
        return role;
    }
    let Some(block) = Block::shape(reader, &entry.value, &HOLDERS) else {
        return role;
    };
    if let Some(node) = block.need("holders") {
        role.holders = list.read(node, &mut role.tenures);
    }
    if let Some(node) = block.get("deputies") {
        role.deputies = list.read(node, &mut role.tenures);
    }
    role
}

/// The first day on which nobody is in the role any more, or not yet again. Before the first time in office nobody has to be.
fn vacant(role: &RoleHolders) -> Option<NaiveDate> {
    let people: BTreeSet<&String> = role.holders.iter().chain(&role.deputies).collect();
    let times = people.into_iter().map(|id| role.tenures.get(id));
    let mut times: Vec<&Tenure> = times.collect::<Option<_>>()?;
    times.sort_by_key(|time| time.from);
    let mut free = times.first()?.until?.succ_opt()?;
    for time in times {
        if time.from.is_some_and(|from| from > free) {
            break;
        }
        free = free.max(time.until?.succ_opt()?);
    }
    Some(free)
}

fn vacancy<'a>(reader: Reader<'a>, entry: &'a Entry, day: NaiveDate) {
    let role = &entry.key;
    let date = day.format("%d.%m.%Y");
    let ru = format!(
        "С {date} в роли «{role}» никого нет: у всех названных срок полномочий закончился."
    );
    let en = format!(
        "From {day} on nobody is in the role `{role}`: everybody's time in office is over."
    );
    let hint = (
        format!(
            "Назовите преемника с `from: {day}` или заместителя в `deputies`; пока преемник не известен, `until` можно не писать."
        ),
        format!(
            "Name a successor with `from: {day}` or a deputy in `deputies`; leave `until` out while the successor is not known."
        ),
    );
    let found = reader
        .source
        .diagnostic(Severity::Warning, "R145", &entry.key_span, ru, en);
    reader.report(found.maybe_hint(Some(hint)));
}

struct Names<'a, 'p> {
    reader: Reader<'a>,
    people: &'p BTreeMap<String, Person>,
}

impl<'a> Names<'a, '_> {
    /// Ids, each alone or as `{person, from, until}`.
    fn read(&self, node: &'a Node, tenures: &mut BTreeMap<String, Tenure>) -> Vec<String> {
        let items: Vec<&'a Node> = match node.list() {
            Some(items) => items.iter().collect(),
            None => vec![node],
        };
        let mut ids = Vec::new();
        for item in items {
            let word = if item.map().is_some() {
                self.limited(item, tenures)
            } else {
                self.reader.word(item)
            };
            ids.extend(word.map(|word| self.known(word)));
        }
        ids
    }

    fn known(&self, word: Word) -> String {
        if !self.people.contains_key(&word.text) {
            let known = self.people.keys().map(String::as_str);
            let what = ("Человек", "person");
            self.reader
                .unknown("R063", what, &word.text, &word.span, known);
        }
        word.text
    }

    fn limited(&self, node: &'a Node, tenures: &mut BTreeMap<String, Tenure>) -> Option<Word> {
        let block = Block::shape(self.reader, node, &TENURE)?;
        // Every key is read before the first one may be missed.
        let tenure = dates(block, "person");
        let word = block.need_word("person")?;
        if let Some(tenure) = tenure {
            tenures.insert(word.text.clone(), tenure);
        }
        Some(word)
    }
}

/// `from` and `until` of a block; none (reported) when it ends before it begins. `name` is the key that tells whose time it is.
pub(super) fn dates(block: Block<'_>, name: &str) -> Option<Tenure> {
    let date = |key: &str| {
        let node = block.get(key)?;
        value::read(block.reader, node, &DataKind::Date)?.as_date()
    };
    let tenure = Tenure {
        from: date("from"),
        until: date("until"),
    };
    let (from, until) = (tenure.from, tenure.until);
    if from.is_none() || until.is_none() || from <= until {
        return Some(tenure);
    }
    let whose = block.node.get(name).and_then(Node::text).unwrap_or("…");
    let ru = format!("Срок «{whose}» кончается раньше, чем начинается.");
    let en = format!("The time of `{whose}` ends before it begins.");
    let hint = (
        "Поменяйте `from` и `until` местами.".to_owned(),
        "Swap `from` and `until`.".to_owned(),
    );
    let span = block.key_span("until");
    block.reader.error("R144", &span, ru, en, Some(hint));
    None
}
