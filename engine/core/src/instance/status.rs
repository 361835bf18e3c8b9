//! The life of an instance: new, running, ended or cancelled, and the cancellation that takes its time.

use reglament_expression::Value;
use serde::{Deserialize, Serialize};

/// Where an instance is in its life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// No event yet.
    New,
    /// Running.
    Running,
    /// Ended at an end step.
    Ended {
        /// The end step.
        step: String,
        /// The error with which it failed, for an error end.
        error: Option<String>,
    },
    /// Cancelled.
    Cancelled {
        /// Why.
        reason: String,
    },
}

/// A cancellation whose closing branch runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelling {
    /// Why.
    pub reason: String,
    /// The person: record `{id, name, position}`; none for the engine.
    pub by: Option<Value>,
}
