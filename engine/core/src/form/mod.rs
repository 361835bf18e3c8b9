//! Reading the answers of a form: raw input from any channel becomes typed values, or a list of every problem.
//!
//! All channels (page, API, command line, scenario) hand in the same raw JSON, so that they accept and refuse the same.
//! Texts are trimmed; an empty answer is an unset value. Names that the form does not ask for are refused.

mod attachment;
mod claims;
mod scalar;
mod structured;
mod verdicts;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use reglament_definition::{DataKind, Definition, Field, Form, Message, Organisation};
use reglament_expression::Value;
use serde_json::Value as Json;

use crate::{Context, ItemList};

/// Answers as they came in: field name -> text, number, boolean, list or object.
pub type RawInput = serde_json::Map<String, Json>;

/// One problem with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Path of the field: `email`, `remarks.2.item`.
    pub field: String,
    /// In Russian, a whole sentence.
    pub ru: String,
    /// In English, a whole sentence.
    pub en: String,
}

/// What reading may need beside the form.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    /// None where a scorecard cannot be asked for.
    pub(crate) definition: Option<&'a Definition>,
    pub(crate) organisation: &'a Organisation,
    pub(crate) items: &'a BTreeMap<String, ItemList>,
    pub(crate) zone: Tz,
}

/// Reads the answers to `form`. `required` names fields that this outcome makes mandatory.
///
/// # Errors
/// Every problem found, in the order of the fields.
pub fn read_input(
    definition: &Definition,
    form: &Form,
    required: &[String],
    raw: &RawInput,
    organisation: &Organisation,
    items: &BTreeMap<String, ItemList>,
) -> Result<BTreeMap<String, Value>, Vec<FieldProblem>> {
    let around = Around {
        definition: Some(definition),
        organisation,
        items,
        zone: definition.zone,
    };
    let mut problems = unknown(form, raw);
    let mut values = BTreeMap::new();
    for asked in &form.fields {
        let Some(field) = definition.field(&asked.name) else {
            continue;
        };
        let must = asked.required || required.contains(&asked.name);
        match read_field(
            &around,
            field,
            &field.name,
            raw.get(&field.name).unwrap_or(&Json::Null),
            must,
        ) {
            Ok(Value::Null) if must => problems.push(missing(field, &field.name)),
            Ok(value) => {
                values.insert(field.name.clone(), value);
            }
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(values)
    } else {
        Err(problems)
    }
}

/// Reads the answer of a machine: every declared key, unset where it is absent. Keys that nobody declared are left out.
///
/// # Errors
/// Every value of a wrong kind.
pub(crate) fn read_result(
    fields: &[Field],
    raw: &RawInput,
    zone: Tz,
    organisation: &Organisation,
    items: &BTreeMap<String, ItemList>,
) -> Result<BTreeMap<String, Value>, Vec<FieldProblem>> {
    let around = Around {
        definition: None,
        organisation,
        items,
        zone,
    };
    let (mut values, mut problems) = (BTreeMap::new(), Vec::new());
    for field in fields {
        let given = raw.get(&field.name).unwrap_or(&Json::Null);
        match read_field(&around, field, &field.name, given, false) {
            Ok(value) => {
                values.insert(field.name.clone(), value);
            }
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(values)
    } else {
        Err(problems)
    }
}

/// Reads the contents of a message from outside. Nothing in it is mandatory; what is not declared is refused.
///
/// # Errors
/// Every problem found, in the order of the declared fields.
pub fn read_message(
    definition: &Definition,
    message: &Message,
    raw: &RawInput,
    organisation: &Organisation,
) -> Result<BTreeMap<String, Value>, Vec<FieldProblem>> {
    let around = Around {
        definition: None,
        organisation,
        items: &BTreeMap::new(),
        zone: definition.zone,
    };
    let known = |name: &str| message.data.iter().any(|field| field.name == name);
    let odd = raw.keys().filter(|name| !known(name));
    let mut problems: Vec<FieldProblem> = odd
        .map(|name| FieldProblem {
            field: name.clone(),
            ru: format!("В сообщении «{}» нет поля «{name}».", message.name),
            en: format!("The message `{}` has no field `{name}`.", message.name),
        })
        .collect();
    let mut values = BTreeMap::new();
    for field in &message.data {
        let answer = raw.get(&field.name).unwrap_or(&Json::Null);
        match read_field(&around, field, &field.name, answer, false) {
            Ok(value) => drop(values.insert(field.name.clone(), value)),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(values)
    } else {
        Err(problems)
    }
}

/// Reads the verdicts of a scorecard without asking for what is missing; none when they are wrong.
pub(crate) fn read_verdicts(context: Context<'_>, field: &Field, raw: &Json) -> Option<Value> {
    let around = Around {
        definition: Some(context.definition),
        organisation: context.organisation,
        items: &BTreeMap::new(),
        zone: context.definition.zone,
    };
    verdicts::verdicts(&around, field, &field.name, raw, false).ok()
}

/// Reads one answer; an empty one is `Null`.
fn read_field(
    around: &Around<'_>,
    field: &Field,
    path: &str,
    raw: &Json,
    must: bool,
) -> Result<Value, Vec<FieldProblem>> {
    match &field.kind {
        DataKind::List(fields) => structured::list(around, field, fields, path, raw, must),
        DataKind::Table { rows, columns } => {
            structured::table(around, (rows, columns), field, path, raw, must)
        }
        DataKind::People { role } => structured::people(around, field, role, path, raw),
        DataKind::Claims { card } => claims::claims(around, field, card, path, raw),
        DataKind::Scorecard { .. } => verdicts::verdicts(around, field, path, raw, true),
        DataKind::PersonName => structured::person_name(field, path, raw, must),
        DataKind::File => attachment::file(field, path, raw),
        DataKind::Files { min, max } => attachment::files(field, (*min, *max), path, raw, must),
        DataKind::Checklist(list) => attachment::checklist(field, list, path, raw, must),
        DataKind::Text
        | DataKind::LongText
        | DataKind::Integer { .. }
        | DataKind::Decimal
        | DataKind::Boolean
        | DataKind::Consent
        | DataKind::Date
        | DataKind::Moment
        | DataKind::Term
        | DataKind::Email
        | DataKind::Phone
        | DataKind::Choice(_) => {
            scalar::read(around, field, path, raw).map_err(|problem| vec![problem])
        }
    }
}

fn unknown(form: &Form, raw: &RawInput) -> Vec<FieldProblem> {
    let known = |name: &str| form.fields.iter().any(|field| field.name == name);
    let problem = |name: &String| FieldProblem {
        field: name.clone(),
        ru: format!("Поля «{name}» в этой форме нет."),
        en: format!("The form has no field `{name}`."),
    };
    raw.keys()
        .filter(|name| !known(name))
        .map(problem)
        .collect()
}

fn missing(field: &Field, path: &str) -> FieldProblem {
    FieldProblem {
        field: path.to_owned(),
        ru: format!("Заполните поле «{}».", field.title.ru),
        en: format!("Fill in «{}».", field.title.text(true)),
    }
}

fn wrong(field: &Field, path: &str, ru: &str, en: &str) -> FieldProblem {
    FieldProblem {
        field: path.to_owned(),
        ru: format!("Поле «{}»: {ru}.", field.title.ru),
        en: format!("«{}»: {en}.", field.title.text(true)),
    }
}
