//! Instances: the list with filters, one in full, its documents, events and incidents.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use reglament_core::{IncidentId, InstanceId};
use reglament_runtime::{
    Accepted, DocumentView, ForecastView, InstancePage, InstanceQuery, InstanceView, PlanView,
    Viewer, is_instance_cursor,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::key::Key;
use super::read::{Asked, Named, Sent, cursor, page_limit};
use super::{CancelInstance, RaiseEvent};
use crate::App;
use crate::pages::{docx, pdf};
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    process: Option<String>,
    running: Option<bool>,
    text: Option<String>,
    parent: Option<String>,
    after: Option<String>,
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<InstancePage>, Failure> {
    let query = InstanceQuery {
        process: wanted.process,
        running: wanted.running,
        text: wanted.text,
        parent: wanted.parent.map(InstanceId),
        cursor: cursor(wanted.after, is_instance_cursor)?,
        limit: page_limit(wanted.limit)?,
    };
    Ok(Json(app.service().instances(official.id(), &query).await?))
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
) -> Result<Json<InstanceView>, Failure> {
    Ok(Json(
        app.service()
            .instance(official.id(), &InstanceId(id))
            .await?,
    ))
}

pub(super) async fn forecast(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
) -> Result<Json<ForecastView>, Failure> {
    let service = app.service();
    let view = service
        .forecast(Some(official.id()), &InstanceId(id))
        .await?;
    Ok(Json(view))
}

pub(super) async fn plan(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
) -> Result<Json<PlanView>, Failure> {
    let view = app
        .service()
        .plan(Some(official.id()), &InstanceId(id))
        .await?;
    Ok(Json(view))
}

pub(super) async fn documents(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
) -> Result<Json<Vec<DocumentView>>, Failure> {
    let view = app
        .service()
        .instance(official.id(), &InstanceId(id))
        .await?;
    Ok(Json(view.documents))
}

pub(super) async fn document(
    State(app): State<App>,
    official: Official,
    Named((id, document)): Named<(String, u32)>,
) -> Result<Response, Failure> {
    let viewer = Viewer::Person(official.person.id);
    Ok(pdf(app
        .service()
        .document_pdf(&viewer, &InstanceId(id), document)
        .await?))
}

pub(super) async fn document_docx(
    State(app): State<App>,
    official: Official,
    Named((id, document)): Named<(String, u32)>,
) -> Result<Response, Failure> {
    let file = app
        .service()
        .document_docx(official.id(), &InstanceId(id), document)
        .await?;
    Ok(docx(document, file))
}

pub(super) async fn raise(
    State(app): State<App>,
    official: Official,
    Named((id, event)): Named<(String, String)>,
    Key(command): Key,
    Sent(sent): Sent<RaiseEvent>,
) -> Result<Json<Accepted>, Failure> {
    let viewer = Viewer::Person(official.person.id);
    let done = app
        .service()
        .raise_event(command, &viewer, &InstanceId(id), &event, sent.reason)
        .await?;
    Ok(Json(done))
}

pub(super) async fn cancel(
    State(app): State<App>,
    official: Official,
    Named(id): Named<String>,
    Key(command): Key,
    Sent(sent): Sent<CancelInstance>,
) -> Result<Json<Accepted>, Failure> {
    let done = app
        .service()
        .cancel(command, official.id(), &InstanceId(id), &sent.reason)
        .await?;
    Ok(Json(done))
}

pub(super) async fn retry(
    State(app): State<App>,
    official: Official,
    Named((id, incident)): Named<(String, u32)>,
    Key(command): Key,
) -> Result<Json<Accepted>, Failure> {
    let (instance, incident) = (InstanceId(id), IncidentId(incident));
    let done = app
        .service()
        .resolve_incident(command, official.id(), &instance, incident)
        .await?;
    Ok(Json(done))
}
