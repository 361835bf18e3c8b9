//! What can be begun, beginning it, joining what runs, and messages from other systems.

use reglament_runtime::{MessageTaken, PublicService, Receipt, StartForm};

use super::{Operation, Refusal, Who};
use crate::api::{AddItem, SendMessage, StartInstance};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("operation.services_list", "/api/v1/services")
            .by(Who::Anybody)
            .gives::<Vec<PublicService>>(),
        Operation::get("operation.processes_list", "/api/v1/processes").gives::<Vec<StartForm>>(),
        Operation::get(
            "operation.processes_form",
            "/api/v1/processes/{process}/form",
        )
        .by(Who::AnybodyOrPerson)
        .gives::<StartForm>(),
        Operation::post(
            "operation.instances_start",
            "/api/v1/processes/{process}/instances",
        )
        .more("operation.instances_start_more")
        .by(Who::AnybodyOrPerson)
        .keyed()
        .takes::<StartInstance>()
        .creates::<Receipt>()
        .refused(Refusal::of_starts()),
        Operation::get(
            "operation.items_form",
            "/api/v1/instances/{instance}/items/{step}",
        )
        .by(Who::Anybody)
        .gives::<StartForm>(),
        Operation::post(
            "operation.items_add",
            "/api/v1/instances/{instance}/items/{step}",
        )
        .more("operation.items_add_more")
        .by(Who::AnybodyOrPerson)
        .keyed()
        .takes::<AddItem>()
        .creates::<Receipt>()
        .refused(Refusal::of_starts())
        .refused(Refusal::of_commands())
        .refused(Refusal::of_windows()),
        Operation::post("operation.messages_send", "/api/v1/messages")
            .more("operation.messages_send_more")
            .keyed()
            .takes::<SendMessage>()
            .gives::<MessageTaken>()
            .refused([Refusal::not_found(), Refusal::forbidden()])
            .refused(Refusal::of_starts())
            .refused(Refusal::of_commands()),
    ]
}
