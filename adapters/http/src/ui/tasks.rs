//! «Мои задачи»: what the viewer has to do, the most overdue first.

use askama::Template;

use super::parts::{DeadlineView, Shell, Tab};

/// A task in the list.
#[derive(Clone, Debug)]
pub struct TaskRow {
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
    /// Tasks of the open group by due date, ascending.
    pub tasks: Vec<TaskRow>,
    /// What is said when there is none: the next expected one.
    pub empty: String,
    /// Address of the next page.
    pub next: Option<String>,
}
