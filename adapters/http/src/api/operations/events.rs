//! Hints that something has changed, as a stream.

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::events::{EVENTS, Look};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.events", door!("GET /api/v1/events"))
            .for_people()
            .more("operation.events_more")
            .asks::<Look>()
            .gives_file(&[EVENTS])
            .refused([Refusal::not_found(), Refusal::forbidden()]),
    ]
}
