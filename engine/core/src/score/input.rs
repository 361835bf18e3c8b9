//! Stored values as the counting reads them.

use std::collections::BTreeMap;

use reglament_definition::Definition;
use reglament_expression::Value;
use reglament_scorecard::{Claims, Item, Share, Verdict, Verdicts};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Parameters of the process as words and numbers.
pub(super) fn parameters(definition: &Definition) -> BTreeMap<String, String> {
    let word = |value: &Value| {
        let number = value
            .as_number()
            .map(|number| number.normalize().to_string());
        value.as_text().map(str::to_owned).or(number)
    };
    let parameters = definition.parameters.values();
    parameters
        .filter_map(|parameter| Some((parameter.name.clone(), word(&parameter.value)?)))
        .collect()
}

/// Items by row.
pub(super) fn claims(items: &[Value]) -> Claims {
    let mut claims = Claims::new();
    for item in items {
        let row = item.get("row").and_then(Value::as_text).unwrap_or_default();
        let date = |key: &str| item.get(key).and_then(Value::as_date);
        let number = |key: &str| item.get(key).and_then(Value::as_number);
        let share = number("part").zip(number("whole"));
        claims.entry(row.to_owned()).or_default().push(Item {
            on: date("on"),
            to: date("to"),
            share: share.and_then(|(part, whole)| Share::new(part, whole)),
        });
    }
    claims
}

/// Verdicts by row: that on `*` for every claimed row without one, and acceptance for what the expert found.
pub(super) fn verdicts(given: &Value, claims: &Claims, found: &[String]) -> Verdicts {
    let list = given.get("verdicts").and_then(Value::as_list);
    let mut verdicts: Verdicts = list
        .unwrap_or_default()
        .iter()
        .map(|value| {
            let row = value
                .get("row")
                .and_then(Value::as_text)
                .unwrap_or_default();
            (row.to_owned(), verdict(value))
        })
        .collect();
    for row in found {
        verdicts
            .entry(row.clone())
            .or_insert_with(Verdict::accepted);
    }
    if let Some(rest) = verdicts.remove("*") {
        for row in claims.keys() {
            verdicts.entry(row.clone()).or_insert_with(|| rest.clone());
        }
    }
    verdicts
}

fn verdict(value: &Value) -> Verdict {
    let except = value.get("except").and_then(Value::as_list);
    let number = |item: &Value| item.as_number().as_ref().and_then(Decimal::to_usize);
    Verdict {
        accepted: value.get("accept").and_then(Value::as_bool) == Some(true),
        reason: value
            .get("reason")
            .and_then(Value::as_text)
            .map(str::to_owned),
        except: except
            .unwrap_or_default()
            .iter()
            .filter_map(number)
            .collect(),
        points: value.get("points").and_then(Value::as_number),
    }
}
