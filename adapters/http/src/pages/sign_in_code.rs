//! The second step of sign-in: the code of the authenticator, or a recovery code.
//!
//! The browser holds a short session by then that opens nothing else; the right code ends it and begins a whole one.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::from_device::FromDevice;
use super::preferences::local_path;
use super::sign_in::{Back, Entry, HOME, Sent, admit, field, words};
use super::{html, kept_form, page};
use crate::App;
use crate::ui::sign_in::CodePage;
use crate::web::{Failure, Halfway, KeptForm, Needs, Standing, Visitor, check_code, url_encoded};

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Back>,
) -> Result<Response, Failure> {
    let back = local_path(&query.back).unwrap_or(HOME);
    match awaited(&visitor) {
        Some(_) => page(view(&app, &visitor, back, None, None)),
        None => Ok(from_the_beginning(back)),
    }
}

pub(super) async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    sent: FromDevice<Sent>,
) -> Result<Response, Failure> {
    let back = local_path(field(&sent.form, "back")).unwrap_or(HOME);
    let kept = KeptForm::come_back(&sent.form);
    let Some(halfway) = awaited(&visitor) else {
        return Ok(from_the_beginning(back));
    };
    let person = halfway.person.id.clone();
    let comer = sent.comer(&person);
    let Some(factor) = app.service().second_factor(&person).await? else {
        // Somebody has removed it meanwhile.
        return Ok(from_the_beginning(back));
    };
    match check_code(&app, &factor, field(&sent.form, "code"), &comer.address).await? {
        Ok(()) => {
            let entry = Entry {
                standing: Standing::Whole,
                voucher: &halfway.voucher,
                to: back,
                kept: kept.as_ref(),
            };
            admit(&app, &visitor, &comer, entry).await
        }
        Err(refused) => {
            let (status, problem) = words(&visitor, refused);
            let problem = Some(problem);
            html(status, view(&app, &visitor, back, problem, kept.as_ref()))
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

/// The page; `kept`: a form that it carries to the other side.
pub(super) fn view(
    app: &App,
    visitor: &Visitor,
    back: &str,
    problem: Option<String>,
    kept: Option<&KeptForm>,
) -> CodePage {
    let mut shell = visitor.shell(app, visitor.locale.text("code.title"), "");
    shell.failed = problem.is_some();
    shell.notice = kept.map(|kept| kept_form::notice(visitor, kept));
    shell.here = format!("/sign-in/code?back={}", url_encoded(back));
    CodePage {
        shell,
        problem,
        back: back.to_owned(),
        kept: kept.map_or_else(Vec::new, KeptForm::hidden),
    }
}
