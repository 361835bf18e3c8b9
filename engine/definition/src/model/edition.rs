//! The edition that a definition is: from when it is in force, and what becomes of instances that began before.
//!
//! Which published version is chosen on a day is the business of the runtime's library.

use chrono::NaiveDate;

use super::Title;

/// Transitional rules of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// First day, local to the process, on which instances begin by this edition; absent: from its publication.
    pub in_force: Option<NaiveDate>,
    /// What becomes of instances that run already.
    pub begun_before: BegunBefore,
    /// What changes, in a sentence.
    pub note: Option<Title>,
    /// The act that brings this edition.
    pub basis: Option<String>,
}

/// What becomes of instances that began before an edition was in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BegunBefore {
    /// They end by the edition by which they began.
    #[default]
    Stay,
    /// They are to be migrated; an administrator does so on or after the date.
    Move,
}
