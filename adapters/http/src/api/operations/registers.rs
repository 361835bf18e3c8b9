//! Registers and their printed journals.

use reglament_runtime::{RegisterView, RegisterYear, Scope};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::control::Year;
use crate::pages::register::WantedFile;
use crate::pages::{DOCX, PDF, XLSX};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.registers_list", door!("GET /api/v1/registers"))
            .scope(Scope::RegistersRead)
            .gives::<Vec<RegisterView>>(),
        Operation::at(
            "operation.registers_show",
            door!("GET /api/v1/registers/{register}"),
        )
        .scope(Scope::RegistersRead)
        .asks::<Year>()
        .gives::<RegisterYear>(),
        Operation::at(
            "operation.registers_journal",
            door!("GET /api/v1/registers/{register}/journal/{format}"),
        )
        .scope(Scope::RegistersRead)
        .asks::<WantedFile>()
        .gives_file(&[PDF, DOCX, XLSX])
        .refused([Refusal::not_drawn()]),
    ]
}
