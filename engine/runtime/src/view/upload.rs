//! A file on its way, as whoever sends it is told.

use chrono::{DateTime, Utc};
use reglament_core::FileFact;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct UploadView {
    /// Its id: a secret.
    pub id: String,
    /// Size of the whole, bytes.
    pub size: u64,
    /// Bytes that have come: the next part begins here.
    pub offset: u64,
    /// Most bytes of a part.
    pub part: u64,
    /// When it is forgotten, unless a part comes before that.
    pub expires_at: DateTime<Utc>,
    /// The file that it has become.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileFact>,
}
