//! Due dates as a calendar file (RFC 5545), for letters and for calendars that people subscribe to.
//!
//! A date without an hour is an event of the whole day, which has no zone and is right in any; an hour is written in UTC.
//! The number of the instance's last journal row is the sequence, so that a moved date replaces the one before.

use chrono::{DateTime, NaiveDate, Utc};

/// Longest line, octets without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// A due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CalendarEntry {
    /// Unique for ever, the same for the same task.
    pub(crate) uid: String,
    /// Grows with every change.
    pub(crate) sequence: u64,
    /// The last day.
    pub(crate) due_on: NaiveDate,
    /// The first late instant, where it is not the end of that day.
    pub(crate) hour: Option<DateTime<Utc>>,
    /// What must be done.
    pub(crate) title: String,
    /// Process and subject.
    pub(crate) about: String,
    /// Page of the task.
    pub(crate) url: String,
}

/// A calendar of these entries as of `now`.
pub(crate) fn calendar(name: &str, entries: &[CalendarEntry], now: DateTime<Utc>) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Reglament//Reglament//RU");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    if !name.is_empty() {
        lines.text("X-WR-CALNAME", name);
    }
    for entry in entries {
        event(&mut lines, entry, now);
    }
    lines.put("END", "VCALENDAR");
    lines.text
}

fn event(lines: &mut Lines, entry: &CalendarEntry, now: DateTime<Utc>) {
    lines.put("BEGIN", "VEVENT");
    lines.text("UID", &entry.uid);
    lines.put("SEQUENCE", &entry.sequence.min(i32::MAX as u64).to_string());
    lines.put("DTSTAMP", &instant(now));
    match entry.hour {
        Some(at) => lines.put("DTSTART", &instant(at)),
        None => {
            let next = entry.due_on.succ_opt().unwrap_or(entry.due_on);
            lines.put("DTSTART;VALUE=DATE", &day(entry.due_on));
            lines.put("DTEND;VALUE=DATE", &day(next));
        }
    }
    lines.text("SUMMARY", &entry.title);
    lines.text("DESCRIPTION", &format!("{}\n{}", entry.about, entry.url));
    lines.put("URL", &entry.url);
    lines.put("STATUS", "CONFIRMED");
    // A due date is no appointment: the day stays free.
    lines.put("TRANSP", "TRANSPARENT");
    lines.put("END", "VEVENT");
}

fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Content lines, folded.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for letter in value.chars() {
            match letter {
                '\\' | ';' | ',' => escaped.extend(['\\', letter]),
                '\n' => escaped.push_str("\\n"),
                letter if letter.is_control() => {}
                letter => escaped.push(letter),
            }
        }
        self.put(name, &escaped);
    }

    /// A property whose value is written as it is.
    fn put(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            // A control character would end the line and begin another property.
            if letter.is_control() {
                continue;
            }
            if letter.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= letter.len_utf8();
            self.text.push(letter);
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Reads a calendar back as RFC 5545 says: unfolds, splits, unescapes.
    fn read(file: &str) -> Vec<BTreeMap<String, String>> {
        assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
        assert!(file.split("\r\n").all(|line| line.len() <= 75));
        let mut events = Vec::new();
        for line in file.replace("\r\n ", "").lines() {
            let (name, value) = line.split_once(':').unwrap();
            match (name, value) {
                ("BEGIN", "VEVENT") => events.push(BTreeMap::new()),
                _ => {
                    if let Some(event) = events.last_mut() {
                        event.insert(name.to_owned(), unescaped(value));
                    }
                }
            }
        }
        events
    }

    fn unescaped(value: &str) -> String {
        let mut text = String::new();
        let mut letters = value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => panic!("a lone backslash"),
                },
                other => text.push(other),
            }
        }
        text
    }

    fn entry() -> CalendarEntry {
        CalendarEntry {
            uid: "task-k7-3@reglament.example.ru".into(),
            sequence: 12,
            due_on: "2026-12-31".parse().unwrap(),
            hour: None,
            title: "Издать приказ; внести в журнал, не позднее 31\\12".into(),
            about: "Добровольная сертификация руководящих работников\nИванова Мария Петровна"
                .into(),
            url: "https://reglament.example.ru/tasks/k7/3".into(),
        }
    }

    #[test]
    fn a_day_is_whole_and_every_text_comes_back() {
        let now = "2026-12-01T03:04:05Z".parse().unwrap();
        let file = calendar("Сроки", &[entry()], now);
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(file.contains("\r\nMETHOD:PUBLISH\r\n"));
        let events = read(&file);
        let event = &events[0];
        assert_eq!(event["DTSTART;VALUE=DATE"], "20261231");
        assert_eq!(event["DTEND;VALUE=DATE"], "20270101");
        assert_eq!(event["SUMMARY"], entry().title);
        assert_eq!(
            event["DESCRIPTION"],
            format!("{}\n{}", entry().about, entry().url)
        );
        assert_eq!(
            (&*event["SEQUENCE"], &*event["DTSTAMP"]),
            ("12", "20261201T030405Z")
        );
        assert_eq!(event["UID"], entry().uid);
    }

    #[test]
    fn an_hour_is_an_instant_in_utc() {
        let mut entry = entry();
        entry.hour = Some("2026-12-31T17:00:00+07:00".parse().unwrap());
        let file = calendar("", &[entry], DateTime::UNIX_EPOCH);
        let event = read(&file).remove(0);
        assert_eq!(event["DTSTART"], "20261231T100000Z");
        assert!(!event.contains_key("DTEND;VALUE=DATE"));
    }

    #[test]
    fn nothing_in_a_text_becomes_a_property() {
        let mut entry = entry();
        entry.title = "А\r\nATTENDEE:mailto:x@y.ru\nEND:VEVENT".into();
        entry.url = "https://a.ru/\r\nX:1".into();
        let events = read(&calendar("", &[entry], DateTime::UNIX_EPOCH));
        assert_eq!(events.len(), 1);
        assert!(!events[0].contains_key("ATTENDEE") && !events[0].contains_key("X"));
    }
}
