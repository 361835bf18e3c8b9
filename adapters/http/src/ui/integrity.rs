//! `/admin/integrity`: whether the journal is what it was, and the last anchor to be printed.

use askama::Template;

use super::parts::{Pair, Shell};

/// View of `/admin/integrity`.
#[derive(Clone, Debug, Template)]
#[template(path = "integrity.html")]
pub struct IntegrityPage {
    /// Surroundings.
    pub shell: Shell,
    /// What differs, in words.
    pub findings: Vec<String>,
    /// Whether anything was compared to its end since this server began.
    pub is_compared: bool,
    /// Whether anchors are kept.
    pub has_anchors: bool,
    /// Why the last anchor could not be written.
    pub failure: Option<String>,
    /// The last anchor.
    pub anchor: Vec<Pair>,
    /// Its digest in groups, to be read aloud or compared on paper.
    pub digest: Vec<String>,
    /// How the chains are followed.
    pub chains: Vec<Pair>,
}
