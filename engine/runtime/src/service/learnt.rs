//! What was learnt of the usual durations of processes, kept between questions: reading two hundred ended instances
//! anew for every look at the board is what the board would cost.
//!
//! Kept in memory only. It is learnt anew once one more instance in twenty has ended, or after a while.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use reglament_forecast::History;

use crate::limits::LESSON_AGE;

/// A lesson stays good while no more than one in so many of its instances has ended since.
const ONE_IN: u64 = 20;

/// The lessons by process.
#[derive(Default)]
pub(crate) struct Learnt {
    shelves: Mutex<Shelves>,
}

#[derive(Default)]
struct Shelves {
    lessons: BTreeMap<String, Lesson>,
    /// Instances that have ended since the program began.
    ended: BTreeMap<String, u64>,
}

struct Lesson {
    history: History,
    instances: u64,
    before: u64,
    at: DateTime<Utc>,
}

impl Learnt {
    /// The lesson of a process, while it is good.
    pub(crate) fn get(&self, process: &str, now: DateTime<Utc>) -> Option<History> {
        let shelves = self.shelves();
        let lesson = shelves.lessons.get(process)?;
        let since = shelves.ended(process) - lesson.before;
        let is_young = lesson.at <= now && now - lesson.at <= LESSON_AGE;
        let is_good = is_young && since * ONE_IN <= lesson.instances;
        is_good.then(|| lesson.history.clone())
    }

    /// How many instances of a process have ended: to be asked before they are read.
    pub(crate) fn ended(&self, process: &str) -> u64 {
        self.shelves().ended(process)
    }

    /// Keeps a lesson from so many instances, read when `before` had ended.
    pub(crate) fn keep(
        &self,
        process: &str,
        history: &History,
        (instances, before): (u64, u64),
        at: DateTime<Utc>,
    ) {
        let lesson = Lesson {
            history: history.clone(),
            instances,
            before,
            at,
        };
        self.shelves().lessons.insert(process.to_owned(), lesson);
    }

    /// Another instance of a process has ended.
    pub(crate) fn one_more(&self, process: &str) {
        *self.shelves().ended.entry(process.to_owned()).or_default() += 1;
    }

    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelves {
    fn ended(&self, process: &str) -> u64 {
        self.ended.get(process).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use reglament_forecast::History;

    use super::Learnt;
    use crate::limits::LESSON_AGE;

    #[test]
    fn a_lesson_is_good_until_enough_has_happened_since() {
        let (learnt, at) = (Learnt::default(), DateTime::UNIX_EPOCH);
        let is_good = |now| learnt.get("appeal", now).is_some();
        assert!(!is_good(at));
        let keep = |instances| {
            let read = (instances, learnt.ended("appeal"));
            learnt.keep("appeal", &History::default(), read, at);
        };
        for (instances, bears) in [(0, 0), (19, 0), (20, 1), (200, 10)] {
            keep(instances);
            for _ in 0..bears {
                learnt.one_more("appeal");
                learnt.one_more("another");
                assert!(is_good(at), "of {instances}");
            }
            learnt.one_more("appeal");
            assert!(!is_good(at), "of {instances}");
        }
        keep(7);
        assert!(is_good(at + LESSON_AGE));
        assert!(!is_good(at + LESSON_AGE + TimeDelta::seconds(1)));
        // A clock that was set back says nothing about how old a lesson is.
        assert!(!is_good(at - TimeDelta::seconds(1)));
    }
}
