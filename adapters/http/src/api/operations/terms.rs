//! Acts about terms: extending, suspending and resuming, by officials and by the applicant.

use axum::http::StatusCode;
use reglament_calendar::Term;
use reglament_runtime::Accepted;

use super::{Operation, Refusal};
use crate::access::{Door, door};
use crate::api::{ExtendTerm, ResumeTerm, SuspendTerm};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        act(
            "operation.terms_extend",
            door!("POST /api/v1/instances/{instance}/terms/{term}/extend"),
        )
        .for_people()
        .takes::<ExtendTerm>()
        .refused(unreadable_term()),
        act(
            "operation.terms_suspend",
            door!("POST /api/v1/instances/{instance}/terms/{term}/suspend"),
        )
        .for_people()
        .takes::<SuspendTerm>(),
        act(
            "operation.terms_resume",
            door!("POST /api/v1/instances/{instance}/terms/{term}/resume"),
        )
        .for_people()
        .takes::<ResumeTerm>()
        .refused(Refusal::of_forms()),
        act(
            "operation.terms_resume_by_applicant",
            door!("POST /api/v1/cases/{code}/terms/{term}/resume"),
        )
        .takes::<ResumeTerm>()
        .refused(Refusal::of_forms()),
    ]
}

fn act(words: &'static str, door: Door) -> Operation {
    Operation::at(words, door)
        .keyed()
        .gives::<Accepted>()
        .refused(Refusal::of_terms())
}

fn unreadable_term() -> Option<Refusal> {
    let wrong = Term::parse("soon").err()?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Some(Refusal::of(
        status,
        "unreadable_term",
        wrong.ru(),
        wrong.en(),
    ))
}
