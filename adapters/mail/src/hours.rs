//! `[mail.hours]`: when letters that can wait may leave. What it means is the engine's business.

use chrono::NaiveTime;
use serde::{Deserialize, Deserializer, de::Error};

/// When reminders and notices of lateness may leave; what the regulation orders leaves at once unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hours {
    /// The first minute in which they leave, local: `"09:00"`.
    #[serde(deserialize_with = "hour")]
    pub from: NaiveTime,
    /// The first minute in which they leave no more: `"18:00"`.
    #[serde(deserialize_with = "hour")]
    pub until: NaiveTime,
    /// Whether they leave on days off too; default `false`.
    pub every_day: bool,
    /// Whether letters about new tasks wait as well; default `false`.
    pub new_tasks: bool,
    /// Whether letters that the regulation orders wait as well; default `false`.
    pub notices: bool,
}

impl Default for Hours {
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour below 24 exists");
        Self {
            from: hour(9),
            until: hour(18),
            every_day: false,
            new_tasks: false,
            notices: false,
        }
    }
}

fn hour<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
    let text = String::deserialize(deserializer)?;
    NaiveTime::parse_from_str(&text, "%H:%M").map_err(|_| {
        D::Error::custom(format!(
            "нужен час вида \"09:00\", а написано \"{text}\" / expected an hour such as \"09:00\", found \"{text}\""
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_and_misspelt_ones_refused() {
        let hours: Hours = toml::from_str("from = '08:30'\nnotices = true").unwrap();
        assert_eq!(hours.from.to_string(), "08:30:00");
        assert_eq!(hours.until, Hours::default().until);
        assert!(hours.notices && !hours.new_tasks);
        for wrong in ["from = '8 утра'", "from = 9", "til = '18:00'"] {
            assert!(toml::from_str::<Hours>(wrong).is_err(), "{wrong}");
        }
    }
}
