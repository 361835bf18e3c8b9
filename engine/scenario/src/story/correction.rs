//! What a story says about correcting data.

use reglament_core::RawInput;
use serde::Deserialize;

/// Correcting what was handed in, by somebody who oversees the process.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    /// Instance.
    pub instance: Option<String>,
    /// Person.
    pub by: String,
    /// The fields as they are to be.
    pub input: RawInput,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Local time.
    pub at: Option<String>,
}
