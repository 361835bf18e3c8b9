//! Whether the journal is what it was, as administrators see it.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use schemars::JsonSchema;
use serde::Serialize;

/// A difference between the journal and what was written of it before, or within the journal itself.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct IntegrityFinding {
    /// Stable name of the kind of difference: `events_lost`.
    pub code: String,
    /// Instance, where one can be named.
    #[schemars(with = "Option<String>")]
    pub instance: Option<InstanceId>,
    /// Event of it from which on it differs, from 1.
    pub seq: Option<u64>,
    /// The anchor that showed it.
    pub anchor: Option<u64>,
    /// A sentence in Russian.
    pub ru: String,
    /// The same in English.
    pub en: String,
}

/// The anchors of this server.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AnchorView {
    /// Where they are kept.
    pub place: String,
    /// Minutes between two of them.
    pub every_minutes: u64,
    /// When the last anchors were last compared with the journal and agreed.
    pub compared_at: Option<DateTime<Utc>>,
    /// When all anchors were last compared with the whole journal.
    pub compared_whole_at: Option<DateTime<Utc>>,
    /// The last anchor.
    pub last: Option<LastAnchor>,
    /// Why the last one could not be written, in English, for the operator.
    pub failure: Option<String>,
    /// What differs at the end; nothing more is written then.
    pub findings: Vec<IntegrityFinding>,
    /// What differed when all anchors were compared.
    pub whole_findings: Vec<IntegrityFinding>,
}

/// An anchor without its instances.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct LastAnchor {
    /// Number in the file, from 1.
    pub number: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// The installation.
    pub installation: String,
    /// Last row of the journal.
    pub position: u64,
    /// Rows of the journal.
    pub rows: u64,
    /// Instances.
    pub instances: u64,
    /// SHA-256 of the line, in hexadecimal; it includes all lines before.
    pub digest: String,
}

/// The chains of the journal, followed in the background by the server that leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ChainsView {
    /// When the present round began, or the last one; nothing on a server that does not lead.
    pub began_at: Option<DateTime<Utc>>,
    /// Instances looked through in this round.
    pub instances: u64,
    /// When a round last came to its end.
    pub ended_at: Option<DateTime<Utc>>,
    /// Where chains break.
    pub findings: Vec<IntegrityFinding>,
}

/// Whether the journal is what it was.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct IntegrityView {
    /// Anchors, where the settings name a place for them.
    pub anchor: Option<AnchorView>,
    /// The chains of the journal.
    pub chains: ChainsView,
}

impl IntegrityView {
    /// Everything that differs, each once: what the last anchors show, all of them may show again.
    pub fn findings(&self) -> Vec<&IntegrityFinding> {
        let anchor = self.anchor.iter();
        let of_anchors = anchor.flat_map(|view| view.findings.iter().chain(&view.whole_findings));
        let mut told: Vec<&IntegrityFinding> = Vec::new();
        for found in of_anchors.chain(&self.chains.findings) {
            if !told.contains(&found) {
                told.push(found);
            }
        }
        told
    }
}
