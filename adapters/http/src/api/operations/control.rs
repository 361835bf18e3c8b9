//! What managers look at: what is late, figures, deliveries.

use reglament_runtime::{
    AccessPage, BouncesView, Counters, IndicatorSetView, IndicatorsView, LateView, MeasuredProcess,
    OpenJobs, ProcessTimesView, ScheduleView, Scope, StripView, TaskPage, TrendView,
};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::control::{Deliveries, Delivery, FreeAddress, OutboxPage};
use crate::api::{access_log, indicators, machines, overdue};

pub(super) fn operations() -> Vec<Operation> {
    let mut all = board();
    all.extend(durations());
    all.extend(figures());
    all.extend(watched());
    all
}

fn board() -> Vec<Operation> {
    vec![
        Operation::at("operation.control_counters", door!("GET /api/v1/control"))
            .scope(Scope::CasesRead)
            .gives::<Counters>()
            .refused(refused()),
        Operation::at("operation.control_overdue", door!("GET /api/v1/overdue"))
            .scope(Scope::CasesRead)
            .more("operation.control_overdue_more")
            .asks::<overdue::Wanted>()
            .gives::<TaskPage>()
            .refused(refused()),
        Operation::at(
            "operation.control_expected",
            door!("GET /api/v1/overdue/expected"),
        )
        .scope(Scope::CasesRead)
        .more("operation.control_expected_more")
        .asks::<overdue::WantedExpected>()
        .gives::<Vec<LateView>>()
        .refused(refused()),
        Operation::at(
            "operation.control_strip",
            door!("GET /api/v1/overdue/strip"),
        )
        .scope(Scope::CasesRead)
        .more("operation.control_strip_more")
        .asks::<overdue::WantedStrip>()
        .gives::<StripView>()
        .refused(refused()),
    ]
}

fn durations() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.measured_processes",
            door!("GET /api/v1/control/processes"),
        )
        .scope(Scope::CasesRead)
        .gives::<Vec<MeasuredProcess>>(),
        Operation::at(
            "operation.process_times",
            door!("GET /api/v1/control/processes/{process}"),
        )
        .scope(Scope::CasesRead)
        .gives::<ProcessTimesView>(),
    ]
}

fn figures() -> Vec<Operation> {
    vec![
        Operation::at("operation.indicators_list", door!("GET /api/v1/indicators"))
            .scope(Scope::IndicatorsRead)
            .gives::<Vec<IndicatorSetView>>(),
        Operation::at(
            "operation.indicators_show",
            door!("GET /api/v1/indicators/{set}"),
        )
        .scope(Scope::IndicatorsRead)
        .asks::<indicators::Wanted>()
        .gives::<IndicatorsView>(),
        Operation::at(
            "operation.indicators_trend",
            door!("GET /api/v1/indicators/{set}/{indicator}"),
        )
        .scope(Scope::IndicatorsRead)
        .more("operation.indicators_trend_more")
        .asks::<indicators::WantedTrend>()
        .gives::<TrendView>(),
    ]
}

fn watched() -> Vec<Operation> {
    vec![
        Operation::at("operation.access_log", door!("GET /api/v1/access-log"))
            .for_people()
            .asks::<access_log::Wanted>()
            .gives::<AccessPage>(),
        Operation::at("operation.outbox_list", door!("GET /api/v1/outbox"))
            .for_people()
            .asks::<Deliveries>()
            .gives::<OutboxPage>()
            .refused(refused()),
        Operation::at("operation.outbox_retry", door!("POST /api/v1/outbox/retry"))
            .for_people()
            .asks::<Delivery>()
            .refused(refused()),
        Operation::at("operation.open_jobs", door!("GET /api/v1/jobs"))
            .for_people()
            .asks::<machines::Wanted>()
            .gives::<OpenJobs>()
            .refused(refused()),
        Operation::at("operation.schedule", door!("GET /api/v1/schedule"))
            .for_people()
            .gives::<ScheduleView>()
            .refused(refused()),
        Operation::at("operation.bounces_list", door!("GET /api/v1/bounces"))
            .for_people()
            .gives::<BouncesView>()
            .refused(refused()),
        Operation::at("operation.bounces_free", door!("POST /api/v1/bounces/free"))
            .for_people()
            .takes::<FreeAddress>()
            .refused(refused()),
    ]
}

fn refused() -> [Refusal; 2] {
    [Refusal::not_found(), Refusal::forbidden()]
}
