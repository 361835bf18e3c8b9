//! Whether the instance can still end by the new version from where it stands.
//!
//! Inserting a fork before a place where an instance stands, or taking one away, may leave a join that waits for ever, or
//! carry a step out twice. Every course from the present places is walked, choices taken both ways; what the new version
//! can do wrong from its own start anyway is not held against the migration.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Definition, Join, Rest, StepKind, WaitFor, ways_out};

use super::Planning;
use crate::limits::{MAX_PLACES, MAX_STANDS};

/// Where an instance stands: its tokens, what its joins hold, which of them have let go early.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Stand {
    tokens: Vec<String>,
    arrived: BTreeMap<String, BTreeSet<String>>,
    released: BTreeSet<String>,
}

/// What can go wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Faults {
    /// A join that can wait for ever.
    starved: Option<String>,
    /// A step at which two tokens can meet.
    doubled: Option<String>,
    /// Too many courses to walk.
    unknown: bool,
}

impl Planning<'_> {
    pub(super) fn check_course(&mut self) {
        if self.same_course() {
            return;
        }
        let new = |id: &String| self.names.get(id).unwrap_or(id).to_owned();
        let instance = self.instance;
        let mut tokens: Vec<String> = instance.tokens().values().map(|t| new(&t.step)).collect();
        tokens.sort();
        let arrived = instance.arrived().iter();
        let stand = Stand {
            tokens,
            arrived: arrived
                .map(|(join, from)| (new(join), from.iter().map(new).collect()))
                .collect(),
            released: instance.released().iter().map(new).collect(),
        };
        let found = walk(self.new, stand.clone());
        if found == Faults::default() {
            return;
        }
        let mut fresh = Stand::default();
        let mut waiting = BTreeSet::new();
        for step in &self.new.start.next {
            arrive(self.new, &mut fresh, "", step, &mut waiting);
        }
        let anyway = walk(self.new, fresh);
        let place = |id: &str| self.new.step(id).map(super::title).unwrap_or_default();
        if let Some(join) = found.starved.filter(|_| anyway.starved.is_none()) {
            let name = place(&join);
            self.refuse(
                "join_would_starve",
                format!(
                    "Слияние {} ждало бы пути, который в этом деле уже не начнётся.",
                    name.ru
                ),
                format!(
                    "The join {} would wait for a flow that no longer begins in this instance.",
                    name.en
                ),
            );
        }
        if let Some(step) = found.doubled.filter(|_| anyway.doubled.is_none()) {
            let name = place(&step);
            self.refuse(
                "step_would_repeat",
                format!(
                    "Шаг {} был бы выполнен дважды: на него ведут два пути, открытых в деле.",
                    name.ru
                ),
                format!(
                    "The step {} would be carried out twice: two open flows lead to it.",
                    name.en
                ),
            );
        }
        if found.unknown && !anyway.unknown {
            self.refuse(
                "course_unknown",
                "Возможных путей дела по новой редакции слишком много, чтобы их проверить.".into(),
                "There are too many courses by the new edition to be checked.".into(),
            );
        }
    }

    /// Whether the flow from step to step is the same in both versions.
    fn same_course(&self) -> bool {
        let flow = |definition: &Definition, name: &dyn Fn(&String) -> String| {
            let steps = definition.steps.iter().map(|step| {
                let ways: Vec<Vec<String>> = ways_out(step)
                    .iter()
                    .map(|way| way.iter().map(name).collect())
                    .collect();
                let join = match &step.kind {
                    StepKind::Join(join) => {
                        let from: BTreeSet<String> = join.from.iter().map(name).collect();
                        Some((from, join.wait_for, join.rest))
                    }
                    _ => None,
                };
                let ends = matches!(&step.kind, StepKind::End(end) if end.terminates);
                (name(&step.id), (step.kind.key(), ways, join, ends))
            });
            steps.collect::<BTreeMap<_, _>>()
        };
        let renamed = |id: &String| self.names.get(id).unwrap_or(id).to_owned();
        flow(self.old, &renamed) == flow(self.new, &String::clone)
    }
}

fn walk(definition: &Definition, from: Stand) -> Faults {
    let mut faults = Faults::default();
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(stand) = open.pop() {
        if !seen.insert(stand.clone()) {
            continue;
        }
        if seen.len() > MAX_STANDS || stand.tokens.len() > MAX_PLACES {
            faults.unknown = true;
            return faults;
        }
        let twice = stand.tokens.windows(2).find(|pair| pair[0] == pair[1]);
        if let Some(pair) = twice {
            faults.doubled.get_or_insert_with(|| pair[0].clone());
        }
        if stand.tokens.is_empty() {
            let held = stand
                .arrived
                .keys()
                .find(|join| !stand.released.contains(*join));
            if let Some(join) = held {
                faults.starved.get_or_insert_with(|| join.clone());
            }
            continue;
        }
        open.extend(next(definition, &stand));
    }
    faults
}

/// Every stand that can follow when one token moves.
fn next(definition: &Definition, stand: &Stand) -> Vec<Stand> {
    let mut found = Vec::new();
    for (at, id) in stand.tokens.iter().enumerate() {
        let Some(step) = definition.step(id) else {
            continue;
        };
        let mut rest = stand.clone();
        rest.tokens.remove(at);
        if let StepKind::End(end) = &step.kind {
            if end.terminates || end.error.is_some() {
                rest = Stand::default();
            }
            let mut waiting = BTreeSet::new();
            settle(definition, &mut rest, &mut waiting);
            found.push(rest);
            continue;
        }
        for way in courses(step) {
            let mut after = rest.clone();
            let mut waiting = BTreeSet::new();
            for target in way {
                arrive(definition, &mut after, id, target, &mut waiting);
            }
            settle(definition, &mut after, &mut waiting);
            after.tokens.sort();
            found.push(after);
        }
    }
    found
}

/// The ways out; of an inclusive decision also all cases together.
fn courses(step: &reglament_definition::Step) -> Vec<Vec<&String>> {
    let mut ways: Vec<Vec<&String>> = ways_out(step)
        .iter()
        .map(|way| way.iter().collect())
        .collect();
    if let StepKind::Decision(decision) = &step.kind
        && decision.inclusive
    {
        ways.push(decision.cases.iter().flat_map(|case| &case.next).collect());
    }
    ways
}

/// A flow comes to a step; `cancelled` are joins whose remaining flows of this move have been cancelled.
fn arrive(
    definition: &Definition,
    stand: &mut Stand,
    from: &str,
    to: &str,
    cancelled: &mut BTreeSet<String>,
) {
    let gone = cancelled.iter().any(|join| {
        let kind = definition.step(join).map(|step| &step.kind);
        to == join || matches!(kind, Some(StepKind::Join(join)) if join.region.contains(to))
    });
    if gone {
        return;
    }
    let Some(StepKind::Join(join)) = definition.step(to).map(|step| &step.kind) else {
        stand.tokens.push(to.to_owned());
        return;
    };
    let held = stand.arrived.entry(to.to_owned()).or_default();
    if stand.released.contains(to) && held.contains(from) {
        held.clear();
        stand.released.remove(to);
    }
    held.insert(from.to_owned());
    let all = join.from.iter().all(|from| held.contains(from));
    if stand.released.contains(to) {
        if all {
            pass(stand, to);
        }
        return;
    }
    let complete = match join.wait_for {
        WaitFor::All => all,
        WaitFor::Any => true,
        WaitFor::Count(count) => usize::try_from(count).is_ok_and(|count| held.len() >= count),
        WaitFor::Taken => false,
    };
    if complete {
        let_go(stand, to, join, all, cancelled);
        stand.tokens.push(to.to_owned());
    }
}

fn let_go(stand: &mut Stand, id: &str, join: &Join, all: bool, cancelled: &mut BTreeSet<String>) {
    let some = matches!(join.wait_for, WaitFor::Any | WaitFor::Count(_));
    if some && join.rest == Rest::Ignore && !all {
        stand.released.insert(id.to_owned());
        return;
    }
    pass(stand, id);
    if some && join.rest == Rest::Cancel {
        stand.tokens.retain(|token| !join.region.contains(token));
        let held: Vec<String> = stand
            .arrived
            .keys()
            .filter(|id| join.region.contains(*id))
            .cloned()
            .collect();
        for other in held {
            pass(stand, &other);
        }
        cancelled.insert(id.to_owned());
    }
}

fn pass(stand: &mut Stand, id: &str) {
    stand.arrived.remove(id);
    stand.released.remove(id);
}

/// Inclusive joins to which nothing more can come let go; those that have let go early forget when nothing more comes.
fn settle(definition: &Definition, stand: &mut Stand, cancelled: &mut BTreeSet<String>) {
    loop {
        let ready = definition.steps.iter().find_map(|step| {
            let StepKind::Join(join) = &step.kind else {
                return None;
            };
            stand.arrived.get(&step.id)?;
            let coming = stand.tokens.iter().any(|token| join.region.contains(token));
            let held = stand.arrived.keys().any(|other| {
                *other != step.id && join.region.contains(other) && !stand.released.contains(other)
            });
            if stand.released.contains(&step.id) {
                return (!coming && !held).then_some((step, false));
            }
            (join.wait_for == WaitFor::Taken && !coming && !held).then_some((step, true))
        });
        let Some((step, goes_on)) = ready else {
            cancelled.clear();
            return;
        };
        pass(stand, &step.id);
        if goes_on {
            stand.tokens.push(step.id.clone());
        }
    }
}
