//! The second step of sign-in: the code of the authenticator, or a recovery code.
//!
//! The browser holds a short session by then that opens nothing else; the right code ends it and begins a whole one.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::from_device::FromDevice;
use super::preferences::local_path;
use super::sign_in::{Back, HOME, admit, words};
use super::{html, page};
use crate::App;
use crate::ui::sign_in::CodePage;
use crate::web::{Failure, Halfway, Needs, Standing, Visitor, check_code, url_encoded};

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    code: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Back>,
) -> Result<Response, Failure> {
    let back = local_path(&query.back).unwrap_or(HOME);
    match awaited(&visitor) {
        Some(_) => page(view(&app, &visitor, back, None)),
        None => Ok(from_the_beginning(back)),
    }
}

pub(super) async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    sent: FromDevice<Typed>,
) -> Result<Response, Failure> {
    let back = local_path(&sent.form.back).unwrap_or(HOME);
    let Some(halfway) = awaited(&visitor) else {
        return Ok(from_the_beginning(back));
    };
    let person = halfway.person.id.clone();
    let comer = sent.comer(&person);
    let Some(factor) = app.service().second_factor(&person).await? else {
        // Somebody has removed it meanwhile.
        return Ok(from_the_beginning(back));
    };
    match check_code(&app, &factor, &sent.form.code, &comer.address).await? {
        Ok(()) => {
            let by = &halfway.voucher;
            admit(&app, &visitor, &comer, (Standing::Whole, by), back).await
        }
        Err(refused) => {
            let (status, problem) = words(&visitor, refused);
            html(status, view(&app, &visitor, back, Some(problem)))
        }
    }
}

/// Whose code is awaited.
fn awaited(visitor: &Visitor) -> Option<&Halfway> {
    let halfway = visitor.halfway.as_ref();
    halfway.filter(|halfway| halfway.needs == Needs::Code)
}

fn from_the_beginning(back: &str) -> Response {
    Redirect::to(&format!("/sign-in?back={}", url_encoded(back))).into_response()
}

fn view(app: &App, visitor: &Visitor, back: &str, problem: Option<String>) -> CodePage {
    let mut shell = visitor.shell(app, visitor.locale.text("code.title"), "");
    shell.failed = problem.is_some();
    shell.here = format!("/sign-in/code?back={}", url_encoded(back));
    CodePage {
        shell,
        problem,
        back: back.to_owned(),
    }
}
