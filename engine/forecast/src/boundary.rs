//! What may interrupt a step or begin beside it: a term bounds how long the step can last, a message, a condition or an
//! error may come as long as it does. Events of the whole process are elsewhere (`passing`).

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::TimerPurpose;
use reglament_definition::{BoundaryEvent, Step, Trigger};

use crate::choice::titles;
use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, Line, Span, When};

impl<'a> Walk<'a> {
    /// Adds the events of a step to what it does by itself.
    pub(crate) fn interrupted(
        &mut self,
        here: Here,
        step: &'a Step,
        mut stay: Stay<'a>,
    ) -> Stay<'a> {
        for (number, event) in (0u32..).zip(&step.on) {
            let usual = self.usually(step, number, event);
            let span = match &event.trigger {
                Trigger::Term(term) => {
                    let purpose = TimerPurpose::Boundary(number);
                    let at = Span::of(|line| match here.entered.get(line) {
                        When::At(entered) => {
                            let at = self.term(here, step, term, (line, entered, purpose));
                            let floor = self.floor(here, entered);
                            at.map_or(When::Unknown, |at| When::At(at.max(floor)))
                        }
                        other => other,
                    });
                    match event.interrupting {
                        true => self.term_event(step, at, usual.is_some(), &mut stay),
                        false => beside(at, stay.left),
                    }
                }
                Trigger::Message(message) => {
                    let span = self.message_event(here, Some(message), stay.left);
                    self.expected_event(here, span, usual, &mut stay)
                }
                Trigger::When(_) | Trigger::Error(_) => {
                    let span = self.message_event(here, None, stay.left);
                    self.expected_event(here, span, usual, &mut stay)
                }
            };
            self.happens(event, span);
            if !span.is_reached() {
                continue;
            }
            if event.interrupting {
                stay.left = stay.left.either(span);
                stay.ways.push((&event.next, span));
            } else {
                stay.beside.push((&event.next, span));
            }
        }
        stay
    }

    /// After how long the event usually interrupts the step, if it does so more often than not.
    fn usually(&mut self, step: &Step, number: u32, event: &BoundaryEvent) -> Option<TimeDelta> {
        let history = self.asked.history()?;
        let (usual, after, times, of) = history.usual_event(&step.id)?;
        if usual != number {
            return None;
        }
        let way = titles(self.definition(), &event.next);
        self.note(Some(step), Assumed::UsualWay(way, times, of));
        Some(after)
    }

    fn happens(&mut self, event: &BoundaryEvent, span: Span) {
        let message = match &event.trigger {
            Trigger::Message(message) => self.asked.messages.get(message),
            Trigger::Term(_) | Trigger::When(_) | Trigger::Error(_) => None,
        };
        for line in Line::ALL {
            // A way that is not expected may be walked; what it sets must not be read on the others.
            if let (When::At(at), true) = (span.get(line), span.expected != When::Never) {
                let said = message.map(|sent| sent.contents(line));
                self.lines[line.index()].assign(&event.set, at, said);
            }
        }
    }

    /// A message that interrupts: as soon as it is sent, at the latest while the step still waits; not expected.
    fn message_event(&self, here: Here, message: Option<&String>, left: Span) -> Span {
        let sent = message.and_then(|message| self.asked.messages.get(message));
        let earliest = match (sent.map(|sent| sent.span.earliest), here.entered.earliest) {
            (Some(When::At(sent)), When::At(at)) => When::At(sent.max(self.floor(here, at))),
            (_, When::At(at)) => When::At(self.floor(here, at)),
            (_, other) => other,
        };
        Span {
            earliest,
            expected: When::Never,
            latest: left.latest,
        }
    }

    /// What usually interrupts is expected to do so.
    fn expected_event(
        &self,
        here: Here,
        span: Span,
        usual: Option<TimeDelta>,
        stay: &mut Stay<'a>,
    ) -> Span {
        let (Some(after), When::At(entered)) = (usual, here.entered.expected) else {
            return span;
        };
        let floor: DateTime<Utc> = self.floor(here, entered);
        let at = entered.checked_add_signed(after).unwrap_or(floor);
        stay.is_not_expected();
        Span {
            expected: When::At(at.max(floor)),
            ..span
        }
    }

    /// A term that interrupts: it bounds the ways out of the step, and is itself taken only where the step may last longer.
    fn term_event(&mut self, step: &Step, at: Span, is_usual: bool, stay: &mut Stay<'a>) -> Span {
        let is_after = |left: When, term: When| match (left, term) {
            (When::At(left), When::At(term)) => left > term,
            (When::Unknown, When::At(_)) => true,
            _ => false,
        };
        let takes_over = is_usual || is_after(stay.left.expected, at.expected);
        let may = takes_over || is_after(stay.left.latest, at.latest);
        if !may {
            self.note(Some(step), Assumed::NotInterrupted);
            return Span::default();
        }
        if takes_over {
            stay.is_not_expected();
        }
        let bounded = |span: Span| Span {
            latest: match span.latest {
                When::Never => When::Never,
                latest => latest.sooner(at.latest),
            },
            ..span
        };
        stay.left = bounded(stay.left);
        for (_, span) in &mut stay.ways {
            *span = bounded(*span);
        }
        Span {
            expected: if takes_over { at.expected } else { When::Never },
            ..at
        }
    }
}

impl Stay<'_> {
    /// Something else is expected than that the step is left by a way of its own.
    fn is_not_expected(&mut self) {
        self.left.expected = When::Never;
        for (_, span) in &mut self.ways {
            span.expected = When::Never;
        }
    }
}

/// A term that does not interrupt: its branch begins if the step is still there.
fn beside(at: Span, left: Span) -> Span {
    Span::of(|line| match (left.get(line), at.get(line)) {
        (When::At(left), When::At(at)) if left <= at && line != Line::Earliest => When::Never,
        (_, at) => at,
    })
}
