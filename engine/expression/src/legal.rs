//! Dates, terms and the calendar: the only file that asks `reglament-calendar` anything.
//!
//! `date + term` is the nominal end counted from the next day, never moved off a day off; `add(date, term)` is the last
//! day by law, moved as article 193 of the Civil Code orders. Hours and minutes need a moment, not a date.

use crate::evaluate::{Evaluator, Outcome};
use crate::function::Function;
use crate::parser::Parsed;
use crate::syntax::{Form, Node};
use crate::val::Val;
use crate::{FailureKind, Problem, Value};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone, Utc, Weekday};
use reglament_calendar::{
    From, Roll, Rule, Term, Unit, due, last_working_day_of_month, local_date, nth_weekday,
    working_days_between,
};
use std::ops::Range;

/// Days of the calendar that one step pays for.
const DAYS_PER_STEP: u64 = 1;
/// Steps for one count of a due date: it explains itself line by line.
const COUNT_STEPS: u64 = 64;

/// `date("2021-10-21")` and `term("5 рабочих дней")` are read once, with the expression.
pub(crate) fn literal(function: Function, arguments: &[Node]) -> Parsed<Option<Value>> {
    let [
        Node {
            form: Form::Literal(Value::Text(text)),
            span,
            ..
        },
    ] = arguments
    else {
        return Ok(None);
    };
    match function {
        Function::Date => match iso_date(text) {
            Some(date) => Ok(Some(Value::Date(date))),
            None => Err(Box::new(bad_date(text, span.clone()))),
        },
        Function::Term => match Term::parse(text) {
            Ok(term) => Ok(Some(Value::Term(term))),
            Err(error) => Err(Box::new(Problem::new(
                span.clone(),
                "X109",
                error.ru(),
                error.en(),
            ))),
        },
        _ => Ok(None),
    }
}

fn iso_date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    // Only the canonical spelling: chrono would also take 2021-1-5 and years of six digits.
    (date.to_string() == text).then_some(date)
}

fn bad_date(text: &str, span: Range<usize>) -> Problem {
    let problem = Problem::new(
        span,
        "X108",
        format!("«{text}» не дата."),
        format!("`{text}` is not a date."),
    );
    match NaiveDate::parse_from_str(text, "%d.%m.%Y") {
        Ok(date) => problem.hint(
            format!("Напишите date(\"{date}\")."),
            format!("Write date(\"{date}\")."),
        ),
        Err(_) => problem.hint(
            "Дата пишется как date(\"2021-10-21\").",
            "A date is written as date(\"2021-10-21\").",
        ),
    }
}

/// A weekday by its English or Russian short name.
fn weekday_named(name: &str) -> Option<Weekday> {
    match name.to_lowercase().as_str() {
        "mon" | "пн" => Some(Weekday::Mon),
        "tue" | "вт" => Some(Weekday::Tue),
        "wed" | "ср" => Some(Weekday::Wed),
        "thu" | "чт" => Some(Weekday::Thu),
        "fri" | "пт" => Some(Weekday::Fri),
        "sat" | "сб" => Some(Weekday::Sat),
        "sun" | "вс" => Some(Weekday::Sun),
        _ => None,
    }
}

/// Whether the term is counted on the clock, not in days.
pub(crate) fn is_clock(term: Term) -> bool {
    matches!(term.unit, Unit::Hour | Unit::Minute)
}

impl<'e> Evaluator<'e> {
    pub(crate) fn call_legal(
        &mut self,
        function: Function,
        arguments: &'e [Node],
        node: &Node,
    ) -> Outcome<Val<'e>> {
        match (function, arguments) {
            (Function::Today, []) => Ok(Val::own(local_date(self.scope.now, self.scope.zone))),
            (Function::Now, []) => Ok(Val::own(self.scope.now)),
            (Function::Date, [inner]) => self.day_of(inner),
            (Function::Term, [inner]) => {
                let text = self.text_of(inner)?;
                let term = Term::parse(&text)
                    .map_err(|e| self.failure(FailureKind::Invalid, &inner.span, e.ru(), e.en()))?;
                Ok(Val::own(Value::Term(term)))
            }
            (Function::WorkingDaysBetween, [a, b]) => {
                let (from, to) = (self.date_of(a)?, self.date_of(b)?);
                let days = (to - from).num_days().unsigned_abs();
                self.spend_days(days, &node.span)?;
                let scope = self.scope;
                let days = working_days_between(scope.calendar, from, to, scope.decree_days);
                Ok(Val::own(days))
            }
            (Function::NthWeekday, [date, n, weekday]) => self.nth_weekday(date, n, weekday),
            (Function::MonthEnd, [year, month]) => self.month_end(year, month, &node.span),
            (Function::Add, [date, term]) => {
                let from = self.date_of(date)?;
                let val = self.set(term)?;
                let Some(Value::Term(length)) = val.plain() else {
                    return Err(self.wrong_kind(&val, &term.span, "срок", "a term"));
                };
                let rule = Rule::new(*length, self.scope.zone);
                self.count(rule, from, &node.span).map(Val::own)
            }
            _ => Err(self.unknown(function.name(), &node.span)),
        }
    }

    /// The n-th weekday of the month of a date: `nth_weekday(today(), 3, 'THU')` is its third Thursday.
    fn nth_weekday(&mut self, date: &'e Node, n: &'e Node, weekday: &'e Node) -> Outcome<Val<'e>> {
        let within = self.date_of(date)?;
        let name = self.text_of(weekday)?;
        let val = self.set(n)?;
        let n = match val.plain() {
            Some(Value::Number(number)) => u8::try_from(*number).ok(),
            _ => None,
        };
        let found = weekday_named(&name)
            .zip(n)
            .and_then(|(day, n)| nth_weekday(within.year(), within.month(), day, n));
        found.map(Val::own).ok_or_else(|| {
            self.failure(
                FailureKind::Invalid,
                &weekday.span,
                format!("Такого дня недели в месяце нет: «{name}»."),
                format!("The month has no such weekday: `{name}`."),
            )
        })
    }

    /// The last working day of a month: `month_end(2021, 10)` is 29.10.2021, a Friday.
    fn month_end(
        &mut self,
        year: &'e Node,
        month: &'e Node,
        span: &Range<usize>,
    ) -> Outcome<Val<'e>> {
        self.spend_days(31, span)?;
        let (year, month) = (self.whole(year)?, self.whole(month)?);
        let first = i32::try_from(year).ok().zip(u32::try_from(month).ok());
        let first = first.and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
        let (calendar, decree_days) = (self.scope.calendar, self.scope.decree_days);
        let last = first.and_then(|first| last_working_day_of_month(calendar, first, decree_days));
        last.map(Val::own).ok_or_else(|| {
            self.failure(
                FailureKind::Invalid,
                span,
                format!("Такого месяца в календаре нет: {month}.{year}."),
                format!("The calendar has no such month: {month}.{year}."),
            )
        })
    }

    fn whole(&mut self, node: &'e Node) -> Outcome<i64> {
        let val = self.set(node)?;
        let number = match val.plain() {
            Some(Value::Number(number)) => i64::try_from(*number).ok(),
            _ => None,
        };
        number.ok_or_else(|| self.wrong_kind(&val, &node.span, "целое число", "a whole number"))
    }

    /// `date + term`, `date - term`, and the same for moments.
    pub(crate) fn shift(
        &mut self,
        origin: &Value,
        term: Term,
        back: bool,
        span: &Range<usize>,
    ) -> Outcome<Val<'e>> {
        match origin {
            Value::Moment(moment) if is_clock(term) => {
                self.shift_clock(*moment, term, back, span).map(Val::own)
            }
            Value::Moment(moment) => {
                let date = local_date(*moment, self.scope.zone);
                let date = self.nominal(date, term, back, span)?;
                Ok(Val::own(self.same_hour(*moment, date)))
            }
            Value::Date(date) => self.nominal(*date, term, back, span).map(Val::own),
            other => Err(self.wrong_kind(&Val::own(other.clone()), span, "дата", "a date")),
        }
    }

    fn nominal(
        &mut self,
        date: NaiveDate,
        term: Term,
        back: bool,
        span: &Range<usize>,
    ) -> Outcome<NaiveDate> {
        let mut rule = Rule::new(term, self.scope.zone);
        rule.roll = Roll::None;
        rule.back = back;
        self.count(rule, date, span)
    }

    fn count(
        &mut self,
        mut rule: Rule,
        from: NaiveDate,
        span: &Range<usize>,
    ) -> Outcome<NaiveDate> {
        if is_clock(rule.term) {
            return Err(self.failure(
                FailureKind::Invalid,
                span,
                format!(
                    "К дате нельзя прибавить срок «{}»: у даты нет часов.",
                    rule.term
                ),
                format!(
                    "A date has no hours; `{}` cannot be added to it.",
                    rule.term.to_english()
                ),
            ));
        }
        let walks = rule.term.unit == Unit::WorkingDay;
        let days = if walks {
            u64::from(rule.term.count) * 2
        } else {
            0
        };
        self.spend_days(days, span)?;
        rule.decree_days = self.scope.decree_days;
        let counted = due(self.scope.calendar, &rule, From::Date(from))
            .map_err(|e| self.failure(FailureKind::Overflow, span, e.ru(), e.en()))?;
        Ok(counted.date)
    }

    fn shift_clock(
        &self,
        moment: DateTime<Utc>,
        term: Term,
        back: bool,
        span: &Range<usize>,
    ) -> Outcome<DateTime<Utc>> {
        let minutes = match term.unit {
            Unit::Hour => i64::from(term.count) * 60,
            _ => i64::from(term.count),
        };
        let length = TimeDelta::minutes(if back { -minutes } else { minutes });
        moment.checked_add_signed(length).ok_or_else(|| {
            self.failure(
                FailureKind::Overflow,
                span,
                "Такого года в календаре нет.",
                "There is no such year in the calendar.",
            )
        })
    }

    /// The local hour of `moment` on another day; an hour that the clock jumps over becomes the one after it.
    fn same_hour(&self, moment: DateTime<Utc>, date: NaiveDate) -> DateTime<Utc> {
        let zone = self.scope.zone;
        let hour = date.and_time(moment.with_timezone(&zone).time());
        let jumps = [0, 30, 60, 90, 120].map(|minutes| hour + TimeDelta::minutes(minutes));
        let found = jumps
            .iter()
            .find_map(|local| zone.from_local_datetime(local).earliest());
        found.map_or_else(|| hour.and_utc(), |local| local.to_utc())
    }

    fn day_of(&mut self, node: &'e Node) -> Outcome<Val<'e>> {
        let val = self.set(node)?;
        match val.plain() {
            Some(Value::Date(date)) => Ok(Val::own(*date)),
            Some(Value::Moment(moment)) => Ok(Val::own(local_date(*moment, self.scope.zone))),
            Some(Value::Text(text)) => match iso_date(text) {
                Some(date) => Ok(Val::own(date)),
                None => {
                    let shown: String = text.chars().take(40).collect();
                    let problem = bad_date(&shown, node.span.clone());
                    let (ru, en) = (problem.ru, problem.en);
                    Err(self.failure(FailureKind::Invalid, &node.span, ru, en))
                }
            },
            _ => Err(self.wrong_kind(&val, &node.span, "дата", "a date")),
        }
    }

    fn date_of(&mut self, node: &'e Node) -> Outcome<NaiveDate> {
        let val = self.set(node)?;
        match val.plain() {
            Some(Value::Date(date)) => Ok(*date),
            _ => Err(self.wrong_kind(&val, &node.span, "дата", "a date")),
        }
    }

    fn spend_days(&mut self, days: u64, span: &Range<usize>) -> Outcome<()> {
        let steps = COUNT_STEPS.saturating_add(days / DAYS_PER_STEP);
        self.spend(usize::try_from(steps).unwrap_or(usize::MAX), span)
    }
}
