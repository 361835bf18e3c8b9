//! The days of the demonstration, counted back from the present so that something is due and something is late today.
//!
//! A session has its registration on the second Tuesday and its test on the third Thursday of a month.

use chrono::{DateTime, Datelike, Days as Span, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use reglament_calendar::{Calendar, DecreeDays, nth_weekday, start_of_day};

/// Zone of the shipped certification.
const ZONE: Tz = chrono_tz::Asia::Novokuznetsk;
/// After so many working days from its test, a session can have its order, certificates and lateness.
const RIPE: u32 = 10;

/// The days of the past session, of the one before it in order, and the present.
pub(super) struct Days {
    /// The present.
    pub(super) now: DateTime<Utc>,
    calendar: Calendar,
    today: NaiveDate,
    month: NaiveDate,
}

impl Days {
    /// Days that lead to the present.
    pub(super) fn until(now: DateTime<Utc>) -> Self {
        let today = now.with_timezone(&ZONE).date_naive();
        let mut days = Self {
            now,
            calendar: Calendar::russia(),
            today,
            month: today.with_day(1).unwrap_or(today),
        };
        while days.after(days.test(0), RIPE) > today {
            days.month = days.month_before();
        }
        days
    }

    /// When the regulations are published: some days before the first registration.
    pub(super) fn beginning(&self) -> DateTime<Utc> {
        let day = self.registration(0) - Span::new(5);
        self.at(day, 9, 0)
    }

    /// Registration day of the ripe session (0) or of the one in the month after it (1).
    pub(super) fn registration(&self, later: u32) -> NaiveDate {
        self.weekday(later, 2, Weekday::Tue)
    }

    /// Test day.
    pub(super) fn test(&self, later: u32) -> NaiveDate {
        self.weekday(later, 3, Weekday::Thu)
    }

    /// The day so many working days before today.
    pub(super) fn ago(&self, working: u32) -> NaiveDate {
        let back = |day, _| self.calendar.previous_working(day, DecreeDays::Working);
        (0..working).fold(self.today, back)
    }

    /// The day so many working days after another.
    pub(super) fn after(&self, day: NaiveDate, working: u32) -> NaiveDate {
        let forth = |day, _| self.calendar.next_working(day, DecreeDays::Working);
        (0..working).fold(day, forth)
    }

    /// The local date of a moment.
    pub(super) fn local_date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&ZONE).date_naive()
    }

    /// A local time of a day.
    pub(super) fn at(&self, day: NaiveDate, hour: i64, minute: i64) -> DateTime<Utc> {
        start_of_day(day, ZONE) + chrono::TimeDelta::minutes(hour * 60 + minute)
    }

    fn weekday(&self, later: u32, n: u8, weekday: Weekday) -> NaiveDate {
        let month = self.month + chrono::Months::new(later);
        nth_weekday(month.year(), month.month(), weekday, n).unwrap_or(month)
    }

    fn month_before(&self) -> NaiveDate {
        self.month - chrono::Months::new(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_any_day_the_session_is_ripe_and_not_older_than_seven_weeks() {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for day in first.iter_days().take(400) {
            let days = Days::until(start_of_day(day, ZONE) + chrono::TimeDelta::hours(12));
            let age = (day - days.test(0)).num_days();
            assert!((13..=56).contains(&age), "{day}: {age}");
            assert!(days.after(days.test(0), RIPE) <= day, "{day}");
        }
    }
}
