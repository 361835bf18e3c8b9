//! What is personal in an instance that has ended is destroyed. Whether its retention is over, and what is left of each row of
//! the journal, the shell has found out; here is only who may, and what is recorded.

use super::Actor;
use super::said::must_say;
use crate::{
    ErasureOrder, InstanceEvent, Rejection,
    limits::{MAX_ERASED_ROWS, MAX_TEXT},
    people::{on, person, person_record},
    scribe::Scribe,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    order: &ErasureOrder,
) -> Result<(), Rejection> {
    let Actor::Person(id) = actor else {
        return Err(Rejection::EventNotAllowed);
    };
    if order.rows.len() > MAX_ERASED_ROWS {
        return Err(Rejection::LimitReached {
            what: "строки журнала дела / rows of the journal",
        });
    }
    let day = on(scribe);
    let by = person_record(person(scribe, id)?, day);
    scribe.emit(InstanceEvent::Erased {
        act: must_say(&order.act, MAX_TEXT)?,
        reason: must_say(&order.reason, MAX_TEXT)?,
        by,
        on: day,
        scope: order.scope,
        rows: order.rows.clone(),
    });
    Ok(())
}
