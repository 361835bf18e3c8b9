//! A change set that was made ready for its store, while another one was under way into it.

use std::{any::Any, fmt, sync::Arc};

use super::ChangeSet;

/// What a store is to write, perhaps in its own words already.
pub struct Ready {
    /// What is to be written.
    pub changes: Arc<ChangeSet>,
    /// Whatever the store that made it ready knows to take; others write the changes.
    words: Option<Box<dyn Any + Send + Sync>>,
}

impl Ready {
    /// Not in anybody's words yet.
    pub fn plain(changes: Arc<ChangeSet>) -> Self {
        Self {
            changes,
            words: None,
        }
    }

    /// In the words of a store.
    pub fn in_words(changes: Arc<ChangeSet>, words: impl Any + Send + Sync) -> Self {
        Self {
            changes,
            words: Some(Box::new(words)),
        }
    }

    /// The words, if they are of this kind.
    pub fn words<T: Any>(self) -> Option<T> {
        let words: Box<dyn Any> = self.words?;
        words.downcast().ok().map(|words| *words)
    }
}

impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ready")
            .field("changes", &self.changes)
            .field("in_words", &self.words.is_some())
            .finish()
    }
}
