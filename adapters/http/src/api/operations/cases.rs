//! The case of an applicant, by the receipt code; whether a document is valid, by the code printed on it.

use reglament_runtime::{Accepted, StatusView};

use super::{Operation, Refusal, Who};
use crate::api::RaiseEvent;
use crate::api::cases::Verified;
use crate::pages::PDF;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("operation.cases_show", "/api/v1/cases/{code}")
            .by(Who::Anybody)
            .gives::<StatusView>(),
        Operation::post(
            "operation.cases_raise",
            "/api/v1/cases/{code}/events/{event}",
        )
        .by(Who::Anybody)
        .keyed()
        .takes::<RaiseEvent>()
        .gives::<Accepted>()
        .refused(Refusal::of_events()),
        Operation::get(
            "operation.cases_document",
            "/api/v1/cases/{code}/documents/{document}",
        )
        .by(Who::Anybody)
        .gives_file(&[PDF]),
        Operation::get("operation.verify", "/api/v1/verify/{code}")
            .by(Who::Anybody)
            .gives::<Verified>()
            .refused([Refusal::too_many()]),
    ]
}
