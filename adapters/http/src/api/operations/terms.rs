//! Acts about terms.

use axum::http::StatusCode;
use reglament_calendar::Term;
use reglament_runtime::Accepted;

use super::{Operation, Refusal, Who};
use crate::api::{ExtendTerm, ResumeTerm, SuspendTerm};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        act(
            "operation.terms_extend",
            "/api/v1/instances/{id}/terms/{term}/extend",
        )
        .takes::<ExtendTerm>()
        .refused(unreadable_term()),
        act(
            "operation.terms_suspend",
            "/api/v1/instances/{id}/terms/{term}/suspend",
        )
        .takes::<SuspendTerm>(),
        act(
            "operation.terms_resume",
            "/api/v1/instances/{id}/terms/{term}/resume",
        )
        .takes::<ResumeTerm>()
        .refused(Refusal::of_forms()),
        act(
            "operation.terms_resume_by_applicant",
            "/api/v1/cases/{code}/terms/{term}/resume",
        )
        .by(Who::Anybody)
        .takes::<ResumeTerm>()
        .refused(Refusal::of_forms()),
    ]
}

fn act(words: &'static str, path: &'static str) -> Operation {
    Operation::post(words, path)
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
        &wrong.ru(),
        &wrong.en(),
    ))
}
