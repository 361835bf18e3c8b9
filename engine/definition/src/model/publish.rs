//! Publications on a public page of the organisation.

use reglament_expression::{Expression, Template};

/// Publishes a document or a text on a public page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishStep {
    /// Page of organisation.yaml.
    pub page: String,
    /// Heading of the publication; absent: title, number and date of the document.
    pub heading: Option<Template>,
    /// What is published.
    pub what: Publication,
    /// Until when it is shown: the end of a date, or a moment; absent: until it is replaced.
    pub until: Option<Expression>,
    /// Steps of this process whose publications are withdrawn by this one.
    pub replaces: Vec<String>,
    /// Where to go then.
    pub next: Vec<String>,
}

/// What is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publication {
    /// The latest document of this step.
    Document(String),
    /// A text.
    Text(Template),
}
