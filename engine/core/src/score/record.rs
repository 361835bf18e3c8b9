//! A counted scorecard as a value: what pages, documents and conditions read.

use reglament_definition::Scorecard;
use reglament_expression::Value;
use reglament_scorecard::{GroupScore, Indicator, Row, RowScore};
use rust_decimal::Decimal;

use super::{Judged, words};

pub(super) fn of(judged: &Judged<'_>, given: &Value) -> Value {
    let Judged { card, score, .. } = judged;
    let groups = score.groups.iter().map(|group| self::group(card, group));
    let mut rows = Vec::new();
    for group in &card.card.groups {
        let all = group
            .indicators
            .iter()
            .flat_map(|one| one.rows.iter().map(move |row| (one, row)));
        for (indicator, row) in all {
            let scored = score.rows.iter().find(|scored| scored.row == row.id);
            rows.extend(scored.map(|scored| self::row(judged, &group.id, indicator, row, scored)));
        }
    }
    let level = score.level.as_ref();
    let title = level.and_then(|level| card.levels.get(level));
    let kept = |key: &str| given.get(key).cloned().unwrap_or_default();
    Value::record([
        ("card", Value::Text(card.id.clone())),
        ("title", Value::Text(card.title.ru.clone())),
        ("total", Value::Number(score.total)),
        (
            "level",
            level.map_or(Value::Null, |level| Value::Text(level.clone())),
        ),
        (
            "level_title",
            title.map_or(Value::Null, |title| Value::Text(title.ru.clone())),
        ),
        ("groups", Value::List(groups.collect())),
        ("rows", Value::List(rows)),
        ("verdicts", kept("verdicts")),
        ("findings", kept("findings")),
    ])
}

fn group(card: &Scorecard, scored: &GroupScore) -> Value {
    let caption = card.caption(&scored.group);
    Value::record([
        ("id", Value::Text(scored.group.clone())),
        ("number", Value::Text(caption.number)),
        ("title", Value::Text(caption.title.ru)),
        ("total", Value::Number(scored.total)),
    ])
}

fn row(
    judged: &Judged<'_>,
    group: &str,
    indicator: &Indicator,
    row: &Row,
    scored: &RowScore,
) -> Value {
    let caption = judged.card.caption(&row.id);
    let above = judged.card.caption(&indicator.id).title.ru;
    let text = |text: String| {
        if text.is_empty() {
            Value::Null
        } else {
            Value::Text(text)
        }
    };
    let number = |number: usize| Value::Number(Decimal::from(number));
    let why = scored
        .reason
        .as_ref()
        .map(|reason| words::why(reason, judged.card).0);
    let id = row.claimed_as(indicator);
    let remark = judged
        .verdicts
        .get(id)
        .and_then(|verdict| verdict.reason.clone());
    Value::record([
        ("id", Value::Text(row.id.clone())),
        ("group", Value::Text(group.to_owned())),
        ("number", text(caption.number)),
        (
            "indicator",
            text(if row.id == indicator.id {
                String::new()
            } else {
                above
            }),
        ),
        ("title", text(caption.title.ru)),
        ("claimed", number(scored.claimed)),
        ("accepted", number(scored.accepted)),
        ("counted", number(scored.counted)),
        ("points", Value::Number(scored.points)),
        (
            "reason",
            text(
                scored
                    .reason
                    .as_ref()
                    .map(words::code)
                    .unwrap_or_default()
                    .to_owned(),
            ),
        ),
        ("why", text(why.unwrap_or_default())),
        (
            "remark",
            text(remark.filter(|_| scored.claimed > 0).unwrap_or_default()),
        ),
        (
            "evidence",
            if scored.claimed > 0 {
                evidence(judged, id)
            } else {
                Value::List(Vec::new())
            },
        ),
    ])
}

/// What was claimed for a row, in words.
fn evidence(judged: &Judged<'_>, row: &str) -> Value {
    let of_row = |item: &&Value| item.get("row").and_then(Value::as_text) == Some(row);
    let items = judged.claims.iter().filter(of_row);
    Value::List(items.map(|item| Value::Text(words::item(item))).collect())
}
