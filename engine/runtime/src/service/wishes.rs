//! What letters a person wants: as saved, and what can be declined at all.
//!
//! Letters that the regulation orders cannot be declined, and neither can the first word that a term has passed.

use crate::port::{Store, StoreError};

/// Letters about new tasks; declined only by whoever gets a digest of tasks.
pub(crate) const WISH_NEW_TASK: &str = "new_task";
/// Reminders one by one.
pub(crate) const WISH_REMINDER: &str = "reminder";
/// Repeated notices that a term has passed.
pub(crate) const WISH_OVERDUE_AGAIN: &str = "overdue_again";
/// Before the id of a digest.
pub(crate) const WISH_DIGEST: &str = "digest:";
/// The language of digests and of the lines around every letter.
pub(crate) const WISH_LANGUAGE: &str = "language";

/// What a person wants of a kind of letters; nothing saved means what the organisation has arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Each letter by itself, whatever a digest says.
    Always,
    /// None.
    Never,
}

impl Wish {
    /// Stable name, as stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// The wish of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Always, Self::Never]
            .into_iter()
            .find(|wish| wish.name() == name)
    }
}

/// The wishes of a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    saved: Vec<(String, String)>,
}

impl Wishes {
    pub(crate) async fn read(store: &dyn Store, person: &str) -> Result<Self, StoreError> {
        Ok(Self {
            saved: store.wishes(person).await?,
        })
    }

    /// What is wanted of a kind.
    pub(crate) fn of(&self, kind: &str) -> Option<Wish> {
        self.text(kind).and_then(Wish::from_name)
    }

    /// Whether a digest was declined.
    pub(crate) fn declines_digest(&self, digest: &str) -> bool {
        self.of(&format!("{WISH_DIGEST}{digest}")) == Some(Wish::Never)
    }

    /// Whether letters are wanted in English.
    pub(crate) fn english(&self) -> bool {
        self.text(WISH_LANGUAGE) == Some("en")
    }

    fn text(&self, kind: &str) -> Option<&str> {
        let saved = self.saved.iter().find(|(known, _)| known == kind);
        saved.map(|(_, wish)| wish.as_str())
    }
}
