//! What is set for certain when a token enters a step, on every way that leads there.
//!
//! Ways that meet keep the worse of both; a join that waits for all its flows keeps the better, because all have come. Fields and the dates of
//! steps are treated alike.

use std::collections::BTreeMap;

use reglament_definition::{Definition, StepKind, WaitFor};
use reglament_expression::{Shape, ShapeForm};

use super::guards::implied;
use super::passed::Passed;
use crate::plan::{Begun, Given, Kind, Op, Plan, Root};

/// How much is known of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Nobody has been asked for it yet.
    Unset,
    /// It was asked for or computed, and may be empty.
    Maybe,
    /// It has a value.
    Set,
}

/// The levels of all names at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known(pub(crate) Vec<Level>);

/// Names and where they stand, over a whole process.
pub(crate) struct Levels<'p, 'd> {
    pub(crate) plan: &'p Plan<'d>,
    pub(crate) names: BTreeMap<String, usize>,
    pub(crate) passed: &'p Passed,
    /// On entry of each step; none where no token comes.
    pub(crate) at: Vec<Option<Known>>,
    /// At each beginning.
    pub(crate) begun: Vec<Known>,
}

/// Follows every name over the graph.
pub(crate) fn levels<'p, 'd>(plan: &'p Plan<'d>, passed: &'p Passed) -> Levels<'p, 'd> {
    let mut levels = Levels {
        plan,
        names: names(plan),
        passed,
        at: vec![None; plan.nodes.len()],
        begun: Vec::new(),
    };
    levels.begun = plan
        .roots
        .iter()
        .map(|root| levels.beginning(root))
        .collect();
    // Levels only sink, so this ends; an event sees what every waiting step has, which sinks too.
    loop {
        let before = (levels.at.clone(), levels.begun.clone());
        levels.round();
        levels.events();
        if (levels.at.clone(), levels.begun.clone()) == before {
            return levels;
        }
    }
}

fn names(plan: &Plan<'_>) -> BTreeMap<String, usize> {
    let fields = plan.definition.data.iter().map(|field| field.name.clone());
    let dates = plan.definition.steps.iter().flat_map(|step| {
        [
            "started", "done", "signed", "answer", "number", "due", "score",
        ]
        .map(|what| format!("{}.{what}", step.id))
    });
    fields.chain(dates).zip(0..).collect()
}

impl Levels<'_, '_> {
    fn beginning(&self, root: &Root) -> Known {
        let mut known = Known(vec![Level::Unset; self.names.len()]);
        if root.begun == Begun::Child {
            for (name, level) in self.passed.given(self.plan.definition) {
                if let Some(place) = self.names.get(name) {
                    known.0[*place] = *level;
                }
            }
        }
        if root.begun.anew() {
            known = Known(vec![Level::Set; self.names.len()]);
        }
        self.run(&root.ops, &mut known);
        known
    }

    /// An event of the process comes while some token waits: what every waiting step has is there.
    fn events(&mut self) {
        let waiting = self.plan.nodes.iter().zip(&self.at);
        let waiting = waiting.filter(|(node, _)| node.kind == Kind::Waits);
        let common = waiting
            .filter_map(|(node, known)| {
                let mut known = known.clone()?;
                self.run(&node.entry, &mut known);
                Some(known)
            })
            .reduce(Known::worse);
        let Some(common) = common else { return };
        for (place, root) in self.plan.roots.iter().enumerate() {
            if !root.begun.anew() {
                continue;
            }
            let definition = self.plan.definition;
            let when = match root.begun {
                Begun::Event(event) => definition
                    .events
                    .get(event)
                    .and_then(|event| event.when.as_ref()),
                _ => definition
                    .cancellation
                    .as_ref()
                    .and_then(|cancelled| cancelled.when.as_ref()),
            };
            let mut known = common.clone();
            if let Some(when) = when {
                self.assume(&when.shape(), true, &mut known);
            }
            self.run(&root.ops, &mut known);
            self.begun[place] = known;
        }
    }

    fn round(&mut self) {
        for (place, root) in self.plan.roots.iter().enumerate() {
            let known = self.begun[place].clone();
            for to in &root.to {
                self.arrive(None, *to, &known);
            }
        }
        for place in 0..self.plan.nodes.len() {
            let Some(known) = self.at[place].clone() else {
                continue;
            };
            for (to, known) in self.leaving(place, &known) {
                self.arrive(Some(place), to, &known);
            }
        }
    }

    /// What is known on every way out of a step.
    pub(crate) fn leaving(&self, place: usize, known: &Known) -> Vec<(usize, Known)> {
        let node = &self.plan.nodes[place];
        // When an undo step is left, the compensation sees what it has done.
        let back: Vec<usize> = self.plan.undone_by(place).map(|(run, _)| run).collect();
        let mut inside = known.clone();
        self.run(&node.entry, &mut inside);
        let mut found = Vec::new();
        for way in &node.ways {
            let mut known = inside.clone();
            way.unless
                .iter()
                .for_each(|case| self.assume(case, false, &mut known));
            way.when
                .iter()
                .for_each(|case| self.assume(case, true, &mut known));
            self.run(&way.ops, &mut known);
            let to = way.to.iter().chain(&back);
            found.extend(to.map(|to| (*to, known.clone())));
        }
        let then = self.plan.limits[place].map(|limit| (limit.then, known.clone()));
        found.extend(then);
        found
    }

    fn arrive(&mut self, from: Option<usize>, to: usize, known: &Known) {
        let known = match &self.plan.nodes[to].kind {
            Kind::Join(gate) if from.is_some() && gate.wait == WaitFor::All => {
                self.joined(to, &gate.from)
            }
            _ => Some(known.clone()),
        };
        let Some(known) = known else { return };
        self.at[to] = Some(match self.at[to].take() {
            Some(before) => before.worse(known),
            None => known,
        });
    }

    /// What is known behind a join: the better of all its flows.
    fn joined(&self, join: usize, sources: &[usize]) -> Option<Known> {
        let mut best: Option<Known> = None;
        for source in sources {
            // Until every flow is known there is nothing to say; a flow that never comes keeps the join shut.
            let known = self.at[*source].as_ref()?;
            let leaving = self.leaving(*source, known).into_iter();
            let here = leaving
                .filter(|(to, _)| *to == join)
                .map(|(_, known)| known);
            let flow = here.reduce(Known::worse)?;
            best = Some(match best {
                Some(best) => best.better(flow),
                None => flow,
            });
        }
        best
    }

    /// Runs reads and writes.
    pub(crate) fn run(&self, ops: &[Op], known: &mut Known) {
        for op in ops {
            if let Op::Put(name, given) = op
                && let Some(place) = self.names.get(name)
            {
                known.0[*place] = match given {
                    Given::Filled => Level::Set,
                    Given::Asked => Level::Maybe,
                    Given::Forgotten => Level::Unset,
                    // A value that was tried is at worst empty.
                    Given::Computed(shape) => self.level(shape, known).max(Level::Maybe),
                };
            }
        }
    }

    pub(crate) fn assume(&self, condition: &Shape, truth: bool, known: &mut Known) {
        for path in implied(condition, truth) {
            if let Some(place) = self.place(&path) {
                known.0[place] = Level::Set;
            }
        }
    }

    /// The name that a path stands for, if it is followed.
    pub(crate) fn place(&self, path: &[String]) -> Option<usize> {
        let name = subject(self.plan.definition, path)?;
        self.names.get(&name).copied()
    }

    /// The level of an expression's result.
    pub(crate) fn level(&self, shape: &Shape, known: &Known) -> Level {
        match &shape.form {
            ShapeForm::Literal(value) if value.is_null() => Level::Maybe,
            ShapeForm::Path(path) if path.first().is_some_and(|name| name == "message") => {
                self.passed.heard(path)
            }
            ShapeForm::Path(path) => self.place(path).map_or(Level::Set, |place| known.0[place]),
            ShapeForm::Default(parts) => {
                let levels = parts.iter().map(|part| self.level(part, known));
                levels.max().unwrap_or(Level::Set)
            }
            ShapeForm::Choose(arms, otherwise) => {
                let mut known = known.clone();
                let mut worst = Level::Set;
                for (when, then) in arms {
                    let mut inside = known.clone();
                    self.assume(when, true, &mut inside);
                    worst = worst.min(self.level(then, &inside));
                    self.assume(when, false, &mut known);
                }
                worst.min(self.level(otherwise, &known))
            }
            ShapeForm::Part(_) | ShapeForm::Partial(_) => Level::Maybe,
            _ => Level::Set,
        }
    }
}

impl Known {
    fn worse(self, other: Self) -> Self {
        self.with(other, Level::min)
    }

    fn better(self, other: Self) -> Self {
        self.with(other, Level::max)
    }

    fn with(self, other: Self, pick: fn(Level, Level) -> Level) -> Self {
        Self(
            self.0
                .into_iter()
                .zip(other.0)
                .map(|(a, b)| pick(a, b))
                .collect(),
        )
    }
}

/// The field or the date of a step that a path reads; none for names that are always there or not of this process.
pub(crate) fn subject(definition: &Definition, path: &[String]) -> Option<String> {
    let first = path.first()?;
    if let Some(field) = definition.field(first) {
        // A computed field is never stored.
        return field.is.is_none().then(|| first.clone());
    }
    let step = definition.step(first)?;
    let task = match &step.kind {
        StepKind::UserTask(task) => Some(task),
        _ => None,
    };
    let what = match path.get(1)?.as_str() {
        "started_at" | "started_on" => "started",
        "completed_at" | "completed_on" => "done",
        "by" | "effective_on" => "signed",
        // A vote may end without a decision; what a wait or a call ended by is known when it is over.
        "outcome" if task.and_then(|task| task.vote.as_ref()).is_some() => "decided",
        "outcome" => "answer",
        "opened_at" | "ends_at" | "closed_at" | "correct" | "total" | "regraded" | "questions"
            if matches!(step.kind, StepKind::Test(_)) =>
        {
            "score"
        }
        "number" | "registered_on" => "number",
        "due_on" => "due",
        _ => return None,
    };
    Some(format!("{first}.{what}"))
}
