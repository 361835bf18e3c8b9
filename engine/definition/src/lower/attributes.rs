//! Attributes of people: declared once in `attributes:` of organisation.yaml, carried by its people.

use std::collections::BTreeMap;

use reglament_expression::{Kind, Value};

use super::{Block, Reader, value};
use crate::grammar::{ATTRIBUTE_KINDS, PERSON};
use crate::model::DataKind;
use crate::source::{Entry, Node};

/// Opens a person: the keys that everybody has, and the declared attributes.
pub(super) fn person<'a>(
    reader: Reader<'a>,
    node: &'a Node,
    declared: &BTreeMap<String, Kind>,
) -> Option<Block<'a>> {
    let block = Block::any(reader, node)?;
    let own = PERSON.names().into_iter();
    let known: Vec<&str> = own.chain(declared.keys().map(String::as_str)).collect();
    for entry in block.entries() {
        if !known.contains(&entry.key.as_str()) {
            reader.unknown_key(&entry.key, &entry.key_span, &known);
        }
    }
    Some(block)
}

/// Reads the declarations.
pub(super) fn declared<'a>(reader: Reader<'a>, entries: &'a [Entry]) -> BTreeMap<String, Kind> {
    let one = |entry: &'a Entry| {
        reader.check_id(&entry.key, &entry.key_span);
        if entry.key == "id" || PERSON.key(&entry.key).is_some() {
            let ru = format!("«{}» есть у каждого человека и без объявления.", entry.key);
            let en = format!("Every person has `{}` without a declaration.", entry.key);
            let hint = (
                "Назовите признак иначе.".to_owned(),
                "Give the attribute another name.".to_owned(),
            );
            reader.error("R141", &entry.key_span, ru, en, Some(hint));
        }
        let word = reader.word(&entry.value)?;
        let kinds: Vec<&str> = ATTRIBUTE_KINDS.iter().map(|[kind, ..]| *kind).collect();
        if !kinds.contains(&word.text.as_str()) {
            let list = kinds.join("`, `");
            let ru = format!("Вида «{}» у признаков нет. Возможны: `{list}`.", word.text);
            let en = format!(
                "There is no kind `{}` of attributes. Known: `{list}`.",
                word.text
            );
            let hint = crate::suggest::hint(&word.text, kinds.iter().copied());
            reader.error("R141", &word.span, ru, en, hint);
        }
        Some((entry.key.clone(), kind(&word.text)))
    };
    entries.iter().filter_map(one).collect()
}

fn kind(word: &str) -> Kind {
    match word {
        "texts" => Kind::list(Kind::Text),
        "integer" => Kind::Integer,
        "decimal" => Kind::Decimal,
        "boolean" => Kind::Boolean,
        "date" => Kind::Date,
        _ => Kind::Text,
    }
}

/// Reads the attributes that a person carries.
pub(super) fn of_person<'a>(
    block: Block<'a>,
    declared: &BTreeMap<String, Kind>,
) -> BTreeMap<String, Value> {
    let one = |(name, kind): (&String, &Kind)| {
        let node = block.get(name)?;
        let value = match kind {
            Kind::List(_) => {
                let words = block.reader.words(node);
                Value::List(words.into_iter().map(|w| Value::Text(w.text)).collect())
            }
            kind => value::read(block.reader, node, &data_kind(kind))?,
        };
        Some((name.clone(), value))
    };
    declared.iter().filter_map(one).collect()
}

fn data_kind(kind: &Kind) -> DataKind {
    match kind {
        Kind::Integer => DataKind::Integer {
            min: None,
            max: None,
        },
        Kind::Decimal => DataKind::Decimal,
        Kind::Boolean => DataKind::Boolean,
        Kind::Date => DataKind::Date,
        _ => DataKind::Text,
    }
}
