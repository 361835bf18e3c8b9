//! Registers and their printed journals.

use reglament_runtime::{RegisterView, RegisterYear};

use super::{Operation, Refusal};
use crate::api::control::Year;
use crate::pages::register::WantedFile;
use crate::pages::{DOCX, PDF, XLSX};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("operation.registers_list", "/api/v1/registers")
            .gives::<Vec<RegisterView>>(),
        Operation::get("operation.registers_show", "/api/v1/registers/{id}")
            .asks::<Year>()
            .gives::<RegisterYear>(),
        Operation::get(
            "operation.registers_journal",
            "/api/v1/registers/{id}/journal/{format}",
        )
        .asks::<WantedFile>()
        .gives_file(&[PDF, DOCX, XLSX])
        .refused([Refusal::not_drawn()]),
    ]
}
