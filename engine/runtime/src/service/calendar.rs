//! The production calendar in force and terms counted by it, for whoever wants to check a date. Changes nothing: tables
//! of days come with the published package.

use chrono::{Datelike, Days, NaiveDate};
use reglament_calendar::{
    Calendar, DayKind, DecreeDays, DueError, From as CountFrom, Line, Norm, Rule, Term, due,
    month_end,
};

use super::Service;
use crate::view::{CalendarYearView, CountProblem, CountedTerm, SpecialDay, TermQuestion};

impl Service {
    /// A year of the production calendar; none outside the years that can be counted.
    pub fn calendar_year(&self, year: i32) -> Option<CalendarYearView> {
        let calendar = self.shared.library.calendar();
        let norm = calendar.norm(year)?;
        let first = |month| NaiveDate::from_ymd_opt(year, month, 1);
        let month = |month| calendar.norm_between(first(month)?, month_end(first(month)?));
        let months: Vec<Norm> = (1..=12).filter_map(month).collect();
        Some(CalendarYearView {
            year,
            published: norm.published,
            calendar: calendar.reference(),
            norm: norm.into(),
            months: months.into_iter().map(Into::into).collect(),
            days: special_days(&calendar, first(1)?),
        })
    }

    /// Counts a term in the zone of the installation, with the defaults of the law.
    ///
    /// # Errors
    /// A text that is no term; dates outside the years that can be counted.
    pub fn count_term(&self, asked: &TermQuestion) -> Result<CountedTerm, CountProblem> {
        let term = Term::parse(&asked.term).map_err(CountProblem::Term)?;
        let mut rule = match asked.back {
            true => Rule::before(term, self.zone()),
            false => Rule::new(term, self.zone()),
        };
        rule.start = asked.start;
        let calendar = self.shared.library.calendar();
        let counted = due(&calendar, &rule, CountFrom::Date(asked.from)).map_err(years)?;
        let lines = &counted.explanation;
        Ok(CountedTerm {
            on: counted.date,
            at: counted.at,
            nominal: counted.nominal,
            provisional: counted.provisional,
            ru: lines.iter().map(Line::ru).collect(),
            en: lines.iter().map(Line::en).collect(),
            calendar: counted.calendar,
        })
    }
}

fn years(error: DueError) -> CountProblem {
    CountProblem::Years {
        ru: error.ru(),
        en: error.en(),
    }
}

fn special_days(calendar: &Calendar, first: NaiveDate) -> Vec<SpecialDay> {
    let year = first.year();
    let mut days = Vec::new();
    let mut date = first;
    while date.year() == year {
        let day = calendar.day(date, DecreeDays::Working);
        let plain = matches!(day.kind, DayKind::Workday | DayKind::Weekend) && !day.short;
        if !plain {
            days.push(SpecialDay {
                date,
                working: day.working,
                short: day.short,
                kind: day.kind,
                note: day.note,
                scope: day.scope,
            });
        }
        date = date + Days::new(1);
    }
    days
}
