//! Another edition of the calendar: open dates are counted anew. Those already reached stay, and no date is moved into
//! the past; a date that was provisional becomes firm. Letters are not sent again.

use super::Actor;
use super::term::stuck;
use crate::{DateChange, Rejection, TermEvent, open_dates, ripple::ripple, scribe::Scribe, step};

pub(super) fn handle(scribe: &mut Scribe<'_>, actor: &Actor) -> Result<(), Rejection> {
    if *actor != Actor::System {
        return Err(crate::TermRefusal::NotAllowed.into());
    }
    let (context, now) = (scribe.context, scribe.context.now);
    let edition = context.calendar.reference();
    let mut first = Vec::new();
    for date in open_dates(context.definition, scribe.instance()) {
        let Some(due) = date.due.filter(|due| due.calendar != edition) else {
            continue;
        };
        if !date.held && date.at <= now {
            continue;
        }
        // What cannot be counted any more keeps the date that was told to people.
        let Ok(mut after) = due.recounted(context.calendar, due.acts.clone()) else {
            continue;
        };
        after.held = due.held;
        if !date.held && after.at <= now {
            continue;
        }
        first.push(DateChange {
            owner: date.owner,
            step: date.step.map(str::to_owned),
            before: due.date,
            after: after.date,
            at: after.at,
            held: date.held,
            due: Some(after),
        });
    }
    if first.is_empty() {
        return Ok(());
    }
    let before = scribe.instance().clone();
    let changes = ripple(context, &before, first).map_err(stuck)?;
    scribe.emit(TermEvent::Recomputed {
        calendar: edition,
        changes: changes.clone(),
    });
    step::retime(scribe, &before, &changes);
    Ok(())
}
