//! What each kind of step means for the three dates, and what may interrupt it.

use chrono::{DateTime, Utc};
use reglament_core::TimerPurpose;
use reglament_definition::{Compensate, SendStep, Step, StepKind, Trigger};

use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, Line, Span, When};

impl<'a> Walk<'a> {
    /// How long a token stays at a step and by which ways it leaves.
    pub(crate) fn stay(&mut self, here: Here, step: &'a Step) -> Stay<'a> {
        if self.is_stuck(here) {
            self.note(Some(step), Assumed::Incident);
            let left = Span {
                earliest: here.entered.earliest.not_before(self.asked.context.now),
                expected: When::Unknown,
                latest: When::Unknown,
            };
            return at_once(left, self.every_way(step, left));
        }
        let entered = Span::of(|line| match here.entered.get(line) {
            When::At(at) => When::At(self.floor(here, at)),
            other => other,
        });
        match &step.kind {
            StepKind::UserTask(task) => self.user_task(here, step, task),
            StepKind::Wait(wait) => self.wait(here, step, wait),
            StepKind::ForEach(each) => self.for_each(here, step, each),
            StepKind::Call(call) => self.call(here, step, call),
            StepKind::Compensate(compensate) => self.compensate(step, compensate, entered),
            StepKind::Decision(decision) => {
                at_once(entered, self.decide(here.index, step, decision, entered))
            }
            StepKind::Join(join) => at_once(entered, vec![(&join.next, entered)]),
            StepKind::Send(send) => {
                self.send(send, entered);
                at_once(entered, vec![(&send.next, entered)])
            }
            // A machine answers at once or lets people wait for a time that nobody has stated.
            StepKind::Service(service) => {
                let left = Span {
                    latest: When::Unknown,
                    ..entered
                };
                at_once(left, vec![(&service.next, left)])
            }
            StepKind::Publish(publish) => at_once(entered, vec![(&publish.next, entered)]),
            StepKind::Mail(mail) => at_once(entered, vec![(&mail.next, entered)]),
            StepKind::Document(document) => {
                self.on_lines(entered, |line, at| line.number(step, &document.draw, at));
                at_once(entered, vec![(&document.next, entered)])
            }
            StepKind::Set(set) => {
                self.on_lines(entered, |line, at| line.assign(&set.values, at, None));
                at_once(entered, vec![(&set.next, entered)])
            }
            StepKind::End(_) => at_once(entered, Vec::new()),
        }
    }

    /// What is undone takes a time that nobody has stated; with nothing to undo it takes none.
    fn compensate(
        &mut self,
        step: &'a Step,
        compensate: &'a Compensate,
        entered: Span,
    ) -> Stay<'a> {
        let definition = self.definition();
        let undone = |line: Line| {
            let steps = self.lines[line.index()].instance.steps();
            compensate.steps.iter().any(|id| {
                let is_done = steps.get(id).is_some_and(|s| s.completed_at.is_some());
                is_done && definition.step(id).is_some_and(|s| s.undo.is_some())
            })
        };
        let left = Span::of(|line| match entered.get(line) {
            When::At(_) if line != Line::Earliest && undone(line) => When::Unknown,
            other => other,
        });
        if left != entered {
            self.note(Some(step), Assumed::Undoing);
        }
        at_once(left, vec![(&compensate.next, left)])
    }

    fn send(&mut self, send: &SendStep, entered: Span) {
        let mut sending = self.sent.remove(&send.message).unwrap_or_default();
        for line in Line::ALL {
            let When::At(at) = entered.get(line) else {
                continue;
            };
            let contents = send.data.iter().filter_map(|(key, value)| {
                let value = self.lines[line.index()].value(value, at)?;
                Some((key.clone(), value))
            });
            sending.contents[line.index()].extend(contents);
        }
        sending.span = sending.span.either(entered);
        self.sent.insert(send.message.clone(), sending);
    }

    fn on_lines(
        &mut self,
        span: Span,
        mut what: impl FnMut(&mut crate::timeline::Timeline<'a>, DateTime<Utc>),
    ) {
        for line in Line::ALL {
            if let When::At(at) = span.get(line) {
                what(&mut self.lines[line.index()], at);
            }
        }
    }

    fn is_stuck(&self, here: Here) -> bool {
        let incidents = self.lines[0].instance.incidents().values();
        here.live.is_some_and(|token| {
            let mut own = incidents.filter(|incident| incident.token == Some(token));
            own.next().is_some()
        })
    }

    fn every_way(&self, step: &'a Step, left: Span) -> Vec<(&'a [String], Span)> {
        let mut ways = reglament_definition::ways_out(step);
        ways.truncate(ways.len().saturating_sub(step.on.len()));
        ways.into_iter().map(|way| (way, left)).collect()
    }

    /// Adds the boundary events: a term bounds how long the step can last, a message may come as long as it does.
    pub(crate) fn interrupted(
        &mut self,
        here: Here,
        step: &'a Step,
        mut stay: Stay<'a>,
    ) -> Stay<'a> {
        for (number, event) in (0u32..).zip(&step.on) {
            let span = match &event.trigger {
                Trigger::Message(message) => self.message_event(here, Some(message), stay.left),
                Trigger::When(_) | Trigger::Error(_) => self.message_event(here, None, stay.left),
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
                        true => self.term_event(step, at, &mut stay),
                        false => beside(at, stay.left),
                    }
                }
            };
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

    /// A term that interrupts: it bounds the ways out of the step, and is itself taken only where the step may last longer.
    fn term_event(&mut self, step: &Step, at: Span, stay: &mut Stay<'a>) -> Span {
        let is_after = |left: When, term: When| match (left, term) {
            (When::At(left), When::At(term)) => left > term,
            (When::Unknown, When::At(_)) => true,
            _ => false,
        };
        let takes_over = is_after(stay.left.expected, at.expected);
        let may = takes_over || is_after(stay.left.latest, at.latest);
        if !may {
            self.note(Some(step), Assumed::NotInterrupted);
            return Span::default();
        }
        let bounded = |span: Span| Span {
            earliest: span.earliest,
            expected: if takes_over {
                When::Never
            } else {
                span.expected
            },
            latest: match span.latest {
                When::Never => When::Never,
                latest => latest.sooner(at.latest),
            },
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

/// A term that does not interrupt: its branch begins if the step is still there.
fn beside(at: Span, left: Span) -> Span {
    Span::of(|line| match (left.get(line), at.get(line)) {
        (When::At(left), When::At(at)) if left <= at && line != Line::Earliest => When::Never,
        (_, at) => at,
    })
}

fn at_once<'a>(left: Span, ways: Vec<(&'a [String], Span)>) -> Stay<'a> {
    Stay {
        due: [None, None, None],
        left,
        ways,
        beside: Vec::new(),
    }
}
