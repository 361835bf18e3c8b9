//! Numbers of registers: gapless, given at signing or registration, never to a draft.
//!
//! The last number comes in with the context; two decisions that took the same one are told apart by the store.

use std::collections::BTreeMap;

use chrono::Datelike;
use reglament_calendar::local_date;
use reglament_expression::Value;

use crate::{
    PaperEvent,
    scribe::{Scribe, Stuck},
};

/// A number about to be given.
pub(crate) struct Draft {
    pub(crate) register: String,
    pub(crate) year: i32,
    pub(crate) number: u32,
    pub(crate) text: String,
    pub(crate) on: chrono::NaiveDate,
    /// Code for asking whether the document is valid, when the register is verified.
    pub(crate) code: Option<String>,
}

/// Takes the next number of `register`; it is given only once `record` is called.
pub(crate) fn draft(scribe: &mut Scribe<'_>, register: &str) -> Result<Draft, Stuck> {
    let definition = scribe.context.definition;
    let on = local_date(scribe.context.now, definition.zone);
    let Some(found) = definition.registers.get(register) else {
        return Err(Stuck {
            code: "register_missing",
            ru: format!("Журнал «{register}» не описан."),
            en: format!("The register `{register}` is not declared."),
        });
    };
    let year = if found.yearly { on.year() } else { 0 };
    let number = scribe.next_number(register, year);
    let text = found.print_number(number, on.year());
    let verified = found.verification.is_some();
    let code = verified.then(|| {
        scribe
            .context
            .outside
            .verification_code(register, year, number)
    });
    Ok(Draft {
        register: register.to_owned(),
        year,
        number,
        text,
        on,
        code,
    })
}

/// Records that the number was given.
pub(crate) fn record(
    scribe: &mut Scribe<'_>,
    step: &str,
    draft: Draft,
    entry: BTreeMap<String, Value>,
) {
    scribe.emit(PaperEvent::NumberAssigned {
        step: step.to_owned(),
        register: draft.register,
        year: draft.year,
        number: draft.number,
        text: draft.text,
        on: draft.on,
        entry,
        code: draft.code,
    });
}
