//! What managers look at: what is late, figures, deliveries.

use reglament_runtime::{BouncesView, Counters, IndicatorSetView, IndicatorsView, TaskPage};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::control::{Deliveries, Delivery, FreeAddress, OutboxPage, Wanted};
use crate::api::indicators;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.control_counters", door!("GET /api/v1/control"))
            .gives::<Counters>()
            .refused(refused()),
        Operation::at("operation.control_overdue", door!("GET /api/v1/overdue"))
            .asks::<Wanted>()
            .gives::<TaskPage>()
            .refused(refused()),
        Operation::at("operation.indicators_list", door!("GET /api/v1/indicators"))
            .gives::<Vec<IndicatorSetView>>(),
        Operation::at(
            "operation.indicators_show",
            door!("GET /api/v1/indicators/{set}"),
        )
        .asks::<indicators::Wanted>()
        .gives::<IndicatorsView>(),
        Operation::at("operation.outbox_list", door!("GET /api/v1/outbox"))
            .asks::<Deliveries>()
            .gives::<OutboxPage>()
            .refused(refused()),
        Operation::at("operation.outbox_retry", door!("POST /api/v1/outbox/retry"))
            .asks::<Delivery>()
            .refused(refused()),
        Operation::at("operation.bounces_list", door!("GET /api/v1/bounces"))
            .gives::<BouncesView>()
            .refused(refused()),
        Operation::at("operation.bounces_free", door!("POST /api/v1/bounces/free"))
            .takes::<FreeAddress>()
            .refused(refused()),
    ]
}

fn refused() -> [Refusal; 2] {
    [Refusal::not_found(), Refusal::forbidden()]
}
