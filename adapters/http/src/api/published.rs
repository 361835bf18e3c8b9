//! Public pages of the organisation and what is published on them. Everybody may read them.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use reglament_core::InstanceId;
use reglament_runtime::{PublicPage, Title};
use schemars::JsonSchema;
use serde::Serialize;

use super::read::Named;
use crate::App;
use crate::pages::pdf;
use crate::web::Failure;

/// A public page in the list.
#[derive(JsonSchema, Serialize)]
pub(super) struct PublicPageLine {
    /// Id.
    page: String,
    /// Title.
    title: Title,
}

pub(super) async fn list(State(app): State<App>) -> Json<Vec<PublicPageLine>> {
    let pages = app.service().public_pages().into_iter();
    let line = |(page, title)| PublicPageLine { page, title };
    Json(pages.map(line).collect())
}

pub(super) async fn show(
    State(app): State<App>,
    Named(page): Named<String>,
) -> Result<Json<PublicPage>, Failure> {
    Ok(Json(app.service().public_page(&page).await?))
}

pub(super) async fn document(
    State(app): State<App>,
    Named((page, instance, publication)): Named<(String, String, u32)>,
) -> Result<Response, Failure> {
    let instance = InstanceId(instance);
    let found = app
        .service()
        .published_document(&page, &instance, publication);
    Ok(pdf(found.await?))
}
