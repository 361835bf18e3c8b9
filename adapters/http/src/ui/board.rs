//! The board of an instance with many children: groups down, duties across.

use askama::Template;

use super::parts::{Chip, OptionView, Shell};

/// A duty.
#[derive(Clone, Debug)]
pub struct ColumnView {
    /// Title.
    pub title: String,
    /// «п. 2.1».
    pub basis: String,
}

/// How a group stands with a duty.
#[derive(Clone, Debug)]
pub struct CellView {
    /// «12 из 50», with a sign and a colour.
    pub state: Chip,
    /// What else is to be said: «3 с опозданием».
    pub notes: Vec<String>,
    /// The duty to remind of; none where nothing is late.
    pub remind: Option<String>,
}

/// A group, or a single child.
#[derive(Clone, Debug)]
pub struct GroupView {
    /// Its name.
    pub name: String,
    /// «50 дел».
    pub size: String,
    /// Its page, for a single child.
    pub href: Option<String>,
    /// One per duty.
    pub cells: Vec<CellView>,
}

/// View of `/instances/{id}/board`.
#[derive(Clone, Debug, Template)]
#[template(path = "board.html")]
pub struct BoardPage {
    /// Surroundings.
    pub shell: Shell,
    /// The page itself, for its forms.
    pub here: String,
    /// The `for_each` steps to choose from; empty when there is one.
    pub lists: Vec<OptionView>,
    /// The fields to group by; empty when there is nothing to choose.
    pub groupings: Vec<OptionView>,
    /// What is chosen, for the forms of the cells.
    pub list: String,
    /// The same.
    pub by: String,
    /// Duties.
    pub columns: Vec<ColumnView>,
    /// Groups; the last is the sum.
    pub rows: Vec<GroupView>,
    /// Key of the next command.
    pub key: String,
}
