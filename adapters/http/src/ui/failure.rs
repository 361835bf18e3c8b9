//! Pages for 403, 404 and 500: what happened, what to do, the number of the request.
//!
//! An object that the viewer may not see answers 404, exactly as one that does not exist.

use askama::Template;

use super::parts::{Link, Shell};

/// View of an error page.
#[derive(Clone, Debug, Template)]
#[template(path = "failure.html")]
pub struct FailurePage {
    /// Surroundings; the title says what happened.
    pub shell: Shell,
    /// HTTP status.
    pub status: u16,
    /// What to do.
    pub advice: String,
    /// The way out.
    pub link: Link,
    /// Number of the request.
    pub request: String,
}
