//! The words of term literals, in every form in which they follow a number.
//!
//! A new spelling is one entry here.

use super::{Term, Unit};

/// Words after the number that mean the unit; phrases of two words are written with one space.
pub(super) const UNITS: [(Unit, &[&str]); 7] = [
    (
        Unit::WorkingDay,
        &[
            "working day",
            "working days",
            "business day",
            "business days",
            "work day",
            "work days",
        ],
    ),
    (
        Unit::CalendarDay,
        &[
            "день",
            "дня",
            "дней",
            "дни",
            "дн",
            "day",
            "days",
            "calendar day",
            "calendar days",
        ],
    ),
    (
        Unit::Week,
        &[
            "неделя",
            "недели",
            "недель",
            "неделю",
            "нед",
            "week",
            "weeks",
        ],
    ),
    (
        Unit::Month,
        &[
            "месяц",
            "месяца",
            "месяцев",
            "месяцы",
            "мес",
            "month",
            "months",
        ],
    ),
    (Unit::Year, &["год", "года", "лет", "годы", "year", "years"]),
    (
        Unit::Hour,
        &["час", "часа", "часов", "часы", "ч", "hour", "hours"],
    ),
    (
        Unit::Minute,
        &[
            "минута",
            "минуты",
            "минут",
            "минуту",
            "мин",
            "minute",
            "minutes",
            "min",
        ],
    ),
];

/// Russian adjectives before the word "day".
pub(super) const ADJECTIVES: [(Unit, &[&str]); 2] = [
    (
        Unit::WorkingDay,
        &["рабочий", "рабочего", "рабочих", "рабочие", "раб"],
    ),
    (
        Unit::CalendarDay,
        &[
            "календарный",
            "календарного",
            "календарных",
            "календарные",
            "кал",
        ],
    ),
];

/// Russian forms of "day" after an adjective.
pub(super) const DAYS: [&str; 5] = ["день", "дня", "дней", "дни", "дн"];

/// Phrases that mean one unit when no number stands before them. Forms that also follow a number are left out: "года"
/// alone is more likely a lost "2 года" than one year.
pub(super) const SINGULAR: [&str; 22] = [
    "рабочий день",
    "рабочего дня",
    "календарный день",
    "календарного дня",
    "день",
    "неделя",
    "неделю",
    "месяц",
    "год",
    "час",
    "минута",
    "минуту",
    "working day",
    "business day",
    "work day",
    "calendar day",
    "day",
    "week",
    "month",
    "year",
    "hour",
    "minute",
];

/// Phrases that are a whole term: the Civil Code says what they equal.
pub(super) const WHOLE: [(&[&str], Term); 3] = [
    // Article 192, part 3.
    (
        &["полмесяца", "half a month"],
        Term::new(15, Unit::CalendarDay),
    ),
    // Article 192, part 1: by the rules for months.
    (&["полгода", "half a year"], Term::new(6, Unit::Month)),
    // Article 192, part 2: a quarter is three months.
    (&["квартал", "quarter"], Term::new(3, Unit::Month)),
];
