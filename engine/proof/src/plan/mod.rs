//! The plan of a process: every step as what it reads and writes on entry and the ways on which a token may leave it.
//!
//! One translation serves both the proof of soundness and the proof of the data flow, so that they cannot disagree on what a
//! step does. One file per kind of step; a new kind of step is one more file that fills in a [`Node`].

mod beside;
mod call;
mod decision;
mod gate;
mod machines;
mod papers;
mod start;
mod tasks;
mod undo;
mod vote;
mod waits;
mod wide;

use std::collections::BTreeMap;

use reglament_definition::{BoundaryEvent, Deadline, Definition, Step, StepKind, Trigger};
use reglament_expression::{Expression, Shape, ShapeForm};

pub(crate) use beside::Beside;
pub(crate) use decision::MAX_INCLUSIVE;
pub(crate) use gate::{Gate, Limit};
pub(crate) use start::{Begun, Root, roots};
pub(crate) use wide::Wide;

/// The plan of one process.
pub(crate) struct Plan<'d> {
    pub(crate) definition: &'d Definition,
    pub(crate) nodes: Vec<Node>,
    pub(crate) roots: Vec<Root>,
    /// Events of the process that are moves of it.
    pub(crate) wide: Vec<Wide>,
    /// How often each step may be entered.
    pub(crate) limits: Vec<Option<Limit>>,
}

/// A step as the proofs see it. Its place in the plan is its place in the definition.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    /// What happens when a token enters, before it waits or goes on.
    pub(crate) entry: Vec<Op>,
    pub(crate) ways: Vec<Way>,
}

/// How a step treats a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Goes on at once by one of its ways.
    Passes,
    /// Waits until one of its ways is taken.
    Waits,
    /// Swallows tokens until enough have come.
    Join(Gate),
    /// Ends the token; with `true` everything else in the instance too.
    Ends(bool),
    /// Has these steps undone, of those that were done the latest first: its first way leads on, the others to the steps that
    /// undo them, in this order.
    Undoes(Vec<usize>),
}

/// One way out of a step; the ways of one step exclude each other.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) told: Told,
    /// Holds when the way is taken; absent: may always be.
    pub(crate) when: Option<Shape>,
    /// Do not hold when it is taken: the earlier cases.
    pub(crate) unless: Vec<Shape>,
    /// Taken at once when its condition is known to hold.
    pub(crate) urgent: bool,
    /// The token stays, and a side branch begins.
    pub(crate) beside: Option<Beside>,
    pub(crate) ops: Vec<Op>,
    pub(crate) to: Vec<usize>,
}

/// How a way is told in a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The task was done, with this outcome (its place among the outcomes).
    Done(Option<usize>),
    /// The vote ended without a decision: with equal votes, or (no quorum) with too few.
    Undecided {
        /// Whether enough took part.
        quorum: bool,
    },
    /// The wait was over, or all children had ended.
    Over,
    /// Of several things waited for the one with this place came first.
    First(usize),
    /// The due date passed, and by the act that was the answer.
    Silent,
    /// A boundary event with this place happened.
    Interrupted(usize),
    /// The same without interrupting the step.
    Beside(usize),
    /// The case with this place held; none: otherwise.
    Case(Option<usize>),
    /// All these cases held.
    Cases(Vec<usize>),
    /// The child ended with this outcome; none: with another one.
    Returned(Option<String>),
    /// The step with the first place is undone by the one with the second.
    Undone(usize, usize),
    /// Nothing that a reader needs to be told.
    Quiet,
}

/// One read or write.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    /// The expression is evaluated here.
    Read(Shape, Use),
    /// A field or a date of a step gets a value.
    Put(String, Given),
}

/// What an expression is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// A condition, a date, a recipient, a computed value: an unset value makes the step stick.
    Rule,
    /// A rule over a form: an unset value refuses the form.
    FormCheck,
    /// The text of a letter.
    Letter,
    /// The data of a document or of a register's entry: an unset value leaves a blank.
    Document,
}

/// What a field gets.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// Some value for certain.
    Filled,
    /// A value or none: the person may leave it empty.
    Asked,
    /// The value of an expression.
    Computed(Shape),
    /// Nothing: it is unset again.
    Forgotten,
}

/// The plan of a definition.
pub(crate) fn plan(definition: &Definition) -> Plan<'_> {
    let ids = definition.steps.iter().map(|step| step.id.clone());
    let index: BTreeMap<String, usize> = ids.zip(0..).collect();
    let builder = Builder { definition, index };
    let nodes: Vec<Node> = definition
        .steps
        .iter()
        .map(|step| builder.node(step))
        .collect();
    let (roots, limits) = (roots(&builder), builder.limits(definition));
    Plan {
        definition,
        wide: builder.wide(&roots, &nodes, &limits),
        nodes,
        roots,
        limits,
    }
}

pub(crate) struct Builder<'d> {
    pub(crate) definition: &'d Definition,
    pub(crate) index: BTreeMap<String, usize>,
}

impl Builder<'_> {
    fn node(&self, step: &Step) -> Node {
        let mut node = match &step.kind {
            StepKind::UserTask(task) => self.user_task(step, task),
            StepKind::Decision(decision) => self.decision(decision),
            StepKind::Join(join) => self.join(join),
            StepKind::Wait(wait) => self.wait(wait),
            StepKind::ForEach(each) => self.for_each(each),
            StepKind::Call(call) => self.call(step, call),
            StepKind::Send(send) => self.send(send),
            StepKind::Mail(mail) => self.mail(mail),
            StepKind::Document(document) => self.document(step, document),
            StepKind::Service(service) => self.service(step, service),
            StepKind::Publish(publish) => self.publish(publish),
            StepKind::Set(set) => self.passing(&set.next, assigned(&set.values)),
            StepKind::Test(test) => self.test(step, test),
            StepKind::Regrade(regrade) => self.regrade(regrade),
            StepKind::Compensate(compensate) => self.compensate(compensate),
            StepKind::End(end) => Node {
                kind: Kind::Ends(end.terminates || end.error.is_some()),
                entry: Vec::new(),
                ways: Vec::new(),
            },
        };
        node.entry.splice(0..0, entered(&step.id));
        let over = |way: &&mut Way| !matches!(way.told, Told::Undone(..));
        for way in node.ways.iter_mut().filter(over) {
            way.ops
                .push(Op::Put(dated(&step.id, "done"), Given::Filled));
            if matches!(
                step.kind,
                StepKind::Call(_) | StepKind::Wait(_) | StepKind::Test(_)
            ) {
                way.ops
                    .push(Op::Put(dated(&step.id, "answer"), Given::Filled));
            }
        }
        let own = node.ways.len();
        for (place, event) in step.on.iter().enumerate() {
            let way = self.boundary(step, place, event, &mut node.entry);
            node.ways.push(way);
        }
        // Conditions of events are looked at before those of the step itself.
        let (own, events) = node.ways.split_at_mut(own);
        exclude_earlier(events.iter_mut().chain(own));
        node
    }

    fn boundary(
        &self,
        step: &Step,
        place: usize,
        event: &BoundaryEvent,
        entry: &mut Vec<Op>,
    ) -> Way {
        if let Trigger::Term(deadline) = &event.trigger {
            counted(deadline, entry);
        }
        let when = match &event.trigger {
            Trigger::When(when) => Some(when.shape()),
            Trigger::Term(_) | Trigger::Message(_) | Trigger::Error(_) => None,
        };
        entry.extend(when.iter().map(|when| Op::Read(when.clone(), Use::Rule)));
        let mut ops = assigned(&event.set);
        let told = match event.interrupting {
            true => {
                ops.push(Op::Put(dated(&step.id, "done"), Given::Filled));
                Told::Interrupted(place)
            }
            false => Told::Beside(place),
        };
        Way {
            urgent: when.is_some(),
            when,
            beside: self.beside(step, place),
            ops,
            ..self.way(told, &event.next)
        }
    }

    /// A step that goes on at once.
    pub(crate) fn passing(&self, next: &[String], ops: Vec<Op>) -> Node {
        Node {
            kind: Kind::Passes,
            entry: ops,
            ways: vec![self.way(Told::Quiet, next)],
        }
    }

    pub(crate) fn way(&self, told: Told, next: &[String]) -> Way {
        Way {
            told,
            when: None,
            unless: Vec::new(),
            urgent: false,
            beside: None,
            ops: Vec::new(),
            to: self.targets(next),
        }
    }

    pub(crate) fn targets(&self, next: &[String]) -> Vec<usize> {
        next.iter()
            .filter_map(|id| self.index.get(id).copied())
            .collect()
    }
}

/// The name under which a date or number of a step is followed.
pub(crate) fn dated(step: &str, what: &str) -> String {
    format!("{step}.{what}")
}

/// Of several conditions that hold at once the first counts.
fn exclude_earlier<'w>(ways: impl Iterator<Item = &'w mut Way>) {
    let mut earlier: Vec<Shape> = Vec::new();
    for way in ways.filter(|way| way.urgent) {
        way.unless.extend(earlier.iter().cloned());
        // What happens beside the step happens once and excludes nothing after that.
        earlier.extend(way.when.clone().filter(|_| way.beside.is_none()));
    }
}

/// Entering a step begins its record anew.
fn entered(step: &str) -> Vec<Op> {
    let forgotten = [
        "done", "signed", "answer", "decided", "number", "due", "score",
    ];
    let forgotten = forgotten.map(|what| Op::Put(dated(step, what), Given::Forgotten));
    let started = Op::Put(dated(step, "started"), Given::Filled);
    forgotten.into_iter().chain([started]).collect()
}

/// Assignments one after another.
pub(crate) fn assigned(values: &[(String, Expression)]) -> Vec<Op> {
    let ops = values.iter().flat_map(|(name, expression)| {
        let shape = expression.shape();
        [
            Op::Read(shape.clone(), Use::Rule),
            Op::Put(name.clone(), Given::Computed(shape)),
        ]
    });
    ops.collect()
}

/// The moment from which a deadline is counted must be known when the step begins.
pub(crate) fn counted(deadline: &Deadline, entry: &mut Vec<Op>) {
    if let Some(from) = &deadline.from {
        entry.push(Op::Read(must(from.shape()), Use::Rule));
    }
}

/// The shape of something whose result must be set.
pub(crate) fn must(shape: Shape) -> Shape {
    Shape {
        text: shape.text.clone(),
        form: ShapeForm::Strict(vec![shape]),
    }
}
