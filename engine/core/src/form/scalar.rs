//! Reads single answers: texts, numbers, dates, choices.
//!
//! Dates are accepted as people write them (`1.2.26`, `01.02.2026`) and as ISO; decimals with a comma or a point.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use reglament_definition::{DataKind, Field};
use reglament_expression::Value;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::{Around, FieldProblem, wrong};
use crate::limits::{MAX_LONG_TEXT, MAX_TEXT};

pub(super) fn read(
    around: &Around<'_>,
    field: &Field,
    path: &str,
    raw: &Json,
) -> Result<Value, FieldProblem> {
    typed(around.zone, field, path, raw)
}

/// A single answer by its kind alone.
pub(super) fn typed(
    zone: Tz,
    field: &Field,
    path: &str,
    raw: &Json,
) -> Result<Value, FieldProblem> {
    let typed = match raw {
        Json::Null => return Ok(Value::Null),
        Json::String(typed) => typed.trim().to_owned(),
        Json::Number(number) => number.to_string(),
        Json::Bool(flag) => flag.to_string(),
        Json::Array(_) | Json::Object(_) => {
            return Err(wrong(
                field,
                path,
                "ожидается одно значение",
                "one value is expected",
            ));
        }
    };
    if typed.is_empty() {
        return Ok(Value::Null);
    }
    let text = Text {
        field,
        path,
        typed: &typed,
    };
    match &field.kind {
        DataKind::Integer { min, max } => text.integer(*min, *max),
        DataKind::Decimal => text.decimal(),
        DataKind::Boolean => text.boolean(),
        DataKind::Consent => text.consent(),
        DataKind::Date => text.date(),
        DataKind::Moment => text.moment(zone),
        DataKind::Term => text.term(),
        DataKind::Email => text.email(),
        DataKind::Choice(choices) => text.choice(choices.iter().map(|choice| choice.id.as_str())),
        DataKind::LongText => text.text(MAX_LONG_TEXT, true),
        DataKind::Text
        | DataKind::Phone
        | DataKind::PersonName
        | DataKind::People { .. }
        | DataKind::List(_)
        | DataKind::Table { .. }
        | DataKind::Claims { .. }
        | DataKind::Scorecard { .. }
        | DataKind::File
        | DataKind::Files { .. }
        | DataKind::Checklist(_) => text.text(MAX_TEXT, false),
    }
}

struct Text<'a> {
    field: &'a Field,
    path: &'a str,
    typed: &'a str,
}

type Answer = Result<Value, FieldProblem>;

impl Text<'_> {
    fn wrong(&self, ru: &str, en: &str) -> FieldProblem {
        wrong(self.field, self.path, ru, en)
    }

    fn text(&self, max: usize, lines: bool) -> Answer {
        if self.typed.chars().count() > max {
            return Err(self.wrong(
                &format!("не больше {max} знаков"),
                &format!("at most {max} characters"),
            ));
        }
        let forbidden = |c: char| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'));
        if self.typed.chars().any(forbidden) {
            return Err(self.wrong("есть недопустимые знаки", "there are control characters"));
        }
        Ok(Value::Text(self.typed.replace("\r\n", "\n")))
    }

    fn integer(&self, min: Option<i64>, max: Option<i64>) -> Answer {
        let number: i64 = self
            .typed
            .parse()
            .map_err(|_| self.wrong("нужно целое число", "a whole number is needed"))?;
        if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
            let (ru, en) = bounds(min, max);
            return Err(self.wrong(&ru, &en));
        }
        Ok(Value::Number(Decimal::from(number)))
    }

    fn decimal(&self) -> Answer {
        let plain = self.typed.replace([' ', '\u{a0}'], "").replace(',', ".");
        let number: Decimal = plain
            .parse()
            .map_err(|_| self.wrong("нужно число", "a number is needed"))?;
        Ok(Value::Number(number))
    }

    fn boolean(&self) -> Answer {
        match self.typed.to_lowercase().as_str() {
            "true" | "да" | "yes" | "on" | "1" => Ok(Value::Boolean(true)),
            "false" | "нет" | "no" | "off" | "0" => Ok(Value::Boolean(false)),
            _ => Err(self.wrong("нужно «да» или «нет»", "yes or no is needed")),
        }
    }

    fn consent(&self) -> Answer {
        let ticked = self.boolean()? == Value::Boolean(true);
        Ok(if ticked {
            Value::Boolean(true)
        } else {
            Value::Null
        })
    }

    fn date(&self) -> Answer {
        let date = parse_date(self.typed).ok_or_else(|| {
            self.wrong(
                "нужна дата в виде дд.мм.гггг",
                "a date like dd.mm.yyyy is needed",
            )
        })?;
        Ok(Value::Date(date))
    }

    fn moment(&self, zone: Tz) -> Answer {
        let at = parse_moment(self.typed, zone).ok_or_else(|| {
            self.wrong(
                "нужны дата и время в виде дд.мм.гггг чч:мм",
                "a date and time like dd.mm.yyyy hh:mm is needed",
            )
        })?;
        Ok(Value::Moment(at))
    }

    fn term(&self) -> Answer {
        let term = reglament_calendar::Term::parse(self.typed);
        term.map(Value::Term)
            .map_err(|e| self.wrong(&e.ru(), &e.en()))
    }

    fn email(&self) -> Answer {
        let (local, domain) = self.typed.rsplit_once('@').unwrap_or_default();
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>(),;:\"".contains(c);
        let dotted = domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.');
        if local.is_empty()
            || !dotted
            || self.typed.chars().any(odd)
            || self.typed.len() > 254
            || local.contains('@')
        {
            return Err(self.wrong(
                "проверьте адрес электронной почты",
                "check the e-mail address",
            ));
        }
        Ok(Value::Text(self.typed.to_owned()))
    }

    fn choice<'c>(&self, known: impl Iterator<Item = &'c str>) -> Answer {
        let known: Vec<&str> = known.collect();
        if known.contains(&self.typed) {
            return Ok(Value::Text(self.typed.to_owned()));
        }
        let list = known.join(", ");
        Err(self.wrong(
            &format!("выберите одно из: {list}"),
            &format!("choose one of: {list}"),
        ))
    }
}

fn bounds(min: Option<i64>, max: Option<i64>) -> (String, String) {
    match (min, max) {
        (Some(min), Some(max)) => (
            format!("нужно число от {min} до {max}"),
            format!("a number from {min} to {max}"),
        ),
        (Some(min), None) => (
            format!("нужно число не меньше {min}"),
            format!("a number of at least {min}"),
        ),
        (None, Some(max)) => (
            format!("нужно число не больше {max}"),
            format!("a number of at most {max}"),
        ),
        (None, None) => (
            "нужно целое число".into(),
            "a whole number is needed".into(),
        ),
    }
}

/// `дд.мм.гггг`, `д.м.гг`, `дд-мм-гггг` or ISO.
fn parse_date(text: &str) -> Option<NaiveDate> {
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let year: i32 = match (year.len(), year.parse::<i32>()) {
        (2, Ok(short)) => 2000 + short,
        (4, Ok(full)) => full,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

fn parse_moment(text: &str, zone: Tz) -> Option<DateTime<Utc>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&Utc));
    }
    let (date, time) = text.split_once([' ', 'T'])?;
    let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").ok()?;
    let local = NaiveDateTime::new(parse_date(date)?, time);
    zone.from_local_datetime(&local)
        .earliest()
        .map(|at| at.with_timezone(&Utc))
}
