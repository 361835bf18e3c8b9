//! Whoever looks at a list or a case hears that it may have changed, and nothing else: no names, no texts.
//!
//! Hints are for what a person may see; what is somebody else's gives none. At most one in [`HINT_PAUSE`]: a busy minute
//! is one look, not a hundred.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use reglament_core::{Absence, InstanceId};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::{
    Service, ServiceError,
    rights::{Reach, Rights},
};
use crate::{
    hints::{Commit, Hint, Numbered, Touched},
    limits::{HINT_BEAT, HINT_PAUSE},
};

/// What somebody looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watched {
    /// Their tasks.
    Tasks,
    /// The control board.
    Control,
    /// Incidents and deliveries.
    Outbox,
    /// An instance, with the children that it has begun.
    Instance(InstanceId),
}

/// What they hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It may have changed.
    Changed,
    /// Nothing has changed for [`HINT_BEAT`].
    Quiet,
    /// Sessions have ended; whose is not said.
    Sessions,
    /// They may not see it any more, or the program stops.
    Over,
}

/// Somebody looking at something.
pub struct Watch {
    service: Service,
    person: String,
    watched: Watched,
    hints: Receiver<Numbered>,
    position: u64,
    /// Something has changed that was not told yet.
    pending: bool,
    /// Before this nothing more is told.
    not_before: DateTime<Utc>,
    beat_at: DateTime<Utc>,
}

impl Service {
    /// The number of the last change of anything: what was read later contains it.
    pub fn position(&self) -> u64 {
        self.shared.hints.last()
    }

    /// Begins to watch for `person`. `since`: the position when they looked last; anything that has changed after it is told
    /// at once, and so it is without one.
    ///
    /// # Errors
    /// Not found for an instance that they do not see; forbidden for deliveries, unless they oversee.
    pub async fn watch(
        &self,
        person: &str,
        watched: Watched,
        since: Option<u64>,
    ) -> Result<Watch, ServiceError> {
        let (hints, position) = self.shared.hints.listen();
        match &watched {
            Watched::Instance(instance) => drop(self.must_see(person, instance).await?),
            Watched::Outbox if !self.oversees(person) => return Err(ServiceError::Forbidden),
            Watched::Tasks | Watched::Control | Watched::Outbox => {}
        }
        Ok(Watch {
            service: self.clone(),
            person: person.to_owned(),
            watched,
            hints,
            position,
            pending: since != Some(position),
            not_before: self.now(),
            beat_at: self.now() + HINT_BEAT,
        })
    }
}

impl Watch {
    /// The number of the last change that was looked at: `since` of the next watch.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Waits for the next thing to hear. Not to be cut off and called again: a hint could be lost between.
    pub async fn next(&mut self) -> Told {
        let clock = self.service.shared.clock.clone();
        loop {
            let now = clock.now();
            if self.pending && now >= self.not_before {
                self.pending = false;
                self.not_before = now + HINT_PAUSE;
                self.beat_at = now + HINT_BEAT;
                return Told::Changed;
            }
            if now >= self.beat_at {
                self.beat_at = now + HINT_BEAT;
                return Told::Quiet;
            }
            let until = match self.pending {
                true => self.not_before.min(self.beat_at),
                false => self.beat_at,
            };
            let heard = tokio::select! {
                biased;
                heard = self.hints.recv() => heard,
                () = clock.wait_until(until) => continue,
            };
            if let Some(told) = self.hear(heard).await {
                return told;
            }
        }
    }

    async fn hear(&mut self, heard: Result<Numbered, RecvError>) -> Option<Told> {
        let (number, hint) = match heard {
            Ok(heard) => heard,
            Err(RecvError::Lagged(_)) => {
                // What was missed may have been about this.
                self.position = self.service.position();
                self.pending = true;
                return None;
            }
            Err(RecvError::Closed) => return Some(Told::Over),
        };
        self.position = number;
        if matches!(hint, Hint::Sessions) {
            return Some(Told::Sessions);
        }
        if !self.pending && self.concerns(&hint) {
            self.pending = true;
        }
        match (&self.watched, self.pending) {
            (Watched::Instance(instance), true) => {
                let seen = self.service.sees_instance(&self.person, instance).await;
                // A store that cannot be asked is no reason to end: the page will say so when it asks.
                (!seen.unwrap_or(true)).then_some(Told::Over)
            }
            _ => None,
        }
    }

    fn concerns(&self, hint: &Hint) -> bool {
        match (hint, &self.watched) {
            (Hint::People, _) => true,
            (Hint::Sessions, _) => false,
            (Hint::Commit(commit), Watched::Tasks) => self.changes_tasks(commit),
            (Hint::Commit(commit), Watched::Control) => {
                let rights = self.service.rights(&self.person);
                let mut touched = commit.touched.iter();
                touched.any(|one| self.controls(&rights, one))
            }
            (Hint::Commit(commit), Watched::Outbox) => {
                // Orders of letters are heard of when they have gone out.
                commit.touched.iter().any(|one| one.incidents)
            }
            (Hint::Commit(commit), Watched::Instance(instance)) => {
                let mut touched = commit.touched.iter();
                touched
                    .any(|one| one.instance == *instance || one.parent.as_ref() == Some(instance))
            }
            (Hint::Delivery(_), Watched::Outbox) => true,
            (Hint::Delivery(of), Watched::Instance(instance)) => of.as_ref() == Some(instance),
            (Hint::Delivery(_), Watched::Tasks | Watched::Control) => false,
        }
    }

    fn changes_tasks(&self, commit: &Commit) -> bool {
        let changed: BTreeSet<&String> = commit.touched.iter().flat_map(|one| &one.tasks).collect();
        let absences: &[Absence] = &commit.absences;
        let own = || self.service.keys_of(&self.person, absences);
        !changed.is_empty() && own().iter().any(|key| changed.contains(key))
    }

    /// Whether the board of this person may show something of the instance.
    fn controls(&self, rights: &Rights, touched: &Touched) -> bool {
        if touched.tasks.is_empty() && !touched.incidents {
            return false;
        }
        let package = self.service.shared.library.current();
        match package.definitions.get(&touched.process) {
            None => rights.oversees(),
            Some(definition) if rights.reach(definition) == Reach::Own => false,
            Some(definition) => rights.sees(definition, touched.unit.as_deref()),
        }
    }
}
