//! What each kind of step means for the three dates.

use chrono::{DateTime, Utc};
use reglament_definition::{Compensate, SendStep, Step, StepKind};

use crate::departure::own_ways;
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
            StepKind::Test(test) => self.test(here, step, test),
            StepKind::Regrade(regrade) => at_once(entered, vec![(&regrade.next, entered)]),
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
        let ways = own_ways(step).into_iter();
        ways.map(|way| (way, left)).collect()
    }
}

fn at_once<'a>(left: Span, ways: Vec<(&'a [String], Span)>) -> Stay<'a> {
    Stay {
        due: [None, None, None],
        left,
        ways,
        beside: Vec::new(),
    }
}
