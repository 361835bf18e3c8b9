//! The words of term literals, in every form in which they follow a number.
//!
//! A new spelling is one entry here.

use super::Unit;

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

/// Half a month is 15 days, article 192 of the Civil Code, part 2.
pub(super) const HALF_MONTH: [&str; 3] = ["полмесяца", "half a month", "half month"];
