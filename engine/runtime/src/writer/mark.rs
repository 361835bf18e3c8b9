//! What anybody may learn by a code of a document that a register has just numbered.

use std::collections::BTreeMap;

use reglament_definition::Definition;
use reglament_expression::Value;

use crate::port::VerificationMark;

/// The mark of an entry, from the columns that the register's `verification` names.
pub(super) fn mark(
    definition: &Definition,
    register: &str,
    entry: &BTreeMap<String, Value>,
    code: &str,
) -> VerificationMark {
    let register = definition.registers.get(register);
    let verification = register.and_then(|register| register.verification.as_ref());
    let value = |column: Option<&String>| entry.get(column?);
    let until = value(verification.and_then(|known| known.until.as_ref()));
    let replaces = value(verification.and_then(|known| known.replaces.as_ref()));
    let annuls = value(verification.and_then(|known| known.annuls.as_ref()));
    VerificationMark {
        code: code.to_owned(),
        until: until.and_then(Value::as_date),
        replaces: replaces.and_then(number),
        annuls: annuls.and_then(number),
    }
}

fn number(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    }
}
