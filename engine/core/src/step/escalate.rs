//! A person tells those above of a lateness before the ladder does: which rung comes next, and who learns of it.
//!
//! A rung that a person has reached is not told again on its own day. What the ladder does by itself is in `notice`.

use std::collections::BTreeSet;

use reglament_definition::Overdue;
use reglament_expression::Value;

use super::notice::{self, OVERDUE_LETTER};
use crate::{
    Doer, TaskEvent, TaskId, TimerEvent, TimerId, TimerPurpose, letter,
    lookup::text,
    people,
    scribe::{Scribe, Stuck},
};

/// Who learns of a lateness when a person tells of it further up.
pub(crate) struct Above {
    /// The rung of the ladder that comes sooner by it, and the timer that would have told.
    rung: Option<(u32, TimerId)>,
    roles: BTreeSet<String>,
    people: Vec<Doer>,
}

/// The lowest rung that has not been told yet and tells anybody but the person who asks; failing that, the last rung once
/// more; without a ladder, the overseers of the process. None: there is nobody above.
pub(crate) fn above(scribe: &Scribe<'_>, id: TaskId, by: &str) -> Result<Option<Above>, Stuck> {
    let Some(task) = scribe.instance().tasks.get(&id) else {
        return Ok(None);
    };
    let deadline = notice::deadline_of(scribe, &task.step);
    let overdue = deadline.and_then(|deadline| deadline.overdue.as_ref());
    let Some(overdue) = overdue.filter(|overdue| !overdue.ladder.is_empty()) else {
        return Ok(overseers(scribe, by));
    };
    for (rung, timer) in pending(scribe, id) {
        let people = told(scribe, overdue, rung, by)?;
        if let Some(above) = Above::of(overdue, rung, Some(timer), people) {
            return Ok(Some(above));
        }
    }
    let last = u32::try_from(overdue.ladder.len() - 1).unwrap_or(u32::MAX);
    let people = told(scribe, overdue, last, by)?;
    Ok(Above::of(overdue, last, None, people))
}

/// Rungs of the ladder whose day has not come, the lowest first.
fn pending(scribe: &Scribe<'_>, id: TaskId) -> Vec<(u32, TimerId)> {
    let timers = scribe.instance().timers.iter();
    let own = timers.filter(|(_, timer)| timer.task == Some(id));
    let mut rungs: Vec<(u32, TimerId)> = own
        .filter_map(|(timer, wish)| {
            if let TimerPurpose::Rung(rung) = wish.purpose {
                Some((rung, *timer))
            } else {
                None
            }
        })
        .collect();
    rungs.sort();
    rungs
}

fn told(scribe: &Scribe<'_>, overdue: &Overdue, rung: u32, by: &str) -> Result<Vec<Doer>, Stuck> {
    let mut people = notice::people_told(scribe, overdue, Some(rung))?;
    people.retain(|doer| doer.person != by);
    Ok(people)
}

fn overseers(scribe: &Scribe<'_>, by: &str) -> Option<Above> {
    let definition = scribe.context.definition;
    let process = &definition.reference.process;
    let roles = scribe.context.organisation.overseers_of(process).clone();
    let mut people = notice::people_of(scribe, &roles);
    people.retain(|doer| doer.person != by);
    (!people.is_empty()).then_some(Above {
        rung: None,
        roles,
        people,
    })
}

impl Above {
    fn of(overdue: &Overdue, rung: u32, timer: Option<TimerId>, people: Vec<Doer>) -> Option<Self> {
        let index = usize::try_from(rung).ok()?;
        let roles = overdue.ladder.get(index)?.notify.iter().cloned().collect();
        (!people.is_empty()).then_some(Self {
            rung: timer.map(|timer| (rung, timer)),
            roles,
            people,
        })
    }
}

/// Tells those above, and takes the rung out of the ladder.
pub(crate) fn escalate(
    scribe: &mut Scribe<'_>,
    id: TaskId,
    above: Above,
    by: String,
    note: Option<String>,
) -> Result<(), Stuck> {
    if let Some((_, timer)) = above.rung {
        scribe.emit(TimerEvent::Cancelled { timer });
    }
    let about = about(scribe, id, &by, note.as_deref());
    scribe.emit(TaskEvent::Escalated {
        task: id,
        by,
        on: people::on(scribe),
        rung: above.rung.map(|(rung, _)| rung),
        to: above.roles,
        note,
    });
    for recipient in notice::recipients(scribe, above.people) {
        letter::write(scribe, OVERDUE_LETTER, &recipient, about.clone())?;
    }
    Ok(())
}

/// What the letter calls `task`: with whoever writes to those above, and what they say.
fn about(scribe: &Scribe<'_>, id: TaskId, by: &str, note: Option<&str>) -> Option<Value> {
    let mut about = notice::task_about(scribe, id)?;
    let person = scribe.context.organisation.people.get(by);
    let name = person.map_or_else(|| by.to_owned(), |person| letter::full_name(&person.name));
    if let Value::Record(fields) = &mut about {
        fields.insert("escalated_by".to_owned(), text(&name));
        fields.insert("note".to_owned(), note.map_or(Value::Null, text));
    }
    Some(about)
}
