//! Where diagnostics gather while the compiler goes on.
//!
//! Shared by reference between all lowering functions; bounded, without repetitions, sorted when taken.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Diagnostic;
use crate::limits::DIAGNOSTICS;

/// What makes a diagnostic the same as another: file, place, code, sentence.
type Identity = (String, usize, usize, &'static str, String);

/// The diagnostics found so far.
#[derive(Default)]
pub(crate) struct Log {
    found: RefCell<Vec<Diagnostic>>,
    seen: RefCell<BTreeSet<Identity>>,
}

impl Log {
    /// Adds one, unless the same was said of the same place.
    pub(crate) fn add(&self, diagnostic: Diagnostic) {
        let span = &diagnostic.span;
        let key = (
            diagnostic.file.clone(),
            span.start,
            span.end,
            diagnostic.code,
            diagnostic.ru.clone(),
        );
        if self.found.borrow().len() < DIAGNOSTICS && self.seen.borrow_mut().insert(key) {
            self.found.borrow_mut().push(diagnostic);
        }
    }

    /// Whether an error was found so far.
    pub(crate) fn has_errors(&self) -> bool {
        self.found.borrow().iter().any(Diagnostic::is_error)
    }

    /// All of them, by file and place.
    pub(crate) fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by(|a, b| {
            (&a.file, a.span.start, a.severity, a.code).cmp(&(
                &b.file,
                b.span.start,
                b.severity,
                b.code,
            ))
        });
        found
    }
}
