//! Literal values written in YAML: the value of a parameter, an override, a person's name.
//!
//! Values that people type into forms are not read here.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::Term;
use reglament_expression::Value;
use rust_decimal::Decimal;

use super::{Block, Reader};
use crate::grammar::PERSON_NAME;
use crate::model::DataKind;
use crate::source::Node;
use crate::suggest::advice;

/// A refusal in Russian and English.
pub(crate) type Refusal = (String, String);

/// Reads a value of the given kind.
pub(crate) fn read<'a>(reader: Reader<'a>, node: &'a Node, kind: &DataKind) -> Option<Value> {
    if *kind == DataKind::PersonName {
        return person(reader, node);
    }
    match parse(reader.text(node)?, kind) {
        Ok(value) => Some(value),
        Err((ru, en)) => {
            refuse(reader, node, kind, (ru, en));
            None
        }
    }
}

/// Reports a value that is not of its kind.
pub(crate) fn refuse(reader: Reader<'_>, node: &Node, kind: &DataKind, (ru, en): Refusal) {
    if *kind == DataKind::Term {
        // The sentence says already what to write.
        let hint = advice(
            "Например, `5 рабочих дней`.",
            "For example, `5 working days`.",
        );
        return reader.error("R030", &node.span, ru, en, hint);
    }
    let hint = advice(
        "Исправьте значение или вид параметра в процессе.",
        "Correct the value, or the kind of the parameter in the process.",
    );
    reader.error("R091", &node.span, ru, en, hint);
}

/// Reads a text as a value of the given kind.
pub(crate) fn parse(text: &str, kind: &DataKind) -> Result<Value, Refusal> {
    let text = text.trim();
    match kind {
        DataKind::Integer { min, max } => integer(text, *min, *max),
        DataKind::Decimal => text
            .replace(',', ".")
            .parse::<Decimal>()
            .map(Value::from)
            .map_err(|_| refusal(text, "число", "a number")),
        DataKind::Boolean | DataKind::Consent => match text {
            "true" => Ok(Value::from(true)),
            "false" => Ok(Value::from(false)),
            _ => Err(refusal(text, "`true` или `false`", "`true` or `false`")),
        },
        DataKind::Date => date(text)
            .map(Value::from)
            .ok_or_else(|| refusal(text, "дата вида 2026-03-10", "a date such as 2026-03-10")),
        DataKind::Moment => text.parse::<DateTime<Utc>>().map(Value::from).map_err(|_| {
            refusal(
                text,
                "время вида 2026-03-10T09:00:00+03:00",
                "a time such as 2026-03-10T09:00:00+03:00",
            )
        }),
        DataKind::Term => Term::parse(text)
            .map(Value::Term)
            .map_err(|error| (error.ru(), error.en())),
        DataKind::Choice(options) if !options.iter().any(|option| option.id == text) => {
            let list = options
                .iter()
                .map(|option| option.id.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            Err(refusal(
                text,
                &format!("один из вариантов {list}"),
                &format!("one of {list}"),
            ))
        }
        DataKind::PersonName => Ok(person_name(text)),
        _ => Ok(Value::from(text)),
    }
}

fn integer(text: &str, min: Option<i64>, max: Option<i64>) -> Result<Value, Refusal> {
    let number: i64 = text
        .parse()
        .map_err(|_| refusal(text, "целое число", "a whole number"))?;
    if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
        return Err(refusal(
            text,
            "число в объявленных границах",
            "a number within the declared bounds",
        ));
    }
    Ok(Value::from(number))
}

fn date(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d.%m.%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

fn refusal(text: &str, ru: &str, en: &str) -> Refusal {
    (
        format!("Нужно: {ru}, а написано «{text}»."),
        format!("Expected {en}, found `{text}`."),
    )
}

/// Genders of people.
const GENDERS: [&str; 2] = ["male", "female"];
/// Keys of a name that tell how it is declined.
const USAGES: [&str; 5] = ["gender", "genitive", "dative", "accusative", "instrumental"];

/// A person's name: «Фамилия Имя Отчество» or a block.
pub(crate) fn person<'a>(reader: Reader<'a>, node: &'a Node) -> Option<Value> {
    if node.map().is_none() {
        let text = reader.text(node)?;
        if text.split_whitespace().count() < 2 {
            let ru = format!("У «{text}» нет имени или фамилии.");
            let en = format!("`{text}` has no given or no family name.");
            let hint = advice(
                "Напишите фамилию, имя и отчество: «Петров Иван Сергеевич».",
                "Write the family name, the given name and the patronymic: «Петров Иван Сергеевич».",
            );
            reader.error("R091", &node.span, ru, en, hint);
        }
        return Some(person_name(text));
    }
    let block = Block::shape(reader, node, &PERSON_NAME)?;
    let part = |word: Option<super::Word>| word.map(|word| word.text).unwrap_or_default();
    let (family, given) = (
        part(block.need_word("family")),
        part(block.need_word("given")),
    );
    if let Some(word) = block
        .word("gender")
        .filter(|word| !GENDERS.contains(&word.text.as_str()))
    {
        let ru = format!("Пол «{}» не известен.", word.text);
        let en = format!("The gender `{}` is not known.", word.text);
        let hint = advice("Напишите `male` или `female`.", "Write `male` or `female`.");
        reader.error("R091", &word.span, ru, en, hint);
    }
    // What is no text is reported here; the forms themselves are read by `usage`.
    for form in USAGES.iter().filter(|key| **key != "gender") {
        block.word(form);
    }
    Some(Value::person(
        &family,
        &given,
        &part(block.word("patronymic")),
    ))
}

/// How a name written as a block is declined, where it says so: the name with its gender and its own forms.
pub(crate) fn usage(node: &Node) -> Option<Value> {
    let text = |key: &&str| node.get(key).and_then(Node::text).map(str::trim);
    let given = USAGES.iter().filter_map(|key| Some((*key, text(key)?)));
    let own: Vec<(&str, Value)> = given.map(|(key, text)| (key, Value::from(text))).collect();
    if own.is_empty() {
        return None;
    }
    let part = |key: &str| text(&key).unwrap_or_default();
    let name = Value::person(part("family"), part("given"), part("patronymic"));
    let Value::Record(mut record) = name else {
        return None;
    };
    record.extend(own.into_iter().map(|(key, value)| (key.to_owned(), value)));
    Some(Value::Record(record))
}

/// Splits a written name; everything after the given name is the patronymic.
pub(crate) fn person_name(text: &str) -> Value {
    let mut parts = text.split_whitespace();
    let (family, given) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    Value::person(family, given, &parts.collect::<Vec<_>>().join(" "))
}
