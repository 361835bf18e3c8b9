//! Tasks of a person.

use axum::http::StatusCode;
use reglament_runtime::{Accepted, TaskPage, TaskView};

use super::{Operation, Refusal};
use crate::api::tasks::{After, File};
use crate::api::{CompleteTask, HandOverTask, PreviewShape};
use crate::limits;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("operation.tasks_list", "/api/v1/tasks")
            .asks::<After>()
            .gives::<TaskPage>(),
        Operation::get("operation.tasks_show", "/api/v1/tasks/{instance}/{task}")
            .gives::<TaskView>(),
        Operation::post(
            "operation.tasks_complete",
            "/api/v1/tasks/{instance}/{task}/complete",
        )
        .more("operation.tasks_complete_more")
        .keyed()
        .takes::<CompleteTask>()
        .gives::<Accepted>()
        .refused(Refusal::of_tasks())
        .refused(Refusal::of_completion()),
        Operation::post(
            "operation.tasks_hand_over",
            "/api/v1/tasks/{instance}/{task}/{action}",
        )
        .more("operation.tasks_hand_over_more")
        .keyed()
        .takes::<HandOverTask>()
        .gives::<Accepted>()
        .refused(Refusal::of_tasks())
        .refused(Refusal::of_handing_over()),
        Operation::post(
            "operation.tasks_preview",
            "/api/v1/tasks/{instance}/{task}/tables/{field}",
        )
        .more("operation.tasks_preview_more")
        .asks::<File>()
        .takes_file(limits::FILE_BODY_BYTES)
        .gives::<PreviewShape>()
        .refused([unreadable_table()]),
    ]
}

fn unreadable_table() -> Refusal {
    let (ru, en) = (
        "Таблицу прочитать не удалось.",
        "The table could not be read.",
    );
    Refusal::of(StatusCode::UNPROCESSABLE_ENTITY, "unreadable_table", ru, en)
}
