//! A test as the person who takes it sees it.
//!
//! Questions and options are known by their places in the person's own variant: ids of the bank would tell the order in
//! which its author wrote them, and with it often the key.

use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TestEnd};
use reglament_definition::{QuestionKind, Title};
use schemars::JsonSchema;
use serde::Serialize;

/// A test that the applicant may take, in the state of the case.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TestLink {
    /// Step.
    pub step: String,
    /// Title.
    pub title: Title,
    /// Whether its clock runs.
    pub running: bool,
}

/// A test.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TestView {
    /// Instance.
    pub instance: InstanceId,
    /// Receipt code.
    pub receipt: String,
    /// Step.
    pub step: String,
    /// Title.
    pub title: Title,
    /// The act.
    pub act: String,
    /// Whose test it is.
    pub subject: String,
    /// How long it takes, minutes.
    pub minutes: i64,
    /// How many questions a variant has.
    pub count: usize,
    /// How far it is.
    #[serde(flatten)]
    pub stage: TestStage,
}

/// How far a test is.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum TestStage {
    /// It may not be begun yet.
    Ahead {
        /// From when it may.
        opens_at: DateTime<Utc>,
    },
    /// It may be begun.
    Ready {
        /// Until when, if there is a last moment.
        closes_at: Option<DateTime<Utc>>,
    },
    /// The clock runs.
    Running {
        /// The present moment by the clock of the server.
        now: DateTime<Utc>,
        /// When the time is over.
        ends_at: DateTime<Utc>,
        /// The variant, in its order.
        questions: Vec<AskedView>,
    },
    /// It is over.
    Over {
        /// When.
        closed_at: DateTime<Utc>,
        /// Why.
        how: TestEnd,
        /// How many questions were answered.
        answered: usize,
    },
    /// Nobody began in time.
    Missed,
}

/// A question of the variant.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AskedView {
    /// Its place in the variant, from 1.
    pub place: usize,
    /// Its text.
    pub text: Title,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What a right answer is worth.
    pub points: u32,
    /// Options in the order shown; of a match, its left column.
    pub options: Vec<Title>,
    /// The right column of a match, in the order shown.
    pub pairs: Vec<Title>,
    /// Unit of a number.
    pub unit: Option<Title>,
    /// The answer kept so far: places of options (from 1), in an order or a match one part for each place, empty where
    /// nothing was chosen; the number as it was read.
    pub answer: Vec<String>,
}

/// An answer was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AnswerKept {
    /// When the time is over.
    pub ends_at: DateTime<Utc>,
    /// How many questions are answered now.
    pub answered: usize,
}
