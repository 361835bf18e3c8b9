//! What an evaluation may see: values by name, the calendar, the zone and the current time.
//!
//! Everything is handed in, so the same scope always gives the same result. A scope cannot write.

use crate::Value;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use reglament_calendar::{Calendar, DecreeDays};
use std::collections::BTreeMap;

/// Finds the value of a top-level name; must answer the same during one evaluation.
pub trait Lookup {
    /// The value, or `None` when nothing has been stored: the language treats both as unset.
    fn lookup(&self, name: &str) -> Option<Value>;
}

impl Lookup for BTreeMap<String, Value> {
    fn lookup(&self, name: &str) -> Option<Value> {
        self.get(name).cloned()
    }
}

/// The world of one evaluation.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// Values of the top-level names; each is asked for once.
    pub values: &'a dyn Lookup,
    /// The production calendar of the process.
    pub calendar: &'a Calendar,
    /// The zone in which days begin and moments are printed.
    pub zone: Tz,
    /// How days off that a decree declared are counted.
    pub decree_days: DecreeDays,
    /// The current instant.
    pub now: DateTime<Utc>,
}
