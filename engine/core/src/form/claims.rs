//! Reads what is claimed for the rows of a scorecard: one record per document, event or share.
//!
//! What proves an item is decided here alone: a name, a number or an address in `text`, a scan in `file`, or both.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use reglament_definition::{DataKind, Field, Scorecard, Title};
use reglament_expression::Value;
use reglament_scorecard::{Period, Setting, Share, limits::MAX_ITEMS};
use serde_json::Value as Json;

use super::{Around, FieldProblem, attachment, scalar, wrong};

type Answer = Result<Value, Vec<FieldProblem>>;

/// Claims of an applicant: items of rows that bring points.
pub(super) fn claims(
    around: &Around<'_>,
    field: &Field,
    card: &str,
    path: &str,
    raw: &Json,
) -> Answer {
    let cards = around.definition.map(|definition| &definition.scorecards);
    let Some(card) = cards.and_then(|cards| cards.get(card)) else {
        let (ru, en) = ("карты оценки здесь нет", "there is no scorecard here");
        return Err(vec![wrong(field, path, ru, en)]);
    };
    items(around, field, path, raw, &Rows::of(card))
}

/// What may be said of the rows of a card.
pub(super) struct Rows<'c> {
    /// Rows of which an item needs a day.
    dated: BTreeSet<&'c str>,
    /// Rows that a share decides.
    shares: BTreeSet<&'c str>,
    all: BTreeSet<&'c str>,
}

impl<'c> Rows<'c> {
    pub(super) fn of(card: &'c Scorecard) -> Self {
        let mut rows = Self {
            dated: BTreeSet::new(),
            shares: BTreeSet::new(),
            all: BTreeSet::new(),
        };
        for (indicator, row) in card.card.rows() {
            let id = row.claimed_as(indicator);
            rows.all.insert(id);
            if row.points.is_band() {
                rows.shares.insert(id);
            } else if row.period != Setting::Fixed(Period::Any) {
                rows.dated.insert(id);
            }
        }
        rows
    }
}

/// The items of a list; those of which nothing is filled in are left out.
pub(super) fn items(
    around: &Around<'_>,
    field: &Field,
    path: &str,
    raw: &Json,
    rows: &Rows<'_>,
) -> Answer {
    let items = match raw {
        Json::Null => return Ok(Value::Null),
        Json::Array(items) => items.as_slice(),
        Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => {
            return Err(vec![wrong(
                field,
                path,
                "ожидаются строки",
                "rows are expected",
            )]);
        }
    };
    if items.len() > MAX_ITEMS {
        let (ru, en) = (
            format!("не больше {MAX_ITEMS} документов"),
            format!("at most {MAX_ITEMS} items"),
        );
        return Err(vec![wrong(field, path, &ru, &en)]);
    }
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for (number, item) in items.iter().enumerate() {
        let path = format!("{path}.{number}");
        match one(around.zone, field, &path, item, rows) {
            Ok(Some(item)) => read.push(item),
            Ok(None) => {}
            Err(found) => problems.extend(found),
        }
    }
    match (problems.is_empty(), read.is_empty()) {
        (false, _) => Err(problems),
        (true, true) => Ok(Value::Null),
        (true, false) => Ok(Value::List(read)),
    }
}

/// One item; none when nothing of it is filled in.
fn one(
    zone: Tz,
    field: &Field,
    path: &str,
    raw: &Json,
    rows: &Rows<'_>,
) -> Result<Option<Value>, Vec<FieldProblem>> {
    let mut values = BTreeMap::new();
    let mut problems = Vec::new();
    for (key, kind, title) in parts() {
        let part = Field {
            name: key.to_owned(),
            title,
            kind,
            hint: None,
            confidential: false,
            personal: false,
            is: None,
        };
        let given = raw.get(key).unwrap_or(&Json::Null);
        match scalar::typed(zone, &part, &format!("{path}.{key}"), given) {
            Ok(value) => drop(values.insert(key.to_owned(), value)),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let scan = raw.get("file").unwrap_or(&Json::Null);
    let scan = attachment::file(field, &format!("{path}.file"), scan)?;
    if !scan.is_null() {
        // A file that is named by nobody is named by itself.
        let own = scan.get("name").cloned().unwrap_or_default();
        let text = values.entry("text".to_owned()).or_default();
        if text.is_null() {
            *text = own;
        }
        values.insert("file".to_owned(), scan);
    }
    let filled = |key: &str| values.get(key).is_some_and(|value| !value.is_null());
    if !["text", "on", "to", "part", "whole"]
        .into_iter()
        .any(filled)
    {
        return Ok(None);
    }
    let row = raw.get("row").and_then(Json::as_str).unwrap_or_default();
    values.insert("row".to_owned(), Value::Text(row.to_owned()));
    problems.extend(missing(field, path, row, &values, rows));
    if problems.is_empty() {
        Ok(Some(Value::Record(values)))
    } else {
        Err(problems)
    }
}

fn parts() -> [(&'static str, DataKind, Title); 5] {
    let title = |ru: &str, en: &str| Title {
        ru: ru.to_owned(),
        en: Some(en.to_owned()),
    };
    [
        ("text", DataKind::Text, title("Документ", "Document")),
        ("on", DataKind::Date, title("Дата", "Date")),
        (
            "to",
            DataKind::Date,
            title("Действует по", "In force until"),
        ),
        ("part", DataKind::Decimal, title("Достигли", "Reached it")),
        (
            "whole",
            DataKind::Decimal,
            title("Участвовали", "Took part"),
        ),
    ]
}

/// What an item of this row must say and does not.
fn missing(
    field: &Field,
    path: &str,
    row: &str,
    values: &BTreeMap<String, Value>,
    rows: &Rows<'_>,
) -> Vec<FieldProblem> {
    let wrong = |key: &str, ru: &str, en: &str| wrong(field, &format!("{path}.{key}"), ru, en);
    if !rows.all.contains(row) {
        let (ru, en) = (
            format!("строки «{row}» в карте нет"),
            format!("the card has no row `{row}`"),
        );
        return vec![wrong("row", &ru, &en)];
    }
    let number = |key: &str| values.get(key).and_then(Value::as_number);
    let date = |key: &str| values.get(key).and_then(Value::as_date);
    let mut problems = Vec::new();
    if values.get("text").is_none_or(Value::is_null) {
        problems.push(wrong("text", "назовите документ", "name the document"));
    }
    if rows.shares.contains(row) {
        let share = number("part").zip(number("whole"));
        if share
            .and_then(|(part, whole)| Share::new(part, whole))
            .is_none()
        {
            let (ru, en) = (
                "укажите, сколько человек участвовали и сколько из них достигли результата",
                "say how many people took part, and how many of them reached it",
            );
            problems.push(wrong("part", ru, en));
        }
    } else if rows.dated.contains(row) && date("on").is_none() {
        problems.push(wrong(
            "on",
            "укажите дату документа",
            "give the date of the document",
        ));
    }
    if date("on").zip(date("to")).is_some_and(|(on, to)| to < on) {
        problems.push(wrong(
            "to",
            "конец раньше начала",
            "the end is before the beginning",
        ));
    }
    problems
}
