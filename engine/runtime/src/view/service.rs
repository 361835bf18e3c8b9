//! What the public can begin.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::{ClauseView, FormView};

/// Something that anybody may begin or join.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct PublicService {
    /// What it is.
    pub kind: ServiceKind,
    /// Title of the process (or of the joined step's process).
    pub title: Title,
    /// Which of several is meant: «Сессия 19.11.2026». Empty where nothing is joined, or where a person would be named.
    pub about: String,
    /// The act.
    pub act: String,
    /// Whether it can be used now.
    pub open: bool,
    /// When the window opens, if it is known and still ahead.
    pub opens_at: Option<DateTime<Utc>>,
    /// When the window closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// When the next instance with such a window starts by schedule, while none is open.
    pub next_start: Option<DateTime<Utc>>,
    /// Zone in which these moments are meant, as an IANA name.
    pub zone: String,
}

/// What can be begun.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ServiceKind {
    /// A process with a public form.
    Start {
        /// Process.
        process: String,
    },
    /// A registration window of a running instance.
    Join {
        /// Process that has the window.
        process: String,
        /// The running instance; none while there is no window.
        instance: Option<InstanceId>,
        /// Step.
        step: String,
    },
}

/// A start form.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StartForm {
    /// Process that begins.
    pub process: String,
    /// Title.
    pub title: Title,
    /// The act.
    pub act: String,
    /// Clauses the start comes from.
    pub clauses: Vec<ClauseView>,
    /// Fields.
    pub form: FormView,
    /// Instances to name by their receipt code, sent apart from the fields.
    pub links: Vec<LinkView>,
}

/// An instance to name by its receipt code.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct LinkView {
    /// Name under which the code is sent.
    pub name: String,
    /// Label.
    pub title: Title,
}
