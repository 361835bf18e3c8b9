//! Counting the entries of a register: each, or each different one, in a year or until a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_definition::{Counted, Period};
use reglament_expression::Value;

use crate::condition::Condition;
use crate::evaluate::Asked;
use crate::figure::Case;
use crate::key::Columns;

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Count {
    /// What was told apart; empty when every entry counts.
    pub(crate) keys: BTreeSet<String>,
    /// Entries that count.
    pub(crate) cases: Vec<(Option<String>, Case)>,
    pub(crate) unjudged: usize,
}

impl Count {
    pub(crate) fn number(&self, counted: &Counted) -> usize {
        match counted.distinct.is_empty() {
            true => self.cases.len(),
            false => self.keys.len(),
        }
    }

    /// Keeps only what `others` has too.
    pub(crate) fn keep_among(&mut self, others: &BTreeSet<String>) {
        self.keys.retain(|key| others.contains(key));
        self.cases
            .retain(|(key, _)| key.as_ref().is_some_and(|key| others.contains(key)));
    }
}

/// An entry, or a row of it, on its day.
struct Seen<'a> {
    columns: Columns<'a>,
    on: NaiveDate,
}

/// Counts what happened from the beginning of the period until `at`, as far as it was known on the day asked.
pub(crate) fn count(asked: &Asked<'_>, counted: &Counted, at: NaiveDate) -> Count {
    let mut found = Count::default();
    let period = counted.period.chosen(&asked.set.parameters);
    let period = period.unwrap_or(Period::Year);
    let from = match period {
        Period::Year => asked.year.from,
        Period::ToDate => asked.set.opened_on,
        Period::State => NaiveDate::MIN,
    };
    let seen = seen(asked, counted, from, at, &mut found.unjudged);
    let condition = counted.condition.as_ref();
    let condition = condition
        .map(|one| Condition::new(asked.set, asked.known.calendar, one, asked.year.year, at));
    let holds = |columns| {
        condition
            .as_ref()
            .map_or(Some(true), |one| one.holds(columns))
    };
    match period {
        Period::Year | Period::ToDate => {
            for one in seen {
                match holds(one.columns) {
                    Some(true) => take(&mut found, counted, &one),
                    Some(false) => {}
                    None => found.unjudged += 1,
                }
            }
        }
        Period::State => {
            for one in latest(seen, counted, &mut found.unjudged) {
                match holds(one.columns) {
                    Some(true) => take(&mut found, counted, &one),
                    Some(false) => {}
                    None => found.unjudged += 1,
                }
            }
        }
    }
    found.cases.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

/// Entries known on the day asked that happened from `from` until `at`.
fn seen<'a>(
    asked: &Asked<'a>,
    counted: &Counted,
    from: NaiveDate,
    at: NaiveDate,
    unjudged: &mut usize,
) -> Vec<Seen<'a>> {
    let rows = asked.known.registers.get(&counted.register);
    let mut found = Vec::new();
    for entry in rows.into_iter().flatten().filter_map(Value::as_record) {
        if registered_on(entry).is_none_or(|day| day > asked.on) {
            continue;
        }
        let mut add = |columns: Columns<'a>| match day(counted, columns) {
            Some(on) if on >= from && on <= at => found.push(Seen { columns, on }),
            Some(_) => {}
            None => *unjudged += 1,
        };
        match &counted.each {
            None => add(Columns { entry, row: None }),
            Some(list) => {
                let rows = entry.get(list).and_then(Value::as_list).unwrap_or_default();
                for row in rows.iter().filter_map(Value::as_record) {
                    let row = Some(row);
                    add(Columns { entry, row });
                }
            }
        }
    }
    found
}

/// The last entry of each; of one day the later in the register.
fn latest<'a>(seen: Vec<Seen<'a>>, counted: &Counted, unjudged: &mut usize) -> Vec<Seen<'a>> {
    let mut last: BTreeMap<String, Seen<'a>> = BTreeMap::new();
    for one in seen {
        let Some(key) = one.columns.key(&counted.distinct) else {
            *unjudged += 1;
            continue;
        };
        match last.get(&key) {
            Some(known) if known.on > one.on => {}
            _ => drop(last.insert(key, one)),
        }
    }
    last.into_values().collect()
}

fn take(found: &mut Count, counted: &Counted, one: &Seen<'_>) {
    let mut key = None;
    if !counted.distinct.is_empty() {
        key = one.columns.key(&counted.distinct);
        match &key {
            Some(key) => drop(found.keys.insert(key.clone())),
            None => {
                found.unjudged += 1;
                return;
            }
        }
    }
    let label = one.columns.label(counted.label.as_deref());
    found
        .cases
        .push((key, case(one.columns.entry, one.on, label)));
}

fn day(counted: &Counted, columns: Columns<'_>) -> Option<NaiveDate> {
    match &counted.on {
        Some(column) => columns.get(column)?.as_date(),
        None => registered_on(columns.entry),
    }
}

pub(crate) fn registered_on(entry: &BTreeMap<String, Value>) -> Option<NaiveDate> {
    entry.get("registered_on")?.as_date()
}

pub(crate) fn case(entry: &BTreeMap<String, Value>, on: NaiveDate, label: String) -> Case {
    let text = |name: &str| {
        let text = entry.get(name).and_then(Value::as_text);
        text.unwrap_or_default().to_owned()
    };
    Case {
        on,
        number: text("number"),
        label,
        instance: text("instance"),
    }
}
