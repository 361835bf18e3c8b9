//! When letters that can wait may leave: working days, working hours, in the zone of their process.
//!
//! Only reminders and notices of lateness wait unless the settings say more. Pure: the instant and the calendar come in.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use reglament_calendar::{Calendar, DecreeDays, local_date, start_of_day};
use reglament_core::LetterPurpose;

/// When letters that can wait may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SendingHours {
    /// The first minute of the day in which they leave.
    pub from: NaiveTime,
    /// The first minute in which they leave no more.
    pub until: NaiveTime,
    /// Whether they leave on days off too.
    pub every_day: bool,
    /// Whether letters about new tasks wait as well.
    pub new_tasks: bool,
    /// Whether letters that the regulation orders wait as well.
    pub notices: bool,
}

impl Default for SendingHours {
    fn default() -> Self {
        Self {
            from: hour(9),
            until: hour(18),
            every_day: false,
            new_tasks: false,
            notices: false,
        }
    }
}

const fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour below 24 exists")
}

impl SendingHours {
    /// Whether letters of this purpose wait at all. A digest has an hour of its own.
    pub fn concern(&self, purpose: LetterPurpose) -> bool {
        match purpose {
            LetterPurpose::Reminder | LetterPurpose::Overdue | LetterPurpose::OverdueAgain => true,
            LetterPurpose::NewTask => self.new_tasks,
            LetterPurpose::Notice => self.notices,
            LetterPurpose::Digest | LetterPurpose::Service => false,
        }
    }

    /// The first instant not before `at` at which they may leave: `at` itself within the hours.
    pub fn opening(&self, calendar: &Calendar, zone: Tz, at: DateTime<Utc>) -> DateTime<Utc> {
        let today = local_date(at, zone);
        let local = at.with_timezone(&zone).time();
        let open = self.is_open_on(calendar, today);
        if open && (self.from..self.until).contains(&local) {
            return at;
        }
        if open && local < self.from {
            return local_instant(today, self.from, zone);
        }
        let mut day = next(today);
        if !self.every_day {
            day = calendar.next_working(today, DecreeDays::Off);
        }
        local_instant(day, self.from, zone)
    }

    fn is_open_on(&self, calendar: &Calendar, day: NaiveDate) -> bool {
        self.every_day || calendar.is_working(day, DecreeDays::Off)
    }
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// The instant at which a local clock shows this hour; where summer time skips it, the same distance from midnight.
pub(crate) fn local_instant(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let found = zone.from_local_datetime(&day.and_time(time)).earliest();
    let skipped = || start_of_day(day, zone) + (time - NaiveTime::MIN);
    found.map_or_else(skipped, |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(hours: SendingHours, zone: Tz, at: &str) -> String {
        let at: DateTime<Utc> = at.parse().unwrap();
        let found = hours.opening(&Calendar::russia(), zone, at);
        let local = found.with_timezone(&zone);
        local.format("%Y-%m-%dT%H:%M").to_string()
    }

    #[test]
    fn letters_wait_for_the_next_working_morning_in_their_zone() {
        let zone = Tz::Asia__Novokuznetsk;
        for (at, leaves) in [
            // Monday 10:00 local: at once.
            ("2026-11-16T03:00:00Z", "2026-11-16T10:00"),
            // Monday 05:00 local: the same morning.
            ("2026-11-15T22:00:00Z", "2026-11-16T09:00"),
            // Monday 18:00 local: the next morning.
            ("2026-11-16T11:00:00Z", "2026-11-17T09:00"),
            // Friday evening: Monday.
            ("2026-11-20T12:00:00Z", "2026-11-23T09:00"),
            // New Year: the first working day of 2027.
            ("2026-12-31T05:00:00Z", "2027-01-11T09:00"),
            // 30.10.2021 to 07.11.2021 were non-working by decree: nobody is written to.
            ("2021-11-01T05:00:00Z", "2021-11-08T09:00"),
            // A working Saturday is a working day.
            ("2021-02-20T03:00:00Z", "2021-02-20T10:00"),
        ] {
            assert_eq!(opening(SendingHours::default(), zone, at), leaves, "{at}");
        }
    }

    #[test]
    fn every_day_and_other_hours_can_be_set() {
        let hours = SendingHours {
            from: hour(7),
            until: hour(21),
            every_day: true,
            ..SendingHours::default()
        };
        let zone = Tz::Europe__Moscow;
        for (at, leaves) in [
            ("2026-11-21T09:00:00Z", "2026-11-21T12:00"),
            ("2026-11-21T19:00:00Z", "2026-11-22T07:00"),
        ] {
            assert_eq!(opening(hours, zone, at), leaves, "{at}");
        }
    }
}
