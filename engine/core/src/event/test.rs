//! A test on the computer: its variant, the answers as they were given, the result. No text of a question and no key.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::{Drawn, Ruling, TestEnd};

/// What happens to a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestEvent {
    /// Somebody began: the variant was drawn and the clock runs.
    Opened {
        /// Step.
        step: String,
        /// Bank.
        bank: String,
        /// Digest of the bank: the version drawn from.
        digest: String,
        /// When the time is over; nothing moves it.
        ends_at: DateTime<Utc>,
        /// The variant.
        questions: Vec<Drawn>,
    },
    /// An answer was given, or another one instead.
    AnswerSaved {
        /// Step.
        step: String,
        /// Question.
        question: String,
        /// The answer; empty: taken back.
        answer: Vec<String>,
    },
    /// The test is over and was scored.
    Closed {
        /// Step.
        step: String,
        /// Why it is over.
        how: TestEnd,
        /// Points of right answers.
        correct: u32,
        /// Points of all questions.
        total: u32,
        /// Points by question; those without any are left out.
        earned: BTreeMap<String, u32>,
    },
    /// The last moment to begin has passed, and nobody had begun.
    Missed {
        /// Step.
        step: String,
    },
    /// A finished test was graded anew.
    Regraded {
        /// Step of the test.
        step: String,
        /// What was ruled about questions of the variant.
        rulings: Vec<Ruling>,
        /// Why.
        reason: Option<String>,
        /// Clauses that order it.
        basis: Vec<String>,
        /// Points of right answers now; never fewer than before.
        correct: u32,
        /// Points by question now.
        earned: BTreeMap<String, u32>,
    },
}

impl From<TestEvent> for super::Event {
    fn from(event: TestEvent) -> Self {
        Self::Test(event)
    }
}
