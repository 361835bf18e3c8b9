//! A computed due date as a fact: the date beside the rule and the calendar it came from.
//!
//! Counting is the calendar crate's work; here a definition's deadline meets an instance's dates.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use reglament_calendar::{
    Calendar, CalendarRef, DecreeDays, Due, From as CountFrom, Line, Roll, Rule, Term, TermAct,
    Unit, due, due_with, local_date,
};
use reglament_definition::{DataKind, Deadline, Recurrence, TermSource};
use reglament_expression::{Failure, Value};
use serde::{Deserialize, Serialize};

use crate::{limits::MAX_REPEATS, lookup::Facts};

/// When something is due and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DueDate {
    /// The last day on which it is in time, in the zone of the rule.
    pub date: NaiveDate,
    /// The first instant that is late.
    pub at: DateTime<Utc>,
    /// The end before rolling.
    pub nominal: NaiveDate,
    /// True while a year of the calendar is not published.
    pub provisional: bool,
    /// What it was counted from.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub from: Value,
    /// The rule.
    pub rule: Rule,
    /// The calendar and its version.
    pub calendar: CalendarRef,
    /// What was decided about it since, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<TermAct>,
    /// Since when it stands still: it is suspended itself, or the date from which it is counted is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<DateTime<Utc>>,
}

impl DueDate {
    /// The count, line by line. With another version of the calendar than the recorded one there is nothing to
    /// show but the recorded facts, and the list is empty.
    pub fn explain(&self, calendar: &Calendar) -> Vec<Line> {
        if calendar.reference() != self.calendar {
            return Vec::new();
        }
        let from = count_from(&self.from);
        let counted = from.and_then(|from| due_with(calendar, &self.rule, from, &self.acts).ok());
        counted.map(|due| due.explanation).unwrap_or_default()
    }

    /// Since when it is suspended by an act about itself.
    pub fn suspended(&self) -> Option<DateTime<Utc>> {
        match self
            .acts
            .iter()
            .rfind(|act| !matches!(act, TermAct::Extended { .. }))
        {
            Some(TermAct::Suspended { at }) => Some(*at),
            _ => None,
        }
    }

    /// How often it was extended.
    pub fn extensions(&self) -> usize {
        let extended = |act: &&TermAct| matches!(act, TermAct::Extended { .. });
        self.acts.iter().filter(extended).count()
    }

    /// The same event and rule counted anew, with other acts or by another calendar.
    pub(crate) fn recounted(
        &self,
        calendar: &Calendar,
        acts: Vec<TermAct>,
    ) -> Result<Self, DueProblem> {
        let from = count_from(&self.from).ok_or_else(unknown_start)?;
        counted(calendar, self.from.clone(), from, self.rule.clone(), acts)
    }
}

impl DueDate {
    /// The same event, rule and acts by another calendar; none where that calendar does not reach.
    #[must_use]
    pub fn by_calendar(&self, calendar: &Calendar) -> Option<Self> {
        self.recounted(calendar, self.acts.clone()).ok()
    }
}

fn count_from(value: &Value) -> Option<CountFrom> {
    value
        .as_date()
        .map(CountFrom::Date)
        .or_else(|| value.as_moment().map(CountFrom::Moment))
}

/// Why a due date could not be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueProblem {
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

impl Facts<'_> {
    /// The due date of `deadline` for what begins at the present instant of these facts: the same count that a step
    /// makes when it is entered.
    ///
    /// # Errors
    /// The date it runs from is not known, a parameter is not set, or the result lies outside the calendar.
    pub fn due(&self, deadline: &Deadline) -> Result<DueDate, DueProblem> {
        compute(self, deadline)
    }

    /// The first instant after a term that begins at the present instant of these facts, counted with the defaults of
    /// the law.
    ///
    /// # Errors
    /// A parameter is not set, or the result lies outside the calendar.
    pub fn after(&self, term: &TermSource) -> Result<DateTime<Utc>, DueProblem> {
        end_of_term(self, term, self.context.now)
    }
}

impl From<Failure> for DueProblem {
    fn from(failure: Failure) -> Self {
        Self {
            ru: failure.ru,
            en: failure.en,
        }
    }
}

/// The due date of `deadline` for what begins now.
pub(crate) fn compute(facts: &Facts<'_>, deadline: &Deadline) -> Result<DueDate, DueProblem> {
    compute_with(facts, deadline, Vec::new())
}

/// The due date of `deadline` as its event stands now, with what was decided about the term.
pub(crate) fn compute_with(
    facts: &Facts<'_>,
    deadline: &Deadline,
    acts: Vec<TermAct>,
) -> Result<DueDate, DueProblem> {
    let definition = facts.context.definition;
    let term = term_of(facts, &deadline.term)?;
    let mut rule = if deadline.back {
        Rule::before(term, definition.zone)
    } else {
        Rule::new(term, definition.zone)
    };
    rule.start = deadline.start;
    rule.decree_days = deadline.decree_days;
    rule.closes = deadline.closes;
    if let Some(roll) = deadline.roll {
        rule.roll = roll;
    }
    let from = match &deadline.from {
        Some(expression) => expression.evaluate(&facts.scope())?,
        None => Value::Moment(facts.context.now),
    };
    let start = count_from(&from).ok_or_else(unknown_start)?;
    counted(facts.context.calendar, from, start, rule, acts)
}

fn unknown_start() -> DueProblem {
    DueProblem {
        ru: "Срок не посчитан: не известна дата, от которой он идёт.".into(),
        en: "The term was not counted: the date from which it runs is not known.".into(),
    }
}

fn counted(
    calendar: &Calendar,
    from: Value,
    start: CountFrom,
    rule: Rule,
    acts: Vec<TermAct>,
) -> Result<DueDate, DueProblem> {
    let counted = due_with(calendar, &rule, start, &acts).map_err(|e| DueProblem {
        ru: e.ru(),
        en: e.en(),
    })?;
    let mut due = fact(counted, from, rule);
    due.acts = acts;
    due.held = due.suspended();
    Ok(due)
}

/// The instant at which a term that begins at `start` is over, counted as the law counts by default.
pub(crate) fn end_of_term(
    facts: &Facts<'_>,
    source: &TermSource,
    start: DateTime<Utc>,
) -> Result<DateTime<Utc>, DueProblem> {
    let rule = Rule::new(term_of(facts, source)?, facts.context.definition.zone);
    let counted = due(facts.context.calendar, &rule, CountFrom::Moment(start));
    counted.map(|due| due.at).map_err(|e| DueProblem {
        ru: e.ru(),
        en: e.en(),
    })
}

fn fact(counted: Due, from: Value, rule: Rule) -> DueDate {
    DueDate {
        date: counted.date,
        at: counted.at,
        nominal: counted.nominal,
        provisional: counted.provisional,
        from,
        rule,
        calendar: counted.calendar,
        acts: Vec::new(),
        held: None,
    }
}

pub(crate) fn term_of(facts: &Facts<'_>, source: &TermSource) -> Result<Term, DueProblem> {
    match source {
        TermSource::Literal(term) => Ok(*term),
        TermSource::Parameter(name) => {
            let parameter = facts.context.definition.parameters.get(name);
            let term = parameter
                .filter(|p| p.kind == DataKind::Term)
                .and_then(|p| p.value.as_term());
            term.copied().ok_or_else(|| DueProblem {
                ru: format!("Срок не посчитан: параметр «{name}» не задан."),
                en: format!("The term was not counted: the parameter `{name}` is not set."),
            })
        }
    }
}

/// When a repeated term comes again after it came at `at`, having come `happened` times; `None`: no more.
///
/// The next time is counted from the last day of the one before, so that a late timer does not shift those that follow.
pub(crate) fn again(
    facts: &Facts<'_>,
    deadline: &Deadline,
    repeat: Option<Recurrence>,
    at: DateTime<Utc>,
    happened: u32,
) -> Option<DateTime<Utc>> {
    let repeat = repeat?;
    if happened >= repeat.times.unwrap_or(MAX_REPEATS).min(MAX_REPEATS) {
        return None;
    }
    let zone = facts.context.definition.zone;
    let mut rule = Rule::new(repeat.every, zone);
    rule.decree_days = deadline.decree_days;
    let clock = matches!(repeat.every.unit, Unit::Hour | Unit::Minute);
    let from = if clock {
        CountFrom::Moment(at)
    } else {
        rule.closes = deadline.closes;
        CountFrom::Date(local_date(at - Duration::microseconds(1), zone))
    };
    let next = due(facts.context.calendar, &rule, from).ok()?.at;
    (next > at).then_some(next)
}

/// The date, or the last working day before it when it is off: nobody is reminded on a day off.
pub(crate) fn last_working(facts: &Facts<'_>, date: NaiveDate) -> NaiveDate {
    let (calendar, off) = (facts.context.calendar, DecreeDays::Off);
    if calendar.is_working(date, off) {
        date
    } else {
        calendar.previous_working(date, off)
    }
}

/// The date on which a rung of an overdue ladder is reached: `after` the due date, on a working day that no decree has
/// made non-working.
pub fn rung_date(
    calendar: &Calendar,
    zone: Tz,
    due_on: NaiveDate,
    after: Term,
) -> Option<NaiveDate> {
    let mut rule = Rule::new(after, zone);
    rule.decree_days = DecreeDays::Off;
    rule.roll = Roll::Next;
    let counted = due(calendar, &rule, CountFrom::Date(due_on)).ok()?;
    Some(counted.date)
}

/// The date `term` before (`back`) or after `date`, as the ladder of reminders counts it: the date itself is not
/// counted and the result is a working day that no decree has made non-working.
pub(crate) fn shifted(
    facts: &Facts<'_>,
    date: NaiveDate,
    term: Term,
    back: bool,
) -> Option<NaiveDate> {
    let zone = facts.context.definition.zone;
    let mut rule = if back {
        Rule::before(term, zone)
    } else {
        Rule::new(term, zone)
    };
    rule.decree_days = DecreeDays::Off;
    rule.roll = if back { Roll::Previous } else { Roll::Next };
    due(facts.context.calendar, &rule, CountFrom::Date(date))
        .ok()
        .map(|due| due.date)
}
