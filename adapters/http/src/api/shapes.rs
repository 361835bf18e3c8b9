//! Requests of the API, and the answers that are not simply a view of the runtime.
//!
//! Dates are ISO 8601; moments carry their offset. Answers of forms are raw input, as a person would type it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reglament_runtime::PersonView;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `POST /api/v1/session`.
#[derive(Clone, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// Code of the authenticator or a recovery code, for an account with a second factor.
    #[serde(default)]
    pub code: Option<String>,
}

/// The answer to a sign-in.
#[derive(Clone, JsonSchema, Serialize)]
pub struct SignedIn {
    /// For `Authorization: Bearer …`.
    pub token: String,
    /// When it ends at the latest; it ends earlier when it is not used.
    pub expires_at: DateTime<Utc>,
    /// Who is signed in.
    pub person: Option<PersonView>,
}

/// `POST /api/v1/processes/{process}/instances`.
#[derive(Clone, Debug, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartInstance {
    /// Answers of the start form.
    #[serde(default)]
    pub data: Map<String, Value>,
    /// Receipt codes of linked instances by link name.
    #[serde(default)]
    pub links: BTreeMap<String, String>,
}

/// `POST /api/v1/instances/{instance}/items/{step}`.
#[derive(Clone, Debug, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddItem {
    /// Answers of the form.
    #[serde(default)]
    pub data: Map<String, Value>,
    /// Why somebody is added after the window has closed.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `POST /api/v1/tasks/{instance}/{task}/complete`.
#[derive(Clone, Debug, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompleteTask {
    /// Outcome; absent when the task has one button.
    #[serde(default)]
    pub outcome: Option<String>,
    /// Answers of the form.
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// `POST …/events/{event}`.
#[derive(Clone, Debug, Default, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaiseEvent {
    /// Why, where a reason is asked for.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `POST /api/v1/instances/{id}/cancel`.
#[derive(Clone, Debug, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelInstance {
    /// Why; kept in the history.
    pub reason: String,
}

/// `POST …/terms/{term}/extend`.
#[derive(Clone, Debug, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtendTerm {
    /// By how much, as a person writes it: `30 дней`, `5 working days`.
    pub term: String,
    /// Why.
    pub reason: String,
}

/// `POST …/terms/{term}/suspend`.
#[derive(Clone, Debug, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuspendTerm {
    /// Why.
    pub reason: String,
}

/// `POST …/terms/{term}/resume`.
#[derive(Clone, Debug, Default, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResumeTerm {
    /// Why, if it needs saying.
    #[serde(default)]
    pub reason: Option<String>,
    /// Answers of the applicant's form.
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// `POST /api/v1/messages`.
#[derive(Clone, Debug, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendMessage {
    /// Process whose instances it is for.
    pub process: String,
    /// Name, declared under `correlation:` of the process.
    pub message: String,
    /// Key of the instances that it is for.
    #[serde(default)]
    pub key: Option<String>,
    /// Or the one instance that it is for.
    #[serde(default)]
    pub instance: Option<String>,
    /// Contents.
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// A line of a previewed file that was matched.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct MatchedShape {
    /// Line of the file.
    pub line: usize,
    /// Row of the table.
    pub item: String,
    /// Values by column.
    pub values: BTreeMap<String, String>,
}

/// A line of a previewed file that was not.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct UnmatchedShape {
    /// Line of the file.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Why it is left out, in Russian.
    pub ru: String,
    /// The same in English.
    pub en: String,
    /// Names that may be meant.
    pub suggestions: Vec<String>,
}

/// `POST /api/v1/tasks/{instance}/{task}/tables/{field}`: nothing has been saved.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PreviewShape {
    /// Lines that found their row.
    pub matched: Vec<MatchedShape>,
    /// Lines that did not.
    pub unmatched: Vec<UnmatchedShape>,
    /// The table as it would be sent with the task.
    pub value: Value,
}
