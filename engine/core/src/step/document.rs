//! Draws a document: takes a number if it has a register, computes the template's data, records both.
//!
//! Rendering to PDF happens outside, from the recorded data.

use std::collections::BTreeMap;

use reglament_calendar::local_date;
use reglament_definition::{DocumentStep, DrawDocument, Step};
use reglament_expression::Value;

use super::Progress;
use crate::{
    Facts, PaperEvent, lookup, number,
    scribe::{Scribe, Stuck},
    usage::usages_in,
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    step: &Step,
    document: &DocumentStep,
) -> Result<Progress, Stuck> {
    draw(scribe, &step.id, &document.draw)?;
    Ok(Progress::Leave(document.next.clone()))
}

/// Draws a document on behalf of a step.
pub(crate) fn draw(scribe: &mut Scribe<'_>, step: &str, draw: &DrawDocument) -> Result<(), Stuck> {
    draw_with(scribe, step, draw, None)
}

/// Draws a document whose expressions know one more name.
pub(crate) fn draw_with(
    scribe: &mut Scribe<'_>,
    step: &str,
    draw: &DrawDocument,
    extra: Option<(&str, Value)>,
) -> Result<(), Stuck> {
    let zone = scribe.context.definition.zone;
    let on = local_date(scribe.context.now, zone);
    let given = match &draw.register {
        Some(register) => Some(number::draft(scribe, register)?),
        None => None,
    };
    let printed = given.as_ref().map(|draft| draft.text.clone());
    let code = given.as_ref().and_then(|draft| draft.code.as_deref());
    let own = document_record(scribe, printed.as_deref(), on, code);
    let mut facts = scribe.facts().with("document", own.clone());
    if let Some((name, value)) = extra {
        facts = facts.with(name, value);
    }
    let mut data = evaluate(&facts, &draw.data)?;
    let entry = evaluate(&facts, &draw.entry)?;
    data.insert("document".into(), own);
    let process = &scribe.context.definition.reference.process;
    data.insert(
        "organisation".into(),
        Value::Record(scribe.context.organisation.facts_of(process).clone()),
    );
    let usages = usages_in(&data, &scribe.context.organisation.usages);
    if !usages.is_empty() {
        data.insert("declension".into(), Value::List(usages));
    }
    if let Some(draft) = given {
        number::record(scribe, step, draft, entry);
    }
    let document = u32::try_from(scribe.instance().documents.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    scribe.emit(PaperEvent::DocumentDrawn {
        document,
        step: step.to_owned(),
        template: draw.template.clone(),
        number: printed,
        on,
        data,
    });
    Ok(())
}

/// What a document knows of itself; where it can be verified only if its register is.
fn document_record(
    scribe: &Scribe<'_>,
    number: Option<&str>,
    on: chrono::NaiveDate,
    code: Option<&str>,
) -> Value {
    let mut fields = vec![
        ("number", number.map_or(Value::Null, lookup::text)),
        ("date", Value::Date(on)),
    ];
    if let Some(code) = code {
        let link = format!("{}/verify/{code}", scribe.context.base_url);
        fields.extend([("code", lookup::text(code)), ("link", lookup::text(&link))]);
    }
    Value::record(fields)
}

fn evaluate(
    facts: &Facts<'_>,
    values: &reglament_definition::Assignments,
) -> Result<BTreeMap<String, Value>, Stuck> {
    let mut result = BTreeMap::new();
    for (key, expression) in values {
        result.insert(key.clone(), expression.evaluate(&facts.scope())?);
    }
    Ok(result)
}
