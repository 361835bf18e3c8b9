//! Signing in and out, and the description of the API itself.

use axum::http::StatusCode;
use reglament_runtime::PersonView;

use super::{Operation, Refusal, Who};
use crate::api::{SignIn, SignedIn};
use crate::locale::{Language, Locale};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("operation.session_open", "/api/v1/session")
            .more("operation.session_open_more")
            .by(Who::Anybody)
            .takes::<SignIn>()
            .creates::<SignedIn>()
            .refused([wrong_password(), Refusal::too_many()]),
        Operation::delete("operation.session_close", "/api/v1/session").by(Who::AnybodyOrPerson),
        Operation::get("operation.session_me", "/api/v1/me").gives::<PersonView>(),
        Operation::get("operation.openapi", "/api/v1/openapi.json")
            .by(Who::Anybody)
            .gives_any(),
    ]
}

fn wrong_password() -> Refusal {
    let say = |language| Locale::new(language).text("sign_in.wrong");
    let (ru, en) = (say(Language::Russian), say(Language::English));
    Refusal::of(StatusCode::UNAUTHORIZED, "wrong_password", ru, en)
}
