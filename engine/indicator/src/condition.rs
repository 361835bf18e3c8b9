//! `where`: whether an entry counts. It sees the columns that it reads, the year, the day and the parameters.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::{Calendar, DecreeDays, start_of_day};
use reglament_definition::IndicatorSet;
use reglament_expression::{Expression, Lookup, Scope, Value};

use crate::key::Columns;

/// A condition, made ready for many entries.
pub(crate) struct Condition<'a> {
    set: &'a IndicatorSet,
    calendar: &'a Calendar,
    expression: &'a Expression,
    /// The columns that it reads: no others are copied for it.
    reads: BTreeSet<String>,
    year: i32,
    on: NaiveDate,
    now: DateTime<Utc>,
}

impl<'a> Condition<'a> {
    pub(crate) fn new(
        set: &'a IndicatorSet,
        calendar: &'a Calendar,
        expression: &'a Expression,
        year: i32,
        on: NaiveDate,
    ) -> Self {
        let paths = expression.reads();
        let columns = paths.into_iter().filter_map(|path| match path.as_slice() {
            [row, column, ..] if row == "row" => Some(column.clone()),
            _ => None,
        });
        Self {
            reads: columns.collect(),
            set,
            calendar,
            expression,
            year,
            on,
            // Noon, so that no change of the clocks makes it another day.
            now: start_of_day(on, set.zone) + Duration::hours(12),
        }
    }

    /// Whether an entry counts; none when that cannot be said.
    pub(crate) fn holds(&self, columns: Columns<'_>) -> Option<bool> {
        let seen = Seen {
            condition: self,
            columns,
        };
        let scope = Scope {
            values: &seen,
            calendar: self.calendar,
            zone: self.set.zone,
            decree_days: DecreeDays::Working,
            now: self.now,
        };
        self.expression.evaluate(&scope).ok()?.as_bool()
    }
}

struct Seen<'c> {
    condition: &'c Condition<'c>,
    columns: Columns<'c>,
}

impl Lookup for Seen<'_> {
    fn lookup(&self, name: &str) -> Option<Value> {
        match name {
            "row" => {
                let read = self.condition.reads.iter();
                let read =
                    read.filter_map(|name| Some((name.clone(), self.columns.get(name)?.clone())));
                Some(Value::Record(read.collect::<BTreeMap<_, _>>()))
            }
            "year" => Some(Value::from(i64::from(self.condition.year))),
            "on" => Some(Value::Date(self.condition.on)),
            other => {
                let parameter = self.condition.set.parameters.get(other)?;
                Some(parameter.value.clone())
            }
        }
    }
}
