//! Collects the explanation while a date is counted, and notices years without a published calendar.
//!
//! Neighbouring lines of the same sense are joined as they come, so a long count stays short to read.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::calendar::Calendar;
use crate::day::{DayKind, DecreeDays};
use crate::limits::MAX_LINES;
use crate::line::{Counted, Days, Line, Reason};
use crate::rule::Rule;

pub(super) struct Trail<'a> {
    calendar: &'a Calendar,
    decree_days: DecreeDays,
    lines: Vec<Line>,
    unpublished: BTreeSet<i32>,
}

impl<'a> Trail<'a> {
    pub(super) fn new(calendar: &'a Calendar, decree_days: DecreeDays) -> Trail<'a> {
        Trail {
            calendar,
            decree_days,
            lines: Vec::new(),
            unpublished: BTreeSet::new(),
        }
    }

    pub(super) fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Whether the day works; the answer now depends on that day's calendar.
    pub(super) fn consult(&mut self, day: NaiveDate) -> bool {
        let glance = self.calendar.glance(day, self.decree_days);
        if !glance.published {
            self.unpublished.insert(day.year());
        }
        glance.working
    }

    /// Whether the day is one hour shorter; as [`Trail::consult`].
    pub(super) fn is_short(&mut self, day: NaiveDate) -> bool {
        self.consult(day);
        self.calendar.glance(day, self.decree_days).short
    }

    /// The n-th working day; joined with the line before when the same act sets both days apart, or nothing
    /// does and `detailed` is false.
    pub(super) fn counted(&mut self, n: u32, day: NaiveDate, detailed: bool) {
        let reason = Some(self.reason(day)).filter(|reason| reason.kind != DayKind::Workday);
        if let Some(Line::Counted(run)) = self.lines.last_mut()
            && run.reason == reason
            && !(detailed && reason.is_none())
        {
            (run.last_n, run.last) = (n, day);
            return;
        }
        let (first, last) = (day, day);
        self.push(Line::Counted(Counted {
            first_n: n,
            last_n: n,
            first,
            last,
            reason,
        }));
    }

    /// A day that did not count.
    pub(super) fn skipped(&mut self, day: NaiveDate) {
        let reason = self.reason(day);
        match self.lines.last_mut() {
            Some(Line::Skipped(days)) if days.reason == reason => widen(days, day),
            _ => self.push(Line::Skipped(Days {
                first: day,
                last: day,
                reason,
            })),
        }
    }

    /// A day on which the term could not end.
    pub(super) fn non_working(&mut self, day: NaiveDate) {
        let reason = self.reason(day);
        match self.lines.last_mut() {
            Some(Line::NonWorking(days)) if days.reason == reason => widen(days, day),
            _ => self.push(Line::NonWorking(Days {
                first: day,
                last: day,
                reason,
            })),
        }
    }

    /// The rule does not roll: says so when the day is a day off and the term could have rolled.
    pub(super) fn stay(&mut self, day: NaiveDate, rule: &Rule) -> NaiveDate {
        let working = self.calendar.is_working(day, self.decree_days);
        if rule.term.unit.is_calendar() && !working {
            let reason = self.reason(day);
            self.push(Line::NotRolled(Days {
                first: day,
                last: day,
                reason,
            }));
        }
        day
    }

    /// The term ends on a day that was non-working by decree and yet counts as working.
    pub(super) fn ends_on_decree_day(&mut self, day: NaiveDate) {
        let told = matches!(self.lines.last(), Some(Line::Counted(_)));
        let reason = self.reason(day);
        if reason.kind == DayKind::Decree && !told {
            self.push(Line::DecreeDay(Days {
                first: day,
                last: day,
                reason,
            }));
        }
    }

    /// The lines in order and whether the result is provisional.
    pub(super) fn finish(mut self) -> (Vec<Line>, bool) {
        let provisional = !self.unpublished.is_empty();
        shorten(&mut self.lines);
        if provisional {
            let years = self.unpublished.into_iter().collect();
            self.lines.push(Line::Provisional { years });
        }
        (self.lines, provisional)
    }

    fn reason(&self, day: NaiveDate) -> Reason {
        let glance = self.calendar.glance(day, self.decree_days);
        Reason {
            kind: glance.kind,
            note: glance.note.map(str::to_owned),
            scope: glance.scope.map(str::to_owned),
        }
    }
}

fn widen(days: &mut Days, day: NaiveDate) {
    days.first = days.first.min(day);
    days.last = days.last.max(day);
}

/// Replaces the middle of a long explanation by one line.
fn shorten(lines: &mut Vec<Line>) {
    if lines.len() <= MAX_LINES {
        return;
    }
    let head = MAX_LINES / 2;
    let tail = lines.len() - (MAX_LINES - head - 1);
    let omitted = Line::Omitted { lines: tail - head };
    lines.splice(head..tail, [omitted]);
}
