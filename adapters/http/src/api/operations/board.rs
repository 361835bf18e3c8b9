//! The board of an instance with many children.

use reglament_core::PeopleRejection;
use reglament_runtime::{BoardView, Reminded, Scope};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::board::{Cell, Wanted};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.board_show",
            door!("GET /api/v1/instances/{instance}/board"),
        )
        .scope(Scope::CasesRead)
        .asks::<Wanted>()
        .gives::<BoardView>(),
        Operation::at(
            "operation.board_remind",
            door!("POST /api/v1/instances/{instance}/board/remind"),
        )
        .for_people()
        .more("operation.board_remind_more")
        .keyed()
        .takes::<Cell>()
        .gives::<Reminded>()
        .refused([PeopleRejection::MayNotRemind.into()])
        .refused(Refusal::of_tasks()),
    ]
}
