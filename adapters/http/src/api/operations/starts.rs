//! What can be begun, beginning it, joining what runs, and messages from other systems.

use reglament_runtime::{MessageTaken, PublicService, Receipt, Scope, StartForm};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::{AddItem, SendMessage, StartInstance};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.services_list", door!("GET /api/v1/services"))
            .gives::<Vec<PublicService>>(),
        Operation::at("operation.processes_list", door!("GET /api/v1/processes"))
            .scope(Scope::CasesStart)
            .gives::<Vec<StartForm>>(),
        Operation::at(
            "operation.processes_form",
            door!("GET /api/v1/processes/{process}/form"),
        )
        .or_person()
        .scope(Scope::CasesStart)
        .gives::<StartForm>(),
        Operation::at(
            "operation.instances_start",
            door!("POST /api/v1/processes/{process}/instances"),
        )
        .more("operation.instances_start_more")
        .or_person()
        .scope(Scope::CasesStart)
        .keyed()
        .takes::<StartInstance>()
        .creates::<Receipt>()
        .refused(Refusal::of_starts()),
        Operation::at(
            "operation.items_form",
            door!("GET /api/v1/instances/{instance}/items/{step}"),
        )
        .gives::<StartForm>(),
        Operation::at(
            "operation.items_add",
            door!("POST /api/v1/instances/{instance}/items/{step}"),
        )
        .more("operation.items_add_more")
        .or_person()
        .for_people()
        .keyed()
        .takes::<AddItem>()
        .creates::<Receipt>()
        .refused(Refusal::of_starts())
        .refused(Refusal::of_commands())
        .refused(Refusal::of_windows()),
        Operation::at("operation.messages_send", door!("POST /api/v1/messages"))
            .scope(Scope::MessagesSend)
            .more("operation.messages_send_more")
            .keyed()
            .takes::<SendMessage>()
            .gives::<MessageTaken>()
            .refused([Refusal::not_found(), Refusal::forbidden()])
            .refused(Refusal::of_starts())
            .refused(Refusal::of_commands()),
    ]
}
