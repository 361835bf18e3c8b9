//! How long a step takes at the most: a person uses the whole term, a wait lasts until its moment.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use reglament_calendar::{Calendar, From, Rule, Term, due, end_of_local_day, local_date};
use reglament_definition::{Deadline, Definition, Step, StepKind, TermSource, Trigger};
use reglament_expression::{Shape, ShapeForm};

use crate::data::guards::literal;

/// Where a term is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The beginning of the step.
    Own,
    /// The end of another step.
    End(String),
    /// The beginning of another step.
    Begin(String),
    /// The start of the instance.
    Start,
    /// Something that is not known before it runs: taken as the beginning of the step.
    Unknown(String),
}

/// A term as the proof counts it.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    pub(crate) rule: Rule,
    pub(crate) anchor: Anchor,
}

/// The term of a step, and what is not known about its length.
#[derive(Clone, Debug)]
pub(crate) enum Length {
    /// Takes no time: an automatic step, or one that ends with another.
    None,
    /// Has a term.
    Term(Span),
    /// Waits for something without a term: counted as no time, and told.
    Unlimited,
}

/// How long a step takes until it is left by its own ways.
pub(crate) fn length(definition: &Definition, step: &Step) -> Length {
    let deadline = match &step.kind {
        StepKind::UserTask(task) => task.deadline.as_ref(),
        StepKind::Wait(wait) => wait.term.as_ref(),
        StepKind::Service(service) => service.deadline.as_ref(),
        StepKind::ForEach(_) | StepKind::Call(_) | StepKind::Test(_) => None,
        _ => return Length::None,
    };
    // A boundary term bounds a step that has no term of its own.
    let boundary = step.on.iter().find_map(|event| match &event.trigger {
        Trigger::Term(deadline) if event.interrupting => Some(deadline),
        Trigger::Term(_) | Trigger::Message(_) | Trigger::When(_) | Trigger::Error(_) => None,
    });
    let span = deadline
        .or(boundary)
        .and_then(|deadline| span(definition, deadline));
    span.map_or(Length::Unlimited, Length::Term)
}

/// The term of a deadline.
pub(crate) fn span(definition: &Definition, deadline: &Deadline) -> Option<Span> {
    let term = term_of(definition, &deadline.term)?;
    let zone = definition.zone;
    let mut rule = if deadline.back {
        Rule::before(term, zone)
    } else {
        Rule::new(term, zone)
    };
    rule.start = deadline.start;
    rule.decree_days = deadline.decree_days;
    rule.closes = deadline.closes;
    if let Some(roll) = deadline.roll {
        rule.roll = roll;
    }
    let anchor = deadline
        .from
        .as_ref()
        .map_or(Anchor::Own, |from| anchor(definition, &from.shape()));
    Some(Span { rule, anchor })
}

/// The length of a term, in place or by parameter.
pub(crate) fn term_of(definition: &Definition, source: &TermSource) -> Option<Term> {
    match source {
        TermSource::Literal(term) => Some(*term),
        TermSource::Parameter(name) => {
            let parameter = definition.parameters.get(name)?;
            parameter.value.as_term().copied()
        }
    }
}

fn anchor(definition: &Definition, shape: &Shape) -> Anchor {
    if let ShapeForm::Choose(arms, otherwise) = &shape.form {
        return chosen(definition, arms, otherwise).unwrap_or_else(|| unknown(shape));
    }
    let ShapeForm::Path(path) = &shape.form else {
        return unknown(shape);
    };
    let [first, what] = path.as_slice() else {
        return unknown(shape);
    };
    if first == "instance" && what.starts_with("started") {
        return Anchor::Start;
    }
    if definition.step(first).is_none() {
        return unknown(shape);
    }
    match what.as_str() {
        "completed_on" | "completed_at" | "effective_on" | "registered_on" => {
            Anchor::End(first.clone())
        }
        "started_on" | "started_at" => Anchor::Begin(first.clone()),
        _ => unknown(shape),
    }
}

/// A choice by the value of a parameter is made once and for all.
fn chosen(definition: &Definition, arms: &[(Shape, Shape)], otherwise: &Shape) -> Option<Anchor> {
    for (when, then) in arms {
        let ShapeForm::Equal(true, a, b) = &when.form else {
            return None;
        };
        let ShapeForm::Path(path) = &a.form else {
            return None;
        };
        let parameter = definition.parameters.get(path.first()?)?;
        if Some(&parameter.value) == literal(b) {
            return Some(anchor(definition, then));
        }
    }
    Some(anchor(definition, otherwise))
}

fn unknown(shape: &Shape) -> Anchor {
    Anchor::Unknown(shape.text.clone())
}

/// The last day of a term, and whether the calendar of that year is published.
pub(crate) fn last_day(
    calendar: &Calendar,
    rule: &Rule,
    from: NaiveDate,
) -> Option<(NaiveDate, bool)> {
    let counted = if rule.term.unit.is_calendar()
        || matches!(rule.term.unit, reglament_calendar::Unit::WorkingDay)
    {
        due(calendar, rule, From::Date(from)).ok()?
    } else {
        // The step may begin in the last minute of the day.
        let late: DateTime<Utc> = end_of_local_day(from, rule.zone) - TimeDelta::minutes(1);
        due(calendar, rule, From::Moment(late)).ok()?
    };
    let last = match rule.term.unit.is_calendar() {
        true => counted.date,
        false => local_date(counted.at - TimeDelta::seconds(1), rule.zone),
    };
    Some((last, counted.provisional))
}
