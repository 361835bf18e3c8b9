//! Attributes of people and units: declared once, in `attributes:` or `unit_attributes:`, carried by each that has them.

use std::collections::BTreeMap;

use reglament_expression::{Kind, Value};

use super::{Block, Reader, value};
use crate::grammar::{ATTRIBUTE_KINDS, PERSON, Shape};
use crate::model::DataKind;
use crate::source::{Entry, Node};

/// Opens whoever carries attributes, a person or a unit: the keys that all of them have, and the declared attributes.
pub(super) fn carrier<'a>(
    reader: Reader<'a>,
    node: &'a Node,
    own: &'static Shape,
    declared: &BTreeMap<String, Kind>,
) -> Option<Block<'a>> {
    let block = Block::any(reader, node)?.described(own);
    let names = own.names().into_iter();
    let known: Vec<&str> = names.chain(declared.keys().map(String::as_str)).collect();
    for entry in block.entries() {
        if !known.contains(&entry.key.as_str()) {
            reader.unknown_key(&entry.key, &entry.key_span, &known);
        }
    }
    Some(block)
}

/// Reads the declarations of what people or units may carry beside the keys of `own`.
pub(super) fn declared<'a>(
    entries: Vec<(Reader<'a>, &'a Entry)>,
    own: &'static Shape,
) -> BTreeMap<String, Kind> {
    let one = |(reader, entry): (Reader<'a>, &'a Entry)| {
        reader.check_id(&entry.key, &entry.key_span);
        if entry.key == "id" || own.key(&entry.key).is_some() {
            taken(reader, entry, own);
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
    entries.into_iter().filter_map(one).collect()
}

fn taken(reader: Reader<'_>, entry: &Entry, own: &'static Shape) {
    let (whose_ru, whose_en) = if own.name == PERSON.name {
        ("у каждого человека", "Every person")
    } else {
        ("у каждого подразделения", "Every unit")
    };
    let ru = format!("«{}» есть {whose_ru} и без объявления.", entry.key);
    let en = format!("{whose_en} has `{}` without a declaration.", entry.key);
    let hint = (
        "Назовите признак иначе.".to_owned(),
        "Give the attribute another name.".to_owned(),
    );
    reader.error("R141", &entry.key_span, ru, en, Some(hint));
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

/// Reads the attributes that a person or a unit carries.
pub(super) fn carried<'a>(
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
