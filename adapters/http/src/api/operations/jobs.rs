//! Jobs for workers.

use super::{Operation, Refusal, Who};
use crate::api::jobs::{Complete, Extend, Extended, Fail, Fetch, Fetched};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("operation.jobs_fetch", "/api/v1/jobs/fetch")
            .more("operation.jobs_fetch_more")
            .by(Who::Worker)
            .takes::<Fetch>()
            .gives::<Fetched>()
            .refused([Refusal::forbidden()]),
        answer(
            "operation.jobs_complete",
            "/api/v1/jobs/{instance}/{job}/complete",
        )
        .takes::<Complete>()
        .refused(Refusal::of_forms()),
        answer("operation.jobs_fail", "/api/v1/jobs/{instance}/{job}/fail").takes::<Fail>(),
        answer(
            "operation.jobs_extend",
            "/api/v1/jobs/{instance}/{job}/extend",
        )
        .takes::<Extend>()
        .gives::<Extended>(),
    ]
}

fn answer(words: &'static str, path: &'static str) -> Operation {
    Operation::post(words, path)
        .by(Who::Worker)
        .refused([Refusal::forbidden()])
        .refused(Refusal::of_jobs())
}
