//! The picture of an instance: its process with where it stands, as SVG that needs nothing else.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use reglament_core::InstanceId;

use super::read::Named;
use crate::App;
use crate::pages::picture::file;
use crate::web::{Failure, Official};

/// The media type of pictures.
pub(crate) const SVG: &str = "image/svg+xml";

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named(instance): Named<String>,
) -> Result<Response, Failure> {
    let id = InstanceId(instance);
    let view = app.service().instance(official.id(), &id).await?;
    let drawn = file(&app, official.locale(), &view).await?;
    Ok(([(header::CONTENT_TYPE, SVG)], drawn).into_response())
}
