//! Ends sessions that nobody uses: the time of the last request of each session, in the memory of this node.
//!
//! The storage knows the last use of a session to the minute: that counts after a restart, and when this node has not seen
//! the session yet.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::limits;

/// Last uses by digest of the session.
#[derive(Debug, Default)]
pub struct IdleSessions {
    used: Mutex<BTreeMap<String, DateTime<Utc>>>,
}

impl IdleSessions {
    /// Whether a session is not idle yet; looking is no use of it.
    pub fn is_fresh(&self, digest: &str, seen_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        now - used.get(digest).copied().unwrap_or(seen_at) <= idle()
    }

    /// When a session ends if it is not used any more.
    pub fn ends_at(&self, digest: &str, seen_at: DateTime<Utc>) -> DateTime<Utc> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.get(digest).copied().unwrap_or(seen_at) + idle()
    }

    /// Notes a use of a session that the storage saw last at `seen_at`; false when it was idle for too long and must be ended.
    pub fn touch(&self, digest: &str, seen_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        // The map stays whole when a holder panics: every change is one insertion or removal.
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let last = used.get(digest).copied().unwrap_or(seen_at);
        let fresh = now - last <= idle();
        if !fresh {
            used.remove(digest);
            return false;
        }
        if used.len() >= limits::LIMITER_KEYS {
            used.retain(|_, last| now - *last <= idle());
        }
        used.insert(digest.to_owned(), now);
        true
    }
}

fn idle() -> TimeDelta {
    TimeDelta::from_std(limits::SESSION_IDLE).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::IdleSessions;

    #[test]
    fn a_session_lives_while_it_is_used() {
        let start: DateTime<Utc> = DateTime::UNIX_EPOCH;
        let idle = IdleSessions::default();
        let touch =
            |digest, minutes| idle.touch(digest, start, start + TimeDelta::minutes(minutes));
        assert!(touch("a", 0));
        assert!(touch("a", 30));
        assert!(touch("a", 60));
        assert!(!touch("a", 91));
        let fresh = |minutes| idle.is_fresh("a", start, start + TimeDelta::minutes(minutes));
        assert!(!fresh(91), "forgotten: the storage saw it at 0");
        assert!(
            touch("a", 0) && fresh(30) && fresh(30) && !fresh(31),
            "looking changes nothing"
        );
        let ends = |seen| idle.ends_at("a", start + TimeDelta::minutes(seen));
        assert_eq!(ends(90), start + TimeDelta::minutes(30), "used at 0");
        assert!(touch("b", 0));
        assert!(!touch("c", 31), "the storage saw it too long ago");
    }
}
