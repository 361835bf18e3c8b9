//! Correcting what was handed in, as whoever decides about it sees it beforehand.

use reglament_core::{InstanceId, RawInput};
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::FormView;

/// What may be corrected.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CorrectionView {
    /// Instance.
    pub instance: InstanceId,
    /// Process.
    pub process: String,
    /// Title of the process.
    pub process_title: Title,
    /// Whom or what it is about.
    pub subject: String,
    /// Receipt code.
    pub receipt: String,
    /// The fields that may be corrected with what stands in them; none: nothing was handed in.
    pub form: FormView,
    /// Documents that are drawn already: they stay as they are.
    pub drawn: Vec<Title>,
    /// Position of the journal that this view shows.
    pub seq: u64,
}

/// What is to be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionWish {
    /// Instance.
    pub instance: InstanceId,
    /// The fields to be corrected, as they are to be. Others stay.
    pub input: RawInput,
    /// All that was sent: by it a repetition is known for one, whatever differs from the data by then.
    pub sent: RawInput,
    /// Why.
    pub reason: String,
}
