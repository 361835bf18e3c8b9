//! A scorecard that the engine asks for, in the words of the visitor's language.

use reglament_definition::Title;
use reglament_runtime::{CardIndicatorView, CardLineView, CardRowView, CardView};
use serde_json::{Map, Value};

use crate::locale::Locale;
use crate::ui::parts::{CardGroup, CardIndicator, CardLine, CardSpec};

/// Most empty lines offered at once for one row.
const BLANKS: u32 = 5;

/// A card for claims, or with what is claimed and counted for verdicts.
pub(super) fn spec(locale: Locale, card: &CardView, judged: Option<(&Value, &Value)>) -> CardSpec {
    let (claims, counted) = judged.unwrap_or((&Value::Null, &Value::Null));
    CardSpec {
        judged: judged.is_some(),
        groups: groups(locale, card),
        claims: claims.as_array().cloned().unwrap_or_default(),
        files: String::new(),
        counted: counted.clone(),
    }
}

/// The groups of a card.
pub(crate) fn groups(locale: Locale, card: &CardView) -> Vec<CardGroup> {
    let group = |group: &reglament_runtime::CardGroupView| {
        let said = |one: &CardIndicatorView| one.title == group.title && one.number == group.number;
        let alone = group.indicators.len() == 1 && group.indicators.iter().all(said);
        CardGroup {
            id: group.id.clone(),
            title: if alone {
                String::new()
            } else {
                numbered(&group.number, &locale.title(&group.title))
            },
            indicators: group
                .indicators
                .iter()
                .map(|one| indicator(locale, one))
                .collect(),
        }
    };
    card.groups.iter().map(group).collect()
}

fn numbered(number: &str, title: &str) -> String {
    if number.is_empty() {
        title.to_owned()
    } else {
        format!("{number}. {title}")
    }
}

fn indicator(locale: Locale, view: &CardIndicatorView) -> CardIndicator {
    let title = |title: &Option<Title>| title.as_ref().map(|title| locale.title(title));
    CardIndicator {
        title: numbered(&view.number, &locale.title(&view.title)),
        evidence: title(&view.evidence).unwrap_or_default(),
        notes: [title(&view.note), title(&view.rule)]
            .into_iter()
            .flatten()
            .collect(),
        lines: view.lines.iter().map(|each| line(locale, each)).collect(),
    }
}

fn line(locale: Locale, view: &CardLineView) -> CardLine {
    let row = |row: &CardRowView| {
        let title = row.title.as_ref().map(|title| locale.title(title));
        (
            row.id.clone(),
            title.unwrap_or_default(),
            row.points.clone(),
        )
    };
    let evidence = view.evidence.as_ref().map(|title| locale.title(title));
    let note = view.note.as_ref().map(|title| locale.title(title));
    CardLine {
        id: view.id.clone(),
        rows: view.rows.iter().map(row).collect(),
        evidence: [evidence, note]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(". "),
        share: view.share,
        penalty: view.penalty,
        given: view.given,
        blanks: view.at_least.max(view.cap).clamp(1, BLANKS) as usize,
        applies: view.applies,
    }
}

/// What stands in a scorecard now, with days as a person would type them.
pub(super) fn standing(value: &Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.iter().map(standing).collect()),
        Value::Object(parts) => {
            let kept = [
                "row", "text", "on", "to", "part", "whole", "accept", "reason", "except", "points",
            ];
            let inner = ["verdicts", "findings"];
            let mut typed = Map::new();
            for (key, value) in parts {
                if key == "file" {
                    typed.insert(key.clone(), value.clone());
                } else if inner.contains(&key.as_str()) {
                    typed.insert(key.clone(), standing(value));
                } else if kept.contains(&key.as_str()) && !value.is_null() {
                    typed.insert(key.clone(), part(key, value));
                }
            }
            Value::Object(typed)
        }
        other => other.clone(),
    }
}

fn part(key: &str, value: &Value) -> Value {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        other => return other.clone(),
    };
    match key {
        "on" | "to" => super::asked::date(&text).unwrap_or(text).into(),
        "part" | "whole" | "points" => text.replace('.', ",").into(),
        _ => text.into(),
    }
}
