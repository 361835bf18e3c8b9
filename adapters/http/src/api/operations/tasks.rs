//! Tasks of whoever has signed in: the list, one in full, doing it, handing it over, a table read from a file.

use reglament_runtime::{Accepted, Scope, TaskPage, TaskView, TogetherDone};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::tasks::{After, File};
use crate::api::together::ActTogether;
use crate::api::{CompleteTask, HandOverTask, PreviewShape};
use crate::limits;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.tasks_list", door!("GET /api/v1/tasks"))
            .for_people()
            .asks::<After>()
            .gives::<TaskPage>(),
        Operation::at(
            "operation.tasks_show",
            door!("GET /api/v1/tasks/{instance}/{task}"),
        )
        .scope(Scope::CasesRead)
        .gives::<TaskView>(),
        Operation::at(
            "operation.tasks_complete",
            door!("POST /api/v1/tasks/{instance}/{task}/complete"),
        )
        .for_people()
        .more("operation.tasks_complete_more")
        .keyed()
        .takes::<CompleteTask>()
        .gives::<Accepted>()
        .refused(Refusal::of_tasks())
        .refused(Refusal::of_completion()),
        Operation::at(
            "operation.tasks_hand_over",
            door!("POST /api/v1/tasks/{instance}/{task}/{action}"),
        )
        .for_people()
        .more("operation.tasks_hand_over_more")
        .keyed()
        .takes::<HandOverTask>()
        .gives::<Accepted>()
        .refused(Refusal::of_tasks())
        .refused(Refusal::of_handing_over()),
        Operation::at(
            "operation.tasks_together",
            door!("POST /api/v1/tasks/together"),
        )
        .for_people()
        .more("operation.tasks_together_more")
        .keyed()
        .takes::<ActTogether>()
        .gives::<TogetherDone>(),
        Operation::at(
            "operation.tasks_preview",
            door!("POST /api/v1/tasks/{instance}/{task}/tables/{field}"),
        )
        .for_people()
        .more("operation.tasks_preview_more")
        .asks::<File>()
        .takes_file(limits::FILE_BODY_BYTES)
        .gives::<PreviewShape>()
        .refused([Refusal::of_tables()]),
    ]
}
