//! Files a part at a time: begin, parts, how far, the whole, and away with it. Whoever began it goes on with it; others find
//! nothing. `POST /api/v1/files` takes a file at once.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use reglament_core::{FileFact, InstanceId};
use reglament_runtime::{UploadPlace, UploadView, UploadWish};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Asked, Named, Sent};
use crate::App;
use crate::web::{Failure, Visitor};

#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "BeginUpload")]
#[serde(deny_unknown_fields)]
pub(super) struct Begin {
    instance: Option<String>,
    draft: Option<String>,
    process: Option<String>,
    field: String,
    name: String,
    size: u64,
}

impl Begin {
    fn wish(self) -> Result<UploadWish, Failure> {
        let place = match (self.instance, self.draft, self.process) {
            (Some(instance), None, None) => UploadPlace::Task(InstanceId(instance)),
            (None, Some(secret), None) => UploadPlace::Unsent(secret),
            (None, None, Some(process)) => UploadPlace::Process(process),
            _ => {
                let why = "expected one of `instance`, `draft`, `process`";
                return Err(Failure::Malformed(why.to_owned()));
            }
        };
        Ok(UploadWish {
            place,
            field: self.field,
            name: self.name,
            size: self.size,
        })
    }
}

#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    offset: u64,
}

#[derive(JsonSchema, Deserialize)]
#[schemars(rename = "FinishUpload")]
#[serde(deny_unknown_fields)]
pub(super) struct Finish {
    sha256: Option<String>,
}

pub(super) async fn begin(
    State(app): State<App>,
    visitor: Visitor,
    Sent(sent): Sent<Begin>,
) -> Result<(StatusCode, Json<UploadView>), Failure> {
    let wish = sent.wish()?;
    let begun = app.service().begin_upload(visitor.id(), &wish).await?;
    Ok((StatusCode::CREATED, Json(begun)))
}

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Named(upload): Named<String>,
) -> Result<Json<UploadView>, Failure> {
    let found = app.service().upload_state(visitor.id(), &upload).await?;
    Ok(Json(found))
}

/// The body is the part.
pub(super) async fn add(
    State(app): State<App>,
    visitor: Visitor,
    Named(upload): Named<String>,
    Asked(part): Asked<Part>,
    bytes: Bytes,
) -> Result<Json<UploadView>, Failure> {
    let service = app.service();
    let added = service.add_part(visitor.id(), &upload, part.offset, &bytes);
    Ok(Json(added.await?))
}

pub(super) async fn finish(
    State(app): State<App>,
    visitor: Visitor,
    Named(upload): Named<String>,
    Sent(sent): Sent<Finish>,
) -> Result<(StatusCode, Json<FileFact>), Failure> {
    let hash = sent.sha256.as_deref();
    let file = app.service().finish_upload(visitor.id(), &upload, hash);
    Ok((StatusCode::CREATED, Json(file.await?)))
}

pub(super) async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Named(upload): Named<String>,
) -> Result<StatusCode, Failure> {
    app.service().drop_upload(visitor.id(), &upload).await?;
    Ok(StatusCode::NO_CONTENT)
}
