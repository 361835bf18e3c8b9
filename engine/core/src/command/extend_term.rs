//! A term is extended: an act with its basis, its limit, a reason and a notice that goes out with it.

use reglament_calendar::{Term, TermAct};
use reglament_definition::Extension;

use super::Actor;
use super::term::{ActRecord, OpenTerm, notify, paper, permitted, reason, uncounted};
use crate::{
    DateChange, Rejection, TermEvent, TermOwner, TermRefusal, due,
    people::{on, person_record},
    scribe::Scribe,
    step,
};

pub(super) fn handle(
    scribe: &mut Scribe<'_>,
    actor: &Actor,
    owner: TermOwner,
    term: Term,
    why: &str,
) -> Result<(), Rejection> {
    let open = OpenTerm::find(scribe, owner)?;
    let rule = open
        .deadline
        .extension
        .as_ref()
        .ok_or(TermRefusal::NotAllowed)?;
    let person = permitted(scribe, actor, &rule.by)?;
    let reason = reason(why)?;
    if !rule.after_due {
        open.not_passed(scribe)?;
    }
    if open.due.extensions() >= usize::try_from(rule.times).unwrap_or(usize::MAX) {
        return Err(TermRefusal::UsedUp { times: rule.times }.into());
    }
    within_limit(scribe, &open, rule, term)?;
    let changes = open.changed(scribe, TermAct::Extended { term })?;
    check(scribe, &open, &changes)?;
    let act = ActRecord {
        reason: &reason,
        basis: &rule.basis,
        by: person,
        before: open.due.date,
        after: changes
            .first()
            .filter(|change| !change.held)
            .map(|change| change.after),
    };
    let before = scribe.instance().clone();
    paper(
        scribe,
        &open.paper_name("extension"),
        rule.document.as_ref(),
        &act,
    )?;
    scribe.emit(TermEvent::Extended {
        owner,
        term,
        reason: reason.clone(),
        by: person_record(person, on(scribe)),
        basis: rule.basis.clone(),
        changes: changes.clone(),
    });
    step::retime(scribe, &before, &changes);
    notify(scribe, &open, &rule.notice, &act)
}

/// Compares where both lead: terms of different units have no other measure.
fn within_limit(
    scribe: &Scribe<'_>,
    open: &OpenTerm<'_>,
    rule: &Extension,
    term: Term,
) -> Result<(), Rejection> {
    let longest = due::term_of(&scribe.facts(), &rule.at_most).map_err(uncounted)?;
    let end = |term: Term| {
        let acts = open.due.acts.iter().copied();
        let acts = acts.chain([TermAct::Extended { term }]).collect();
        let due = open.due.recounted(scribe.context.calendar, acts);
        due.map(|due| (due.nominal, due.at)).map_err(uncounted)
    };
    let (wanted, allowed) = (end(term)?, end(longest)?);
    if term.count == 0 || wanted.0 > allowed.0 || wanted.1 > allowed.1 {
        let (ru, en) = (longest.to_string(), longest.to_english());
        return Err(TermRefusal::TooLong { ru, en }.into());
    }
    Ok(())
}

/// The new date lies ahead, and no date leaves the term of the whole instance by this act.
fn check(
    scribe: &Scribe<'_>,
    open: &OpenTerm<'_>,
    changes: &[DateChange],
) -> Result<(), Rejection> {
    let own = changes.iter().find(|change| change.owner == open.owner);
    if let Some(own) = own.filter(|own| !own.held && own.at <= scribe.context.now) {
        return Err(TermRefusal::Passed { on: own.after }.into());
    }
    let moved = changes
        .iter()
        .find(|change| change.owner == TermOwner::Instance);
    let known = scribe.instance().term.as_ref().map(|term| &term.due);
    let whole = moved.and_then(|change| change.due.as_ref()).or(known);
    let Some(whole) = whole.filter(|whole| whole.held.is_none()) else {
        return Ok(());
    };
    let beyond = |change: &&DateChange| change.before <= whole.date && change.after > whole.date;
    match changes.iter().find(beyond) {
        Some(change) => Err(TermRefusal::BeyondInstance {
            on: change.after,
            until: whole.date,
        }
        .into()),
        None => Ok(()),
    }
}
