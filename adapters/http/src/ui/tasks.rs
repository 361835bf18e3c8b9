//! «Мои задачи»: what the viewer has to do, the most overdue first.

use askama::Template;

use super::parts::{DeadlineView, SavedFilters, Shell, Tab, TogetherBar};

/// A task in the list.
#[derive(Clone, Debug)]
pub struct TaskRow {
    /// What its checkbox sends; none when nothing can be done with it together with others.
    pub pick: Option<String>,
    /// Whether it is ticked.
    pub picked: bool,
    /// Title of the step.
    pub title: String,
    /// Address of the task.
    pub href: String,
    /// Whom or what the instance is about.
    pub subject: String,
    /// «№ 2026-0184».
    pub number: String,
    /// Title of the process.
    pub process: String,
    /// Whether the viewer took it, or acts in somebody's place; or empty.
    pub note: String,
    /// When it is due; absent without a deadline.
    pub deadline: Option<DeadlineView>,
}

/// View of `/tasks`.
#[derive(Clone, Debug, Template)]
#[template(path = "tasks.html")]
pub struct TasksPage {
    /// Surroundings.
    pub shell: Shell,
    /// Groups: overdue, today, this week, all.
    pub tabs: Vec<Tab>,
    /// The group that is open, kept by the search.
    pub view: String,
    /// What is searched for.
    pub search: String,
    /// A list, or cards.
    pub looks: Vec<Tab>,
    /// Whether tasks are drawn as cards.
    pub cards: bool,
    /// The viewer's own filters.
    pub saved: SavedFilters,
    /// What can be done with ticked tasks; none when nothing can.
    pub bar: Option<TogetherBar>,
    /// Tasks of the open group by due date, ascending.
    pub tasks: Vec<TaskRow>,
    /// What is said when there is none.
    pub empty: String,
    /// The next task that may be expected, when there is none at all; or empty.
    pub expected: String,
    /// Where to ask for it.
    pub ahead_href: Option<String>,
    /// Address of the next page.
    pub next: Option<String>,
}
