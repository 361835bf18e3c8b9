//! Refusals around correcting what was handed in.

use reglament_core::{CorrectionRefusal, Rejection};

use super::Refusal;

impl Refusal {
    /// What a correction may meet, beside wrong values.
    pub(super) fn of_corrections() -> Vec<Self> {
        let own = [
            CorrectionRefusal::NotYours,
            CorrectionRefusal::ReasonNeeded,
            CorrectionRefusal::NothingChanged,
        ];
        let own = own.map(|refusal| Rejection::Correction(refusal).into());
        own.into_iter().chain(Self::of_forms()).collect()
    }

    pub(super) fn instance_ended() -> Self {
        Rejection::InstanceEnded.into()
    }
}
