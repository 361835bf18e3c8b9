//! Jobs for workers: fetching them under a lock and answering; the tokens are of the settings, not of people.

use super::{Operation, Refusal};
use crate::access::{Door, door};
use crate::api::jobs::{Complete, Extend, Extended, Fail, Fetch, Fetched};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.jobs_fetch", door!("POST /api/v1/jobs/fetch"))
            .more("operation.jobs_fetch_more")
            .takes::<Fetch>()
            .gives::<Fetched>()
            .refused([Refusal::forbidden()]),
        answer(
            "operation.jobs_complete",
            door!("POST /api/v1/jobs/{instance}/{job}/complete"),
        )
        .takes::<Complete>()
        .refused(Refusal::of_forms()),
        answer(
            "operation.jobs_fail",
            door!("POST /api/v1/jobs/{instance}/{job}/fail"),
        )
        .takes::<Fail>(),
        answer(
            "operation.jobs_extend",
            door!("POST /api/v1/jobs/{instance}/{job}/extend"),
        )
        .takes::<Extend>()
        .gives::<Extended>(),
    ]
}

fn answer(words: &'static str, door: Door) -> Operation {
    Operation::at(words, door)
        .refused([Refusal::forbidden()])
        .refused(Refusal::of_jobs())
}
