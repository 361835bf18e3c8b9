//! The fields that the engine asks for, as fields of a page, and what stands in them now as a person would type it.
//!
//! Codes of linked instances are asked for in the same form: their inputs are called `link-<name>`, which no declared
//! field can be (a name has no hyphen).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use reglament_core::{RawInput, Rejection};
use reglament_runtime::{ChoiceView, FieldKindView, FieldView, LinkView, PersonView};
use serde_json::{Map, Value};

use super::card;
use crate::locale::Locale;
use crate::ui::parts::{FieldKind, FieldSpec, OptionView, Problem, TableItem};

/// Name of the input for the code of a linked instance.
pub(crate) fn link_name(link: &str) -> String {
    format!("link-{link}")
}

/// Fields of a page for the fields of the engine.
pub(crate) fn specs(locale: Locale, fields: &[FieldView]) -> Vec<FieldSpec> {
    fields.iter().map(|field| spec(locale, field)).collect()
}

/// Fields that ask for the codes of linked instances.
pub(crate) fn link_specs(locale: Locale, links: &[LinkView]) -> Vec<FieldSpec> {
    let one = |link: &LinkView| FieldSpec {
        name: link_name(&link.name),
        label: locale.title(&link.title),
        hint: locale.text("public_form.link").to_owned(),
        kind: FieldKind::Text,
        required: true,
    };
    links.iter().map(one).collect()
}

/// Takes the codes of linked instances out of the answers.
pub(crate) fn take_links(raw: &mut RawInput, links: &[LinkView]) -> BTreeMap<String, String> {
    let take = |link: &LinkView| {
        let code = raw.remove(&link_name(&link.name))?;
        Some((link.name.clone(), code.as_str()?.to_owned()))
    };
    links.iter().filter_map(take).collect()
}

/// A refusal of the engine as mistakes of the form that was sent, so that what was typed is not lost.
pub(crate) fn problems(locale: Locale, rejection: &Rejection) -> Vec<Problem> {
    let one = |field: String| Problem {
        field,
        text: locale.said(rejection.ru(), rejection.en()),
    };
    match rejection {
        Rejection::InvalidForm { problems } => problems
            .iter()
            .map(|problem| Problem {
                field: problem.field.clone(),
                text: locale.said(&problem.ru, &problem.en),
            })
            .collect(),
        Rejection::LinkNotFound { link } => vec![one(link_name(link))],
        Rejection::ReasonNeeded => vec![one("reason-of-late".to_owned())],
        _ => vec![one(String::new())],
    }
}

fn spec(locale: Locale, field: &FieldView) -> FieldSpec {
    FieldSpec {
        name: field.name.clone(),
        label: locale.title(&field.title),
        hint: field
            .hint
            .as_ref()
            .map_or_else(String::new, |hint| locale.title(hint)),
        kind: kind(locale, &field.kind),
        required: field.required,
    }
}

fn kind(locale: Locale, kind: &FieldKindView) -> FieldKind {
    let person = |person: &PersonView| OptionView::new(&person.id, &person.name, &person.position);
    match kind {
        FieldKindView::Text => FieldKind::Text,
        FieldKindView::LongText => FieldKind::LongText,
        FieldKindView::Integer { .. } => FieldKind::Integer,
        FieldKindView::Decimal => FieldKind::Decimal,
        FieldKindView::Boolean => FieldKind::Boolean,
        FieldKindView::Consent => FieldKind::Consent,
        FieldKindView::Date => FieldKind::Date,
        FieldKindView::Moment => FieldKind::Moment,
        FieldKindView::Email => FieldKind::Email,
        FieldKindView::Phone => FieldKind::Phone,
        FieldKindView::PersonName => FieldKind::PersonName,
        FieldKindView::Choice { options } => {
            let option = |o: &ChoiceView| OptionView::new(&o.id, locale.title(&o.title), "");
            FieldKind::Choice(options.iter().map(option).collect())
        }
        FieldKindView::People { options } => {
            FieldKind::People(options.iter().map(person).collect())
        }
        FieldKindView::List { fields } => FieldKind::List(specs(locale, fields)),
        FieldKindView::Claims { card } => FieldKind::Card(Box::new(card::spec(locale, card, None))),
        FieldKindView::Scorecard {
            card,
            claims,
            counted,
        } => FieldKind::Card(Box::new(card::spec(locale, card, Some((claims, counted))))),
        FieldKindView::Table { rows, columns } => {
            let item = |row: &ChoiceView| TableItem {
                id: row.id.clone(),
                label: locale.title(&row.title),
            };
            FieldKind::Table {
                items: rows.iter().map(item).collect(),
                columns: specs(locale, columns),
            }
        }
        FieldKindView::File => FieldKind::File,
        FieldKindView::Files { max, .. } => FieldKind::Files { max: *max },
        FieldKindView::Checklist { items, evidence } => {
            let item = |item: &ChoiceView| OptionView::new(&item.id, locale.title(&item.title), "");
            FieldKind::Checklist {
                items: items.iter().map(item).collect(),
                evidence: *evidence,
            }
        }
    }
}

/// What stands in the fields now, written as a person would type it.
pub(crate) fn standing(fields: &[FieldView], zone: Tz) -> RawInput {
    let one = |field: &FieldView| {
        let typed = typed(&field.kind, &field.value, zone)?;
        Some((field.name.clone(), typed))
    };
    fields.iter().filter_map(one).collect()
}

fn typed(kind: &FieldKindView, value: &Value, zone: Tz) -> Option<Value> {
    match (kind, value) {
        (_, Value::Null) => None,
        (FieldKindView::Date, Value::String(text)) => {
            Some(date(text).unwrap_or_else(|| text.clone()).into())
        }
        (FieldKindView::Moment, Value::String(text)) => {
            Some(moment(text, zone).unwrap_or_else(|| text.clone()).into())
        }
        (FieldKindView::Decimal, value) => {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            Some(text.replace('.', ",").into())
        }
        (FieldKindView::People { .. }, Value::Array(people)) => {
            let id = |person: &Value| person.get("id").unwrap_or(person).as_str().map(Value::from);
            Some(people.iter().filter_map(id).collect())
        }
        (FieldKindView::List { fields }, Value::Array(rows)) => Some(
            rows.iter()
                .map(|row| typed_row(fields, row, zone))
                .collect(),
        ),
        (FieldKindView::Table { columns, .. }, Value::Array(rows)) => Some(
            rows.iter()
                .map(|row| typed_row(columns, row, zone))
                .collect(),
        ),
        (FieldKindView::Claims { .. } | FieldKindView::Scorecard { .. }, value) => {
            Some(card::standing(value))
        }
        (_, value) => Some(value.clone()),
    }
}

fn typed_row(fields: &[FieldView], row: &Value, zone: Tz) -> Value {
    let mut cells = Map::new();
    if let Some(item) = row.get("item") {
        cells.insert("item".to_owned(), item.clone());
    }
    for field in fields {
        let value = row.get(&field.name).unwrap_or(&Value::Null);
        if let Some(typed) = typed(&field.kind, value, zone) {
            cells.insert(field.name.clone(), typed);
        }
    }
    Value::Object(cells)
}

pub(super) fn date(text: &str) -> Option<String> {
    let date: NaiveDate = text.parse().ok()?;
    Some(date.format("%d.%m.%Y").to_string())
}

fn moment(text: &str, zone: Tz) -> Option<String> {
    let moment = DateTime::parse_from_rfc3339(text)
        .ok()?
        .with_timezone(&zone);
    Some(moment.format("%d.%m.%Y %H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use reglament_runtime::{FieldKindView, FieldView, Title};
    use serde_json::{Value, json};

    use super::standing;

    fn field(name: &str, kind: FieldKindView, value: Value) -> FieldView {
        FieldView {
            name: name.to_owned(),
            title: Title::default(),
            hint: None,
            required: true,
            kind,
            value,
        }
    }

    #[test]
    fn what_is_stored_is_shown_as_it_would_be_typed() {
        let columns = vec![field(
            "correct",
            FieldKindView::Integer {
                min: None,
                max: None,
            },
            Value::Null,
        )];
        let fields = [
            field("on", FieldKindView::Date, json!("2021-10-12")),
            field("at", FieldKindView::Moment, json!("2021-10-12T03:00:00Z")),
            field("rate", FieldKindView::Decimal, json!("0.5")),
            field(
                "who",
                FieldKindView::People { options: vec![] },
                json!([{"id": "a"}, "b"]),
            ),
            field("empty", FieldKindView::Text, Value::Null),
            field(
                "results",
                FieldKindView::Table {
                    rows: vec![],
                    columns,
                },
                json!([{"item": "x.1", "correct": 24, "foreign": 1}]),
            ),
        ];
        let typed = standing(&fields, chrono_tz::Asia::Novokuznetsk);
        let expected = json!({"on": "12.10.2021", "at": "12.10.2021 10:00", "rate": "0,5", "who": ["a", "b"],
            "results": [{"item": "x.1", "correct": 24}]});
        assert_eq!(Value::Object(typed), expected);
    }
}
