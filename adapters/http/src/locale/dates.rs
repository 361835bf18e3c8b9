//! How dates and moments are written on pages: «чт 28.10.2021», «чт 28.10.2021, 12:40 (UTC+7)».
//!
//! It counts nothing; days left or late come from the engine's calendar.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Offset};
use chrono_tz::Tz;

use super::Locale;

impl Locale {
    /// `28.10.2021`.
    pub fn date(self, date: NaiveDate) -> String {
        date.format("%d.%m.%Y").to_string()
    }

    /// `чт 28.10.2021`.
    pub fn weekday_date(self, date: NaiveDate) -> String {
        const KEYS: [&str; 7] = [
            "weekday.mon",
            "weekday.tue",
            "weekday.wed",
            "weekday.thu",
            "weekday.fri",
            "weekday.sat",
            "weekday.sun",
        ];
        let day = KEYS[date.weekday().num_days_from_monday() as usize];
        format!("{} {}", self.text(day), self.date(date))
    }

    /// `чт 28.10.2021, 12:40 (UTC+7)`: local time with the zone's offset on that day.
    pub fn moment(self, moment: DateTime<Tz>) -> String {
        let day = self.weekday_date(moment.date_naive());
        format!("{day}, {} ({})", moment.format("%H:%M"), offset(moment))
    }

    /// The moment at which something closes: midnight belongs to the day that ends, `ср 27.10.2021, 24:00 (UTC+7)`.
    pub fn closing(self, moment: DateTime<Tz>) -> String {
        let date = moment.date_naive().pred_opt();
        match date.filter(|_| moment.time() == NaiveTime::MIN) {
            Some(date) => {
                let day = self.weekday_date(date);
                format!("{day}, 24:00 ({})", offset(moment))
            }
            None => self.moment(moment),
        }
    }

    /// The moment from which something is open: midnight is said as the day alone.
    pub fn opening(self, moment: DateTime<Tz>) -> String {
        if moment.time() == NaiveTime::MIN {
            self.weekday_date(moment.date_naive())
        } else {
            self.moment(moment)
        }
    }

    /// `28.10.2021 12:40`: for histories, where the zone is said once above the list.
    pub fn short_moment(self, moment: DateTime<Tz>) -> String {
        moment.format("%d.%m.%Y %H:%M").to_string()
    }
}

fn offset(moment: DateTime<Tz>) -> String {
    let seconds = moment.offset().fix().local_minus_utc();
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    let sign = if seconds < 0 { '-' } else { '+' };
    if minutes == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{minutes:02}")
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone};

    use super::super::{Language, Locale};

    #[test]
    fn dates_and_moments_are_written_in_words_of_the_language() {
        let date = NaiveDate::from_ymd_opt(2021, 10, 28).unwrap();
        assert_eq!(
            Locale::new(Language::Russian).weekday_date(date),
            "чт 28.10.2021"
        );
        assert_eq!(
            Locale::new(Language::English).weekday_date(date),
            "Thu 28.10.2021"
        );
        let rows = [
            (chrono_tz::Asia::Novokuznetsk, "UTC+7"),
            (chrono_tz::Asia::Kolkata, "UTC+5:30"),
            (chrono_tz::America::New_York, "UTC-4"),
        ];
        for (zone, offset) in rows {
            let moment = zone.with_ymd_and_hms(2021, 10, 28, 12, 40, 0).unwrap();
            let written = Locale::new(Language::Russian).moment(moment);
            assert_eq!(written, format!("чт 28.10.2021, 12:40 ({offset})"));
        }
        let midnight = chrono_tz::UTC
            .with_ymd_and_hms(2021, 10, 28, 0, 0, 0)
            .unwrap();
        let closing = Locale::new(Language::Russian).closing(midnight);
        assert_eq!(closing, "ср 27.10.2021, 24:00 (UTC+0)");
    }
}
