//! Which days work, and what a term comes to.

use reglament_runtime::{CalendarYearView, CountedTerm, Scope};

use super::Operation;
use crate::access::door;
use crate::api::calendar::Wanted;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.calendar_year",
            door!("GET /api/v1/calendar/{year}"),
        )
        .scope(Scope::CasesRead)
        .gives::<CalendarYearView>(),
        Operation::at("operation.calendar_term", door!("GET /api/v1/term"))
            .scope(Scope::CasesRead)
            .asks::<Wanted>()
            .gives::<CountedTerm>(),
    ]
}
