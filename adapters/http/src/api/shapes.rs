//! Requests and answers of the API. Dates are ISO 8601; moments carry their offset; values are raw input as in forms.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `POST /api/v1/processes/{process}/instances`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartInstance {
    /// Answers of the start form.
    #[serde(default)]
    pub data: Map<String, Value>,
    /// Receipt codes of linked instances by link name.
    #[serde(default)]
    pub links: Map<String, Value>,
}

/// The answer to a start.
#[derive(Clone, Debug, Serialize)]
pub struct Started {
    /// Id of the instance.
    pub instance: String,
    /// Receipt code for the applicant.
    pub receipt: String,
}

/// `POST /api/v1/tasks/{id}/complete`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompleteTask {
    /// Outcome; absent when the task has one button.
    #[serde(default)]
    pub outcome: Option<String>,
    /// Answers of the form.
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// A task.
#[derive(Clone, Debug, Serialize)]
pub struct TaskShape {
    /// Id.
    pub id: String,
    /// Instance it belongs to.
    pub instance: String,
    /// Process id.
    pub process: String,
    /// Step id.
    pub step: String,
    /// Title in the language of the request.
    pub title: String,
    /// Whom or what the instance is about.
    pub subject: String,
    /// Roles whose holders may do it.
    pub roles: Vec<String>,
    /// Last day, in the zone of the process.
    pub due_on: Option<NaiveDate>,
    /// The instant after which it is overdue.
    pub due_at: Option<DateTime<Utc>>,
    /// Lines that explain the date.
    pub due_because: Vec<String>,
    /// Outcomes that may be given.
    pub outcomes: Vec<String>,
}

/// An instance.
#[derive(Clone, Debug, Serialize)]
pub struct InstanceShape {
    /// Id.
    pub id: String,
    /// Process id.
    pub process: String,
    /// Version of the definition.
    pub version: u32,
    /// Whom or what it is about.
    pub subject: String,
    /// `running`, `completed`, `cancelled` or `incident`.
    pub state: String,
    /// Ids of the steps where tokens wait.
    pub steps: Vec<String>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Data that the caller may see; confidential values are left out for others.
    pub data: Map<String, Value>,
}

/// An entry of a history.
#[derive(Clone, Debug, Serialize)]
pub struct EventShape {
    /// Position in the journal, from 1.
    pub sequence: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Kind of the event.
    pub kind: String,
    /// The sentence in the language of the request.
    pub text: String,
    /// Who caused it, if a person did.
    pub actor: Option<String>,
}

/// A document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentShape {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Number, when a register gave one.
    pub number: Option<String>,
    /// Address of the file, when it has been drawn.
    pub href: Option<String>,
}

/// A letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterShape {
    /// Id.
    pub id: String,
    /// Addressee.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// `waiting`, `sent` or `failed`.
    pub state: String,
    /// Attempts so far.
    pub attempts: u32,
}

/// An entry of a register.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterEntryShape {
    /// Printed number.
    pub number: String,
    /// Date of registration.
    pub registered_on: NaiveDate,
    /// Values by column.
    pub columns: Map<String, Value>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PageOf<T> {
    /// Items.
    pub items: Vec<T>,
    /// Cursor of the next page, absent on the last one.
    pub next: Option<String>,
}
