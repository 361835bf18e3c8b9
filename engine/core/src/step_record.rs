//! What is remembered of the last run of a step: when, who, with what outcome.
//!
//! An earlier run is in the journal only; who ever had a part in the step is in `Instance::performers`.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use reglament_expression::Value;
use serde::{Deserialize, Serialize};

use crate::{OnBehalf, TestRecord, VoteRecord};

/// What is remembered of the last run of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    /// When a token came.
    pub started_at: Option<DateTime<Utc>>,
    /// When it left.
    pub completed_at: Option<DateTime<Utc>>,
    /// Button pressed, or what a wait for the first of several ended by.
    pub outcome: Option<String>,
    /// Signatures or the one completion, in order.
    pub signatures: Vec<Signature>,
    /// Number given by a register.
    pub number: Option<String>,
    /// Local date of the number.
    pub registered_on: Option<NaiveDate>,
    /// Last due date.
    pub due_on: Option<NaiveDate>,
    /// Children that were started count across runs; see `ItemList`.
    pub runs: u32,
    /// The vote of the step, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vote: Option<VoteRecord>,
    /// The test of the step, once it has been begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<Box<TestRecord>>,
    /// What each of several people answered, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// People who get their task later, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub queued: Vec<String>,
    /// It was left undone: an overseer let the instance go on without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passed: bool,
}

/// What one of several people answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Record `{id, name, position}`.
    pub by: Value,
    /// Button pressed.
    pub outcome: Option<String>,
    /// Local date.
    pub on: NaiveDate,
    /// Fields of the form.
    pub values: BTreeMap<String, Value>,
    /// In whose place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<OnBehalf>,
}

/// A signature that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Record `{id, name, position}`.
    pub by: Value,
    /// Local date.
    pub on: NaiveDate,
    /// In whose place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<OnBehalf>,
    /// What a member of a commission voted for, in an open ballot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}
