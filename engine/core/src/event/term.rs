//! Terms as acts: the term of a whole instance, extension, suspension, recount by another calendar.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use reglament_calendar::{CalendarRef, Term};
use reglament_expression::Value;

use crate::{DateChange, DueDate, TermOwner};

/// What happens to terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermEvent {
    /// The term of the whole instance became known.
    SetForInstance {
        /// When it is due.
        due: DueDate,
        /// Roles that answer for it.
        roles: BTreeSet<String>,
    },
    /// A reminder of the instance's term went out.
    InstanceReminded {},
    /// The instance's term passed, or passed further.
    InstanceOverdue {
        /// How many notices have gone out with this one, from 1.
        level: u32,
    },
    /// A term was extended.
    Extended {
        /// Which.
        owner: TermOwner,
        /// By how much.
        term: Term,
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Clauses that allow it.
        basis: Vec<String>,
        /// Every date that moved.
        changes: Vec<DateChange>,
    },
    /// A term was suspended.
    Suspended {
        /// Which.
        owner: TermOwner,
        /// Why.
        reason: String,
        /// The person: record `{id, name, position}`.
        by: Value,
        /// Clauses that allow it.
        basis: Vec<String>,
        /// When it runs again by itself at the latest.
        until: Option<DateTime<Utc>>,
        /// Every date that stands still now.
        changes: Vec<DateChange>,
    },
    /// A suspended term runs again.
    Resumed {
        /// Which.
        owner: TermOwner,
        /// Why, if somebody said.
        reason: Option<String>,
        /// The person; none for a message, the applicant or the end of the longest suspension.
        by: Option<Value>,
        /// Every date that moved.
        changes: Vec<DateChange>,
    },
    /// Dates were counted anew by another edition of the calendar.
    Recomputed {
        /// The edition.
        calendar: CalendarRef,
        /// Every date that was looked at; some stay.
        changes: Vec<DateChange>,
    },
}

impl From<TermEvent> for super::Event {
    fn from(event: TermEvent) -> Self {
        Self::Term(event)
    }
}
