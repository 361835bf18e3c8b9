//! Acts about terms in a story: extended, suspended, resumed; and the day on which a calendar is published.

use reglament_calendar::{Term, YearTable};
use reglament_core::{Actor, Command, InstanceId, TermOwner};

use super::{Play, Trouble, attach, time};
use crate::story::{ExtendTerm, PublishCalendar, ResumeTerm, SuspendTerm};

type Done = Result<(), Trouble>;

pub(super) fn extend(play: &mut Play<'_>, wish: &ExtendTerm) -> Done {
    time::at(play, wish.at.as_deref())?;
    let (id, owner) = owner(play, wish.task.as_deref(), wish.instance.as_deref())?;
    let term = Term::parse(&wish.term).map_err(|error| error.en())?;
    let command = Command::ExtendTerm {
        owner,
        term,
        reason: wish.reason.clone(),
    };
    Ok(play
        .world
        .execute(&id, Actor::Person(wish.by.clone()), command)?)
}

pub(super) fn suspend(play: &mut Play<'_>, wish: &SuspendTerm) -> Done {
    time::at(play, wish.at.as_deref())?;
    let (id, owner) = owner(play, wish.task.as_deref(), wish.instance.as_deref())?;
    let command = Command::SuspendTerm {
        owner,
        reason: wish.reason.clone(),
    };
    Ok(play
        .world
        .execute(&id, Actor::Person(wish.by.clone()), command)?)
}

pub(super) fn resume(play: &mut Play<'_>, wish: &ResumeTerm) -> Done {
    time::at(play, wish.at.as_deref())?;
    let (id, owner) = owner(play, wish.task.as_deref(), wish.instance.as_deref())?;
    let actor = wish.by.clone().map_or(Actor::Applicant, Actor::Person);
    let command = Command::ResumeTerm {
        owner,
        reason: wish.reason.clone(),
        input: attach::to_instance(play, &id, wish.with.clone()),
    };
    Ok(play.world.execute(&id, actor, command)?)
}

/// The term of the open task of a step, or without one that of the whole instance.
fn owner(
    play: &Play<'_>,
    task: Option<&str>,
    instance: Option<&str>,
) -> Result<(InstanceId, TermOwner), Trouble> {
    let id = play.id(instance)?;
    let Some(step) = task else {
        return Ok((id, TermOwner::Instance));
    };
    let found = play.world.instance(&id).and_then(|instance| {
        let mut tasks = instance.tasks().iter();
        tasks
            .find(|(_, task)| task.step == step)
            .map(|(task, _)| *task)
    });
    match found {
        Some(task) => Ok((id, TermOwner::Task(task))),
        None => Err(Trouble::Story(format!("no task `{step}` is open in {id}"))),
    }
}

/// From now on the calendar has one more year; open dates are counted anew.
pub(super) fn calendar(play: &mut Play<'_>, wish: &PublishCalendar) -> Done {
    time::at(play, wish.at.as_deref())?;
    let rows = format!("date,kind,note\n{}\n", wish.rows.join("\n"));
    let table = YearTable::parse(wish.year, &rows).map_err(|errors| format!("{errors:?}"))?;
    play.calendar = play.calendar.with_year(table);
    let calendar = play.calendar.clone();
    Ok(play.world.change_calendar(&calendar)?)
}
