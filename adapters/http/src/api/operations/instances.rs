//! Instances: the list, one in full, what lies ahead, and commands about the whole.

use reglament_runtime::{Accepted, ForecastView, InstancePage, InstanceView, PlanView};

use super::{Operation, Refusal};
use crate::api::instances::Wanted;
use crate::api::{CancelInstance, RaiseEvent};

pub(super) fn operations() -> Vec<Operation> {
    let mut all = reading();
    all.extend(commands());
    all
}

fn reading() -> Vec<Operation> {
    vec![
        Operation::get("operation.instances_list", "/api/v1/instances")
            .asks::<Wanted>()
            .gives::<InstancePage>(),
        Operation::get("operation.instances_show", "/api/v1/instances/{id}")
            .gives::<InstanceView>(),
        Operation::get("operation.instances_plan", "/api/v1/instances/{id}/plan")
            .gives::<PlanView>(),
        Operation::get(
            "operation.instances_forecast",
            "/api/v1/instances/{id}/forecast",
        )
        .gives::<ForecastView>(),
    ]
}

fn commands() -> Vec<Operation> {
    vec![
        Operation::post(
            "operation.instances_raise",
            "/api/v1/instances/{id}/events/{event}",
        )
        .keyed()
        .takes::<RaiseEvent>()
        .gives::<Accepted>()
        .refused(Refusal::of_events()),
        Operation::post(
            "operation.instances_cancel",
            "/api/v1/instances/{id}/cancel",
        )
        .keyed()
        .takes::<CancelInstance>()
        .gives::<Accepted>()
        .refused(Refusal::of_events()),
        Operation::post(
            "operation.incidents_retry",
            "/api/v1/instances/{id}/incidents/{incident}/retry",
        )
        .more("operation.incidents_retry_more")
        .keyed()
        .gives::<Accepted>()
        .refused([Refusal::forbidden(), Refusal::incident_closed()])
        .refused(Refusal::of_commands()),
        Operation::post(
            "operation.votes_close",
            "/api/v1/instances/{id}/votes/{step}/close",
        )
        .keyed()
        .gives::<Accepted>()
        .refused(Refusal::of_votes()),
    ]
}
