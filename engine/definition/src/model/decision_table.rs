//! A decision table: inputs, rows with a condition per input, and the outputs that a row sets.
//!
//! Cells are ordinary expressions over the names of the inputs, so that whoever runs the table only evaluates. What the
//! cells mean as sets of values is kept beside them for those who look for gaps and overlaps.

use chrono::NaiveDate;
use reglament_expression::Expression;
use rust_decimal::Decimal;

/// A decision table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionTable {
    /// What happens when several rows fit.
    pub hit: HitPolicy,
    /// Inputs in the order written. The cells and outputs of every row see them.
    pub inputs: Vec<TableInput>,
    /// Fields that the rows set.
    pub outputs: Vec<String>,
    /// Rows in the order written.
    pub rows: Vec<TableRow>,
    /// With `priority`: values of the first output, the one that wins first.
    pub priority: Vec<String>,
    /// Where to go when the fitting row names no way of its own.
    pub next: Vec<String>,
}

/// An input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableInput {
    /// Name under which cells and outputs read it.
    pub name: String,
    /// What is computed under it, once per visit.
    pub value: Expression,
    /// What values it can have.
    pub domain: Domain,
}

/// The values that an input can have, beside being unset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Yes and no.
    Flags,
    /// The options of a choice.
    Options(Vec<String>),
    /// Whole numbers, with inclusive bounds where they are declared.
    Integers {
        /// Smallest.
        min: Option<i64>,
        /// Largest.
        max: Option<i64>,
    },
    /// Decimal numbers.
    Numbers,
    /// Dates.
    Dates,
    /// Texts.
    Texts,
    /// Something whose values cannot be told apart by literals.
    Unknown,
}

/// What happens when several rows fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitPolicy {
    /// Only one row may fit.
    Unique,
    /// The first row that fits counts.
    First,
    /// Several may fit if they give the same.
    Any,
    /// The row counts whose first output is the most important one.
    Priority,
    /// All rows that fit count: each adds a row to the output lists.
    Collect,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Conditions; an input without a cell may be anything. All of them must hold.
    pub cells: Vec<Cell>,
    /// What it sets, in the order written.
    pub then: Vec<TableOutput>,
    /// Where to go; empty: the table's `next`.
    pub next: Vec<String>,
}

/// The condition of a row on one input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Number of the input, from 0.
    pub input: usize,
    /// The condition, over the input's name. False while the input is unset, unless the cell asks for that.
    pub when: Expression,
    /// The values that it admits, as far as they can be known without data.
    pub admits: Admits,
}

/// The values that a cell admits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admits {
    /// Values in any of these pieces.
    Ranges(Vec<Range>),
    /// Values in none of these pieces.
    Outside(Vec<Range>),
    /// No value: the input is unset.
    Unset,
    /// Not known: the cell compares with data, not with literals.
    Unknown,
}

/// A piece of an input's values: between two ends, each with whether it belongs to the piece. No end: for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Lower end.
    pub from: Option<(Point, bool)>,
    /// Upper end.
    pub to: Option<(Point, bool)>,
}

/// A literal value of a cell. Values of one input are of one variant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(Decimal),
    /// A date.
    Date(NaiveDate),
    /// A text.
    Text(String),
}

/// A value that a row sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableOutput {
    /// The field.
    pub field: String,
    /// With `collect`: the column of the list to which the row is added.
    pub column: Option<String>,
    /// The value; it sees the inputs.
    pub value: Expression,
}
