//! The answer of `reglament deadline`: a date with its explanation, for people and for scripts.
//!
//! `due` is a date for days and longer units, an RFC 3339 instant for hours and minutes; `at` is always the first late
//! instant.

use chrono::{DateTime, SecondsFormat, Utc};
use reglament_calendar::{Due, From, Line, Rule, Unit};
use serde_json::{Value, json};

use crate::language::Language;
use crate::weekday::dated;

/// A counted term.
pub(super) struct Answer {
    pub(super) rule: Rule,
    pub(super) from: From,
    pub(super) due: Due,
}

impl Answer {
    /// For people: the date, then how it came about.
    pub(super) fn text(&self, language: Language) -> String {
        let mut date = dated(self.due.date, language);
        if self.exact() {
            let local = self.due.at.with_timezone(&self.rule.zone);
            date = format!("{date}, {} ({})", local.format("%H:%M"), self.rule.zone);
        }
        if self.due.provisional {
            date.push_str(language.pick(" — предварительно", ", provisional"));
        }
        let lines: Vec<String> = self.explanation(language);
        format!("{date}\n\n{}", lines.join("\n"))
    }

    /// For scripts.
    pub(super) fn json(&self, language: Language) -> Value {
        let due = if self.exact() {
            self.instant(self.due.at)
        } else {
            self.due.date.to_string()
        };
        let from = match self.from {
            From::Date(date) => date.to_string(),
            From::Moment(moment) => self.instant(moment),
        };
        json!({
            "from": from,
            "due": due,
            "at": self.instant(self.due.at),
            "nominal": self.due.nominal,
            "provisional": self.due.provisional,
            "explanation": self.explanation(language),
            "rule": self.rule,
            "calendar": self.due.calendar,
        })
    }

    fn explanation(&self, language: Language) -> Vec<String> {
        let sentence = match language {
            Language::Ru => Line::ru,
            Language::En => Line::en,
        };
        self.due.explanation.iter().map(sentence).collect()
    }

    fn exact(&self) -> bool {
        matches!(self.rule.term.unit, Unit::Hour | Unit::Minute)
    }

    fn instant(&self, instant: DateTime<Utc>) -> String {
        let local = instant.with_timezone(&self.rule.zone);
        local.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}
