//! From the plan to the abstract machine: which values are worth following, and what every step does to them.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{DataKind, StepKind};
use reglament_expression::{Shape, Value};

use super::again::again;
use super::condition::Condition;
use super::quiet::side_quiet;
use super::side::{events, of_broad};
use super::steady::by_itself;
use super::undo::mark;
use super::variable::UNDOABLE;
use super::variable::{ANY, SET, Subject, UNSET, Variable};
use super::wide::Broad;
use super::{Act, Deed, Net, Opening, Place, Road};
use crate::data::guards::{literal, needs, printed};
use crate::data::levels::{Known, Level, Levels, subject};
use crate::limits::{MAX_VALUES, MAX_VARIABLES};
use crate::plan::{Given, Kind, Limit, Node, Op, Told, Use, Way};

/// A field that is watched while the states are walked.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    /// The field, or the date of a step.
    pub(crate) name: String,
    /// Whether a blank in a document is looked for, instead of a step that sticks.
    pub(crate) blank: bool,
}

/// The machine of a process, watching a field or none.
pub(crate) fn net(levels: &Levels<'_, '_>, watch: Option<&Watch>) -> Net {
    let mut builder = NetBuilder {
        levels,
        watch,
        variables: Vec::new(),
        watched: None,
        brief: 0,
        by_itself: by_itself(levels.plan),
    };
    builder.choose();
    let mut nodes: Vec<Place> = (0..levels.plan.nodes.len())
        .map(|step| builder.place(step))
        .collect();
    mark(&mut nodes);
    let starts = builder.starts();
    let broad = builder.broad();
    let limits = levels.plan.limits.clone();
    let alive = alive(&nodes, &limits, builder.watched);
    let mut events = events(&nodes, &limits, builder.brief);
    events.extend(
        broad
            .iter()
            .map(|event| of_broad(&nodes, &limits, builder.brief, event)),
    );
    let always = broad.iter().fold(0, |bits, event| {
        let then = event.to.iter().fold(0, |bits, to| bits | alive[*to]);
        bits | event.when.reads() | event.deed.reads(builder.watched) | then
    });
    let quiet = side_quiet(&nodes, &limits, builder.watched, &starts, &broad);
    Net {
        quiet,
        nodes,
        limits,
        brief: builder.brief,
        variables: builder.variables,
        starts,
        watched: builder.watched,
        alive,
        events,
        broad,
        always,
    }
}

pub(super) struct NetBuilder<'l, 'p, 'd> {
    pub(super) levels: &'l Levels<'p, 'd>,
    watch: Option<&'l Watch>,
    variables: Vec<Variable>,
    watched: Option<usize>,
    brief: u64,
    /// Fields that get a value without anybody doing anything.
    pub(super) by_itself: BTreeSet<String>,
}

/// How often something is asked, and what it reads.
#[derive(Default)]
pub(super) struct Asked {
    times: usize,
    pub(super) reads: Vec<String>,
    pub(super) stable: bool,
}

impl NetBuilder<'_, '_, '_> {
    /// Chooses what to follow: fields that a condition compares, and what else is asked more than once.
    fn choose(&mut self) {
        if let Some(watch) = self.watch {
            self.watched = Some(0);
            self.follow(Subject::Field(watch.name.clone()), Vec::new());
        }
        let mut asked: BTreeMap<Subject, Asked> = BTreeMap::new();
        for shape in self.conditions() {
            let mut once = BTreeMap::new();
            self.mentions(&shape, &mut once);
            for (subject, one) in once {
                let all = asked.entry(subject).or_default();
                all.times += 1;
                all.reads = one.reads;
                all.stable = one.stable;
            }
        }
        for (subject, asked) in &asked {
            let worth = match &subject {
                Subject::Field(_) => true,
                Subject::Parameter(_) => asked.times > 1,
                Subject::Asked(_) => asked.times > 1 && asked.stable,
            };
            if worth {
                self.follow(subject.clone(), asked.reads.clone());
            }
        }
        let followed = self.variables.len();
        for (subject, asked) in self.asked_again() {
            if asked.stable {
                self.follow(subject, asked.reads);
            }
        }
        for variable in followed..self.variables.len() {
            self.brief |= 1 << variable;
        }
    }

    /// What decisions ask that one command can come to twice.
    fn asked_again(&self) -> BTreeMap<Subject, Asked> {
        let mut asked = BTreeMap::new();
        let nodes = self.levels.plan.nodes.iter().zip(again(self.levels.plan));
        let twice = nodes.filter(|(node, again)| *again && node.kind == Kind::Passes);
        let ways = twice.flat_map(|(node, _)| &node.ways);
        for shape in ways.filter_map(|way| way.when.as_ref()) {
            self.mentions(shape, &mut asked);
        }
        asked.retain(|subject, _| matches!(subject, Subject::Asked(_)));
        asked
    }

    fn follow(&mut self, subject: Subject, reads: Vec<String>) {
        if self.variables.len() >= MAX_VARIABLES || self.find(&subject).is_some() {
            return;
        }
        let values = match &subject {
            Subject::Field(name) | Subject::Parameter(name) => self.domain(name),
            Subject::Asked(_) => vec![Value::Boolean(true), Value::Boolean(false)],
        };
        self.variables.push(Variable {
            subject,
            values,
            reads,
        });
    }

    pub(super) fn find(&self, subject: &Subject) -> Option<usize> {
        self.variables
            .iter()
            .position(|known| known.subject == *subject)
    }

    /// The values of a field or parameter that are told apart.
    pub(super) fn domain(&self, name: &str) -> Vec<Value> {
        let definition = self.levels.plan.definition;
        let field = definition.field(name).map(|field| &field.kind);
        let parameter = definition
            .parameters
            .get(name)
            .map(|parameter| &parameter.kind);
        match field.or(parameter) {
            Some(DataKind::Boolean) => vec![Value::Boolean(true), Value::Boolean(false)],
            Some(DataKind::Choice(options)) if options.len() <= MAX_VALUES => {
                options.iter().map(|o| Value::Text(o.id.clone())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Every condition asked in the process.
    fn conditions(&self) -> Vec<Shape> {
        let ways = self.levels.plan.nodes.iter().flat_map(|node| &node.ways);
        let wide = self.levels.plan.wide.iter();
        let wide = wide.filter_map(|event| event.when.clone());
        ways.filter_map(|way| way.when.clone())
            .chain(wide)
            .collect()
    }

    fn place(&self, step: usize) -> Place {
        let node = &self.levels.plan.nodes[step];
        let nothing = Known(vec![Level::Unset; self.levels.names.len()]);
        let mut known = self.levels.at[step].clone().unwrap_or(nothing);
        let entry = self.deed(&node.entry, &mut known);
        let ways = node.ways.iter().map(|way| {
            let mut conditions: Vec<Condition> =
                way.when.iter().map(|c| self.condition(c)).collect();
            let unless = way
                .unless
                .iter()
                .map(|c| Condition::Not(Box::new(self.condition(c))));
            conditions.extend(unless);
            Road {
                told: way.told.clone(),
                when: Condition::All(conditions),
                urgent: way.urgent,
                steady: way.when.iter().all(|when| self.steady(when)),
                beside: way.beside,
                deed: self.deed(&way.ops, &mut known.clone()),
                to: way.to.clone(),
            }
        });
        Place {
            kind: node.kind.clone(),
            entry,
            prompt: first_of_several(node),
            undone: false,
            raises: self.raises(step),
            touches: 0,
            ways: ways.collect(),
        }
    }

    /// Whether the step may raise an error.
    fn raises(&self, step: usize) -> bool {
        let step = self.levels.plan.definition.steps.get(step);
        step.is_some_and(|step| {
            let child = step.child().is_some();
            child || matches!(step.kind, StepKind::Service(_))
        })
    }

    fn deed(&self, ops: &[Op], known: &mut Known) -> Deed {
        let mut acts = Vec::new();
        for op in ops {
            match op {
                Op::Read(shape, usage) if self.needed(shape, *usage) => acts.push(Act::Need),
                Op::Read(..) => {}
                Op::Put(name, given) => self.put(name, given, known, &mut acts),
            }
            self.levels.run(std::slice::from_ref(op), known);
        }
        Deed(acts)
    }

    fn needed(&self, shape: &Shape, usage: Use) -> bool {
        let Some(watch) = self.watch else {
            return false;
        };
        let paths = match (usage, watch.blank) {
            (Use::FormCheck, false) => return false,
            (Use::FormCheck, true) => needs(shape),
            (Use::Document, true) => printed(shape),
            (Use::Rule | Use::Letter | Use::Document, false) => needs(shape),
            (Use::Rule | Use::Letter, true) => return false,
        };
        let definition = self.levels.plan.definition;
        paths
            .iter()
            .any(|path| subject(definition, path).as_ref() == Some(&watch.name))
    }

    fn put(&self, name: &str, given: &Given, known: &Known, acts: &mut Vec<Act>) {
        for (place, variable) in self.variables.iter().enumerate() {
            if variable.subject == Subject::Field(name.to_owned()) {
                acts.push(Act::Put(place, self.stored(variable, given, known)));
            } else if variable.reads.iter().any(|read| read == name) {
                acts.push(Act::Put(place, ANY));
            }
        }
    }

    fn stored(&self, variable: &Variable, given: &Given, known: &Known) -> u8 {
        let of_level = |level| match level {
            Level::Set => SET,
            Level::Maybe => ANY,
            Level::Unset => UNSET,
        };
        match given {
            Given::Filled => SET,
            Given::Asked if self.watch.is_some_and(|w| w.blank) && self.is_watched(variable) => SET,
            Given::Asked => ANY,
            Given::Forgotten => UNSET,
            Given::Computed(shape) => match literal(shape).and_then(|value| variable.stored(value))
            {
                Some(value) => value,
                None if self.watch.is_some_and(|w| w.blank) && self.is_watched(variable) => SET,
                None => of_level(self.levels.level(shape, known).max(Level::Maybe)),
            },
        }
    }

    /// Where blanks are looked for, a field that somebody could have filled in is none.
    fn is_watched(&self, variable: &Variable) -> bool {
        self.watch
            .is_some_and(|w| variable.subject == Subject::Field(w.name.clone()))
    }

    fn starts(&self) -> Vec<Opening> {
        let roots = self.levels.plan.roots.iter().zip(&self.levels.begun);
        let roots = roots.enumerate().filter(|(_, (root, _))| {
            let mut moves = self.levels.plan.wide.iter();
            !moves.any(|event| event.begun == root.begun)
        });
        let openings = roots.map(|(place, (root, known))| {
            let event = root.begun.anew();
            let value = |variable: &Variable| match &variable.subject {
                Subject::Parameter(_) | Subject::Asked(_) => ANY,
                Subject::Field(name) => {
                    let level = self.levels.names.get(name).map(|place| known.0[*place]);
                    match level.unwrap_or(Level::Unset) {
                        Level::Set => SET,
                        Level::Maybe => ANY,
                        Level::Unset if event => ANY,
                        Level::Unset => UNSET,
                    }
                }
            };
            Opening {
                root: place,
                values: self.variables.iter().map(value).collect(),
                to: root.to.clone(),
            }
        });
        openings.collect()
    }

    /// The events of the process that are moves of it.
    fn broad(&self) -> Vec<Broad> {
        let wide = self.levels.plan.wide.iter();
        let broad = wide.map(|event| {
            let condition = event.when.as_ref().map(|when| self.condition(when));
            let begun = self.levels.plan.roots.iter().zip(&self.levels.begun);
            let mut begun = begun.filter(|(root, _)| root.begun == event.begun);
            let nothing = Known(vec![Level::Unset; self.levels.names.len()]);
            let known = begun.next().map(|(_, known)| known.clone());
            Broad {
                begun: event.begun,
                by_grace: event.by_grace,
                raised: event.raised,
                when: condition.unwrap_or(Condition::Constant(true)),
                urgent: event.urgent,
                interrupting: event.interrupting,
                times: event.times,
                deed: self.deed(&event.ops, &mut known.unwrap_or(nothing)),
                to: event.to.clone(),
            }
        });
        broad.collect()
    }
}

/// Whether a wait for the first of several has a condition among them.
fn first_of_several(node: &Node) -> bool {
    let prompt = |way: &Way| way.urgent && matches!(way.told, Told::First(_));
    node.ways.iter().any(prompt)
}

/// Which variables may still be read from each step on.
fn alive(nodes: &[Place], limits: &[Option<Limit>], watched: Option<usize>) -> Vec<u64> {
    let own = |place: &Place| {
        let ways = place.ways.iter();
        let ways = ways.fold(0, |bits, road| {
            bits | road.when.reads() | road.deed.reads(watched)
        });
        let undoes = matches!(place.kind, Kind::Undoes(_));
        ways | place.entry.reads(watched) | if undoes { UNDOABLE } else { 0 }
    };
    let mut alive: Vec<u64> = nodes.iter().map(own).collect();
    loop {
        let mut changed = false;
        for (step, place) in nodes.iter().enumerate().rev() {
            let targets = place.ways.iter().flat_map(|road| &road.to);
            let then = limits[step].iter().map(|limit| &limit.then);
            let bits = targets
                .chain(then)
                .fold(alive[step], |bits, to| bits | alive[*to]);
            changed |= bits != alive[step];
            alive[step] = bits;
        }
        if !changed {
            return alive;
        }
    }
}
