//! A digest: one letter at a fixed hour that gathers what would else be many letters.
//!
//! It belongs to the organisation and not to an edition of a process; who gets it today and what stands in it is found
//! when it is written.

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;

use super::{LetterTemplate, Title};

/// One digest of `organisation.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestLetter {
    /// Id.
    pub id: String,
    /// What people call it.
    pub title: Title,
    /// What stands in it, in this order.
    pub of: Vec<DigestPart>,
    /// Roles whose holders get it; empty: everybody for whom something stands in it.
    pub roles: Vec<String>,
    /// The local hour at which it leaves.
    pub at: NaiveTime,
    /// The weekday on which it leaves (the next working day when that one is off); none: every working day.
    pub on: Option<Weekday>,
    /// The zone of the hour; none: the zone of the first process.
    pub zone: Option<Tz>,
    /// Within how many working days a task counts as due soon.
    pub soon: u32,
    /// The letter.
    pub letter: LetterTemplate,
    /// The letter for those who want English, if there is one.
    pub letter_en: Option<LetterTemplate>,
}

/// A part of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DigestPart {
    /// What the receiver has to do: late, due today, due soon.
    Tasks,
    /// What is late with others and has come to the receiver's rung of the overdue ladder.
    Overdue,
    /// The figures of every process that the receiver may see.
    Processes,
}

impl DigestPart {
    /// All parts with their words.
    pub const ALL: [(&'static str, Self); 3] = [
        ("tasks", Self::Tasks),
        ("overdue", Self::Overdue),
        ("processes", Self::Processes),
    ];
}
