//! What the child process is asked: one template with its neighbours, the data, the day. Nothing else reaches it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A request to draw up one paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenderRequest {
    /// Path of the template among `files`, e.g. `protocol.typ`.
    pub template: String,
    /// All files that the template may read, by virtual path: `protocol.typ` and `/protocol.typ` are the same file.
    pub files: BTreeMap<String, String>,
    /// The data, read by the template as `json("/data.json")`.
    pub data: serde_json::Value,
    /// The day of drawing up, `YYYY-MM-DD`: Typst's `datetime.today()` and the creation date of the PDF.
    pub today: String,
}
