//! A due date on a page: the date, how far it is in working days, and how it was counted.
//!
//! It counts nothing: the distance and the explanation come from the engine's calendar.

use askama::Template;
use chrono::NaiveDate;

use super::{Chip, Tone};
use crate::locale::Locale;

/// Working days between today and a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// The due date has passed by so many working days; 0 when no working day has begun since.
    Late(u32),
    /// It is due today.
    Today,
    /// So many working days are left.
    Left(u32),
    /// It stands still because of a suspension.
    Held,
}

/// Within this many working days a date is shown as near.
const NEAR_DAYS: u32 = 3;

/// A due date with its chip and its explanation.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/deadline.html")]
pub struct DeadlineView {
    /// «до чт 19.11.2026».
    pub until: String,
    /// «осталось 3 раб. дня», «просрочено 2 раб. дня».
    pub chip: Chip,
    /// Label of the explanation.
    pub why: &'static str,
    /// How the date was counted, line by line; empty in lists.
    pub explanation: Vec<String>,
}

impl DeadlineView {
    /// A due date for a list, without the explanation. A provisional date (the calendar of its year is not
    /// published) says so.
    pub fn new(locale: Locale, due: NaiveDate, distance: Distance, provisional: bool) -> Self {
        let mut until = locale.fill("deadline.until", &[("date", &locale.weekday_date(due))]);
        if provisional {
            until.push(' ');
            until.push_str(locale.text("deadline.provisional"));
        }
        Self {
            until,
            chip: distance_chip(locale, distance),
            why: locale.text("deadline.why"),
            explanation: Vec::new(),
        }
    }

    /// The same with the lines that explain the date.
    pub fn explained(mut self, lines: Vec<String>) -> Self {
        self.explanation = lines;
        self
    }
}

fn distance_chip(locale: Locale, distance: Distance) -> Chip {
    match distance {
        Distance::Late(0) => Chip::new(Tone::Overdue, locale.text("deadline.late")),
        Distance::Late(days) => Chip::new(
            Tone::Overdue,
            locale.count("deadline.late_days", days.into()),
        ),
        Distance::Held => Chip::new(Tone::Waiting, locale.text("deadline.held")),
        Distance::Today => Chip::new(Tone::Soon, locale.text("deadline.today")),
        Distance::Left(days) => {
            let tone = if days <= NEAR_DAYS {
                Tone::Soon
            } else {
                Tone::Waiting
            };
            Chip::new(tone, locale.count("deadline.left_days", days.into()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DeadlineView, Distance, Tone};
    use crate::locale::{Language, Locale};

    #[test]
    fn the_distance_is_said_in_words() {
        let rows = [
            (Distance::Late(0), Tone::Overdue, "просрочено"),
            (Distance::Late(2), Tone::Overdue, "просрочено 2 раб. дня"),
            (Distance::Today, Tone::Soon, "сегодня"),
            (Distance::Left(3), Tone::Soon, "осталось 3 раб. дня"),
            (Distance::Left(5), Tone::Waiting, "осталось 5 раб. дней"),
        ];
        for (distance, tone, words) in rows {
            let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 19).unwrap();
            let view = DeadlineView::new(Locale::new(Language::Russian), date, distance, false);
            assert_eq!((view.chip.tone, view.chip.text.as_str()), (tone, words));
            assert_eq!(view.until, "до чт 19.11.2026");
        }
    }
}
