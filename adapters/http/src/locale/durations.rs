//! Elapsed time in words: as exact as anybody asks, never more than one unit.

use super::Locale;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
/// From so many days on, tenths of them say nothing.
const WHOLE_DAYS: i64 = 10;

impl Locale {
    /// «40 мин», «5 ч», «2,5 дн.», «31 дн.» of so many minutes, rounded to the nearest; nothing is less than a minute.
    pub fn lasted(self, minutes: i64) -> String {
        let minutes = minutes.max(1);
        let (key, number) = match minutes {
            ..HOUR => ("lasted.minutes", minutes.to_string()),
            HOUR..DAY => ("lasted.hours", rounded(minutes, HOUR).to_string()),
            _ => ("lasted.days", self.days(minutes)),
        };
        self.fill(key, &[("n", &number)])
    }

    fn days(self, minutes: i64) -> String {
        let tenths = rounded(minutes, DAY / 10);
        let point = if self.is_english() { '.' } else { ',' };
        match (tenths / 10, tenths % 10) {
            (WHOLE_DAYS.., _) => rounded(minutes, DAY).to_string(),
            (whole, 0) => whole.to_string(),
            (whole, tenth) => format!("{whole}{point}{tenth}"),
        }
    }
}

fn rounded(minutes: i64, unit: i64) -> i64 {
    minutes.saturating_add(unit / 2) / unit
}

#[cfg(test)]
mod tests {
    use crate::locale::{Language, Locale};

    #[test]
    fn durations_have_one_unit() {
        let rows = [
            (-5, "1 мин", "1 min"),
            (0, "1 мин", "1 min"),
            (59, "59 мин", "59 min"),
            (60, "1 ч", "1 h"),
            (89, "1 ч", "1 h"),
            (90, "2 ч", "2 h"),
            (24 * 60, "1 дн.", "1 d"),
            (60 * 60, "2,5 дн.", "2.5 d"),
            (10 * 24 * 60 - 1, "10 дн.", "10 d"),
            (31 * 24 * 60 + 700, "31 дн.", "31 d"),
            (i64::MAX, "6405119470038038 дн.", "6405119470038038 d"),
        ];
        for (minutes, russian, english) in rows {
            assert_eq!(Locale::new(Language::Russian).lasted(minutes), russian);
            assert_eq!(Locale::new(Language::English).lasted(minutes), english);
        }
    }
}
