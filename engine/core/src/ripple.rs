//! A moved date moves others: what is counted from `<step>.due_on` or `instance.due_on` is counted anew, and so on from
//! there. So does corrected data what is counted from it. A date that has been reached never moves.
//!
//! It works on a copy of the instance and emits nothing; whoever decides the act records the whole table.

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, Utc};
use reglament_calendar::{end_of_local_day, start_of_day};
use reglament_expression::Expression;

use crate::{
    Context, DateChange, Facts, Instance, TermOwner, apply, due,
    open_date::{OpenDate, Source, open_dates},
    scribe::Stuck,
};

/// The whole table: `first`, and everything that depends on it.
pub(crate) fn ripple(
    context: Context<'_>,
    instance: &Instance,
    first: Vec<DateChange>,
) -> Result<Vec<DateChange>, Stuck> {
    let mut after = instance.clone();
    let mut table: Vec<DateChange> = Vec::new();
    let mut names = VecDeque::new();
    let mut seen = BTreeSet::new();
    let mut note = |after: &mut Instance, change: DateChange, names: &mut VecDeque<String>| {
        let restless = change.moved() || change.held || differs(after, &change);
        apply::date(after, &change);
        if let Some(name) = name(&change).filter(|_| restless) {
            names.push_back(name);
        }
        match table.iter_mut().find(|known| known.owner == change.owner) {
            Some(known) => {
                *known = DateChange {
                    before: known.before,
                    ..change
                }
            }
            None => table.push(change),
        }
    };
    for change in first {
        note(&mut after, change, &mut names);
    }
    while let Some(name) = names.pop_front() {
        if !seen.insert(name.clone()) {
            continue;
        }
        for change in dependents(context, &after, &name)? {
            note(&mut after, change, &mut names);
        }
    }
    Ok(table)
}

/// The whole table after values of these names have changed: what lies ahead and is counted from one of them, and everything
/// that depends on it. What would come to lie in the past keeps the date that was told to people.
pub(crate) fn counted_from(
    context: Context<'_>,
    instance: &Instance,
    names: &BTreeSet<String>,
) -> Result<Vec<DateChange>, Stuck> {
    let mut first = Vec::new();
    for date in open_dates(context.definition, instance) {
        let reads = |from: &Expression| {
            let mut paths = from.reads().into_iter();
            paths.any(|path| path.first().is_some_and(|name| names.contains(name)))
        };
        let ahead = date.held || date.at > context.now;
        if !ahead || !date.source.expression().is_some_and(reads) {
            continue;
        }
        let change = anew(context, instance, &date)?;
        first.extend(change.filter(|change| change.held || change.at > context.now));
    }
    ripple(context, instance, first)
}

/// Under which name others count from this date.
fn name(change: &DateChange) -> Option<String> {
    match change.owner {
        TermOwner::Task(_) => change.step.clone(),
        TermOwner::Instance => Some("instance".to_owned()),
        TermOwner::Timer(_) => None,
    }
}

/// Whether the date stood still and runs again, or the other way round.
fn differs(instance: &Instance, change: &DateChange) -> bool {
    let held = match change.owner {
        TermOwner::Task(id) => {
            let task = instance.tasks.get(&id);
            task.and_then(|task| task.due.as_ref())
                .and_then(|due| due.held)
        }
        TermOwner::Instance => instance.term.as_ref().and_then(|term| term.due.held),
        TermOwner::Timer(_) => None,
    };
    held.is_some() != change.held
}

fn dependents(
    context: Context<'_>,
    instance: &Instance,
    name: &str,
) -> Result<Vec<DateChange>, Stuck> {
    let mut changes = Vec::new();
    for date in open_dates(context.definition, instance) {
        let reads = date
            .source
            .expression()
            .is_some_and(|from| reads_due(from, name));
        let ahead = date.held || date.at > context.now;
        if reads && ahead {
            changes.extend(anew(context, instance, &date)?);
        }
    }
    Ok(changes)
}

impl<'a> Source<'a> {
    fn expression(self) -> Option<&'a Expression> {
        match self {
            Self::Deadline(deadline) => deadline.from.as_ref(),
            Self::Begins(expression) | Self::Ends(expression) => Some(expression),
            Self::None => None,
        }
    }
}

fn reads_due(expression: &Expression, name: &str) -> bool {
    let due = |path: &Vec<String>| {
        path.first().is_some_and(|first| first == name)
            && path.get(1).is_some_and(|field| field == "due_on")
    };
    expression.reads().iter().any(due)
}

/// The date counted anew; none when it stays as it is.
fn anew(
    context: Context<'_>,
    instance: &Instance,
    date: &OpenDate<'_>,
) -> Result<Option<DateChange>, Stuck> {
    let facts = Facts::new(context, instance);
    let waits_for = date
        .source
        .expression()
        .and_then(|from| standing_still(instance, from));
    let (after, at, due) = match date.source {
        Source::Deadline(deadline) => {
            let acts = date.due.map(|due| due.acts.clone()).unwrap_or_default();
            let mut due = due::compute_with(&facts, deadline, acts)?;
            due.held = due.held.or(waits_for);
            (due.date, due.at, Some(due))
        }
        Source::Begins(expression) | Source::Ends(expression) => {
            let Some(at) = moment(&facts, expression, matches!(date.source, Source::Ends(_)))?
            else {
                return Ok(None);
            };
            let day = expression.evaluate(&facts.scope())?.as_date();
            (day.unwrap_or(date.on), at, None)
        }
        Source::None => return Ok(None),
    };
    let held = waits_for.is_some() || due.as_ref().is_some_and(|due| due.held.is_some());
    if at == date.at && held == date.held {
        return Ok(None);
    }
    Ok(Some(DateChange {
        owner: date.owner,
        step: date.step.map(str::to_owned),
        before: date.on,
        after,
        at,
        due,
        held,
    }))
}

fn moment(
    facts: &Facts<'_>,
    expression: &Expression,
    end: bool,
) -> Result<Option<DateTime<Utc>>, Stuck> {
    let zone = facts.context.definition.zone;
    let value = expression.evaluate(&facts.scope())?;
    let of_date = |date| match end {
        true => end_of_local_day(date, zone),
        false => start_of_day(date, zone),
    };
    Ok(value.as_moment().or_else(|| value.as_date().map(of_date)))
}

/// Since when a date that the expression counts from stands still.
fn standing_still(instance: &Instance, from: &Expression) -> Option<DateTime<Utc>> {
    let own = instance.term.as_ref().and_then(|term| term.due.held);
    let own = own.filter(|_| reads_due(from, "instance"));
    let tasks = instance
        .tasks
        .values()
        .filter(|task| reads_due(from, &task.step));
    own.or_else(|| tasks.filter_map(|task| task.due.as_ref()?.held).min())
}
