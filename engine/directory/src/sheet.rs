//! A table as it was brought: titles of columns and rows of texts. What the cells mean is not known here.

use serde::Serialize;

/// What a table or a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DirectoryTable"))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Units: districts, schools, departments.
    Unit,
    /// People with their posts and roles.
    Person,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Titles of the columns; an untitled one has an empty title.
    pub header: Vec<String>,
    /// The rows below.
    pub rows: Vec<SheetRow>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number as the spreadsheet shows it, from 1.
    pub number: usize,
    /// Its cells, in the order of the titles.
    pub cells: Vec<String>,
}
