//! Subscriptions: addresses that are told what happens in cases.

use reglament_runtime::{NewSubscription, ServiceError, SubscriptionProblem, SubscriptionView};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::subscriptions::{Retried, Subscribe, SwitchSubscription};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.subscriptions_list",
            door!("GET /api/v1/subscriptions"),
        )
        .for_people()
        .gives::<Vec<SubscriptionView>>(),
        Operation::at(
            "operation.subscriptions_make",
            door!("POST /api/v1/subscriptions"),
        )
        .more("operation.subscriptions_make_more")
        .for_people()
        .takes::<Subscribe>()
        .creates::<NewSubscription>()
        .refused(problems()),
        Operation::at(
            "operation.subscriptions_switch",
            door!("POST /api/v1/subscriptions/{id}/switch"),
        )
        .more("operation.subscriptions_switch_more")
        .for_people()
        .takes::<SwitchSubscription>(),
        Operation::at(
            "operation.subscriptions_retry",
            door!("POST /api/v1/subscriptions/{id}/retry"),
        )
        .for_people()
        .gives::<Retried>(),
    ]
}

fn problems() -> Vec<Refusal> {
    let all = [
        SubscriptionProblem::Address,
        SubscriptionProblem::NoEvents,
        SubscriptionProblem::NoProcesses,
        SubscriptionProblem::NotYours("certification".into()),
        SubscriptionProblem::TooMany,
    ];
    let refusal = |problem| ServiceError::Subscription(problem).into();
    all.into_iter().map(refusal).collect()
}
