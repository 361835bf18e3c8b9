//! The tables of days that an installation adds to the production calendar.

use reglament_calendar::{Calendar, Overlay, YearTable};

/// Years that were published after the program was made, and days that a region or an organisation declared.
///
/// They belong to the package and to no definition: a new table makes no new version of a process, it makes running
/// terms be counted anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendars {
    /// `calendars/ru-<year>.csv`: production calendars of the country.
    pub years: Vec<YearTable>,
    /// `calendars/<id>.csv`, in the order of their names; where two speak of one day, the later one decides.
    pub overlays: Vec<Overlay>,
}

impl Calendars {
    /// The calendar together with these tables; a year of theirs replaces the year it has.
    #[must_use]
    pub fn over(&self, calendar: &Calendar) -> Calendar {
        let years = self.years.iter().cloned();
        let whole = years.fold(calendar.clone(), |whole, year| whole.with_year(year));
        let overlays = self.overlays.iter().cloned();
        overlays.fold(whole, |whole, overlay| whole.with_overlay(overlay))
    }
}
