//! Waits: until a moment or term, for a condition or a message, for the first of several.

use chrono::{DateTime, Utc};
use reglament_calendar::start_of_day;
use reglament_core::TimerPurpose;
use reglament_definition::{Deadline, Step, StepKind, Wait, WaitOption, WaitTrigger};
use reglament_expression::{Expression, Value};

use crate::choice::Way;
use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, Line, Span, When};

impl<'a> Walk<'a> {
    pub(crate) fn wait(&mut self, here: Here, step: &'a Step, wait: &'a Wait) -> Stay<'a> {
        if !wait.first.is_empty() {
            return self.first(here, step, &wait.first);
        }
        let left = Span::of(|line| match here.entered.get(line) {
            When::At(entered) => self.ends(here, step, wait, (line, entered)),
            other => other,
        });
        for line in Line::ALL {
            if let When::At(at) = left.get(line) {
                let sent = wait
                    .message
                    .as_ref()
                    .and_then(|name| self.asked.messages.get(name));
                let said = sent.map(|sent| sent.contents(line));
                self.lines[line.index()].assign(&wait.set, at, said);
            }
        }
        Stay {
            due: [None, None, None],
            left,
            ways: vec![(&wait.next, left)],
            beside: Vec::new(),
        }
    }

    fn ends(
        &mut self,
        here: Here,
        step: &Step,
        wait: &Wait,
        (line, entered): (Line, DateTime<Utc>),
    ) -> When {
        let floor = self.floor(here, entered);
        if let Some(message) = &wait.message {
            return self.message(step, message, line, (entered, floor));
        }
        if let Some(when) = &wait.when {
            return self.condition(step, when, line, (entered, floor));
        }
        let purpose = TimerPurpose::Wait;
        let moment = match (&wait.until, &wait.term) {
            (Some(until), _) => self.until(here, until, line, entered, purpose),
            (None, Some(term)) => self.term(here, step, term, (line, entered, purpose)),
            (None, None) => Some(floor),
        };
        match moment {
            Some(at) => When::At(at.max(floor)),
            None => self.unknown(step, line, (entered, floor), Assumed::DateUnknown),
        }
    }

    /// When a message comes: it is there already, the parent sends it, or nobody knows.
    fn message(
        &mut self,
        step: &Step,
        message: &str,
        line: Line,
        (entered, floor): (DateTime<Utc>, DateTime<Utc>),
    ) -> When {
        let kept = self.lines[line.index()].instance.messages().iter();
        if kept.clone().any(|kept| kept.message == *message) {
            return When::At(floor);
        }
        if let Some(sent) = self.asked.messages.get(message)
            && sent.span.get(line) != When::Never
        {
            self.note(Some(step), Assumed::MessageFromParent(message.to_owned()));
            return sent.span.get(line).not_before(floor);
        }
        self.unknown(
            step,
            line,
            (entered, floor),
            Assumed::Message(message.to_owned()),
        )
    }

    fn condition(
        &mut self,
        step: &Step,
        when: &Expression,
        line: Line,
        (entered, floor): (DateTime<Utc>, DateTime<Utc>),
    ) -> When {
        let holds = self.lines[line.index()].value(when, floor) == Some(Value::Boolean(true));
        if holds {
            return When::At(floor);
        }
        let definition = self.definition();
        let of_children = when.reads().iter().any(|path| {
            let name = path.first().and_then(|name| definition.step(name));
            name.is_some_and(|step| matches!(step.kind, StepKind::ForEach(_)))
        });
        // What leads back to the same wait would come at once for ever.
        let comes_back = self.plan.index.get(&step.id);
        let comes_back = comes_back.is_some_and(|index| self.plan.circular.contains(index));
        if of_children && !comes_back {
            self.note(Some(step), Assumed::ConditionOfChildren);
            return When::At(floor);
        }
        self.unknown(step, line, (entered, floor), Assumed::Condition)
    }

    /// Something whose date nobody knows: at once at the earliest, in the usual time if there is one.
    fn unknown(
        &mut self,
        step: &Step,
        line: Line,
        (entered, floor): (DateTime<Utc>, DateTime<Utc>),
        why: Assumed,
    ) -> When {
        match line {
            Line::Earliest if why == Assumed::DateUnknown => When::Unknown,
            Line::Earliest => When::At(floor),
            Line::Expected => match self.usual(step, line, entered) {
                Some(at) => When::At(at.max(floor)),
                None => {
                    self.note(Some(step), why);
                    When::Unknown
                }
            },
            Line::Latest => {
                self.note(Some(step), why);
                When::Unknown
            }
        }
    }

    pub(crate) fn until(
        &self,
        here: Here,
        until: &Expression,
        line: Line,
        entered: DateTime<Utc>,
        purpose: TimerPurpose,
    ) -> Option<DateTime<Utc>> {
        if let Some(at) = self.timer(here, line, purpose) {
            return at.at();
        }
        let zone = self.definition().zone;
        let value = self.lines[line.index()].value(until, entered)?;
        let date = || value.as_date().map(|date| start_of_day(date, zone));
        value.as_moment().or_else(date)
    }

    pub(crate) fn term(
        &mut self,
        here: Here,
        step: &Step,
        term: &Deadline,
        (line, entered, purpose): (Line, DateTime<Utc>, TimerPurpose),
    ) -> Option<DateTime<Utc>> {
        if let Some(fixed) = self.timer(here, line, purpose) {
            return fixed.at();
        }
        let counted = self.lines[line.index()].facts(entered).due(term);
        match counted {
            Ok(due) => Some(due.at),
            Err(problem) => {
                self.note(Some(step), Assumed::DueUnknown(problem.ru, problem.en));
                None
            }
        }
    }

    /// The recorded moment of a token that waits already, unknown while it stands still; by another calendar counted anew.
    pub(crate) fn timer(&self, here: Here, line: Line, purpose: TimerPurpose) -> Option<When> {
        let token = here.live?;
        let mut timers = self.lines[line.index()].instance.timers().values();
        let own = timers.find(|timer| timer.token == Some(token) && timer.purpose == purpose)?;
        if own.paused {
            return Some(When::Unknown);
        }
        // A date or moment of its own, such as `until`, was not counted and stays.
        let anew = own.due.as_ref().filter(|_| self.asked.recount);
        let anew = anew.and_then(|due| due.by_calendar(self.asked.context.calendar));
        Some(When::At(anew.map_or(own.at, |due| due.at)))
    }

    fn first(&mut self, here: Here, step: &'a Step, options: &'a [WaitOption]) -> Stay<'a> {
        let moments: Vec<Span> = (0u32..)
            .zip(options)
            .map(|(number, option)| self.option(here, step, option, number))
            .collect();
        // What happens by itself bounds everything else.
        let bound = moments
            .iter()
            .copied()
            .reduce(|one, other| Span::of(|line| one.get(line).sooner(other.get(line))));
        let bound = bound.unwrap_or_default();
        let ways: Vec<Way<'a>> = options
            .iter()
            .map(|option| Way {
                key: option.trigger.outcome().to_owned(),
                title: option.trigger.outcome().to_owned(),
                targets: &option.next,
            })
            .collect();
        let by_itself = moments
            .iter()
            .position(|at| at.expected.at().is_some() && at.expected == bound.expected);
        let chosen = match by_itself {
            Some(first) => first,
            None => self.choose(here.index, step, &ways, 0),
        };
        let spans = options.iter().zip(&moments).enumerate();
        let ways: Vec<(&'a [String], Span)> = spans
            .map(|(number, (option, at))| {
                let timed = matches!(option.trigger, WaitTrigger::Until(_) | WaitTrigger::Term(_));
                let latest = if timed && at.latest != bound.latest {
                    When::Never
                } else {
                    bound.latest
                };
                let expected = if number == chosen {
                    at.expected
                } else {
                    When::Never
                };
                let earliest = if timed && at.earliest != bound.earliest && latest == When::Never {
                    When::Never
                } else {
                    at.earliest
                };
                (
                    option.next.as_slice(),
                    Span {
                        earliest,
                        expected,
                        latest,
                    },
                )
            })
            .collect();
        let left = ways.iter().map(|(_, span)| *span).reduce(Span::either);
        let set = options.get(chosen).map(|option| &option.set);
        for line in Line::ALL {
            if let (When::At(at), Some(set)) = (left.unwrap_or_default().get(line), set) {
                self.lines[line.index()].assign(set, at, None);
            }
        }
        Stay {
            due: [None, None, None],
            left: left.unwrap_or_default(),
            ways,
            beside: Vec::new(),
        }
    }

    fn option(&mut self, here: Here, step: &Step, option: &WaitOption, number: u32) -> Span {
        let purpose = TimerPurpose::Option(number);
        Span::of(|line| {
            let When::At(entered) = here.entered.get(line) else {
                return here.entered.get(line);
            };
            let floor = self.floor(here, entered);
            let at = match &option.trigger {
                WaitTrigger::Until(until) => self.until(here, until, line, entered, purpose),
                WaitTrigger::Term(term) => self.term(here, step, term, (line, entered, purpose)),
                WaitTrigger::When(when) => {
                    return self.condition(step, when, line, (entered, floor));
                }
                WaitTrigger::Message(message) => {
                    return self.message(step, message, line, (entered, floor));
                }
            };
            at.map_or(When::Unknown, |at| When::At(at.max(floor)))
        })
    }
}
