//! Draws a month by the production calendar: which days nobody works and why, and what is due.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use reglament_calendar::{Calendar, DayKind, DecreeDays};

use crate::locale::Locale;
use crate::ui::parts::{DayCell, DayEntry, Link, MonthView};

/// Entries of a day that are shown; the rest is counted.
const SHOWN: usize = 4;
/// Years around today in which a month may be opened.
const YEARS: i32 = 50;

/// The first day of the month that an address names: `2026-11`; of this month for anything else.
pub(super) fn first_day(text: &str, today: NaiveDate) -> NaiveDate {
    let this = today.with_day(1).unwrap_or(today);
    let asked = format!("{text}-01").parse::<NaiveDate>().ok();
    let near = |first: &NaiveDate| (first.year() - today.year()).abs() <= YEARS;
    asked.filter(near).unwrap_or(this)
}

/// First and last day of the weeks of a month.
pub(super) fn weeks_of(first: NaiveDate) -> (NaiveDate, NaiveDate) {
    let monday = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
    let last = first + Months::new(1) - Days::new(1);
    let sunday = last + Days::new(6 - u64::from(last.weekday().num_days_from_monday()));
    (monday, sunday)
}

/// What is drawn.
pub(super) struct Month<'a> {
    pub(super) locale: Locale,
    pub(super) calendar: &'a Calendar,
    /// Its first day.
    pub(super) first: NaiveDate,
    pub(super) today: NaiveDate,
    /// What is due, by day.
    pub(super) entries: BTreeMap<NaiveDate, Vec<DayEntry>>,
    /// The address of another month is this with `2026-12` behind it.
    pub(super) address: &'a str,
}

impl Month<'_> {
    pub(super) fn view(mut self) -> MonthView {
        let (monday, sunday) = weeks_of(self.first);
        let days: Vec<NaiveDate> = monday
            .iter_days()
            .take_while(|day| *day <= sunday)
            .collect();
        let weeks = days.chunks(7);
        let weeks: Vec<Vec<DayCell>> = weeks
            .map(|week| week.iter().map(|day| self.day(*day)).collect())
            .collect();
        MonthView {
            title: name(self.locale, self.first),
            weekdays: WEEKDAYS.map(|key| self.locale.text(key).to_owned()).into(),
            weeks,
            links: self.links(),
            label: self.locale.text("calendar.months").to_owned(),
            today: self.locale.text("calendar.today").to_owned(),
        }
    }

    fn day(&mut self, date: NaiveDate) -> DayCell {
        let day = self.calendar.day(date, DecreeDays::Working);
        let mut entries = self.entries.remove(&date).unwrap_or_default();
        let left = entries.len().saturating_sub(SHOWN);
        entries.truncate(SHOWN);
        let key = reason(day.kind, day.short);
        // The names of holidays come in Russian only.
        let named = day
            .note
            .filter(|_| !self.locale.is_english() && day.kind == DayKind::Holiday);
        DayCell {
            number: date.day().to_string(),
            date: self.locale.weekday_date(date),
            inside: date.month() == self.first.month(),
            off: !day.working,
            today: date == self.today,
            note: match (named, key) {
                (Some(name), _) => name,
                (None, "") => String::new(),
                (None, key) => self.locale.text(key).to_owned(),
            },
            entries,
            more: match left {
                0 => String::new(),
                left => self
                    .locale
                    .fill("calendar.more", &[("n", &left.to_string())]),
            },
        }
    }

    fn links(&self) -> Vec<Link> {
        let link = |title: String, first: NaiveDate| {
            Link::new(title, format!("{}{}", self.address, first.format("%Y-%m")))
        };
        let named = |sign: &str, first: NaiveDate, after: bool| {
            let name = name(self.locale, first);
            match after {
                true => link(format!("{name} {sign}"), first),
                false => link(format!("{sign} {name}"), first),
            }
        };
        let this = self.today.with_day(1).unwrap_or(self.today);
        let mut links = vec![named("←", self.first - Months::new(1), false)];
        if this != self.first {
            links.push(link(
                self.locale.text("calendar.this_month").to_owned(),
                this,
            ));
        }
        links.push(named("→", self.first + Months::new(1), true));
        links
    }
}

/// The words for a day that differs from a plain week; no words for one that does not.
pub(super) fn reason(kind: DayKind, short: bool) -> &'static str {
    match kind {
        DayKind::Holiday => "calendar.holiday",
        DayKind::MovedOff => "calendar.moved_off",
        DayKind::MovedWork => "calendar.moved_work",
        DayKind::Decree => "calendar.decree",
        DayKind::LocalOff => "calendar.local_off",
        DayKind::Workday | DayKind::Weekend if short => "calendar.short",
        DayKind::Workday | DayKind::Weekend => "",
    }
}

/// Names of the days, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = [
    "weekday.mon",
    "weekday.tue",
    "weekday.wed",
    "weekday.thu",
    "weekday.fri",
    "weekday.sat",
    "weekday.sun",
];

/// Names of the months.
pub(super) const MONTHS: [&str; 12] = [
    "calendar.january",
    "calendar.february",
    "calendar.march",
    "calendar.april",
    "calendar.may",
    "calendar.june",
    "calendar.july",
    "calendar.august",
    "calendar.september",
    "calendar.october",
    "calendar.november",
    "calendar.december",
];

/// «Ноябрь 2026».
pub(super) fn name(locale: Locale, first: NaiveDate) -> String {
    let month = locale.text(MONTHS[first.month0() as usize]);
    format!("{month} {}", first.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_names_a_month_or_this_one_is_meant() {
        let today = day("2026-11-19");
        for (text, first) in [
            ("2026-12", "2026-12-01"),
            ("2021-02", "2021-02-01"),
            ("", "2026-11-01"),
            ("2026-13", "2026-11-01"),
            ("9999-01", "2026-11-01"),
            ("<b>", "2026-11-01"),
        ] {
            assert_eq!(first_day(text, today), day(first), "{text}");
        }
        assert_eq!(
            weeks_of(day("2026-11-01")),
            (day("2026-10-26"), day("2026-12-06"))
        );
        assert_eq!(
            weeks_of(day("2026-06-01")),
            (day("2026-06-01"), day("2026-07-05"))
        );
    }

    #[test]
    fn holidays_and_moved_days_are_named() {
        let calendar = Calendar::russia();
        let month = Month {
            locale: Locale::new(Language::Russian),
            calendar: &calendar,
            first: day("2024-11-01"),
            today: day("2024-11-05"),
            entries: BTreeMap::new(),
            address: "/calendar?month=",
        };
        let view = month.view();
        let cells: Vec<&DayCell> = view.weeks.iter().flatten().collect();
        let of = |number: &str| {
            cells
                .iter()
                .find(|cell| cell.inside && cell.number == number)
                .unwrap()
        };
        assert!(
            of("4").off && of("4").note.contains("народного единства"),
            "{:?}",
            of("4")
        );
        // The working Saturday of 2 November 2024.
        assert!(!of("2").off && !of("2").note.is_empty(), "{:?}", of("2"));
        assert!(of("3").off && of("3").note.is_empty());
        assert!(of("5").today && view.weeks.iter().all(|week| week.len() == 7));
        assert_eq!(view.links.len(), 2);
    }
}
