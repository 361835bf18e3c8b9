//! All that anybody is told of a document by the code printed on it.

use schemars::JsonSchema;
use serde::Serialize;

/// Whether a document is valid today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// It was issued and is in force.
    Valid,
    /// It was issued and is not in force: its term is over, or it was annulled.
    NotValid,
    /// It was issued, and another document has taken its place.
    Replaced,
}
