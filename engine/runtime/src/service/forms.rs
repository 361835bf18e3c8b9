//! Forms as views: what is asked for, what may be chosen, what stands there already.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_core::ItemList;
use reglament_definition::{Choice, DataKind, Definition, Field, Form, Title};
use reglament_expression::Value;
use serde_json::Value as Json;

use super::{case::Case, files, people, scorecards::Reading};
use crate::{
    library::LoadedPackage,
    view::{CardView, ChoiceView, DataView, FieldKindView, FieldView, FormView},
    words,
};

/// What a form is filled from.
pub(super) struct Filling<'a> {
    pub(super) definition: &'a Definition,
    pub(super) package: &'a LoadedPackage,
    pub(super) data: &'a BTreeMap<String, Value>,
    pub(super) items: &'a BTreeMap<String, ItemList>,
    pub(super) today: NaiveDate,
}

impl<'a> Filling<'a> {
    /// What a running instance fills its forms from.
    pub(super) fn of(case: &'a Case) -> Self {
        Self {
            definition: &case.definition,
            package: &case.package,
            data: case.instance.data(),
            items: case.instance.items(),
            today: case.today(),
        }
    }

    pub(super) fn form(&self, form: &Form) -> FormView {
        let field = |asked: &reglament_definition::FormField| {
            let field = self.definition.field(&asked.name)?;
            let mut view = self.field(field, asked.required);
            view.value = self
                .data
                .get(&field.name)
                .map_or(Json::Null, Value::plain_json);
            Some(view)
        };
        FormView {
            fields: form.fields.iter().filter_map(field).collect(),
        }
    }

    /// A value as shown; the rows of a table bear the names of their items.
    pub(super) fn shown(&self, field: &Field, value: &Value, confided: bool) -> DataView {
        let zone = self.definition.zone;
        let mut view = shown(field, value, zone, confided);
        let card = match &field.kind {
            DataKind::Claims { card } => Some(card.as_str()),
            DataKind::Scorecard { of, .. } => {
                self.definition.card_of(of).map(|card| card.id.as_str())
            }
            _ => None,
        };
        view.card = card
            .filter(|_| !view.masked)
            .and_then(|card| self.card(card, None));
        if let DataKind::Table { rows, .. } = &field.kind
            && !view.masked
        {
            view.ru = self.named_rows(field, rows, value, false);
            view.en = self.named_rows(field, rows, value, true);
        }
        view
    }

    fn named_rows(&self, field: &Field, step: &str, value: &Value, english: bool) -> String {
        let names = self.rows(step);
        let line = |row: &Value| {
            let id = row.get("item").and_then(Value::as_text)?;
            let name = &names.iter().find(|name| name.id == id)?.title.ru;
            let only = Value::List(vec![row.clone()]);
            let cells = words::value(field, &only, self.definition.zone, english);
            (!cells.is_empty()).then(|| format!("{name} – {cells}"))
        };
        let rows = value.as_list().unwrap_or_default();
        rows.iter()
            .filter_map(line)
            .collect::<Vec<_>>()
            .join(words::ROWS)
    }

    fn field(&self, field: &Field, required: bool) -> FieldView {
        FieldView {
            name: field.name.clone(),
            title: field.title.clone(),
            hint: field.hint.clone(),
            required: required || field.kind == DataKind::Consent,
            kind: self.kind(&field.kind),
            value: Json::Null,
        }
    }

    fn kind(&self, kind: &DataKind) -> FieldKindView {
        match kind {
            DataKind::Text | DataKind::Term => FieldKindView::Text,
            DataKind::LongText => FieldKindView::LongText,
            DataKind::Integer { min, max } => FieldKindView::Integer {
                min: *min,
                max: *max,
            },
            DataKind::Decimal => FieldKindView::Decimal,
            DataKind::Boolean => FieldKindView::Boolean,
            DataKind::Consent => FieldKindView::Consent,
            DataKind::Date => FieldKindView::Date,
            DataKind::Moment => FieldKindView::Moment,
            DataKind::Email => FieldKindView::Email,
            DataKind::Phone => FieldKindView::Phone,
            DataKind::PersonName => FieldKindView::PersonName,
            DataKind::Choice(options) => FieldKindView::Choice {
                options: choices(options),
            },
            DataKind::People { role } => FieldKindView::People {
                options: people::holders(self.package, role, self.today),
            },
            DataKind::List(fields) => FieldKindView::List {
                fields: self.columns(fields),
            },
            DataKind::Table { rows, columns } => FieldKindView::Table {
                rows: self.rows(rows),
                columns: self.columns(columns),
            },
            DataKind::Claims { card } => match self.card(card, None) {
                Some(card) => FieldKindView::Claims { card },
                None => FieldKindView::Text,
            },
            DataKind::Scorecard { of, position, .. } => {
                let card = self.definition.card_of(of).map(|card| card.id.as_str());
                match card.and_then(|card| self.card(card, position.as_deref())) {
                    Some(card) => FieldKindView::Scorecard {
                        card,
                        claims: self.data.get(of).map_or(Json::Null, Value::plain_json),
                        counted: Json::Null,
                    },
                    None => FieldKindView::Text,
                }
            }
            DataKind::File => FieldKindView::File,
            DataKind::Files { min, max } => FieldKindView::Files {
                min: *min,
                max: *max,
            },
            DataKind::Checklist(list) => FieldKindView::Checklist {
                items: choices(&list.items),
                evidence: list.evidence,
            },
        }
    }

    /// A card as somebody in the position that the field holds sees it.
    fn card(&self, card: &str, position: Option<&str>) -> Option<CardView> {
        let card = self.definition.scorecards.get(card)?;
        let position = position.and_then(|field| self.data.get(field)?.as_text());
        Some(Reading::of(self.definition, card, position).view())
    }

    fn columns(&self, fields: &[Field]) -> Vec<FieldView> {
        fields
            .iter()
            .map(|field| self.field(field, false))
            .collect()
    }

    /// One row per item, named by its subject if that is reported, by its code otherwise.
    fn rows(&self, step: &str) -> Vec<ChoiceView> {
        let items = self
            .items
            .get(step)
            .map(|list| list.items.as_slice())
            .unwrap_or_default();
        let child = child_of(self.definition, step)
            .and_then(|process| self.package.definitions.get(process));
        let subject = child.and_then(|child| child.field(child.subject.as_ref()?));
        let name = |item: &reglament_core::Item| {
            let value = subject.and_then(|field| Some((field, item.values.get(&field.name)?)));
            let name = value
                .map(|(field, value)| words::value(field, value, self.definition.zone, false))
                .filter(|name| !name.is_empty());
            name.unwrap_or_else(|| item.receipt.clone())
        };
        let row = |item: &reglament_core::Item| ChoiceView {
            id: item.item.to_string(),
            title: Title::russian(name(item)),
        };
        items.iter().map(row).collect()
    }
}

fn choices(options: &[Choice]) -> Vec<ChoiceView> {
    let view = |option: &Choice| ChoiceView {
        id: option.id.clone(),
        title: option.title.clone(),
    };
    options.iter().map(view).collect()
}

/// The child process of a `for_each` or `call` step.
pub(super) fn child_of<'d>(definition: &'d Definition, step: &str) -> Option<&'d str> {
    definition.step(step)?.child().map(|(process, _)| process)
}

/// A value as shown to somebody who may (`confided`) or may not see confidential ones.
pub(super) fn shown(field: &Field, value: &Value, zone: chrono_tz::Tz, confided: bool) -> DataView {
    let masked = field.confidential && !confided && !value.is_null();
    let word = |english, hidden: &str| match masked {
        true => hidden.to_owned(),
        false => words::value(field, value, zone, english),
    };
    DataView {
        name: field.name.clone(),
        title: field.title.clone(),
        value: if masked {
            Json::Null
        } else {
            value.plain_json()
        },
        ru: word(false, "скрыто"),
        en: word(true, "hidden"),
        files: files::visible(field, value, confided),
        masked,
        card: None,
    }
}
