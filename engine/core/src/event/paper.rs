//! Numbers, documents, letters and publications.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_expression::Value;

use crate::{LetterFact, PublicationFact};

/// What is written down or made public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperEvent {
    /// A register gave a number.
    NumberAssigned {
        /// Step that asked for it.
        step: String,
        /// Register.
        register: String,
        /// Year of counting; 0 when the register does not start anew.
        year: i32,
        /// The number.
        number: u32,
        /// As printed.
        text: String,
        /// Local date.
        on: NaiveDate,
        /// Columns of the entry.
        entry: BTreeMap<String, Value>,
        /// Code by which anybody can ask whether the document is valid.
        code: Option<String>,
    },
    /// A document was ordered, with everything it is drawn from.
    DocumentDrawn {
        /// Number of the document within the instance, from 1.
        document: u32,
        /// Step.
        step: String,
        /// Template id.
        template: String,
        /// Register, printed number and date, when it has them.
        number: Option<String>,
        /// Local date.
        on: NaiveDate,
        /// What the template is given.
        data: BTreeMap<String, Value>,
    },
    /// A letter was written; sending it is the outbox's business.
    LetterQueued {
        /// The letter.
        letter: LetterFact,
    },
    /// Something was put on a public page.
    Published {
        /// What.
        publication: PublicationFact,
        /// Publications of this instance that it withdraws.
        replaces: BTreeSet<u32>,
    },
}

impl From<PaperEvent> for super::Event {
    fn from(event: PaperEvent) -> Self {
        Self::Paper(event)
    }
}
