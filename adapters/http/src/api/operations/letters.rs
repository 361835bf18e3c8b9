//! A person's own letters and calendar.

use reglament_runtime::LetterChoices;

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::letters::{Choice, OpenedCalendar};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.letters_show", door!("GET /api/v1/letters"))
            .for_people()
            .gives::<LetterChoices>()
            .refused([Refusal::not_found()]),
        Operation::at("operation.letters_choose", door!("POST /api/v1/letters"))
            .for_people()
            .more("operation.letters_choose_more")
            .takes::<Choice>()
            .gives::<LetterChoices>()
            .refused([Refusal::not_found()]),
        Operation::at(
            "operation.letters_open_calendar",
            door!("POST /api/v1/letters/calendar"),
        )
        .for_people()
        .more("operation.letters_open_calendar_more")
        .creates::<OpenedCalendar>(),
        Operation::at(
            "operation.letters_close_calendar",
            door!("DELETE /api/v1/letters/calendar"),
        )
        .for_people(),
    ]
}
