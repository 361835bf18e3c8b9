//! Terms of the whole process that pass before the instance is over: `on:` of the process with `term:`. One that interrupts
//! ends everything open and goes its own way; one that does not begins a branch beside the rest.
//!
//! Which of them pass is known only when the end is: the graph is walked without them first, then with them. Only the first
//! that interrupts counts. Buttons, messages, conditions and errors of the process are left out: nobody can know them.

use chrono::{DateTime, Utc};
use reglament_core::TimerPurpose;
use reglament_definition::{Deadline, ProcessEvent, ProcessTrigger, Trigger};
use reglament_expression::Expression;

use crate::finish::finish;
use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, AssumedTerm, Line, Span, When};

/// What passes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passing {
    /// When everything open is interrupted; `Never` on lines on which nothing does.
    cut: Span,
    /// Where branches begin.
    pub(crate) branches: Vec<Branch>,
    /// What is assumed of the others.
    notes: Vec<Assumed>,
}

/// The branch of an event of the process.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub(crate) to: usize,
    /// When it begins.
    pub(crate) span: Span,
    pub(crate) interrupts: bool,
    pub(crate) set: Vec<(String, Expression)>,
}

impl Passing {
    pub(crate) fn is_empty(&self) -> bool {
        self.branches.is_empty()
    }

    /// What a step can still do when everything open is interrupted. What begins after that belongs to the event's branch.
    pub(crate) fn cut_off<'a>(&self, here: Here, mut stay: Stay<'a>) -> Stay<'a> {
        let late = |line: Line, at: When| {
            let (Some(cut), Some(began)) = (self.cut.get(line).at(), here.entered.get(line).at())
            else {
                return None;
            };
            let is_before = at.at().is_some_and(|at| at < cut);
            (began < cut && !is_before && at != When::Never).then_some(cut)
        };
        stay.left = Span::of(|line| match late(line, stay.left.get(line)) {
            Some(cut) => When::At(cut),
            None => stay.left.get(line),
        });
        for (_, span) in stay.ways.iter_mut().chain(&mut stay.beside) {
            *span = Span::of(|line| match late(line, span.get(line)) {
                Some(_) => When::Never,
                None => span.get(line),
            });
        }
        stay
    }
}

impl Walk<'_> {
    /// The terms of the process that pass before the end of this walk.
    pub(crate) fn passing(&self) -> Passing {
        let mut passing = Passing::default();
        let definition = self.definition();
        let events: Vec<(u32, &ProcessEvent)> = (0u32..).zip(&definition.events).collect();
        let terms: Vec<(u32, &ProcessEvent, &Deadline)> = events
            .into_iter()
            .filter_map(|(index, event)| match &event.trigger {
                ProcessTrigger::Of(Trigger::Term(term)) => Some((index, event, term)),
                ProcessTrigger::Of(_) | ProcessTrigger::Asked => None,
            })
            .collect();
        if terms.is_empty() {
            return passing;
        }
        let end = finish(self);
        let span = |(index, event, term): &(u32, &ProcessEvent, &Deadline)| {
            Span::of(|line| match self.passes(line, *index, event, term) {
                Some(at) if is_open(end.get(line), at) => When::At(at),
                _ => When::Never,
            })
        };
        let spans: Vec<Span> = terms.iter().map(span).collect();
        let is_known = |(index, event, term): &(u32, &ProcessEvent, &Deadline)| {
            let mut lines = Line::ALL.into_iter();
            lines.any(|line| self.passes(line, *index, event, term).is_some())
        };
        let known: Vec<bool> = terms.iter().map(is_known).collect();
        let interrupting = terms
            .iter()
            .zip(&spans)
            .filter(|((_, event, _), _)| event.interrupting);
        for (_, span) in interrupting {
            passing.cut = Span::of(|line| passing.cut.get(line).sooner(span.get(line)));
        }
        for (((_, event, _), span), is_known) in terms.iter().zip(spans).zip(known) {
            let span = Span::of(|line| match (span.get(line), passing.cut.get(line)) {
                (When::At(at), When::At(cut)) if at > cut => When::Never,
                (at, _) => at,
            });
            let Some(to) = self.plan.index.get(&event.next).copied() else {
                continue;
            };
            if !span.is_reached() {
                passing.notes.push(match is_known {
                    true => Assumed::Term(AssumedTerm::EventNotReached(event.title.ru.clone())),
                    false => Assumed::NoEvents,
                });
                continue;
            }
            passing.branches.push(Branch {
                to,
                span,
                interrupts: event.interrupting,
                set: event.set.clone(),
            });
        }
        passing
    }

    /// Says which events are taken to come, and on which day.
    pub(crate) fn note_passing(&mut self) {
        let definition = self.definition();
        for what in std::mem::take(&mut self.passing.notes) {
            self.note(None, what);
        }
        for branch in self.passing.branches.clone() {
            let mut events = definition.events.iter();
            let to = self.step(branch.to).map(|step| &step.id);
            let event = events.find(|event| Some(&event.next) == to);
            let title = event
                .map(|event| event.title.ru.clone())
                .unwrap_or_default();
            let what = match branch.span.expected.at() {
                Some(at) => {
                    let day = reglament_calendar::local_date(
                        at - chrono::TimeDelta::nanoseconds(1),
                        definition.zone,
                    );
                    Assumed::Term(AssumedTerm::EventComes(title, day))
                }
                None => Assumed::Term(AssumedTerm::EventMayCome(title)),
            };
            self.note(None, what);
        }
    }

    /// When the term of an event passes on a line; none when it has passed, or nobody knows.
    fn passes(
        &self,
        line: Line,
        index: u32,
        event: &ProcessEvent,
        term: &Deadline,
    ) -> Option<DateTime<Utc>> {
        let timeline = &self.lines[line.index()];
        let instance = &timeline.instance;
        let own = |purpose: TimerPurpose| matches!(purpose, TimerPurpose::ProcessEvent { event, .. } if event == index);
        let mut timers = instance.timers().values();
        if let Some(timer) = timers.find(|timer| own(timer.purpose)) {
            let anew = timer.due.as_ref().filter(|_| self.asked.recount);
            let anew = anew.and_then(|due| due.by_calendar(self.asked.context.calendar));
            let at = anew.map_or(timer.at, |due| due.at);
            return (!timer.paused).then(|| at.max(self.asked.context.now));
        }
        if instance.happened().contains_key(&event.id) {
            return None;
        }
        let begun = timeline.facts(*instance.started_at());
        let due = begun.due(term).ok()?;
        Some(due.at.max(self.asked.context.now))
    }
}

/// Whether the instance is still open at `at`.
fn is_open(end: When, at: DateTime<Utc>) -> bool {
    match end {
        When::At(end) => end >= at,
        When::Unknown => true,
        When::Never => false,
    }
}
