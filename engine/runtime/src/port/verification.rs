//! What is kept so that anybody can verify a document by its code. What a person is told of it is the service's business.

use chrono::NaiveDate;

/// What the answer to «is this document valid?» is made of, as it stood when the number was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerificationMark {
    /// The code printed on the document.
    pub code: String,
    /// Last day on which it is valid, inclusive; none for ever.
    pub until: Option<NaiveDate>,
    /// Printed number of the entry of the same register that it replaces.
    pub replaces: Option<String>,
    /// Printed number of the entry of the same register that it annuls.
    pub annuls: Option<String>,
}

/// A document found by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifiedRow {
    /// Last day on which it is valid, inclusive; none for ever.
    pub until: Option<NaiveDate>,
    /// A later entry replaces it.
    pub replaced: bool,
    /// A later entry annuls it.
    pub annulled: bool,
}
