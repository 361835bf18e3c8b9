//! Who has a task, and who is away.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use reglament_core::{Absence, InstanceId, TaskId};
use reglament_runtime::{AbsenceView, Accepted, HandOver};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::key::Key;
use super::read::{Named, Sent};
use crate::App;
use crate::web::{Failure, Official};

/// `POST /api/v1/tasks/{instance}/{task}/{action}`.
#[derive(Clone, Debug, Default, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOverTask {
    /// Id of the person, for `delegate` and `reassign`.
    #[serde(default)]
    pub to: Option<String>,
    /// Why; needed for `reassign` and `recuse`. With `escalate`: what is said to those above.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `POST /api/v1/absences`.
#[derive(Clone, Debug, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnterAbsence {
    /// Id of the person who is away.
    pub person: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Ids of those who act instead: the first of them who is there and may.
    #[serde(default)]
    pub substitutes: Vec<String>,
    /// Number (and date) of the order that says so.
    pub order: String,
}

/// `POST /api/v1/absences`, answered.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct EnteredAbsence {
    /// Its number.
    pub id: u32,
}

pub(super) async fn hand_over(
    State(app): State<App>,
    official: Official,
    Named((instance, task, action)): Named<(String, u32, String)>,
    Key(id): Key,
    Sent(sent): Sent<HandOverTask>,
) -> Result<Json<Accepted>, Failure> {
    let (instance, task) = (InstanceId(instance), TaskId(task));
    let (to, reason) = (sent.to.unwrap_or_default(), sent.reason);
    let why = reason.clone().unwrap_or_default();
    let wish = match action.as_str() {
        "claim" => HandOver::Claim,
        "return" => HandOver::Return { reason },
        "delegate" => HandOver::Delegate { to, reason },
        "reassign" => HandOver::Reassign { to, reason: why },
        "escalate" => HandOver::Escalate { note: reason },
        "recuse" => HandOver::Recuse { reason: why },
        _ => return Err(Failure::NotFound),
    };
    let done = app
        .service()
        .hand_over(id, official.id(), &instance, task, wish);
    Ok(Json(done.await?))
}

pub(super) async fn close_vote(
    State(app): State<App>,
    official: Official,
    Named((instance, step)): Named<(String, String)>,
    Key(id): Key,
) -> Result<Json<Accepted>, Failure> {
    let instance = InstanceId(instance);
    let done = app
        .service()
        .close_vote(id, official.id(), &instance, &step);
    Ok(Json(done.await?))
}

pub(super) async fn absences(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<AbsenceView>>, Failure> {
    Ok(Json(app.service().absences(official.id()).await?))
}

pub(super) async fn enter(
    State(app): State<App>,
    official: Official,
    Sent(sent): Sent<EnterAbsence>,
) -> Result<(StatusCode, Json<EnteredAbsence>), Failure> {
    let absence = Absence {
        person: sent.person,
        from: sent.from,
        until: sent.until,
        substitutes: sent.substitutes,
        order: sent.order,
    };
    let id = app.service().enter_absence(official.id(), absence).await?;
    Ok((StatusCode::CREATED, Json(EnteredAbsence { id })))
}

pub(super) async fn cancel(
    State(app): State<App>,
    official: Official,
    Named(id): Named<u32>,
) -> Result<StatusCode, Failure> {
    app.service().cancel_absence(official.id(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
