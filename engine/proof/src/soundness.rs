//! Soundness: from every state an end can be reached, no token is lost, no step is dead, tokens do not pile up.
//!
//! "Improper" is what the engine cannot mend by itself: a join that waits for a flow that can no longer come, a wait whose
//! condition can no longer become true, a token that a join swallows because the same flow had come before, tokens that
//! grow in number with every round. Tokens that an end with `terminates` or an event of the process cancels are no loss: the
//! author asked for it. Messages and children are assumed to come at some time.

use std::collections::BTreeMap;

use reglament_definition::StepKind;
use serde::Serialize;

use crate::limits::{MAX_STATES, MAX_STATES_SHORTER};
use crate::net::Net;
use crate::net::explore::{Manner, Walk, walk};
use crate::net::machine::{Flaw, Happened};
use crate::net::state::State;
use crate::plan::{Kind, Plan};
use crate::story::{Sentence, Story, Teller, title};
use crate::verdict::Verdict;

/// The four properties of one process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Soundness {
    /// An end can be reached from every state: nothing starves and nothing goes round for ever.
    pub completes: Verdict,
    /// No token is lost at a join.
    pub keeps_tokens: Verdict,
    /// Tokens never pile up.
    pub bounded: Verdict,
    /// Every step is executed on some path.
    pub no_dead_step: Verdict,
    /// States looked at.
    pub states: usize,
}

/// What is wrong and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    Starved(usize),
    Stuck(usize),
    Endless(usize),
    Lost(usize, Option<usize>),
    Piling(usize),
}

/// A way to a fault: what happens, and the state after it.
type Ways = BTreeMap<Fault, (Vec<Happened>, State)>;

/// Proves or refutes.
pub(crate) fn soundness(plan: &Plan<'_>, net: &Net) -> Soundness {
    let wide = plan.nodes.iter().any(|node| {
        matches!(&node.kind, Kind::Join(from) if from.len() > crate::limits::MAX_JOIN_FLOWS)
    });
    if wide {
        return undecided("MAX_JOIN_FLOWS", crate::limits::MAX_JOIN_FLOWS);
    }
    let manner = Manner {
        budget: MAX_STATES,
        reduce: true,
        first: false,
    };
    let found = walk(net, manner);
    let mut ways = faults(&found);
    if !ways.is_empty() {
        shorten(net, &mut ways);
    }
    let prover = Prover { plan, net };
    let stories = |wanted: fn(&Fault) -> bool| -> Vec<Story> {
        let wanted = ways.iter().filter(|(fault, _)| wanted(fault));
        wanted.map(|(fault, (way, state))| prover.story(fault, way, state)).collect()
    };
    let answer = |stories: Vec<Story>, whole: bool| match (stories.is_empty(), whole) {
        (true, false) => cut(),
        _ => Verdict::of(stories),
    };
    let whole = !found.cut && found.growing.is_none();
    let told: Vec<usize> = ways.keys().filter_map(|fault| match fault {
        Fault::Starved(join) => Some(*join),
        _ => None,
    }).collect();
    Soundness {
        completes: answer(
            stories(|f| matches!(f, Fault::Starved(_) | Fault::Stuck(_) | Fault::Endless(_))),
            whole,
        ),
        keeps_tokens: answer(stories(|f| matches!(f, Fault::Lost(..))), whole),
        bounded: answer(stories(|f| matches!(f, Fault::Piling(_))), !found.cut),
        no_dead_step: match whole {
            true => Verdict::of(prover.dead(&found, &told)),
            false => cut(),
        },
        states: found.states.len(),
    }
}

fn cut() -> Verdict {
    Verdict::Undecided {
        limit: "MAX_STATES",
        value: MAX_STATES,
    }
}

fn undecided(limit: &'static str, value: usize) -> Soundness {
    let answer = Verdict::Undecided { limit, value };
    Soundness {
        completes: answer.clone(),
        keeps_tokens: answer.clone(),
        bounded: answer.clone(),
        no_dead_step: answer,
        states: 0,
    }
}

/// The first way to every fault of a walk.
fn faults(walk: &Walk) -> Ways {
    let mut ways = Ways::new();
    let mut add = |fault: Fault, way: Vec<Happened>, state: &State| {
        ways.entry(fault).or_insert_with(|| (way, state.clone()));
    };
    let stuck: Vec<usize> = walk.stuck().collect();
    for place in &stuck {
        let state = &walk.states[*place];
        let join = state.arrived.first().map(|(join, _)| Fault::Starved(usize::from(*join)));
        let token = state.tokens.first().map(|step| Fault::Stuck(usize::from(*step)));
        if let Some(fault) = join.or(token) {
            add(fault, walk.way_to(*place), state);
        }
    }
    for (from, happened, flaw) in &walk.flaws {
        if let Flaw::Lost(join, source) = flaw {
            let mut way = walk.way_to(*from);
            way.push(*happened);
            add(Fault::Lost(*join, *source), way, &walk.states[*from]);
        }
    }
    if let Some((earlier, later)) = walk.growing {
        let (before, after) = (&walk.states[earlier], &walk.states[later]);
        let count = |state: &State, step: u16| state.tokens.iter().filter(|t| **t == step).count();
        let more = after.tokens.iter().find(|step| count(after, **step) > count(before, **step));
        if let Some(step) = more {
            add(Fault::Piling(usize::from(*step)), walk.way_to(later), after);
        }
    } else if !walk.cut {
        let goals = (0..walk.states.len()).filter(|place| walk.states[*place].ended);
        let goals = goals.chain(stuck.iter().copied()).collect();
        let endless = walk.never_leading_to(goals);
        if let Some(place) = endless.first() {
            let state = &walk.states[*place];
            let moving = state.moving.first().map(|(_, to)| *to);
            if let Some(step) = state.tokens.first().copied().or(moving) {
                add(Fault::Endless(usize::from(step)), walk.way_to(*place), state);
            }
        }
    }
    ways
}

/// The reduced walk finds every fault but not always by the shortest way: a plain walk does, if it gets that far.
fn shorten(net: &Net, ways: &mut Ways) {
    let plain = Manner {
        budget: MAX_STATES_SHORTER,
        reduce: false,
        first: false,
    };
    let mut plain = faults(&walk(net, plain));
    for (fault, way) in ways.iter_mut() {
        if let Some(other) = plain.remove(fault)
            && worth(&other.0) < worth(&way.0)
        {
            *way = other;
        }
    }
}

/// How many things worth telling happen.
fn worth(way: &[Happened]) -> usize {
    let told = |happened: &&Happened| matches!(happened, Happened::Left(..) | Happened::Begun(_));
    way.iter().filter(told).count()
}

struct Prover<'p> {
    plan: &'p Plan<'p>,
    net: &'p Net,
}

impl Prover<'_> {
    fn story(&self, fault: &Fault, way: &[Happened], state: &State) -> Story {
        let teller = Teller {
            plan: self.plan,
            net: self.net,
        };
        let (step, fault, advice) = match fault {
            Fault::Starved(join) => (*join, self.starved(*join, state), starved_advice()),
            Fault::Stuck(step) => (*step, self.stuck(*step), stuck_advice()),
            Fault::Endless(step) => (*step, self.endless(*step), endless_advice()),
            Fault::Lost(join, from) => (*join, self.lost(*join, *from), lost_advice()),
            Fault::Piling(step) => (*step, self.piling(*step), lost_advice()),
        };
        Story {
            step: self.plan.definition.steps.get(step).map(|step| step.id.clone()),
            beats: teller.beats(way),
            fault,
            advice,
        }
    }

    fn name(&self, step: usize) -> Sentence {
        title(self.plan.definition, step)
    }

    fn starved(&self, join: usize, state: &State) -> Sentence {
        let seen = state.seen(crate::net::machine::small(join));
        let missing: Vec<Sentence> = match &self.plan.nodes[join].kind {
            Kind::Join(from) => {
                let flows = from.iter().enumerate();
                let missing = flows.filter(|(bit, _)| seen & (1 << bit) == 0);
                missing.map(|(_, from)| self.name(*from)).collect()
            }
            _ => Vec::new(),
        };
        let list = |pick: fn(&Sentence) -> &String| {
            let names = missing.iter().map(|name| format!("«{}»", pick(name)));
            names.collect::<Vec<_>>().join(", ")
        };
        let name = self.name(join);
        let (one, comes) = match missing.len() {
            1 => ("пути от", "который больше не придёт"),
            _ => ("путей от", "которые больше не придут"),
        };
        Sentence {
            ru: format!("Слияние «{}» ждёт {one} {}, {comes}.", name.ru, list(|s| &s.ru)),
            en: format!(
                "The join «{}» waits for a flow from {} that can no longer come.",
                name.en,
                list(|s| &s.en)
            ),
        }
    }

    fn stuck(&self, step: usize) -> Sentence {
        let name = self.name(step);
        let kind = self.plan.definition.steps.get(step).map(|step| &step.kind);
        let when = match kind {
            Some(StepKind::Wait(wait)) => wait.when.as_ref().map(|when| when.text().trim()),
            _ => None,
        };
        let when = when.unwrap_or_default();
        Sentence {
            ru: format!("«{}» ждёт условия `{when}`, которое больше не исполнится.", name.ru),
            en: format!("«{}» waits for `{when}`, which can no longer become true.", name.en),
        }
    }

    fn endless(&self, step: usize) -> Sentence {
        let name = self.name(step);
        Sentence {
            ru: format!("Процесс ходит по кругу через шаг «{}», и к концу больше не прийти.", name.ru),
            en: format!("The process goes round through «{}», and no end can be reached any more.", name.en),
        }
    }

    fn lost(&self, join: usize, from: Option<usize>) -> Sentence {
        let name = self.name(join);
        let awaited = match (&self.plan.nodes[join].kind, from) {
            (Kind::Join(sources), Some(from)) => sources.contains(&from),
            _ => false,
        };
        let source = from.map_or_else(
            || Sentence {
                ru: "начала".into(),
                en: "the start".into(),
            },
            |from| {
                let name = self.name(from);
                Sentence {
                    ru: format!("«{}»", name.ru),
                    en: format!("«{}»", name.en),
                }
            },
        );
        match awaited {
            true => Sentence {
                ru: format!(
                    "К слиянию «{}» ещё раз пришёл путь от {}, а прежний ждёт остальных: один из них потерян.",
                    name.ru, source.ru
                ),
                en: format!(
                    "A second flow from {} came to the join «{}» while the first waits for the others: one of them is lost.",
                    source.en, name.en
                ),
            },
            false => Sentence {
                ru: format!("Слияние «{}» не ждёт пути от {}: этот путь потерян.", name.ru, source.ru),
                en: format!("The join «{}» does not wait for a flow from {}: it is lost.", name.en, source.en),
            },
        }
    }

    fn piling(&self, step: usize) -> Sentence {
        let name = self.name(step);
        Sentence {
            ru: format!("Шаг «{}» начат ещё раз, пока прежний не закончен, и так с каждым кругом.", name.ru),
            en: format!("«{}» is begun once more before it was done, and again with every round.", name.en),
        }
    }

    /// Steps that no token comes to though the graph leads there. Of a chain of them only the first is told.
    fn dead(&self, walk: &Walk, told: &[usize]) -> Vec<Story> {
        let sources = self.sources();
        let dead = (0..self.plan.nodes.len()).filter(|step| !walk.entered.contains(step));
        let first = dead.filter(|step| !told.contains(step)).filter(|step| {
            sources[*step].iter().any(|from| from.is_none_or(|from| walk.entered.contains(&from)))
        });
        first.map(|step| self.dead_story(step)).collect()
    }

    /// Where the flows to each step come from; none is a beginning.
    fn sources(&self) -> Vec<Vec<Option<usize>>> {
        let mut sources = vec![Vec::new(); self.plan.nodes.len()];
        let begins = self.plan.roots.iter().flat_map(|root| &root.to);
        begins.for_each(|to| sources[*to].push(None));
        for (step, node) in self.plan.nodes.iter().enumerate() {
            let targets = node.ways.iter().flat_map(|way| &way.to);
            targets.for_each(|to| sources[*to].push(Some(step)));
        }
        sources
    }

    fn dead_story(&self, step: usize) -> Story {
        let name = self.name(step);
        let join = matches!(self.plan.nodes[step].kind, Kind::Join(_));
        let (why_ru, why_en) = match join {
            true => (
                "пути, которых он ждёт, никогда не приходят все вместе",
                "the flows that it waits for never come all together",
            ),
            false => ("условие на пути к нему никогда не выполняется", "a condition on the way to it never holds"),
        };
        Story {
            step: self.plan.definition.steps.get(step).map(|step| step.id.clone()),
            beats: Vec::new(),
            fault: Sentence {
                ru: format!("Шаг «{}» не исполнится ни на одном пути: {why_ru}.", name.ru),
                en: format!("«{}» is executed on no path: {why_en}.", name.en),
            },
            advice: Sentence {
                ru: "Исправьте условие или `from` слияния перед ним либо уберите шаг.".into(),
                en: "Correct the condition or the `from` of the join before it, or remove the step.".into(),
            },
        }
    }
}

fn starved_advice() -> Sentence {
    Sentence {
        ru: "Ведите этот путь тоже в слияние, либо уберите его из `from`, либо завершайте процесс `terminates: true`.".into(),
        en: "Lead that way to the join too, or remove it from `from`, or end the process with `terminates: true`.".into(),
    }
}

fn stuck_advice() -> Sentence {
    Sentence {
        ru: "Задайте нужное значение на этом пути или добавьте ожиданию срок в `on`.".into(),
        en: "Set the value on this way, or give the wait a term under `on`.".into(),
    }
}

fn endless_advice() -> Sentence {
    Sentence {
        ru: "Дайте кругу выход: ещё один случай решения или исход задачи, который ведёт к концу.".into(),
        en: "Give the circle a way out: one more case or outcome that leads to an end.".into(),
    }
}

fn lost_advice() -> Sentence {
    Sentence {
        ru: "Разветвление внутри круга должно сливаться до возврата, либо возвращайте только один путь.".into(),
        en: "Join the branches of a fork inside a circle before going back, or go back by one way only.".into(),
    }
}
