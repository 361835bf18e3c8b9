//! `each: row in list`: a list that a step goes through, and what its rows are called.

use reglament_expression::Expression;

/// A list with the name of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EachRow {
    /// Name of a row in the step's expressions.
    pub row: String,
    /// The list: of data, of a register (`register('id')`) or of people (`holders('role')`).
    pub list: Expression,
}
