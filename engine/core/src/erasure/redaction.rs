//! What is to be erased: fields by name, and the texts that stood in them wherever else they were copied to.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{DataKind, Definition, Field};
use reglament_expression::Value;

use super::{ERASED, ErasureScope, erased};
use crate::{Event, FileFact, InstanceEvent, ItemEvent, LetterFact, TaskEvent};

/// Texts shorter than this, in characters, are erased in their fields only: «да» stands in every sentence.
const MIN_WORD: usize = 4;

/// How much of a field goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Columns(BTreeMap<String, Part>),
}

/// What is to be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    scope: ErasureScope,
    fields: BTreeMap<String, Part>,
    /// What stood in these fields, the longest first.
    words: Vec<String>,
    /// Those of the contacts.
    contacts: Vec<String>,
}

impl Redaction {
    /// What `scope` erases from an instance of `definition`, whose children are of `children`, with these events.
    pub fn of<'d>(
        definition: &'d Definition,
        children: impl Iterator<Item = &'d Definition>,
        scope: ErasureScope,
        events: &[Event],
    ) -> Self {
        let all: Vec<&Definition> = std::iter::once(definition).chain(children).collect();
        let fields = |scope| -> BTreeMap<String, Part> {
            let data = all.iter().flat_map(|definition| &definition.data);
            data.filter_map(|field| Some((field.name.clone(), part(field, scope)?)))
                .collect()
        };
        let contacts = words(&fields(ErasureScope::Contacts), events);
        let fields = fields(scope);
        Self {
            scope,
            words: words(&fields, events),
            contacts,
            fields,
        }
    }

    /// Whether everything personal goes.
    pub fn is_of_everything(&self) -> bool {
        self.scope == ErasureScope::Everything
    }

    /// Values by the names of fields; under other names only the texts that go go.
    pub fn values(&self, values: &mut BTreeMap<String, Value>) {
        for (name, value) in values {
            match self.fields.get(name) {
                Some(part) => part.erase(value),
                None => self.copied(value),
            }
        }
    }

    /// What other instances said of themselves: records of their fields.
    pub fn links(&self, links: &mut BTreeMap<String, Value>) {
        for link in links.values_mut() {
            match link {
                Value::Record(fields) => self.values(fields),
                Value::List(_)
                | Value::Text(_)
                | Value::Null
                | Value::Boolean(_)
                | Value::Number(_)
                | Value::Date(_)
                | Value::Moment(_)
                | Value::Term(_) => self.copied(link),
            }
        }
    }

    /// The entry of a register: a fact that stays, without contacts.
    pub fn entry(&self, entry: &mut BTreeMap<String, Value>) {
        for value in entry.values_mut() {
            each_text(value, &mut |text| cover(text, &self.contacts));
        }
    }

    /// A text in which values may stand.
    pub fn text(&self, text: &mut String) {
        cover(text, &self.words);
    }

    /// A letter: its address goes, and the rest as far as it is personal.
    pub fn letter(&self, letter: &mut LetterFact) {
        letter.to_address = ERASED.to_owned();
        for text in [&mut letter.to_name, &mut letter.subject, &mut letter.text] {
            match self.is_of_everything() {
                true => *text = ERASED.to_owned(),
                false => self.text(text),
            }
        }
    }

    /// What a document is drawn from. One with a number of a register is a fact that stays.
    pub fn document(&self, data: &mut BTreeMap<String, Value>, registered: bool) {
        match registered {
            true => self.entry(data),
            false => self.all(data),
        }
    }

    /// Values under names of their own, all of which go when everything does.
    fn all(&self, values: &mut BTreeMap<String, Value>) {
        for value in values.values_mut() {
            match self.is_of_everything() {
                true => *value = erased(),
                false => self.copied(value),
            }
        }
    }

    fn copied(&self, value: &mut Value) {
        each_text(value, &mut |text| self.text(text));
    }
}

impl Part {
    fn erase(&self, value: &mut Value) {
        match (self, value) {
            (_, Value::Null) => {}
            (Self::Columns(columns), Value::List(rows)) => {
                for row in rows {
                    if let Value::Record(cells) = row {
                        for (name, cell) in cells {
                            if let Some(part) = columns.get(name) {
                                part.erase(cell);
                            }
                        }
                    }
                }
            }
            (_, value) => *value = erased(),
        }
    }
}

fn part(field: &Field, scope: ErasureScope) -> Option<Part> {
    let goes = match scope {
        ErasureScope::Everything => field.personal,
        ErasureScope::Contacts => matches!(field.kind, DataKind::Email | DataKind::Phone),
    };
    if goes {
        return Some(Part::Whole);
    }
    let (DataKind::List(columns) | DataKind::Table { columns, .. }) = &field.kind else {
        return None;
    };
    let parts = columns
        .iter()
        .filter_map(|column| Some((column.name.clone(), part(column, scope)?)));
    let parts: BTreeMap<String, Part> = parts.collect();
    (!parts.is_empty()).then_some(Part::Columns(parts))
}

/// The texts that stood in these fields, the longest first: a name goes before its parts.
fn words(fields: &BTreeMap<String, Part>, events: &[Event]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for event in events {
        for (name, value) in values_of(event) {
            if let Some(part) = fields.get(name) {
                gather(part, value, &mut found);
            }
        }
    }
    let mut words: Vec<String> = found.into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

/// The values that an event puts into fields.
pub fn values_of(event: &Event) -> Vec<(&String, &Value)> {
    match event {
        Event::Instance(
            InstanceEvent::Started { data: values, .. } | InstanceEvent::DataSet { values },
        )
        | Event::Task(TaskEvent::AnswerGiven { values, .. })
        | Event::Item(ItemEvent::Added { data: values, .. } | ItemEvent::Reported { values, .. }) => {
            values.iter().collect()
        }
        Event::Instance(InstanceEvent::DataCorrected { before, values, .. }) => {
            before.iter().chain(values).collect()
        }
        Event::Instance(_)
        | Event::Flow(_)
        | Event::Task(_)
        | Event::Vote(_)
        | Event::Timer(_)
        | Event::Term(_)
        | Event::Paper(_)
        | Event::Message(_)
        | Event::Item(_)
        | Event::Job(_)
        | Event::Incident(_)
        | Event::Test(_)
        | Event::Branch(_) => Vec::new(),
    }
}

fn gather(part: &Part, value: &Value, found: &mut BTreeSet<String>) {
    match (part, value) {
        (Part::Columns(columns), Value::List(rows)) => {
            for (name, part) in columns {
                for cell in rows.iter().filter_map(|row| row.get(name)) {
                    gather(part, cell, found);
                }
            }
        }
        (Part::Columns(_), _) => {}
        (Part::Whole, value) => {
            let key = |key: &str| value.get(key).and_then(Value::as_text);
            let full = ["family", "given", "patronymic"].map(key);
            let full: Vec<&str> = full.into_iter().flatten().collect();
            keep(&full.join(" "), found);
            // A given name alone is nobody's.
            match key("family") {
                Some(family) => keep(family, found),
                None => leaves(value, found),
            }
        }
    }
}

fn leaves(value: &Value, found: &mut BTreeSet<String>) {
    // Of a file its name: kinds of files are everybody's.
    if let Some(file) = FileFact::of_value(value) {
        return keep(&file.name, found);
    }
    match value {
        Value::Text(text) => keep(text, found),
        Value::List(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Record(fields) => fields.values().for_each(|field| leaves(field, found)),
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Date(_)
        | Value::Moment(_)
        | Value::Term(_) => {}
    }
}

fn keep(text: &str, found: &mut BTreeSet<String>) {
    let text = text.trim();
    if text.chars().count() >= MIN_WORD && text != ERASED {
        found.insert(text.to_owned());
    }
}

fn each_text(value: &mut Value, visit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Text(text) => visit(text),
        Value::List(items) => items.iter_mut().for_each(|item| each_text(item, visit)),
        Value::Record(fields) => fields
            .values_mut()
            .for_each(|field| each_text(field, visit)),
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Date(_)
        | Value::Moment(_)
        | Value::Term(_) => {}
    }
}

fn cover(text: &mut String, words: &[String]) {
    for word in words {
        if text.contains(word.as_str()) {
            *text = text.replace(word.as_str(), ERASED);
        }
    }
}
