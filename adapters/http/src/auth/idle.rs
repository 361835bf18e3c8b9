//! Ends sessions that nobody uses: the time of the last request of each session, in the memory of this node.
//!
//! The storage knows only the absolute end of a session. A restart forgets: a session then counts as just used, and
//! still ends at its absolute end.

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
    /// Notes a use of a session; false when it was idle for too long and must be ended.
    pub fn touch(&self, digest: &str, now: DateTime<Utc>) -> bool {
        // The map stays whole when a holder panics: every change is one insertion or removal.
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = used.get(digest).is_none_or(|last| now - *last <= idle());
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
        assert!(idle.touch("a", start));
        assert!(idle.touch("a", start + TimeDelta::minutes(30)));
        assert!(idle.touch("a", start + TimeDelta::minutes(60)));
        assert!(!idle.touch("a", start + TimeDelta::minutes(91)));
        assert!(idle.touch("b", start));
    }
}
