//! Signing in and out, and the description of the API itself.

use axum::http::StatusCode;

use super::refusal::words;
use super::{Operation, Refusal};
use crate::access::door;
use crate::api::session::SessionState;
use crate::api::{SignIn, SignedIn};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.session_open", door!("POST /api/v1/session"))
            .more("operation.session_open_more")
            .takes::<SignIn>()
            .creates::<SignedIn>()
            .refused([
                unauthorized("wrong_password", "sign_in.wrong"),
                unauthorized("code_needed", "code.needed"),
                unauthorized("wrong_code", "code.wrong"),
                refusal(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "directory_away",
                    "sign_in.directory_away",
                ),
                Refusal::too_many(),
            ]),
        Operation::at("operation.session_close", door!("DELETE /api/v1/session"))
            .or_person()
            .for_people(),
        Operation::at("operation.session_show", door!("GET /api/v1/session"))
            .for_people()
            .more("operation.session_show_more")
            .gives::<SessionState>(),
        Operation::at("operation.openapi", door!("GET /api/v1/openapi.json")).gives_any(),
    ]
}

fn unauthorized(code: &'static str, key: &'static str) -> Refusal {
    refusal(StatusCode::UNAUTHORIZED, code, key)
}

/// A refusal with the words of a page.
pub(super) fn refusal(status: StatusCode, code: &'static str, key: &'static str) -> Refusal {
    let (ru, en) = words(key);
    Refusal::of(status, code, ru, en)
}
