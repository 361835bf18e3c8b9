//! Corrected data in words: what it was, what it is, and why. Confidential values are not told.

use std::collections::BTreeMap;

use reglament_core::{DateChange, Event, InstanceEvent};
use reglament_definition::Definition;
use reglament_expression::Value;

use super::history::{Told, say};
use super::terms::with_table;
use super::value::value;

type Values = BTreeMap<String, Value>;

/// A correction; none for other events.
pub(super) fn tell<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    let Event::Instance(InstanceEvent::DataCorrected {
        before,
        values,
        reason,
        changes,
        ..
    }) = event
    else {
        return None;
    };
    // The sentence ends by itself, whether or not its writer has ended it.
    let reason = reason.trim_end_matches('.');
    let list = |english| {
        let each = values.keys();
        let told = each.map(|name| one(definition, name, (before, values), english));
        told.collect::<Vec<_>>().join("; ")
    };
    let said = (
        format!("Исправлены данные: {}. Причина: {reason}", list(false)),
        format!("Data corrected: {}. Reason: {reason}", list(true)),
    );
    let moved: Vec<DateChange> = changes.iter().filter(|one| one.moved()).cloned().collect();
    let (ru, en) = match moved.is_empty() {
        true => said,
        false => with_table(definition, said, &moved),
    };
    Some(say(None, ru, en))
}

/// «Фамилия: Иванво → Иванов»; of a confidential field its title alone.
fn one(
    definition: &Definition,
    name: &str,
    (before, after): (&Values, &Values),
    english: bool,
) -> String {
    let Some(field) = definition.field(name) else {
        return name.to_owned();
    };
    let title = field.title.text(english);
    if field.confidential {
        return title.to_owned();
    }
    let written = |values: &Values| {
        let found = values.get(name).unwrap_or(&Value::Null);
        let text = value(field, found, definition.zone, english);
        match (text.is_empty(), english) {
            (false, _) => text,
            (true, false) => "пусто".to_owned(),
            (true, true) => "empty".to_owned(),
        }
    };
    format!("{title}: {} → {}", written(before), written(after))
}
