//! A form: which declared fields a person fills in, and the rules that the answers must meet together.

use reglament_expression::Expression;

use super::Title;

/// The fields of a form in their order, and its checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Fields asked for.
    pub fields: Vec<FormField>,
    /// Rules over the answers (and the rest of the instance's data); the first that fails refuses the form.
    pub checks: Vec<FormCheck>,
}

/// One field on a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Name of the declared field.
    pub name: String,
    /// Whether it must be filled in. For a table: every cell of every row.
    pub required: bool,
}

/// A rule such as «кворум есть», with the sentence shown when it does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormCheck {
    /// Must be true. Sees the data with the new answers in place.
    pub must: Expression,
    /// Shown to the person otherwise.
    pub message: Title,
}
