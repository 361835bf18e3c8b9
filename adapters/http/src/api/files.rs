//! Files over the API: upload before the command that names them, download from an instance.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use reglament_core::{FileFact, InstanceId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Asked, Named};
use crate::App;
use crate::pages::files::sent;
use crate::web::{Failure, Official, Visitor};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Upload {
    name: String,
}

/// The body is the file; `?name=` gives its name. The answer of a form then names the id.
pub(super) async fn upload(
    State(app): State<App>,
    visitor: Visitor,
    Asked(named): Asked<Upload>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<FileFact>), Failure> {
    let file = app.service().upload(visitor.id(), &named.name, &bytes);
    Ok((StatusCode::CREATED, Json(file.await?)))
}

pub(super) async fn download(
    State(app): State<App>,
    official: Official,
    Named((instance, file)): Named<(String, String)>,
) -> Result<Response, Failure> {
    let instance = InstanceId(instance);
    let found = app.service().file(official.id(), &instance, &file);
    let (file, bytes) = found.await?;
    Ok(sent(&file, bytes))
}
