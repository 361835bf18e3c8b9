//! What programs were given, as their tokens said last. It is asked where a person's roles would be, without waiting.
//!
//! A program is known here only after its token was checked, so that nothing here has to be thrown away when one is
//! withdrawn: nobody comes with it any more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

/// What stands before the name of a program where the id of a person may stand. No id of a person has a colon.
const PROGRAM: &str = "program:";

/// The id under which a program acts.
pub(crate) fn program_id(name: &str) -> String {
    format!("{PROGRAM}{name}")
}

/// The name of the program that acts under this id; none for people.
pub(in crate::service) fn name_of(id: &str) -> Option<&str> {
    id.strip_prefix(PROGRAM)
}

/// Names of processes by the name of the program.
#[derive(Debug, Default)]
pub(crate) struct GivenToPrograms(RwLock<BTreeMap<String, Arc<BTreeSet<String>>>>);

impl GivenToPrograms {
    /// Remembers what a program was given.
    pub(crate) fn note(&self, name: &str, processes: &[String]) {
        if self.processes(name).is_some() {
            // What a token allows does not change in its life.
            return;
        }
        let processes = Arc::new(processes.iter().cloned().collect());
        // The map stays whole when a holder panics: every change is one insertion.
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(name.to_owned(), processes);
    }

    /// The processes of a program.
    pub(crate) fn processes(&self, name: &str) -> Option<Arc<BTreeSet<String>>> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.get(name).cloned()
    }
}
