//! Who does a task right now: the same question in the middle of a decision, with the rules evaluated anew.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_definition::{Person, StepKind, UserTask};
use reglament_expression::Value;

use super::{Candidacy, Doer, PeopleRejection, eligible, holds, ids};
use crate::{Actor, OnBehalf, Rejection, Standing, Task, scribe::Scribe};

/// A person about to act on a task.
pub(crate) struct Acting<'a> {
    pub(crate) person: &'a Person,
    pub(crate) on_behalf: Option<OnBehalf>,
}

/// The local date of the decision.
pub(crate) fn on(scribe: &Scribe<'_>) -> NaiveDate {
    local_date(scribe.context.now, scribe.context.definition.zone)
}

/// Those who may do an open task now.
pub(crate) fn doers(scribe: &Scribe<'_>, task: &Task) -> Vec<Doer> {
    let excluded = scribe.instance().excluded(task);
    find(scribe, &Candidacy::of_task(task, &excluded))
}

fn find(scribe: &Scribe<'_>, candidacy: &Candidacy<'_>) -> Vec<Doer> {
    let context = scribe.context;
    eligible(
        context.organisation,
        context.absences,
        on(scribe),
        candidacy,
    )
}

/// A person of the directory.
pub(crate) fn person<'a>(scribe: &Scribe<'a>, id: &str) -> Result<&'a Person, Rejection> {
    let known = scribe.context.organisation.people.get(id);
    known.ok_or_else(|| PeopleRejection::UnknownPerson { id: id.to_owned() }.into())
}

/// The record of a person as events keep it, with the position on the day.
pub(crate) fn person_record(person: &Person, day: NaiveDate) -> Value {
    Value::record([
        ("id", Value::Text(person.id.clone())),
        ("name", person.name.clone()),
        ("position", Value::Text(person.position_on(day).to_owned())),
    ])
}

/// The person behind the actor, when the task is theirs to do; the rules of the step are evaluated anew for the
/// person and for whoever is acted for.
pub(crate) fn acting<'a>(
    scribe: &Scribe<'a>,
    actor: &Actor,
    task: &Task,
) -> Result<Acting<'a>, Rejection> {
    let Actor::Person(id) = actor else {
        return Err(Rejection::NotYourTask);
    };
    let excluded = scribe.instance().excluded(task);
    let candidacy = Candidacy::of_task(task, &excluded);
    let found = find(scribe, &candidacy)
        .into_iter()
        .find(|doer| doer.person == *id);
    let Some(doer) = found else {
        return Err(refusal(scribe, id, task, &candidacy));
    };
    barred(scribe, task, id)?;
    if let Some(of) = doer.standing.of() {
        barred(scribe, task, of)?;
    }
    Ok(Acting {
        person: person(scribe, id)?,
        on_behalf: on_behalf(scribe, &doer.standing),
    })
}

fn on_behalf(scribe: &Scribe<'_>, standing: &Standing) -> Option<OnBehalf> {
    let order = match standing {
        Standing::Own => return None,
        Standing::Substitute { order, .. } => Some(order.clone()),
        Standing::Delegate { .. } => None,
    };
    let of = person(scribe, standing.of()?).ok()?;
    Some(OnBehalf {
        of: person_record(of, on(scribe)),
        order,
    })
}

/// Why somebody is not among those who may.
fn refusal(scribe: &Scribe<'_>, id: &str, task: &Task, candidacy: &Candidacy<'_>) -> Rejection {
    let is_among =
        |candidacy: &Candidacy<'_>| find(scribe, candidacy).iter().any(|d| d.person == id);
    if is_among(&candidacy.free()) {
        let by = task.claimed_by.clone().unwrap_or_default();
        let name = person(scribe, &by).map(|person| crate::letter::full_name(&person.name));
        return PeopleRejection::TaskClaimed {
            by: name.unwrap_or(by),
        }
        .into();
    }
    let nobody = BTreeSet::new();
    let unlimited = Candidacy {
        excluded: &nobody,
        ..candidacy.free()
    };
    if candidacy.excluded.contains(id) && is_among(&unlimited) {
        Rejection::ConflictOfInterest
    } else {
        Rejection::NotYourTask
    }
}

/// Refuses somebody whom the rules of the step exclude by what is known now.
pub(crate) fn barred(scribe: &Scribe<'_>, task: &Task, id: &str) -> Result<(), Rejection> {
    let failed = |failure: reglament_expression::Failure| Rejection::CannotEvaluate {
        ru: failure.ru,
        en: failure.en,
    };
    let step = scribe.context.definition.step(&task.step);
    let Some(StepKind::UserTask(kind)) = step.map(|step| &step.kind) else {
        return Err(Rejection::TaskClosed);
    };
    let kind: &UserTask = kind;
    if scribe.instance().excluded(task).contains(id) {
        return Err(Rejection::ConflictOfInterest);
    }
    if let Some(not_by) = &kind.not_by {
        let facts = scribe.facts();
        let value = not_by.evaluate(&facts.scope()).map_err(failed)?;
        if ids(&value).contains(id) {
            return Err(Rejection::ConflictOfInterest);
        }
    }
    if let Some(conflict) = &kind.offer.conflict
        && holds(scribe.facts(), conflict, person(scribe, id)?).map_err(failed)?
    {
        return Err(Rejection::ConflictOfInterest);
    }
    Ok(())
}
