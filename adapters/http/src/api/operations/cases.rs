//! The case of an applicant, by the receipt code; whether a document is valid, by the code printed on it.

use reglament_runtime::{Accepted, StatusView};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::RaiseEvent;
use crate::api::cases::Verified;
use crate::pages::PDF;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.cases_show", door!("GET /api/v1/cases/{code}"))
            .gives::<StatusView>(),
        Operation::at(
            "operation.cases_raise",
            door!("POST /api/v1/cases/{code}/events/{event}"),
        )
        .keyed()
        .takes::<RaiseEvent>()
        .gives::<Accepted>()
        .refused(Refusal::of_events()),
        Operation::at(
            "operation.cases_document",
            door!("GET /api/v1/cases/{code}/documents/{document}"),
        )
        .gives_file(&[PDF]),
        Operation::at("operation.verify", door!("GET /api/v1/verify/{code}"))
            .gives::<Verified>()
            .refused([Refusal::too_many()]),
    ]
}
