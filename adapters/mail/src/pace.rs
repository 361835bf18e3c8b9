//! How fast letters go to each recipient domain. One domain that asks for patience must not hold up the others.
//!
//! Pure: the moment comes in with each question. A domain has an optional limit of letters a minute, and a pause after
//! each 4.7.x reply ("too many for now", RFC 3463), doubling until a letter passes. Kept in memory of one process only.

use crate::limits;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// The paces of all domains.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    per_minute: Option<u32>,
    domains: BTreeMap<String, Domain>,
}

#[derive(Debug, Clone, Copy)]
struct Domain {
    window_start: DateTime<Utc>,
    sent: u32,
    closed_until: Option<DateTime<Utc>>,
    pause: TimeDelta,
}

impl Pace {
    pub(crate) fn new(per_minute: Option<u32>) -> Self {
        Self {
            per_minute,
            domains: BTreeMap::new(),
        }
    }

    /// Takes a place for one letter, or answers when to ask again.
    pub(crate) fn admit(&mut self, domain: &str, at: DateTime<Utc>) -> Result<(), DateTime<Utc>> {
        let per_minute = self.per_minute;
        let Some(entry) = self.entry(domain, at) else {
            return Ok(());
        };
        if let Some(until) = entry.closed_until.filter(|until| at < *until) {
            return Err(until);
        }
        let minute = TimeDelta::minutes(1);
        if at - entry.window_start >= minute || at < entry.window_start {
            (entry.window_start, entry.sent) = (at, 0);
        }
        if per_minute.is_some_and(|limit| entry.sent >= limit) {
            return Err(entry.window_start + minute);
        }
        entry.sent += 1;
        Ok(())
    }

    /// The domain asked for patience: closes it for a while.
    pub(crate) fn slow_down(&mut self, domain: &str, at: DateTime<Utc>) {
        if let Some(entry) = self.entry(domain, at) {
            entry.closed_until = Some(at + entry.pause);
            entry.pause = (entry.pause * 2).min(TimeDelta::seconds(limits::PAUSE_SECONDS_MAX));
        }
    }

    /// A letter passed: the domain is in good humour again.
    pub(crate) fn settle(&mut self, domain: &str) {
        if let Some(entry) = self.domains.get_mut(domain) {
            entry.closed_until = None;
            entry.pause = TimeDelta::seconds(limits::PAUSE_SECONDS_MIN);
        }
    }

    fn entry(&mut self, domain: &str, at: DateTime<Utc>) -> Option<&mut Domain> {
        if self.domains.len() >= limits::PACED_DOMAINS_MAX && !self.domains.contains_key(domain) {
            let recent = |d: &Domain| {
                at - d.window_start < TimeDelta::minutes(1)
                    || d.closed_until.is_some_and(|until| at < until)
            };
            self.domains.retain(|_, entry| recent(entry));
            if self.domains.len() >= limits::PACED_DOMAINS_MAX {
                return None;
            }
        }
        Some(self.domains.entry(domain.to_owned()).or_insert(Domain {
            window_start: at,
            sent: 0,
            closed_until: None,
            pause: TimeDelta::seconds(limits::PAUSE_SECONDS_MIN),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_minute_has_its_limit_and_other_domains_flow() {
        let mut pace = Pace::new(Some(2));
        for (domain, second, expected) in [
            ("a.ru", 0, Ok(())),
            ("a.ru", 1, Ok(())),
            ("a.ru", 2, Err(at(60))),
            ("b.ru", 2, Ok(())),
            ("a.ru", 59, Err(at(60))),
            ("a.ru", 60, Ok(())),
            ("a.ru", 0, Ok(())), // the clock went back: a new window, never a long silence
        ] {
            assert_eq!(
                pace.admit(domain, at(second)),
                expected,
                "{domain} {second}"
            );
        }
    }

    #[test]
    fn pauses_double_to_an_hour_and_end_with_a_success() {
        let mut pace = Pace::new(None);
        let mut now = 0;
        for pause in [60, 120, 240, 480, 960, 1920, 3600, 3600] {
            assert_eq!(pace.admit("a.ru", at(now)), Ok(()));
            pace.slow_down("a.ru", at(now));
            assert_eq!(
                pace.admit("a.ru", at(now + pause - 1)),
                Err(at(now + pause))
            );
            assert_eq!(pace.admit("b.ru", at(now)), Ok(()));
            now += pause;
        }
        pace.settle("a.ru");
        pace.slow_down("a.ru", at(now));
        assert_eq!(pace.admit("a.ru", at(now)), Err(at(now + 60)));
    }

    #[test]
    fn memory_is_bounded() {
        let mut pace = Pace::new(Some(1));
        for n in 0..limits::PACED_DOMAINS_MAX + 10 {
            assert_eq!(pace.admit(&format!("d{n}.ru"), at(0)), Ok(()));
        }
        assert_eq!(pace.domains.len(), limits::PACED_DOMAINS_MAX);
        assert_eq!(pace.admit("late.ru", at(61)), Ok(()));
        assert_eq!(pace.domains.len(), 1);
    }
}
