//! Cells of declared attributes, by the kind of the attribute.

use std::collections::BTreeMap;

use reglament_expression::Kind;
use rust_decimal::Decimal;

use crate::day::day;
use crate::facts::Written;
use crate::line::Line;
use crate::problem::Sentence;

/// The attributes that a row gives; an empty cell says nothing.
pub(crate) fn attributes(
    line: &Line<'_>,
    declared: &BTreeMap<String, Kind>,
) -> BTreeMap<String, Written> {
    let mut found = BTreeMap::new();
    for (name, place) in &line.columns.attributes {
        let text = line.at(*place);
        let Some(kind) = declared.get(name).filter(|_| !text.is_empty()) else {
            continue;
        };
        match read(text, kind) {
            Ok(value) => {
                found.insert(name.clone(), value);
            }
            Err(says) => line.wrong_at(Some(*place), "attribute", says),
        }
    }
    found
}

fn read(text: &str, kind: &Kind) -> Result<Written, Sentence> {
    let one = |text: String| Ok(Written::One(text));
    match kind {
        Kind::List(_) => {
            let items = text.split(';').map(str::trim);
            let items = items.filter(|item| !item.is_empty());
            Ok(Written::Many(items.map(str::to_owned).collect()))
        }
        Kind::Integer => match number(text).filter(|number| number.is_integer()) {
            Some(number) => one(number.normalize().to_string()),
            None => Err(expected(text, "целое число", "a whole number")),
        },
        Kind::Decimal => match number(text) {
            Some(number) => one(number.normalize().to_string()),
            None => Err(expected(text, "число", "a number")),
        },
        Kind::Boolean => match text.to_lowercase().as_str() {
            "да" | "true" | "yes" | "1" | "+" => one("true".to_owned()),
            "нет" | "false" | "no" | "0" | "-" => one("false".to_owned()),
            _ => Err(expected(text, "«да» или «нет»", "yes or no")),
        },
        Kind::Date => match day(text)? {
            Some(day) => one(day.to_string()),
            None => Err(expected(text, "дата", "a date")),
        },
        _ => one(text.to_owned()),
    }
}

/// A number with a decimal comma or point, thousands apart.
fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    plain.replace(',', ".").parse().ok()
}

fn expected(text: &str, ru: &str, en: &str) -> Sentence {
    Sentence::new(
        format!("Нужно: {ru}, а написано «{text}»."),
        format!("Expected {en}, found `{text}`."),
    )
}
