//! How long what an ended instance holds about people is kept.

use chrono::{Datelike, Days, Months, NaiveDate};
use reglament_calendar::{Term, Unit};

/// `retention` of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// How long: years, months, weeks or days.
    pub term: Term,
    /// The article that says so.
    pub article: String,
}

impl Retention {
    /// The last day on which what ended on a day is kept; none beyond the calendar. Years are counted from the first of January
    /// that follows, as archives count them (Rules of the Federal Archival Agency, order no. 77 of 31.07.2023).
    pub fn last_day(&self, ended: NaiveDate) -> Option<NaiveDate> {
        let count = self.term.count;
        match self.term.unit {
            Unit::Year => {
                let year = ended.year().checked_add(i32::try_from(count).ok()?)?;
                NaiveDate::from_ymd_opt(year, 12, 31)
            }
            Unit::Month => ended.checked_add_months(Months::new(count)),
            Unit::Week => ended.checked_add_days(Days::new(u64::from(count) * 7)),
            Unit::CalendarDay | Unit::WorkingDay | Unit::Hour | Unit::Minute => {
                ended.checked_add_days(Days::new(u64::from(count)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_begin_with_the_first_of_january_that_follows() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (term, ended, last) in [
            ("5 лет", "2021-03-02", "2026-12-31"),
            ("1 год", "2021-12-31", "2022-12-31"),
            ("1 месяц", "2021-01-31", "2021-02-28"),
            ("2 недели", "2021-01-31", "2021-02-14"),
            ("10 дней", "2021-01-31", "2021-02-10"),
        ] {
            let retention = Retention {
                term: Term::parse(term).unwrap(),
                article: String::new(),
            };
            assert_eq!(retention.last_day(day(ended)), Some(day(last)), "{term}");
        }
    }
}
