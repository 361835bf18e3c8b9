//! The walk over the graph: three dates travel from the live tokens along every way, in an order in which every step comes
//! after all that lead to it. Bounded loops are walked again, up to their bound.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_calendar::local_date;
use reglament_core::{Absence, Context, DueDate, Instance, TokenId};
use reglament_definition::{Definition, Step, StepKind};

use crate::join::passes;
use crate::limits::MAX_ROUNDS;
use crate::passing::Passing;
use crate::suspension::{Suspended, suspended};
use crate::timeline::Timeline;
use crate::visit::{Exit, Visit};
use crate::{Asked, Assumed, AssumedTerm, Assumption, Line, Plan, Sending, Span, When};

/// What a step's kind says: when it is left and by which ways.
pub(crate) struct Stay<'a> {
    pub(crate) due: [Option<DueDate>; 3],
    pub(crate) left: Span,
    pub(crate) ways: Vec<(&'a [String], Span)>,
    /// Side branches that begin while the step goes on.
    pub(crate) beside: Vec<(&'a [String], Span)>,
}

/// A token as it stands: where, since when.
#[derive(Clone, Copy)]
pub(crate) struct Here {
    pub(crate) index: usize,
    pub(crate) entered: Span,
    pub(crate) live: Option<TokenId>,
}

/// A walk under way, and its result.
pub(crate) struct Walk<'a> {
    pub(crate) asked: Asked<'a>,
    pub(crate) plan: &'a Plan,
    /// Who is away by an order, and who would be.
    pub(crate) absences: Vec<Absence>,
    pub(crate) lines: [Timeline<'a>; 3],
    /// When the children of each `for_each` end; none on the walk that finds out when they begin.
    pub(crate) ends: Option<BTreeMap<String, Span>>,
    /// When the window of each `for_each` closes; its children may end later.
    pub(crate) closes: BTreeMap<String, Span>,
    /// Terms of the process that pass before the instance is over; none on the walk that finds them.
    pub(crate) passing: Passing,
    pub(crate) visits: Vec<Option<Visit>>,
    pub(crate) sent: BTreeMap<String, Sending>,
    pub(crate) notes: BTreeSet<Assumption>,
    /// Where the instance stands, or where it begins.
    pub(crate) roots: Vec<usize>,
    open: Vec<Span>,
    again: Vec<Span>,
    arrivals: BTreeMap<usize, BTreeMap<usize, Span>>,
    times: Vec<u32>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(
        asked: Asked<'a>,
        plan: &'a Plan,
        instance: &Instance,
        ends: Option<BTreeMap<String, Span>>,
        passing: Passing,
    ) -> Self {
        let steps = asked.context.definition.steps.len();
        let mut arrivals: BTreeMap<usize, BTreeMap<usize, Span>> = BTreeMap::new();
        for (join, flows) in instance.arrived() {
            let known = |id: &String| plan.index.get(id).copied();
            let flows = flows.iter().filter_map(known);
            let now = Span::at(asked.context.now);
            if let Some(join) = known(join) {
                arrivals.insert(join, flows.map(|from| (from, now)).collect());
            }
        }
        let suspended = suspended(instance);
        let lines = Line::ALL.map(|line| {
            let mut timeline = Timeline::new(asked.context, instance);
            timeline.resume(line, &suspended);
            timeline
        });
        Self {
            lines,
            absences: [asked.context.absences, asked.absences].concat(),
            asked,
            plan,
            ends,
            closes: BTreeMap::new(),
            passing,
            visits: vec![None; steps],
            sent: BTreeMap::new(),
            notes: noted(asked.context, &suspended),
            roots: Vec::new(),
            open: vec![Span::default(); steps],
            again: vec![Span::default(); steps],
            arrivals,
            times: vec![0; steps],
        }
    }

    /// Walks from the steps where `instance` stands.
    pub(crate) fn begun_at_tokens(mut self, instance: &Instance) -> Self {
        let mut live: BTreeMap<usize, Vec<TokenId>> = BTreeMap::new();
        for (token, at) in instance.tokens() {
            if let Some(index) = self.plan.index.get(&at.step) {
                live.entry(*index).or_default().push(*token);
                self.roots.push(*index);
            }
        }
        self.whole_term(Span::at(self.asked.context.now));
        self.begin_branches();
        self.round(&live, instance);
        self.go_round(instance)
    }

    /// Walks from the start of the definition.
    pub(crate) fn begun_at_start(mut self, begins: Span, instance: &Instance) -> Self {
        for id in &self.asked.context.definition.start.next {
            if let Some(index) = self.plan.index.get(id) {
                self.open[*index] = begins;
                self.roots.push(*index);
            }
        }
        self.whole_term(begins);
        self.begin_branches();
        self.round(&BTreeMap::new(), instance);
        self.go_round(instance)
    }

    /// Terms of the process that pass let their steps begin.
    fn begin_branches(&mut self) {
        for branch in self.passing.branches.clone() {
            let open = &mut self.open[branch.to];
            *open = open.either(branch.span);
            for line in Line::ALL {
                if let When::At(at) = branch.span.get(line) {
                    self.lines[line.index()].assign(&branch.set, at, None);
                }
            }
        }
    }

    fn go_round(mut self, instance: &Instance) -> Self {
        for _ in 1..MAX_ROUNDS {
            if !self.again.iter().any(Span::is_reached) {
                return self;
            }
            self.open = std::mem::replace(&mut self.again, vec![Span::default(); self.times.len()]);
            self.round(&BTreeMap::new(), instance);
        }
        if self.again.iter().any(Span::is_reached) {
            self.note(None, Assumed::TooManyRounds);
        }
        self
    }

    fn round(&mut self, live: &BTreeMap<usize, Vec<TokenId>>, instance: &Instance) {
        let plan = self.plan;
        for index in &plan.order {
            for token in live.get(index).into_iter().flatten() {
                let began = self
                    .step(*index)
                    .and_then(|step| instance.steps().get(&step.id)?.started_at);
                let entered = Span::at(began.unwrap_or(self.asked.context.now));
                self.visit(Here {
                    index: *index,
                    entered,
                    live: Some(*token),
                });
            }
            let entered = self.gather(*index);
            if entered.is_reached() {
                self.visit(Here {
                    index: *index,
                    entered,
                    live: None,
                });
            }
        }
    }

    /// What has come to a step: the flows of a join together, everything else as alternatives.
    fn gather(&mut self, index: usize) -> Span {
        let open = std::mem::take(&mut self.open[index]);
        let flows = self.arrivals.remove(&index).unwrap_or_default();
        let Some(StepKind::Join(join)) = self.step(index).map(|step| &step.kind) else {
            return open;
        };
        if flows.is_empty() {
            return open;
        }
        open.either(passes(join, &flows.into_values().collect::<Vec<_>>()))
    }

    fn visit(&mut self, here: Here) {
        let Some(step) = self.step(here.index) else {
            return;
        };
        if here.live.is_none() && self.is_used_up(here.index, step) {
            let then = step.repeat_limit().map(|limit| (&limit.then, limit.max));
            if let Some((then, max)) = then {
                self.note(Some(step), Assumed::Bounded(max));
                let way = std::slice::from_ref(then);
                let stay = Stay {
                    due: [None, None, None],
                    left: here.entered,
                    ways: vec![(way, here.entered)],
                    beside: Vec::new(),
                };
                self.leave(here, stay);
            }
            return;
        }
        self.times[here.index] += 1;
        for line in Line::ALL {
            if let (None, When::At(at)) = (here.live, here.entered.get(line)) {
                self.lines[line.index()].enter(step, at);
            }
        }
        let stay = self.stay(here, step);
        let stay = self.interrupted(here, step, stay);
        let stay = self.passing.cut_off(here, stay);
        for line in Line::ALL {
            if let When::At(at) = stay.left.get(line) {
                self.lines[line.index()].leave(step, at);
            }
        }
        let left = stay.left;
        self.leave(here, stay);
        self.whole_term(left);
    }

    fn is_used_up(&self, index: usize, step: &Step) -> bool {
        let line = &self.lines[Line::Latest.index()].instance;
        let runs = line.steps().get(&step.id).map_or(0, |record| record.runs);
        let runs = runs.max(self.times[index]);
        step.repeat_limit().is_some_and(|limit| runs >= limit.max)
    }

    /// Records the visit and lets the flows set out.
    fn leave(&mut self, here: Here, stay: Stay<'_>) {
        let (plan, left) = (self.plan, stay.left);
        let exit = |(targets, span): (&[String], Span), is_beside: bool| Exit {
            targets: targets
                .iter()
                .filter_map(|id| plan.index.get(id).copied())
                .collect(),
            span,
            is_beside,
        };
        let ways = stay.ways.into_iter().map(|way| exit(way, false));
        let ways = ways.chain(stay.beside.into_iter().map(|way| exit(way, true)));
        let exits: Vec<Exit> = ways.filter(|exit| exit.span.is_reached()).collect();
        for exit in &exits {
            for to in &exit.targets {
                self.deliver(here.index, *to, exit.span);
            }
        }
        let visit = Visit {
            live: here.live.is_some(),
            entered: here.entered,
            due: stay.due,
            left,
            exits,
        };
        let known = self.visits[here.index].take();
        self.visits[here.index] = Some(match known {
            Some(known) => known.and(visit),
            None => visit,
        });
    }

    fn deliver(&mut self, from: usize, to: usize, span: Span) {
        let step = self.step(to);
        match self.plan.back.get(&(from, to)) {
            Some(true) => {
                self.again[to] = self.again[to].either(span);
            }
            // The way back is the way in where the usual entrance is not walked.
            Some(false) if self.visits[to].is_none() && from != to => {
                self.again[to] = self.again[to].either(span);
            }
            Some(false) => self.note(step, Assumed::Once),
            None if step.is_some_and(|step| matches!(step.kind, StepKind::Join(_))) => {
                let flow = self
                    .arrivals
                    .entry(to)
                    .or_default()
                    .entry(from)
                    .or_default();
                *flow = flow.either(span);
            }
            None => self.open[to] = self.open[to].either(span),
        }
    }

    pub(crate) fn step(&self, index: usize) -> Option<&'a Step> {
        self.definition().steps.get(index)
    }

    pub(crate) fn definition(&self) -> &'a Definition {
        self.asked.context.definition
    }

    pub(crate) fn note(&mut self, step: Option<&Step>, what: Assumed) {
        self.notes.insert(Assumption {
            step: step.map(|step| step.id.clone()),
            what,
        });
    }

    /// The first instant at which something can be done that began at `entered`.
    pub(crate) fn floor(&self, here: Here, entered: DateTime<Utc>) -> DateTime<Utc> {
        match here.live {
            Some(_) => entered.max(self.asked.context.now),
            None => entered,
        }
    }
}

/// When suspended terms are taken to run again.
fn noted(context: Context<'_>, suspended: &[Suspended]) -> BTreeSet<Assumption> {
    let zone = context.definition.zone;
    let note = |term: &Suspended| Assumption {
        step: term.step.clone(),
        what: match term.until {
            Some(until) => Assumed::Term(AssumedTerm::Resumes(local_date(
                until.max(context.now),
                zone,
            ))),
            None => Assumed::Term(AssumedTerm::StandsStill),
        },
    };
    suspended.iter().map(note).collect()
}
