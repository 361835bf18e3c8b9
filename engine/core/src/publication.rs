//! Publications: what an instance has put on the public pages of the organisation.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Something published: a document or a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationFact {
    /// Number within the instance, from 1.
    pub publication: u32,
    /// Step.
    pub step: String,
    /// Page.
    pub page: String,
    /// Heading.
    pub title: String,
    /// Number of the document within the instance.
    pub document: Option<u32>,
    /// The text.
    pub text: Option<String>,
    /// Local date of the publication.
    pub on: NaiveDate,
    /// First instant at which it is no longer shown; none: until it is replaced.
    pub until: Option<DateTime<Utc>>,
}

/// A publication as the instance remembers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// What.
    pub fact: PublicationFact,
    /// When it was published.
    pub at: DateTime<Utc>,
    /// When another publication took its place.
    pub withdrawn_at: Option<DateTime<Utc>>,
}
