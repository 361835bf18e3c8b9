//! Reads what an expert says of a scorecard: a verdict on every claimed row, and what he found himself.
//!
//! Only the form of the answer: whether every claimed row has its verdict is known once the claims are at hand (`score`).

use std::collections::BTreeMap;

use reglament_definition::{DataKind, Field};
use reglament_expression::Value;
use reglament_scorecard::limits::MAX_ITEMS;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::{Around, FieldProblem, claims, scalar, wrong};

type Answer = Result<Value, Vec<FieldProblem>>;

/// With `strict` every mistake is told; without it, wrong parts count as not said yet.
///
/// `{verdicts: [{row, accept, reason, except, points}], findings: [item]}`. The row `*` stands for all that are not named.
pub(super) fn verdicts(
    around: &Around<'_>,
    field: &Field,
    path: &str,
    raw: &Json,
    strict: bool,
) -> Answer {
    let DataKind::Scorecard { of, .. } = &field.kind else {
        return Ok(Value::Null);
    };
    let definition = around.definition;
    let card = definition.and_then(|definition| definition.card_of(of));
    let (Some(card), Some(parts)) = (card, raw.as_object()) else {
        if raw.is_null() {
            return Ok(Value::Null);
        }
        let (ru, en) = (
            "ожидаются решения по строкам",
            "verdicts on rows are expected",
        );
        return Err(vec![wrong(field, path, ru, en)]);
    };
    let mut problems = Vec::new();
    let empty = Vec::new();
    let given = parts
        .get("verdicts")
        .and_then(Json::as_array)
        .unwrap_or(&empty);
    if given.len() > MAX_ITEMS {
        let (ru, en) = ("слишком много решений", "there are too many verdicts");
        return Err(vec![wrong(field, path, ru, en)]);
    }
    let mut read = BTreeMap::new();
    for (number, verdict) in given.iter().enumerate() {
        let row = verdict
            .get("row")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let known = row == "*" || card.card.claimable().any(|id| id == row);
        let path = format!("{path}.verdicts.{number}");
        if !known {
            let (ru, en) = (
                format!("строки «{row}» в карте нет"),
                format!("the card has no row `{row}`"),
            );
            problems.push(wrong(field, &path, &ru, &en));
            continue;
        }
        match one(around, field, &path, row, verdict, strict) {
            Ok(Some(verdict)) => drop(read.insert(row.to_owned(), verdict)),
            Ok(None) => {}
            Err(found) => problems.extend(found),
        }
    }
    let found = parts.get("findings").unwrap_or(&Json::Null);
    let rows = claims::Rows::of(card);
    let findings = claims::items(around, field, &format!("{path}.findings"), found, &rows);
    let findings = findings.unwrap_or_else(|found| {
        problems.extend(found);
        Value::Null
    });
    if strict && !problems.is_empty() {
        return Err(problems);
    }
    Ok(Value::record([
        ("verdicts", Value::List(read.into_values().collect())),
        ("findings", findings),
    ]))
}

/// One verdict; none when the expert has not decided.
fn one(
    around: &Around<'_>,
    field: &Field,
    path: &str,
    row: &str,
    raw: &Json,
    strict: bool,
) -> Result<Option<Value>, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut part = |key: &str, kind: DataKind| {
        let part = Field {
            name: key.to_owned(),
            kind,
            ..field.clone()
        };
        let given = raw.get(key).unwrap_or(&Json::Null);
        let read = scalar::typed(around.zone, &part, &format!("{path}.{key}"), given);
        read.unwrap_or_else(|problem| {
            problems.push(problem);
            Value::Null
        })
    };
    let accept = part("accept", DataKind::Boolean);
    let reason = part("reason", DataKind::LongText);
    let points = part("points", DataKind::Decimal);
    let except = raw.get("except").and_then(Json::as_array);
    let number = |item: &Json| item.as_u64().or_else(|| item.as_str()?.trim().parse().ok());
    let except: Vec<Value> = except
        .into_iter()
        .flatten()
        .take(MAX_ITEMS)
        .filter_map(number)
        .map(|number| Value::Number(Decimal::from(number)))
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    if accept.is_null() {
        return Ok(None);
    }
    let unsaid = reason.is_null() && (accept == Value::Boolean(false) || !except.is_empty());
    if unsaid && strict {
        let path = format!("{path}.reason");
        let (ru, en) = ("назовите причину отклонения", "say why it is rejected");
        return Err(vec![wrong(field, &path, ru, en)]);
    }
    Ok(Some(Value::record([
        ("row", Value::Text(row.to_owned())),
        ("accept", accept),
        ("reason", reason),
        ("points", points),
        ("except", Value::List(except)),
    ])))
}
