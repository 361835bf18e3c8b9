//! The case of an applicant by receipt code.

use axum::Json;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use reglament_runtime::{Accepted, StatusView, Validity, Viewer};
use schemars::JsonSchema;
use serde::Serialize;

use super::RaiseEvent;
use super::key::Key;
use super::read::{Named, Sent};
use crate::App;
use crate::pages::pdf;
use crate::pages::verify::verified;
use crate::web::Failure;

pub(super) async fn show(
    State(app): State<App>,
    Named(code): Named<String>,
) -> Result<Json<StatusView>, Failure> {
    Ok(Json(app.service().status_by_receipt(&code).await?))
}

/// The answer to «is this document valid?».
#[derive(JsonSchema, Serialize)]
pub(super) struct Verified {
    /// Whether it is valid today.
    validity: Validity,
}

pub(super) async fn verify(
    State(app): State<App>,
    Named(code): Named<String>,
    parts: Parts,
) -> Result<Json<Verified>, Failure> {
    let validity = verified(&app, &parts, &code).await?;
    let validity = validity.ok_or(Failure::NotFound)?;
    Ok(Json(Verified { validity }))
}

pub(super) async fn document(
    State(app): State<App>,
    Named((code, document)): Named<(String, u32)>,
) -> Result<Response, Failure> {
    let status = app.service().status_by_receipt(&code).await?;
    let viewer = Viewer::Receipt(status.receipt);
    Ok(pdf(app
        .service()
        .document_pdf(&viewer, &status.instance, document)
        .await?))
}

pub(super) async fn raise(
    State(app): State<App>,
    Named((code, event)): Named<(String, String)>,
    Key(id): Key,
    Sent(sent): Sent<RaiseEvent>,
) -> Result<Json<Accepted>, Failure> {
    let status = app.service().status_by_receipt(&code).await?;
    let viewer = Viewer::Receipt(status.receipt);
    let done = app
        .service()
        .raise_event(id, &viewer, &status.instance, &event, sent.reason);
    Ok(Json(done.await?))
}
