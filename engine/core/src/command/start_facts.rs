//! What an instance starts with. Who may start it is the command's business.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_expression::Value;
use serde::{Deserialize, Serialize};

use crate::{InstanceId, Parent, RawInput};

/// Everything given at the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartFacts {
    /// How it begins.
    pub origin: Origin,
    /// Answers of the start form.
    pub input: RawInput,
    /// Data handed over already checked (by a parent); merged after `input`.
    pub given: BTreeMap<String, Value>,
    /// Parent, for a child.
    pub parent: Option<Parent>,
    /// Linked instances, by link name.
    pub links: BTreeMap<String, LinkedInstance>,
    /// Receipt code.
    pub receipt: String,
}

/// How an instance begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// By schedule; the occurrence is the local date and time as text.
    Schedule {
        /// Key of the occurrence.
        occurrence: String,
    },
    /// By a person of an allowed role.
    Manual,
    /// By the public form.
    Public,
    /// By a parent instance.
    Parent,
    /// By a message; `given` holds its contents.
    Message {
        /// Name of the message.
        message: String,
    },
}

/// A linked instance as the runtime read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedInstance {
    /// Its id.
    pub id: InstanceId,
    /// Its process.
    pub process: String,
    /// Its data.
    pub data: BTreeMap<String, Value>,
    /// When it started.
    pub started_at: DateTime<Utc>,
}
