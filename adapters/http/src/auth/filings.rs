//! The brake on floods of public forms: so many from one network address within an hour, so many that name one mailbox within a
//! day. What the robots' trap does not catch would fill the lists of officials, and letters of receipt would bury a mailbox
//! that never asked for them.
//!
//! It lives in memory of one server and is given the time; each server of several counts for itself. It does not judge what is in a form.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::limits;

/// What there was too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flood {
    /// Forms from this network address.
    Address,
    /// Forms that name this mailbox.
    Mailbox,
}

/// Forms that arrived within a window.
#[derive(Clone, Copy, Debug)]
struct Window {
    begun: DateTime<Utc>,
    forms: u32,
}

/// Remembers public forms that arrived.
#[derive(Debug, Default)]
pub struct FilingLimiter {
    windows: Mutex<BTreeMap<String, Window>>,
}

impl FilingLimiter {
    /// Whether one more form may come in. An empty `address` is not known and does not count.
    ///
    /// # Errors
    /// What there was too much of.
    pub fn check(
        &self,
        address: &str,
        mailboxes: &[String],
        now: DateTime<Utc>,
    ) -> Result<(), Flood> {
        let windows = self.lock();
        for (key, flood) in keys(address, mailboxes) {
            let (most, _) = bound(flood);
            if forms(&windows, &key, flood, now) >= most {
                return Err(flood);
            }
        }
        Ok(())
    }

    /// Counts a form that came in.
    pub fn count(&self, address: &str, mailboxes: &[String], now: DateTime<Utc>) {
        let mut windows = self.lock();
        for (key, flood) in keys(address, mailboxes) {
            let so_far = forms(&windows, &key, flood, now);
            let window = windows.entry(key).or_insert(Window {
                begun: now,
                forms: 0,
            });
            if so_far == 0 {
                window.begun = now;
            }
            window.forms = so_far.saturating_add(1);
        }
        if windows.len() > limits::LIMITER_KEYS {
            forget(&mut windows, now);
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Window>> {
        // The map stays whole when a holder panics: every change is one insertion or removal.
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a form counts for; a mailbox named twice in it counts once.
fn keys(address: &str, mailboxes: &[String]) -> BTreeMap<String, Flood> {
    let by_address = (!address.is_empty()).then(|| format!("address {address}"));
    let by_mailbox = mailboxes.iter().map(|mailbox| mailbox_key(mailbox));
    by_mailbox
        .map(|key| (key, Flood::Mailbox))
        .chain(by_address.map(|key| (key, Flood::Address)))
        .collect()
}

fn mailbox_key(mailbox: &str) -> String {
    let short = mailbox.trim().chars().take(limits::CREDENTIAL_BYTES);
    format!("mailbox {}", short.collect::<String>().to_lowercase())
}

/// How many within which time.
fn bound(flood: Flood) -> (u32, Duration) {
    match flood {
        Flood::Address => (
            limits::FILINGS_OF_ADDRESS,
            limits::FILINGS_OF_ADDRESS_WITHIN,
        ),
        Flood::Mailbox => (
            limits::FILINGS_OF_MAILBOX,
            limits::FILINGS_OF_MAILBOX_WITHIN,
        ),
    }
}

/// Forms that count still.
fn forms(windows: &BTreeMap<String, Window>, key: &str, flood: Flood, now: DateTime<Utc>) -> u32 {
    let (_, within) = bound(flood);
    windows
        .get(key)
        .filter(|window| age(**window, now) < within)
        .map_or(0, |window| window.forms)
}

fn age(window: Window, now: DateTime<Utc>) -> Duration {
    (now - window.begun).to_std().unwrap_or_default()
}

/// Drops windows that are over, and the older half when a flood keeps all of them open.
fn forget(windows: &mut BTreeMap<String, Window>, now: DateTime<Utc>) {
    let longest = limits::FILINGS_OF_ADDRESS_WITHIN.max(limits::FILINGS_OF_MAILBOX_WITHIN);
    windows.retain(|_, window| age(*window, now) < longest);
    if windows.len() <= limits::LIMITER_KEYS {
        return;
    }
    let mut begun: Vec<DateTime<Utc>> = windows.values().map(|window| window.begun).collect();
    begun.sort_unstable();
    let middle = begun[begun.len() / 2];
    windows.retain(|_, window| window.begun > middle);
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::{FilingLimiter, Flood};
    use crate::limits;

    const START: DateTime<Utc> = DateTime::UNIX_EPOCH;

    /// A form that comes in if it may.
    fn file(
        limiter: &FilingLimiter,
        address: &str,
        mailboxes: &[&str],
        at: DateTime<Utc>,
    ) -> Result<(), Flood> {
        let mailboxes: Vec<String> = mailboxes.iter().map(|one| (*one).to_owned()).collect();
        limiter.check(address, &mailboxes, at)?;
        limiter.count(address, &mailboxes, at);
        Ok(())
    }

    #[test]
    fn an_address_has_its_number_of_forms_in_an_hour() {
        let limiter = FilingLimiter::default();
        for form in 0..limits::FILINGS_OF_ADDRESS {
            let mailbox = format!("{form}@example.ru");
            let filed = file(&limiter, "10.0.0.1", &[&mailbox], START);
            assert_eq!(filed, Ok(()), "{form}");
        }
        let again = |address: &str, later: TimeDelta| file(&limiter, address, &[], START + later);
        assert_eq!(
            again("10.0.0.1", TimeDelta::minutes(59)),
            Err(Flood::Address)
        );
        assert_eq!(again("10.0.0.2", TimeDelta::zero()), Ok(()));
        assert_eq!(again("", TimeDelta::zero()), Ok(()));
        assert_eq!(again("10.0.0.1", TimeDelta::minutes(60)), Ok(()));
        // The next hour began with that form.
        assert_eq!(again("10.0.0.1", TimeDelta::minutes(61)), Ok(()));
    }

    #[test]
    fn a_mailbox_is_named_so_often_in_a_day_however_it_is_written() {
        let limiter = FilingLimiter::default();
        for form in 0..limits::FILINGS_OF_MAILBOX {
            let address = format!("10.0.0.{form}");
            let twice = ["Victim@Example.ru ", "victim@example.ru"];
            assert_eq!(file(&limiter, &address, &twice, START), Ok(()), "{form}");
        }
        let named = |mailbox: &str, hours: i64| {
            file(
                &limiter,
                "10.0.1.1",
                &[mailbox],
                START + TimeDelta::hours(hours),
            )
        };
        assert_eq!(named("victim@example.ru", 23), Err(Flood::Mailbox));
        assert_eq!(named("other@example.ru", 23), Ok(()));
        assert_eq!(named("victim@example.ru", 24), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let limiter = FilingLimiter::default();
        for form in 0..limits::LIMITER_KEYS + 10 {
            let at = START + TimeDelta::milliseconds(i64::try_from(form).unwrap());
            limiter.count(&format!("address{form}"), &[], at);
        }
        assert!(limiter.lock().len() <= limits::LIMITER_KEYS);
    }
}
