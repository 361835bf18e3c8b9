//! What comes from outside the instance: lists `register('orders')`, `holders('chair')`, `units('school')`,
//! `indicators('centre')`, and the record `unit('school_1')`.
//!
//! They look like calls but are names: what they stand for is known when the text is read, so that whoever evaluates
//! can hand the list in. The language itself never asks anybody for anything.

/// The rows of a register.
pub const REGISTER: &str = "register";
/// The people who hold a role.
pub const HOLDERS: &str = "holders";
/// The indicators of a set, year by year.
pub const INDICATORS: &str = "indicators";
/// The units of a kind.
pub const UNITS: &str = "units";
/// One unit.
pub const UNIT: &str = "unit";

/// The name under which such a list is checked and looked up.
#[must_use]
pub fn outside_name(list: &str, id: &str) -> String {
    format!("{list}('{id}')")
}

/// The list and the id of such a name; none for other names.
#[must_use]
pub fn outside_parts(name: &str) -> Option<(&str, &str)> {
    let (list, rest) = name.split_once("('")?;
    Some((list, rest.strip_suffix("')")?))
}

/// The name that a call with these arguments is, if it is one.
pub(crate) fn called(name: &str, arguments: &[crate::syntax::Node]) -> Option<String> {
    let [only] = arguments else { return None };
    let crate::syntax::Form::Literal(crate::Value::Text(id)) = &only.form else {
        return None;
    };
    [REGISTER, HOLDERS, UNITS, UNIT, INDICATORS]
        .contains(&name)
        .then(|| outside_name(name, id))
}
