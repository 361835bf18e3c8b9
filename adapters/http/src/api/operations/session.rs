//! Signing in and out, and the description of the API itself.

use axum::http::StatusCode;
use reglament_runtime::PersonView;

use super::refusal::words;
use super::{Operation, Refusal};
use crate::access::door;
use crate::api::{SignIn, SignedIn};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.session_open", door!("POST /api/v1/session"))
            .more("operation.session_open_more")
            .takes::<SignIn>()
            .creates::<SignedIn>()
            .refused([wrong_password(), Refusal::too_many()]),
        Operation::at("operation.session_close", door!("DELETE /api/v1/session")).or_person(),
        Operation::at("operation.session_me", door!("GET /api/v1/me")).gives::<PersonView>(),
        Operation::at("operation.openapi", door!("GET /api/v1/openapi.json")).gives_any(),
    ]
}

fn wrong_password() -> Refusal {
    let (ru, en) = words("sign_in.wrong");
    Refusal::of(StatusCode::UNAUTHORIZED, "wrong_password", ru, en)
}
