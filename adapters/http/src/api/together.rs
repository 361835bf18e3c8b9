//! One act with many tasks, as with the ticked rows of a list. What came of each task the answer says.

use axum::Json;
use axum::extract::State;
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::limits::MAX_TOGETHER;
use reglament_runtime::{HandOver, Together, TogetherDone};
use schemars::JsonSchema;
use serde::Deserialize;

use super::key::Key;
use super::read::Sent;
use crate::App;
use crate::web::{Failure, Official};

/// What is done with every one of them.
#[derive(Clone, Copy, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum TogetherAct {
    /// Those who may do it are reminded, once a day at most.
    Remind,
    /// Those above are told that it is late, once a day at most.
    Escalate,
    /// It goes to another person for good.
    Reassign,
    /// Another person is asked to do it.
    Delegate,
    /// It is signed, where it asks for nothing else.
    Sign,
}

/// A task.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChosenTask {
    /// Instance.
    instance: String,
    /// Number of the task within it.
    task: u32,
}

/// An act with many tasks.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActTogether {
    /// What is done.
    act: TogetherAct,
    /// With which tasks.
    #[schemars(length(min = 1, max = 100))]
    tasks: Vec<ChosenTask>,
    /// To whom, for `reassign` and `delegate`.
    #[serde(default)]
    to: Option<String>,
    /// Why; needed for `reassign`. With `escalate`: what is said to those above.
    #[serde(default)]
    reason: Option<String>,
}

impl ActTogether {
    fn wish(&self) -> Together {
        let to = self.to.clone().unwrap_or_default();
        let reason = self.reason.clone();
        match self.act {
            TogetherAct::Remind => Together::HandOver(HandOver::Remind),
            TogetherAct::Escalate => Together::HandOver(HandOver::Escalate { note: reason }),
            TogetherAct::Reassign => Together::HandOver(HandOver::Reassign {
                to,
                reason: reason.unwrap_or_default(),
            }),
            TogetherAct::Delegate => Together::HandOver(HandOver::Delegate { to, reason }),
            TogetherAct::Sign => Together::Sign,
        }
    }
}

pub(super) async fn act(
    State(app): State<App>,
    official: Official,
    Key(key): Key,
    Sent(sent): Sent<ActTogether>,
) -> Result<Json<TogetherDone>, Failure> {
    if sent.tasks.is_empty() || sent.tasks.len() > MAX_TOGETHER {
        let why = format!("tasks: expected 1 to {MAX_TOGETHER}");
        return Err(Failure::Malformed(why));
    }
    let wish = sent.wish();
    let chosen = sent.tasks.into_iter();
    let tasks: Vec<(InstanceId, TaskId)> = chosen
        .map(|one| (InstanceId(one.instance), TaskId(one.task)))
        .collect();
    let done = app
        .service()
        .together(&key, official.id(), &tasks, &wish)
        .await?;
    Ok(Json(done))
}
