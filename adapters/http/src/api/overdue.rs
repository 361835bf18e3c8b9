//! The control board for programs: its rows under the filters of its page, what is expected to be late, and where it piles up.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use reglament_runtime::port::TermMark;
use reglament_runtime::{LateView, OverdueQuery, StripView, TaskPage, is_task_cursor};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Asked, cursor, page_limit};
use crate::App;
use crate::web::{Failure, Official};

/// What was decided about the term of a task.
#[derive(Clone, Copy, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Marked {
    /// It was extended, and runs.
    Extended,
    /// It stands still: somebody outside is waited for.
    Held,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct Wanted {
    process: Option<String>,
    role: Option<String>,
    unit: Option<String>,
    person: Option<String>,
    step: Option<String>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    soon: Option<u32>,
    #[serde(default)]
    without_holder: bool,
    marked: Option<Marked>,
    after: Option<String>,
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// The filters that choose what is compared; steps, roles and people are what the strip tells apart.
#[derive(JsonSchema, Deserialize)]
pub(super) struct WantedStrip {
    process: Option<String>,
    unit: Option<String>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    soon: Option<u32>,
    #[serde(default)]
    without_holder: bool,
    marked: Option<Marked>,
}

#[derive(JsonSchema, Deserialize)]
pub(super) struct WantedExpected {
    process: Option<String>,
}

impl Marked {
    fn of_store(self) -> TermMark {
        match self {
            Self::Extended => TermMark::Extended,
            Self::Held => TermMark::Held,
        }
    }
}

impl WantedStrip {
    fn query(self) -> OverdueQuery {
        OverdueQuery {
            process: self.process,
            unit: self.unit,
            due_from: self.from,
            due_until: self.until,
            soon: self.soon,
            without_holder: self.without_holder,
            marked: self.marked.map(Marked::of_store),
            ..OverdueQuery::default()
        }
    }
}

impl Wanted {
    fn query(self) -> Result<OverdueQuery, Failure> {
        Ok(OverdueQuery {
            process: self.process,
            role: self.role,
            step: self.step,
            unit: self.unit,
            person: self.person,
            due_from: self.from,
            due_until: self.until,
            soon: self.soon,
            without_holder: self.without_holder,
            marked: self.marked.map(Marked::of_store),
            cursor: cursor(self.after, is_task_cursor)?,
            limit: page_limit(self.limit)?,
        })
    }
}

pub(super) async fn list(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<TaskPage>, Failure> {
    let found = app.service().overdue(official.id(), &wanted.query()?).await;
    Ok(Json(found?))
}

pub(super) async fn expected(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<WantedExpected>,
) -> Result<Json<Vec<LateView>>, Failure> {
    let mut found = app.service().expected_late(official.id()).await?;
    if let Some(process) = wanted.process {
        found.retain(|late| late.process == process);
    }
    Ok(Json(found))
}

pub(super) async fn strip(
    State(app): State<App>,
    official: Official,
    Asked(wanted): Asked<WantedStrip>,
) -> Result<Json<StripView>, Failure> {
    let found = app.service().strip(official.id(), &wanted.query()).await;
    Ok(Json(found?))
}
