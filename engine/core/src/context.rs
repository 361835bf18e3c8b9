//! What a decision may know: the definition, the calendar, the organisation of the day, the time, the next numbers.
//!
//! All of it is handed in as values by whoever runs the engine; nothing here looks anything up.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_calendar::Calendar;
use reglament_definition::{CallVersion, Definition, Organisation, Step};

use crate::Outside;

use crate::{Absence, Ballots};

/// The facts of one decision.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The definition that the instance runs on.
    pub definition: &'a Definition,
    /// Definitions of the child processes that it starts, by [`child_key`].
    pub children: &'a BTreeMap<String, &'a Definition>,
    /// The production calendar named by the definition.
    pub calendar: &'a Calendar,
    /// People and roles as of now.
    pub organisation: &'a Organisation,
    /// Who is away, and who acts instead.
    pub absences: &'a [Absence],
    /// Boxes of the secret votes of the instance.
    pub ballots: &'a Ballots,
    /// Last numbers given in the registers.
    pub numbers: &'a Numbers,
    /// What is known from outside the instance: rows of registers, luck for receipt codes.
    pub outside: &'a Outside,
    /// The present instant; recorded with the events.
    pub now: DateTime<Utc>,
    /// Address under which people reach the pages, without a slash at its end; used in letters.
    pub base_url: &'a str,
}

impl<'a> Context<'a> {
    /// The definition on which children of a step start.
    pub(crate) fn child(&self, step: &Step) -> Option<&'a Definition> {
        let (process, version) = step.child()?;
        let pinned = self.children.get(&child_key(process, version));
        pinned.or_else(|| self.children.get(process)).copied()
    }
}

/// The key of a child's definition among [`Context::children`]: the process, or `process@pinned` for the version in
/// force when the parent began.
pub fn child_key(process: &str, version: CallVersion) -> String {
    match version {
        CallVersion::Latest => process.to_owned(),
        CallVersion::Pinned => format!("{process}@pinned"),
    }
}

/// The last number given per register and year (year 0 for registers that do not start anew).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    last: BTreeMap<(String, i32), u32>,
}

impl Numbers {
    /// The last number given; 0 before the first.
    pub fn last(&self, register: &str, year: i32) -> u32 {
        self.last
            .get(&(register.to_owned(), year))
            .copied()
            .unwrap_or(0)
    }

    /// Records a given number.
    pub fn record(&mut self, register: &str, year: i32, number: u32) {
        let last = self.last.entry((register.to_owned(), year)).or_insert(0);
        *last = (*last).max(number);
    }
}
