//! What somebody sees, as the filters of lists ask for it: processes whole, by unit, and by having a part.

use super::{
    Service,
    rights::{Reach, Rights},
};
use crate::port::{InstanceFilter, TaskFilter, Within};

/// The processes that somebody sees, by how much.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// Every instance of these.
    pub(crate) whole: Vec<String>,
    /// Of these, the instances of some units.
    pub(crate) within: Within,
    /// Of these, the instances in which they have a part.
    own: Vec<String>,
    person: String,
}

impl Seen {
    /// Whether there is anything to see of a process by role or unit.
    pub(crate) fn contains(&self, process: &str) -> bool {
        let mut all = self.whole.iter().chain(&self.within.processes);
        all.any(|known| known == process)
    }

    /// Whether there is anything to see of a process, be it by a part in some instance.
    pub(crate) fn may_contain(&self, process: &str) -> bool {
        self.contains(process) || self.own.iter().any(|known| known == process)
    }

    /// Whether nothing is seen by role or unit.
    pub(crate) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.within.is_empty()
    }

    /// The same of one process.
    pub(crate) fn only(mut self, process: &str) -> Self {
        self.whole.retain(|known| known == process);
        self.within.processes.retain(|known| known == process);
        self.own.retain(|known| known == process);
        self
    }

    /// Its instances, with those in which the person has a part.
    pub(crate) fn instances(self) -> InstanceFilter {
        InstanceFilter {
            processes: self.whole,
            within: self.within,
            part: Some((self.person, self.own)),
            ..InstanceFilter::default()
        }
    }

    /// Its tasks.
    pub(crate) fn tasks(self) -> TaskFilter {
        TaskFilter {
            processes: self.whole,
            within: self.within,
            ..TaskFilter::default()
        }
    }
}

impl Service {
    /// The processes that a person sees by role or unit.
    pub(super) fn seen_by(&self, rights: &Rights) -> Seen {
        let package = self.shared.library.current();
        let mut seen = Seen {
            person: rights.person.clone(),
            ..Seen::default()
        };
        for (process, definition) in &package.definitions {
            match rights.reach(definition) {
                Reach::Whole => seen.whole.push(process.clone()),
                Reach::Units => seen.within.processes.push(process.clone()),
                Reach::Own => {}
            }
            if rights.reach(definition) != Reach::Whole && rights.takes_part(definition) {
                seen.own.push(process.clone());
            }
        }
        if rights.oversees() {
            // Overseers also see instances of processes that are no longer published.
            let gone = self.shared.library.published().into_iter();
            let gone = gone.map(|row| row.reference.process);
            seen.whole
                .extend(gone.filter(|process| !package.definitions.contains_key(process)));
            seen.whole.sort();
            seen.whole.dedup();
        }
        seen.within.units = rights.units.clone().unwrap_or_default();
        seen
    }
}
