//! is away, and who acts instead.

use reglament_runtime::AbsenceView;

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::{EnterAbsence, EnteredAbsence};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.absences_list", door!("GET /api/v1/absences"))
            .for_people()
            .gives::<Vec<AbsenceView>>()
            .refused([Refusal::forbidden()]),
        Operation::at("operation.absences_enter", door!("POST /api/v1/absences"))
            .for_people()
            .takes::<EnterAbsence>()
            .creates::<EnteredAbsence>()
            .refused([Refusal::forbidden()])
            .refused(Refusal::of_absences()),
        Operation::at(
            "operation.absences_cancel",
            door!("DELETE /api/v1/absences/{id}"),
        )
        .for_people()
        .refused([Refusal::forbidden()]),
    ]
}
