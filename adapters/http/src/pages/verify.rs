//! «Is this document valid?»: asked by anybody, by the code printed on the document or the address in its QR code.
//!
//! The answer is one of three words. Wrong codes slow their sender down; right ones do not.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::{ServiceError, Validity};
use serde::Deserialize;

use super::{html, page};
use crate::ui::parts::Tone;
use crate::ui::verify::{Verdict, VerifyPage};
use crate::web::{Failure, Visitor, address_of, url_encoded};
use crate::{App, limits};

#[derive(Deserialize)]
pub(super) struct Code {
    #[serde(default)]
    code: String,
}

/// The question, or its address once a code is typed.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Query(typed): Query<Code>,
) -> Result<Response, Failure> {
    let code = typed.code.trim();
    if code.is_empty() {
        return page(view(&app, &visitor, String::new(), None));
    }
    let short: String = code.chars().take(limits::VERIFICATION_CHARS).collect();
    Ok(Redirect::to(&format!("/verify/{}", url_encoded(&short))).into_response())
}

/// The answer.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    parts: Parts,
) -> Result<Response, Failure> {
    let found = verified(&app, &parts, &code).await?;
    let status = match found {
        Some(_) => StatusCode::OK,
        None => StatusCode::NOT_FOUND,
    };
    html(status, view(&app, &visitor, code, Some(found)))
}

/// Whether the document with a code is valid; `None` for a code that was never given.
pub(crate) async fn verified(
    app: &App,
    parts: &Parts,
    code: &str,
) -> Result<Option<Validity>, Failure> {
    let (now, from) = (app.service().now(), address_of(app, parts));
    if let Some(delay) = app.code_limiter().delay(&from, &from, now) {
        return Err(Failure::TooMany(delay.as_secs().max(1)));
    }
    match app.service().verify_document(code).await {
        Ok(found) => Ok(Some(found)),
        Err(ServiceError::NotFound) => {
            app.code_limiter().failed(&from, &from, now);
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn view(app: &App, visitor: &Visitor, code: String, asked: Option<Option<Validity>>) -> VerifyPage {
    let locale = visitor.locale;
    let verdict = asked.map(|found| {
        let (tone, title, meaning) = match found {
            Some(Validity::Valid) => (Tone::Done, "verify.valid", "verify.valid_meaning"),
            Some(Validity::NotValid) => (
                Tone::Overdue,
                "verify.not_valid",
                "verify.not_valid_meaning",
            ),
            Some(Validity::Replaced) => (Tone::Soon, "verify.replaced", "verify.replaced_meaning"),
            None => (Tone::Overdue, "verify.unknown", "verify.unknown_meaning"),
        };
        Verdict {
            tone,
            title: locale.text(title).to_owned(),
            meaning: locale.text(meaning).to_owned(),
        }
    });
    VerifyPage {
        shell: visitor.shell(app, locale.text("verify.title").to_owned(), ""),
        code: code.chars().take(limits::VERIFICATION_CHARS).collect(),
        verdict,
    }
}
