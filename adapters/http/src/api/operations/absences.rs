//! Who is away, and who acts instead.

use reglament_runtime::AbsenceView;

use super::{Operation, Refusal};
use crate::api::{EnterAbsence, EnteredAbsence};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("operation.absences_list", "/api/v1/absences")
            .gives::<Vec<AbsenceView>>()
            .refused([Refusal::forbidden()]),
        Operation::post("operation.absences_enter", "/api/v1/absences")
            .takes::<EnterAbsence>()
            .creates::<EnteredAbsence>()
            .refused([Refusal::forbidden()])
            .refused(Refusal::of_absences()),
        Operation::delete("operation.absences_cancel", "/api/v1/absences/{id}")
            .refused([Refusal::forbidden()]),
    ]
}
