//! Instances: the list, one in full, what lies ahead, and commands about the whole.

use reglament_runtime::{
    Accepted, CorrectionView, ForecastView, InstancePage, InstanceView, PassingView, PlanView,
    Scope,
};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::correction::Correct;
use crate::api::instances::Wanted;
use crate::api::passing::Pass;
use crate::api::picture::SVG;
use crate::api::{CancelInstance, RaiseEvent};

pub(super) fn operations() -> Vec<Operation> {
    let mut all = reading();
    all.extend(commands());
    all.extend(unusual());
    all
}

fn reading() -> Vec<Operation> {
    vec![
        Operation::at("operation.instances_list", door!("GET /api/v1/instances"))
            .scope(Scope::CasesRead)
            .asks::<Wanted>()
            .gives::<InstancePage>()
            .refused([Refusal::not_found()]),
        Operation::at(
            "operation.instances_show",
            door!("GET /api/v1/instances/{instance}"),
        )
        .scope(Scope::CasesRead)
        .gives::<InstanceView>(),
        Operation::at(
            "operation.instances_diagram",
            door!("GET /api/v1/instances/{instance}/diagram"),
        )
        .scope(Scope::CasesRead)
        .gives_file(&[SVG]),
        Operation::at(
            "operation.instances_plan",
            door!("GET /api/v1/instances/{instance}/plan"),
        )
        .scope(Scope::CasesRead)
        .gives::<PlanView>(),
        Operation::at(
            "operation.instances_forecast",
            door!("GET /api/v1/instances/{instance}/forecast"),
        )
        .scope(Scope::CasesRead)
        .gives::<ForecastView>(),
    ]
}

fn commands() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.instances_raise",
            door!("POST /api/v1/instances/{instance}/events/{event}"),
        )
        .for_people()
        .keyed()
        .takes::<RaiseEvent>()
        .gives::<Accepted>()
        .refused(Refusal::of_events()),
        Operation::at(
            "operation.instances_cancel",
            door!("POST /api/v1/instances/{instance}/cancel"),
        )
        .for_people()
        .keyed()
        .takes::<CancelInstance>()
        .gives::<Accepted>()
        .refused(Refusal::of_events()),
        Operation::at(
            "operation.votes_close",
            door!("POST /api/v1/instances/{instance}/votes/{step}/close"),
        )
        .for_people()
        .keyed()
        .gives::<Accepted>()
        .refused(Refusal::of_votes()),
    ]
}

/// What is not in its usual course: incidents, and data that are corrected.
fn unusual() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.incidents_retry",
            door!("POST /api/v1/instances/{instance}/incidents/{incident}/retry"),
        )
        .for_people()
        .more("operation.incidents_retry_more")
        .keyed()
        .gives::<Accepted>()
        .refused([Refusal::forbidden(), Refusal::incident_closed()])
        .refused(Refusal::of_commands()),
        Operation::at(
            "operation.incidents_show",
            door!("GET /api/v1/instances/{instance}/incidents/{incident}"),
        )
        .for_people()
        .gives::<PassingView>()
        .refused([Refusal::forbidden(), Refusal::incident_closed()]),
        Operation::at(
            "operation.incidents_pass",
            door!("POST /api/v1/instances/{instance}/incidents/{incident}/pass"),
        )
        .for_people()
        .more("operation.incidents_pass_more")
        .keyed()
        .takes::<Pass>()
        .gives::<Accepted>()
        .refused([Refusal::incident_closed()])
        .refused(Refusal::of_passing())
        .refused(Refusal::of_commands()),
        Operation::at(
            "operation.correction_show",
            door!("GET /api/v1/instances/{instance}/correction"),
        )
        .for_people()
        .gives::<CorrectionView>()
        .refused([Refusal::forbidden(), Refusal::instance_ended()]),
        Operation::at(
            "operation.correction_do",
            door!("POST /api/v1/instances/{instance}/correction"),
        )
        .for_people()
        .more("operation.correction_do_more")
        .keyed()
        .takes::<Correct>()
        .gives::<Accepted>()
        .refused(Refusal::of_corrections())
        .refused(Refusal::of_commands()),
    ]
}
