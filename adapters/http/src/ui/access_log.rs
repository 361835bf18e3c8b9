//! «Журнал доступа»: who looked at whose data.

use askama::Template;

use super::parts::{Link, OptionView, Shell};

/// A view in the list.
#[derive(Clone, Debug)]
pub struct AccessRow {
    /// Day and time, to the second.
    pub when: String,
    /// Who; leads to everything of theirs.
    pub who: Link,
    /// The program by which they looked, or empty.
    pub program: String,
    /// Network address.
    pub address: String,
    /// What was looked at: «Дело», «Документ».
    pub what: String,
    /// The case, by whom it is about.
    pub case: Option<Link>,
    /// Path and query, for the engineer.
    pub target: String,
}

/// View of `/admin/access-log`.
#[derive(Clone, Debug, Template)]
#[template(path = "access_log.html")]
pub struct AccessLogPage {
    /// Surroundings.
    pub shell: Shell,
    /// People to choose from; the first means all.
    pub people: Vec<OptionView>,
    /// The case that is asked for: its id or code.
    pub case: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Whether a filter is set.
    pub filtered: bool,
    /// The list as a workbook.
    pub file_href: String,
    /// Views, the newest first.
    pub rows: Vec<AccessRow>,
    /// Address of the next page.
    pub next: Option<String>,
}
