//! What a story says about incidents.

use serde::Deserialize;

/// Trying an incident again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolve {
    /// Step of the incident.
    pub incident: String,
    /// Instance.
    pub instance: Option<String>,
    /// Person.
    pub by: String,
}

/// Going on without the step of an incident, by somebody who oversees the process.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pass {
    /// Step of the incident.
    pub incident: String,
    /// Instance.
    pub instance: Option<String>,
    /// Person.
    pub by: String,
    /// A step of the way on; absent: there is one way only.
    pub to: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Local time.
    pub at: Option<String>,
}
