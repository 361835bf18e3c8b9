//! The course of a term after acts about it: extensions, suspensions, resumptions, in the order in which they came.
//!
//! An extension is counted from the nominal end (before rolling). While a term is suspended its days do not pass: the
//! day of the suspension has not run, the day of the resumption runs again, so that a suspension of no length changes
//! nothing. An extension that comes during a suspension is counted from the end that the resumption gives.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Due, DueError, From, due};
use crate::calendar::Calendar;
use crate::line::{Line, Resumed};
use crate::rule::{Roll, Rule, Start};
use crate::term::{Term, Unit};
use crate::zone;

/// Something that was decided about a running term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TermAct {
    /// The term became longer.
    Extended {
        /// By how much.
        term: Term,
    },
    /// The term stopped running.
    Suspended {
        /// When.
        at: DateTime<Utc>,
    },
    /// The term runs again with what was left of it.
    Resumed {
        /// When.
        at: DateTime<Utc>,
    },
}

/// Counts a due date with the acts about it. While the term is suspended the date is the one it would have had.
///
/// # Errors
/// As [`due`].
pub fn due_with(
    calendar: &Calendar,
    rule: &Rule,
    from: From,
    acts: &[TermAct],
) -> Result<Due, DueError> {
    let origin = match from {
        From::Date(date) => date,
        From::Moment(moment) => zone::local_date(moment, rule.zone),
    };
    let next_day = rule.start == Start::NextDay && rule.term.count > 0;
    let first = origin.succ_opt().filter(|_| next_day).unwrap_or(origin);
    let mut course = Course {
        calendar,
        rule: rule.clone(),
        first,
        due: due(calendar, rule, from)?,
        stopped: None,
        waiting: Vec::new(),
    };
    for act in acts {
        course.take(*act)?;
    }
    course.finish()
}

struct Course<'c> {
    calendar: &'c Calendar,
    /// The rule by which the days that are left are counted: that of the last extension, if there was one.
    rule: Rule,
    first: NaiveDate,
    due: Due,
    stopped: Option<DateTime<Utc>>,
    /// Extensions that came while the term was suspended.
    waiting: Vec<Term>,
}

impl Course<'_> {
    fn take(&mut self, act: TermAct) -> Result<(), DueError> {
        match act {
            TermAct::Extended { term } if self.stopped.is_some() => self.waiting.push(term),
            TermAct::Extended { term } => self.extend(term)?,
            TermAct::Suspended { at } => self.stopped = self.stopped.or(Some(at)),
            TermAct::Resumed { at } => {
                if let Some(since) = self.stopped.take() {
                    self.resume(since, at)?;
                }
                self.extend_all()?;
            }
        }
        Ok(())
    }

    fn extend_all(&mut self) -> Result<(), DueError> {
        let terms = std::mem::take(&mut self.waiting);
        terms.into_iter().try_for_each(|term| self.extend(term))
    }

    fn extend(&mut self, term: Term) -> Result<(), DueError> {
        let clock = matches!(term.unit, Unit::Hour | Unit::Minute);
        let from = if clock {
            From::Moment(self.due.at)
        } else {
            From::Date(self.due.nominal)
        };
        let alike = term.unit.is_calendar() == self.rule.term.unit.is_calendar();
        let roll = if alike {
            self.rule.roll
        } else {
            Rule::new(term, self.rule.zone).roll
        };
        self.rule = Rule {
            term,
            start: Start::NextDay,
            roll,
            back: false,
            ..self.rule.clone()
        };
        let line = Line::Extended {
            term,
            from: self.due.nominal,
        };
        let counted = due(self.calendar, &self.rule, from)?;
        self.go_on(line, counted);
        Ok(())
    }

    /// Counts on from the resumption with what was left at the suspension.
    fn resume(&mut self, since: DateTime<Utc>, at: DateTime<Utc>) -> Result<(), DueError> {
        let zone = self.rule.zone;
        let (stop, go) = (zone::local_date(since, zone), zone::local_date(at, zone));
        let (stop_day, go_day) = (stop.max(self.first), go.max(self.first));
        let unit = match self.rule.term.unit {
            Unit::WorkingDay => Unit::WorkingDay,
            Unit::Hour | Unit::Minute => Unit::Minute,
            _ => Unit::CalendarDay,
        };
        let mut resumed = Resumed {
            suspended: stop,
            resumed: go,
            unit,
            left: 0,
        };
        let (left, counted) = match unit {
            Unit::WorkingDay => self.working_days(stop_day, go_day)?,
            Unit::Minute => self.minutes(since, at),
            _ => self.calendar_days(stop_day, go_day)?,
        };
        resumed.left = left;
        self.go_on(Line::Resumed(resumed), counted);
        Ok(())
    }

    fn working_days(&self, stop: NaiveDate, go: NaiveDate) -> Result<(u32, Due), DueError> {
        let works = |day: &NaiveDate| self.calendar.is_working(*day, self.rule.decree_days);
        let days = stop
            .iter_days()
            .take_while(|day| *day <= self.due.nominal)
            .filter(works);
        // A term that has not passed has its last day left.
        let left = u32::try_from(days.count()).unwrap_or(u32::MAX).max(1);
        let rest = self.rest(Term::new(left, Unit::WorkingDay));
        Ok((left, due(self.calendar, &rest, From::Date(go))?))
    }

    fn calendar_days(&self, stop: NaiveDate, go: NaiveDate) -> Result<(u32, Due), DueError> {
        let nominal = self.due.nominal + (go - stop);
        let left = (self.due.nominal - stop).num_days().saturating_add(1);
        // A last day that was moved off a day off may be the day of the suspension: it is not over before the resumption.
        let last = nominal.max(go);
        let rest = self.rest(Term::new(0, Unit::CalendarDay));
        let counted = due(self.calendar, &rest, From::Date(last))?;
        let left = u32::try_from(left).unwrap_or(0).max(1);
        Ok((left, Due { nominal, ..counted }))
    }

    fn minutes(&self, since: DateTime<Utc>, at: DateTime<Utc>) -> (u32, Due) {
        let left = (self.due.at - since).num_minutes();
        let end = self.due.at + (at - since);
        let day = zone::local_date(end - TimeDelta::nanoseconds(1), self.rule.zone);
        let counted = Due {
            date: day,
            at: end,
            nominal: day,
            explanation: Vec::new(),
            ..self.due.clone()
        };
        (u32::try_from(left).unwrap_or(0), counted)
    }

    fn rest(&self, term: Term) -> Rule {
        let roll = if term.unit == Unit::WorkingDay {
            Roll::None
        } else {
            self.rule.roll
        };
        Rule {
            term,
            start: Start::SameDay,
            roll,
            back: false,
            ..self.rule.clone()
        }
    }

    /// The new count continues the explanation of the old one.
    fn go_on(&mut self, line: Line, counted: Due) {
        let closing = |line: &Line| matches!(line, Line::Ends(_) | Line::Provisional { .. });
        let opening =
            |line: &Line| matches!(line, Line::Event(_) | Line::Starts { .. } | Line::Span(_));
        let mut explanation = std::mem::take(&mut self.due.explanation);
        explanation.retain(|line| !closing(line));
        explanation.push(line);
        let lines = counted.explanation.into_iter();
        explanation.extend(lines.filter(|line| !opening(line)));
        self.due = Due {
            explanation,
            provisional: self.due.provisional || counted.provisional,
            ..counted
        };
    }

    fn finish(mut self) -> Result<Due, DueError> {
        let since = self.stopped;
        self.extend_all()?;
        if let Some(since) = since {
            let date = zone::local_date(since, self.rule.zone);
            self.due.explanation.push(Line::Stopped { date });
        }
        Ok(self.due)
    }
}
