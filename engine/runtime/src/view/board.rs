//! A board of many children: how far each group of them has come with each duty.

use reglament_core::InstanceId;
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

/// A board of the children of one `for_each` step.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct BoardView {
    /// Title of the instance's process.
    pub process_title: Title,
    /// Whom or what the instance is about.
    pub subject: String,
    /// The `for_each` steps of the instance that have children.
    pub lists: Vec<BoardChoice>,
    /// Fields by which the children can be grouped.
    pub groupings: Vec<BoardChoice>,
    /// The duties, in the order written.
    pub columns: Vec<BoardColumn>,
    /// The groups, by name; or single children.
    pub rows: Vec<BoardRow>,
    /// All rows together.
    pub total: BoardRow,
}

/// Something to choose on a board.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct BoardChoice {
    /// Id of the step or field.
    pub id: String,
    /// Its title.
    pub title: Title,
    /// Whether the board shows it.
    pub chosen: bool,
}

/// A duty: a user task of the children.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct BoardColumn {
    /// Step.
    pub step: String,
    /// Title.
    pub title: Title,
    /// Clauses that order it.
    pub basis: Vec<String>,
}

/// A group of children, or one child.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct BoardRow {
    /// Its name in words.
    pub name: String,
    /// The child, where the row is a single one.
    pub instance: Option<InstanceId>,
    /// Children in it.
    pub children: u32,
    /// One per column.
    pub cells: Vec<BoardCell>,
}

/// How many children of a group stand how with a duty. What is missing to the group's number has not been begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct BoardCell {
    /// Done in time.
    pub done: u32,
    /// Done after the due date.
    pub done_late: u32,
    /// Still to be done, in time.
    pub open: u32,
    /// Still to be done, and late.
    pub late: u32,
    /// Given up: the child went another way.
    pub dropped: u32,
}

/// What came of reminding a whole cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Reminded {
    /// Tasks of which somebody was reminded.
    pub sent: u32,
    /// Tasks of which somebody had been reminded today.
    pub already: u32,
    /// Tasks that are left because there are too many for one click.
    pub left: u32,
}
