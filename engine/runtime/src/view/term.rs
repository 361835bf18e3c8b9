//! Dates that lie ahead with their reasons, and what may be decided about terms.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{DateKind, TermOwner};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::FormView;

/// A date that lies ahead, and why.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct DateView {
    /// Whose.
    pub owner: TermOwner,
    /// What happens then.
    pub kind: DateKind,
    /// Step; none for the term of the whole instance.
    pub step: Option<String>,
    /// Title of the step, or what stands for it.
    pub title: Title,
    /// Last day, in the zone of the process.
    pub on: NaiveDate,
    /// The instant.
    pub at: DateTime<Utc>,
    /// Whether it stands still because of a suspension.
    pub held: bool,
    /// True while the calendar of a year is not published.
    pub provisional: bool,
    /// The count, line by line, Russian.
    pub ru: Vec<String>,
    /// The same in English.
    pub en: Vec<String>,
}

/// What the viewer may decide about a term now.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct TermActsView {
    /// It may be extended.
    pub extend: Option<ExtendView>,
    /// It may be suspended.
    pub suspend: bool,
    /// It may be let run again.
    pub resume: bool,
}

/// How a term may be extended.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ExtendView {
    /// At most by so much, in Russian; this is also what is sent.
    pub ru: String,
    /// The same in English.
    pub en: String,
    /// How often still.
    pub left: u32,
    /// Clauses that allow it.
    pub basis: Vec<String>,
}

/// A term that the applicant may let run again with a form.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ResumeView {
    /// Which.
    pub owner: TermOwner,
    /// The button.
    pub title: Title,
    /// What is asked for.
    pub form: FormView,
}
