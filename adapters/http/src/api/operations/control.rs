//! What managers look at: what is late, figures, deliveries.

use reglament_runtime::{Counters, IndicatorSetView, IndicatorsView, OutboxView, TaskPage};

use super::{Operation, Refusal};
use crate::api::control::{Deliveries, Delivery, Wanted};
use crate::api::indicators;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("operation.control_counters", "/api/v1/control")
            .gives::<Counters>()
            .refused(refused()),
        Operation::get("operation.control_overdue", "/api/v1/overdue")
            .asks::<Wanted>()
            .gives::<TaskPage>()
            .refused(refused()),
        Operation::get("operation.indicators_list", "/api/v1/indicators")
            .gives::<Vec<IndicatorSetView>>(),
        Operation::get("operation.indicators_show", "/api/v1/indicators/{set}")
            .asks::<indicators::Wanted>()
            .gives::<IndicatorsView>(),
        Operation::get("operation.outbox_list", "/api/v1/outbox")
            .asks::<Deliveries>()
            .gives::<Vec<OutboxView>>()
            .refused(refused()),
        Operation::post("operation.outbox_retry", "/api/v1/outbox/retry")
            .asks::<Delivery>()
            .refused(refused()),
    ]
}

fn refused() -> [Refusal; 2] {
    [Refusal::not_found(), Refusal::forbidden()]
}
