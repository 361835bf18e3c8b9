//! The production calendar: published years, decree days and overlays, answered one date at a time.
//!
//! Cheap to clone. Years without a published table fall back to article 112 of the Labour Code and say so in
//! [`Day::published`]. It does not count terms: see [`due`](crate::due()).

mod entries;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use entries::{Entries, Entry};

use crate::day::{Day, DayKind, DecreeDays};
use crate::limits::{FIRST_YEAR, LAST_YEAR};
use crate::overlay::Overlay;
use crate::reference::CalendarRef;
use crate::rows::Row;
use crate::russia::RUSSIA;
use crate::statutory;
use crate::year::YearTable;

/// A production calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    data: Arc<Data>,
}

#[derive(Clone, Debug)]
struct Data {
    id: String,
    years: BTreeMap<i32, YearTable>,
    decrees: Vec<Row>,
    overlays: Vec<Overlay>,
    entries: BTreeMap<NaiveDate, Entry>,
    reference: CalendarRef,
}

/// A [`Day`] that borrows its texts: counting thousands of days must not allocate.
pub(crate) struct Glance<'a> {
    pub(crate) working: bool,
    pub(crate) short: bool,
    pub(crate) kind: DayKind,
    pub(crate) note: Option<&'a str>,
    pub(crate) scope: Option<&'a str>,
    pub(crate) published: bool,
}

impl Calendar {
    /// The calendar of Russia for a five-day week, years 2020-2027.
    pub fn russia() -> Calendar {
        RUSSIA.clone()
    }

    pub(crate) fn new(id: &str, years: Vec<YearTable>, decrees: Vec<Row>) -> Calendar {
        let years = years.into_iter().map(|table| (table.year, table)).collect();
        Calendar::build(id.to_owned(), years, decrees, Vec::new())
    }

    /// The same calendar with an overlay on top; it replaces an earlier overlay with the same id.
    #[must_use]
    pub fn with_overlay(&self, overlay: Overlay) -> Calendar {
        let mut overlays = self.data.overlays.clone();
        overlays.retain(|other| other.id != overlay.id);
        overlays.push(overlay);
        let data = &self.data;
        Calendar::build(
            data.id.clone(),
            data.years.clone(),
            data.decrees.clone(),
            overlays,
        )
    }

    /// The same calendar with one more published year; it replaces the table of that year.
    #[must_use]
    pub fn with_year(&self, table: YearTable) -> Calendar {
        let mut years = self.data.years.clone();
        years.insert(table.year, table);
        let data = &self.data;
        Calendar::build(
            data.id.clone(),
            years,
            data.decrees.clone(),
            data.overlays.clone(),
        )
    }

    /// What the calendar says about a date.
    pub fn day(&self, date: NaiveDate, decree_days: DecreeDays) -> Day {
        let glance = self.glance(date, decree_days);
        Day {
            working: glance.working,
            short: glance.short,
            kind: glance.kind,
            note: glance.note.map(str::to_owned),
            scope: glance.scope.map(str::to_owned),
            published: glance.published,
        }
    }

    /// True when the date is a working day.
    pub fn is_working(&self, date: NaiveDate, decree_days: DecreeDays) -> bool {
        self.glance(date, decree_days).working
    }

    /// True when the production calendar of that year is known.
    pub fn is_published(&self, year: i32) -> bool {
        self.data.years.contains_key(&year)
    }

    /// The years with a published table, in order.
    pub fn published_years(&self) -> impl Iterator<Item = i32> + '_ {
        self.data.years.keys().copied()
    }

    /// The overlays, the strongest last.
    pub fn overlays(&self) -> &[Overlay] {
        &self.data.overlays
    }

    /// The nearest working day after the date (the date itself is not looked at).
    /// At the end of the supported years the date itself is returned.
    pub fn next_working(&self, date: NaiveDate, decree_days: DecreeDays) -> NaiveDate {
        self.nearest(date, decree_days, NaiveDate::succ_opt)
    }

    /// The nearest working day before the date (the date itself is not looked at).
    /// At the start of the supported years the date itself is returned.
    pub fn previous_working(&self, date: NaiveDate, decree_days: DecreeDays) -> NaiveDate {
        self.nearest(date, decree_days, NaiveDate::pred_opt)
    }

    /// Name and digest of the data, to be stored beside computed dates.
    pub fn reference(&self) -> CalendarRef {
        self.data.reference.clone()
    }

    fn nearest(
        &self,
        date: NaiveDate,
        decree_days: DecreeDays,
        step: fn(&NaiveDate) -> Option<NaiveDate>,
    ) -> NaiveDate {
        let mut day = date;
        while let Some(next) = step(&day).filter(|next| is_supported(*next)) {
            if self.is_working(next, decree_days) {
                return next;
            }
            day = next;
        }
        date
    }

    pub(crate) fn glance(&self, date: NaiveDate, decree_days: DecreeDays) -> Glance<'_> {
        let published = self.is_published(date.year());
        let entry = self.data.entries.get(&date);
        let status = entry.and_then(|entry| entry.status.as_ref());
        let (kind, note, scope) = match status {
            Some((kind, note)) => (*kind, note.text.as_deref(), note.scope.as_deref()),
            None => plain_kind(date, published),
        };
        let works = matches!(kind, DayKind::Workday | DayKind::MovedWork);
        let short = works
            && (entry.is_some_and(|entry| entry.short) || !published && statutory::is_short(date));
        match entry
            .and_then(|entry| entry.decree.as_ref())
            .filter(|_| works)
        {
            Some(decree) => Glance {
                working: decree_days == DecreeDays::Working,
                short: short && decree_days == DecreeDays::Working,
                kind: DayKind::Decree,
                note: decree.text.as_deref(),
                scope: decree.scope.as_deref(),
                published,
            },
            None => Glance {
                working: works,
                short,
                kind,
                note,
                scope,
                published,
            },
        }
    }

    fn build(
        id: String,
        years: BTreeMap<i32, YearTable>,
        decrees: Vec<Row>,
        overlays: Vec<Overlay>,
    ) -> Calendar {
        let mut entries = Entries::default();
        for year in years.values() {
            entries.heading("year", &year.year.to_string());
            entries.extend(&year.rows);
        }
        entries.heading("decrees", &id);
        entries.extend(&decrees);
        let mut name = id.clone();
        for overlay in &overlays {
            name = format!("{name}+{}", overlay.id);
            entries.heading("overlay", &overlay.id);
            for day in &overlay.days {
                entries.record(day.date, day.kind, &day.note, &day.scope);
            }
        }
        let (entries, version) = entries.finish();
        let reference = CalendarRef { id: name, version };
        Calendar {
            data: Arc::new(Data {
                id,
                years,
                decrees,
                overlays,
                entries,
                reference,
            }),
        }
    }
}

fn plain_kind(
    date: NaiveDate,
    published: bool,
) -> (DayKind, Option<&'static str>, Option<&'static str>) {
    let holiday = if published {
        None
    } else {
        statutory::holiday(date)
    };
    match holiday {
        Some(name) => (DayKind::Holiday, Some(name), None),
        None if statutory::is_weekend(date) => (DayKind::Weekend, None, None),
        None => (DayKind::Workday, None, None),
    }
}

pub(crate) fn is_supported(date: NaiveDate) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
}
