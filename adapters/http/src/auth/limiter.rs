//! The brake on guessing passwords: a growing delay per account and per address, never a lock-out.
//!
//! It lives in memory of one node and is given the time; a restart forgets, which an attacker cannot cause.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::limits;

/// The longest delay.
const DELAY_MAX: Duration = Duration::from_secs(15 * 60);

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: DateTime<Utc>,
}

/// Remembers failed sign-ins.
#[derive(Debug, Default)]
pub struct SignInLimiter {
    failures: Mutex<BTreeMap<String, Failures>>,
}

impl SignInLimiter {
    /// How long to wait before this account may be tried from this address; `None`: not at all.
    pub fn delay(&self, account: &str, address: &str, now: DateTime<Utc>) -> Option<Duration> {
        let failures = self.lock();
        let wait = |key: String, allowed: u32| {
            let found = failures.get(&key).filter(|f| is_fresh(f, now))?;
            let until = found.last + pause(found.count, allowed)?;
            (until - now).to_std().ok().filter(|left| !left.is_zero())
        };
        let by_account = wait(account_key(account), limits::ACCOUNT_FAILURES);
        let by_address = wait(address_key(address), limits::ADDRESS_FAILURES);
        by_account.max(by_address)
    }

    /// Notes a failed attempt.
    pub fn failed(&self, account: &str, address: &str, now: DateTime<Utc>) {
        let mut failures = self.lock();
        for key in [account_key(account), address_key(address)] {
            let count = failures
                .get(&key)
                .filter(|f| is_fresh(f, now))
                .map_or(0, |f| f.count);
            failures.insert(
                key,
                Failures {
                    count: count.saturating_add(1),
                    last: now,
                },
            );
        }
        if failures.len() > limits::LIMITER_KEYS {
            forget(&mut failures, now);
        }
    }

    /// Forgets the failures of an account after the right password; the address is still watched.
    pub fn succeeded(&self, account: &str) {
        self.lock().remove(&account_key(account));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Failures>> {
        // The map stays whole when a holder panics: every change is one insertion or removal.
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn account_key(account: &str) -> String {
    let short: String = account
        .to_lowercase()
        .chars()
        .take(limits::CREDENTIAL_BYTES)
        .collect();
    format!("account {short}")
}

fn address_key(address: &str) -> String {
    format!("address {address}")
}

fn is_fresh(failures: &Failures, now: DateTime<Utc>) -> bool {
    (now - failures.last)
        .to_std()
        .is_ok_and(|age| age <= limits::FAILURE_WINDOW)
}

/// 1, 2, 4 … seconds from the first failure over the allowed number.
fn pause(count: u32, allowed: u32) -> Option<TimeDelta> {
    let over = count.checked_sub(allowed)?;
    let seconds = 1u64
        .checked_shl(over)
        .unwrap_or(u64::MAX)
        .min(DELAY_MAX.as_secs());
    TimeDelta::from_std(Duration::from_secs(seconds)).ok()
}

/// Drops stale entries, and the older half when an attack keeps all of them fresh.
fn forget(failures: &mut BTreeMap<String, Failures>, now: DateTime<Utc>) {
    failures.retain(|_, found| is_fresh(found, now));
    if failures.len() <= limits::LIMITER_KEYS {
        return;
    }
    let mut times: Vec<DateTime<Utc>> = failures.values().map(|found| found.last).collect();
    times.sort_unstable();
    let middle = times[times.len() / 2];
    failures.retain(|_, found| found.last > middle);
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::SignInLimiter;
    use crate::limits;

    const START: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn seconds(limiter: &SignInLimiter, account: &str, address: &str, at: DateTime<Utc>) -> u64 {
        limiter
            .delay(account, address, at)
            .map_or(0, |delay| delay.as_secs())
    }

    #[test]
    fn the_delay_of_an_account_grows_and_passes() {
        let limiter = SignInLimiter::default();
        let mut delays = Vec::new();
        for attempt in 0..9 {
            limiter.failed("Davydova", &format!("10.0.0.{attempt}"), START);
            delays.push(seconds(&limiter, "davydova", "10.0.0.99", START));
        }
        assert_eq!(delays, [0, 0, 0, 0, 1, 2, 4, 8, 16]);
        let later = START + TimeDelta::seconds(16);
        assert_eq!(seconds(&limiter, "davydova", "10.0.0.99", later), 0);
        assert_eq!(seconds(&limiter, "another", "10.0.0.99", START), 0);
        limiter.succeeded("davydova");
        assert_eq!(seconds(&limiter, "davydova", "10.0.0.99", START), 0);
    }

    #[test]
    fn an_address_that_tries_many_accounts_is_slowed() {
        let limiter = SignInLimiter::default();
        for attempt in 0..limits::ADDRESS_FAILURES + 2 {
            limiter.failed(&format!("account{attempt}"), "10.0.0.1", START);
        }
        assert_eq!(seconds(&limiter, "fresh", "10.0.0.1", START), 4);
        assert_eq!(seconds(&limiter, "fresh", "10.0.0.2", START), 0);
    }

    #[test]
    fn memory_is_bounded() {
        let limiter = SignInLimiter::default();
        for attempt in 0..limits::LIMITER_KEYS + 10 {
            let at = START + TimeDelta::milliseconds(i64::try_from(attempt).unwrap());
            limiter.failed(&format!("account{attempt}"), "10.0.0.1", at);
        }
        assert!(limiter.lock().len() <= limits::LIMITER_KEYS);
    }
}
