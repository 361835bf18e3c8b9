//! Tasks of a person: the list, one of them, doing it, previewing a file for one of its tables.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::limits::MAX_PAGE;
use reglament_runtime::{Accepted, TaskPage, TaskView, is_task_cursor};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::key::Key;
use super::read::{Asked, Named, Sent, cursor, page_limit};
use super::{ApiProblem, CompleteTask, MatchedShape, PreviewShape, UnmatchedShape};
use crate::App;
use crate::form::standing;
use crate::pages::import::{Table, filled, read};
use crate::tables::TablePreview;
use crate::web::{Failure, Official};

#[derive(JsonSchema, Deserialize)]
pub(super) struct After {
    after: Option<String>,
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct File {
    file: String,
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Asked(query): Asked<After>,
) -> Result<Json<TaskPage>, Failure> {
    let after = cursor(query.after, is_task_cursor)?;
    let limit = page_limit(query.limit)?.unwrap_or(MAX_PAGE);
    let service = app.service();
    let found = service.some_of_my_tasks(official.id(), after.as_deref(), limit);
    Ok(Json(found.await?))
}

pub(super) async fn show(
    State(app): State<App>,
    official: Official,
    Named((instance, task)): Named<(String, u32)>,
) -> Result<Json<TaskView>, Failure> {
    Ok(Json(
        app.service()
            .task(official.id(), &InstanceId(instance), TaskId(task))
            .await?,
    ))
}

pub(super) async fn complete(
    State(app): State<App>,
    official: Official,
    Named((instance, task)): Named<(String, u32)>,
    Key(id): Key,
    Sent(sent): Sent<CompleteTask>,
) -> Result<Json<Accepted>, Failure> {
    let instance = InstanceId(instance);
    let task = TaskId(task);
    let done =
        app.service()
            .complete_task(id, official.id(), &instance, task, sent.outcome, sent.data);
    Ok(Json(done.await?))
}

/// The body is the file; `?file=` gives its name.
pub(super) async fn preview(
    State(app): State<App>,
    official: Official,
    Named((instance, task, field)): Named<(String, u32, String)>,
    Asked(query): Asked<File>,
    bytes: Bytes,
) -> Result<Response, Failure> {
    let view = app
        .service()
        .task(official.id(), &InstanceId(instance), TaskId(task))
        .await?;
    let table = Table::of(&view, &field).ok_or(Failure::NotFound)?;
    let found = match read(&app, official.id(), &view, &table, &query.file, &bytes).await? {
        Ok(found) => found,
        Err(sentence) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let problem = ApiProblem::new(
                status,
                "unreadable_table",
                sentence.text(false),
                sentence.text(true),
            );
            return Ok(problem.into_response());
        }
    };
    let raw = standing(&view.form.fields, app.zone_of(&view.process));
    let value = filled(raw, &table, &found.matched)
        .remove(table.name)
        .unwrap_or(Value::Null);
    Ok(Json(shape(found, value)).into_response())
}

fn shape(found: TablePreview, value: Value) -> PreviewShape {
    let matched = found.matched.into_iter().map(|line| MatchedShape {
        line: line.line,
        item: line.candidate,
        values: line.values,
    });
    let unmatched = found.unmatched.into_iter().map(|line| UnmatchedShape {
        line: line.line,
        ru: line.reason.text(false).to_owned(),
        en: line.reason.text(true).to_owned(),
        text: line.text,
        suggestions: line.suggestions,
    });
    PreviewShape {
        matched: matched.collect(),
        unmatched: unmatched.collect(),
        value,
    }
}
