//! An overseer corrects what was handed in, and says why. What it was stays in the journal beside what it is.
//!
//! Steps already left are not done again. Dates that lie ahead and are counted from a corrected value are counted anew; those
//! already reached stay, and no date is moved into the past.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Form, FormCheck};
use reglament_expression::Value;

use super::complete_task::check;
use super::said::said;
use super::term::stuck;
use super::{Actor, Command};
use crate::{
    CorrectionRefusal, DateChange, InstanceEvent, RawInput, Rejection,
    correction::{correctable, forms, with_computed},
    form::read_input,
    limits::MAX_TEXT,
    people::{on, person, person_record},
    ripple,
    scribe::Scribe,
    step,
};

type Values = BTreeMap<String, Value>;

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    command: &Command,
) -> Result<(), Rejection> {
    let Command::CorrectData {
        input,
        reason,
        privileged,
    } = command
    else {
        return Ok(());
    };
    let (Actor::Person(id), true) = (actor, privileged) else {
        return Err(CorrectionRefusal::NotYours.into());
    };
    let by = person_record(person(scribe, id)?, on(scribe));
    let reason = said(Some(reason), MAX_TEXT)?.ok_or(CorrectionRefusal::ReasonNeeded)?;
    let (before, values) = changed(scribe, input)?;
    let names: BTreeSet<String> = values.keys().cloned().collect();
    let corrected = |changes: Vec<DateChange>| InstanceEvent::DataCorrected {
        before: before.clone(),
        values: values.clone(),
        reason: reason.clone(),
        by: by.clone(),
        changes,
    };
    let after = scribe.preview(corrected(Vec::new()).into());
    let moved = with_computed(scribe.context.definition, &names);
    let changes = ripple::counted_from(scribe.context, &after, &moved).map_err(stuck)?;
    let earlier = scribe.instance().clone();
    scribe.emit(corrected(changes.clone()));
    check(scribe, &checks_of(scribe, &moved))?;
    step::retime(scribe, &earlier, &changes);
    Ok(())
}

/// The values that differ, as they were and as they are to be.
fn changed(scribe: &Scribe<'_>, input: &RawInput) -> Result<(Values, Values), Rejection> {
    let (definition, instance) = (scribe.context.definition, scribe.instance());
    let mut form = correctable(definition, instance);
    // Only what is handed in is corrected; a name that is not in the form is refused by reading it.
    form.fields.retain(|field| input.contains_key(&field.name));
    let organisation = scribe.context.organisation;
    let read = read_input(
        definition,
        &form,
        &[],
        input,
        organisation,
        instance.items(),
    );
    let mut values = read.map_err(|problems| Rejection::InvalidForm { problems })?;
    values.retain(|name, value| instance.data.get(name) != Some(value));
    if values.is_empty() {
        return Err(CorrectionRefusal::NothingChanged.into());
    }
    let before = |name: &String| instance.data.get(name).cloned().unwrap_or_default();
    let before = values
        .keys()
        .map(|name| (name.clone(), before(name)))
        .collect();
    Ok((before, values))
}

/// The author's rules that read what has changed, of the forms that ask for it.
fn checks_of(scribe: &Scribe<'_>, names: &BTreeSet<String>) -> Vec<FormCheck> {
    let instance = scribe.instance();
    let answered = |form: &&Form| {
        let mut fields = form.fields.iter();
        fields.all(|field| instance.data.contains_key(&field.name))
            && form.fields.iter().any(|field| names.contains(&field.name))
    };
    let reads = |check: &&FormCheck| {
        let mut paths = check.must.reads().into_iter();
        paths.any(|path| path.first().is_some_and(|first| names.contains(first)))
    };
    forms(scribe.context.definition)
        .into_iter()
        .filter(answered)
        .flat_map(|form| &form.checks)
        .filter(reads)
        .cloned()
        .collect()
}
