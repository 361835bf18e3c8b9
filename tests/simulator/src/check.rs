//! What must hold whatever fails: asked after every step about everything that was written in it.
//!
//! A shadow of every instance is built from its journal alone, in the form in which it is stored, and compared with the rows
//! beside it. Nothing here is the product's own verification; that is asked too, at the end.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_core::{
    CommandId, Effect, Event, Instance, InstanceId, JobEvent, Recorded, TimerEvent, effects,
    read_event,
};
use reglament_runtime::{journal_link, port::JournalRow};

use crate::{
    store::{Kept, State},
    world::World,
};

/// An instance as its journal tells it.
struct Shadow {
    instance: Instance,
    hash: String,
    rows: usize,
}

/// All shadows of a run, and what their journals promise.
#[derive(Default)]
pub(crate) struct Checker {
    shadows: BTreeMap<InstanceId, Shadow>,
    /// The latest moment that the clock has shown.
    latest: DateTime<Utc>,
    /// Commands that have taken effect.
    causes: BTreeSet<CommandId>,
    /// Children that must begin.
    children: BTreeSet<InstanceId>,
    /// Kinds of events seen, so that a run that shows nothing is noticed.
    pub(crate) seen: BTreeMap<String, u32>,
}

type Law = Result<(), String>;

impl Checker {
    /// Looks at what has been written since the last look.
    pub(crate) fn look(&mut self, world: &World) {
        let mut state = world.state();
        let touched = std::mem::take(&mut state.touched);
        self.latest = world.latest();
        let law = touched.iter().try_for_each(|id| self.instance(&state, id));
        drop(state);
        if let Err(law) = law {
            world.broken(law);
        }
    }

    /// Whether a command has taken effect.
    pub(crate) fn took_effect(&self, id: &CommandId) -> bool {
        self.causes.contains(id)
    }

    fn instance(&mut self, state: &State, id: &InstanceId) -> Law {
        let Some(kept) = state.instances.get(id) else {
            return Err(format!("{id} has a journal and no row"));
        };
        let mut shadow = self.shadows.remove(id).unwrap_or_else(|| Shadow {
            instance: Instance::new(id.clone()),
            hash: String::new(),
            rows: 0,
        });
        for row in &kept.journal[shadow.rows..] {
            self.row(state, &mut shadow, row)?;
        }
        shadow.rows = kept.journal.len();
        rows_agree(state, kept, &shadow.instance)?;
        self.shadows.insert(id.clone(), shadow);
        Ok(())
    }

    fn row(&mut self, state: &State, shadow: &mut Shadow, row: &JournalRow) -> Law {
        let (id, place) = (
            &row.instance,
            format!("{} row {}", row.instance, row.first_seq),
        );
        let expected = *shadow.instance.seq() + 1;
        let length = row.last_seq + 1 - row.first_seq;
        if row.first_seq != expected || length != row.events.len() as u64 {
            return Err(format!("{place}: a gap, {expected} was to come"));
        }
        if journal_link(&shadow.hash, row) != row.hash {
            return Err(format!("{place}: the chain of hashes is broken"));
        }
        if !self.causes.insert(row.cause.clone()) {
            return Err(format!(
                "{place}: the command {} took effect twice",
                row.cause
            ));
        }
        let before = shadow.instance.clone();
        let mut recorded = Vec::new();
        for (seq, stored) in (row.first_seq..).zip(&row.events) {
            let event = read_event(stored).map_err(|error| format!("{place}: {error}"))?;
            self.count(stored);
            timer_law(&shadow.instance, &event, row.at.min(self.latest))
                .map_err(|law| format!("{place}: {law}"))?;
            let event = Recorded {
                seq,
                at: row.at,
                cause: row.cause.clone(),
                actor: row.actor.clone(),
                event,
            };
            if row.at < *shadow.instance.last_at() {
                return Err(format!("{place}: earlier than what came before it"));
            }
            shadow.instance.apply(&event);
            recorded.push(event);
        }
        shadow.hash.clone_from(&row.hash);
        for effect in effects(&before, &shadow.instance, &recorded) {
            self.effect(state, id, effect)?;
        }
        Ok(())
    }

    fn count(&mut self, stored: &reglament_core::StoredEvent) {
        let name = stored.e.as_object().and_then(|event| event.keys().next());
        let name = name.cloned().unwrap_or_default();
        *self.seen.entry(name).or_default() += 1;
    }

    /// What an event orders is there with it, in the same transaction.
    fn effect(&mut self, state: &State, id: &InstanceId, effect: Effect) -> Law {
        match effect {
            Effect::Letter { key, .. } | Effect::Document { key, .. } => {
                if !state.outbox.contains_key(&key) {
                    return Err(format!("{id}: what {key} orders is not in the outbox"));
                }
            }
            Effect::StartChild { instance, .. } => {
                self.children.insert(instance);
            }
            // A lost one leaves somebody waiting, which the end of the run tells.
            Effect::Command { .. } | Effect::Correlate { .. } => {}
        }
        Ok(())
    }

    /// What must hold when nothing fails any more and nothing is left to do.
    pub(crate) fn at_the_end(&self, world: &World) -> Law {
        let state = world.state();
        let running: Vec<String> = state
            .instances
            .values()
            .filter(|kept| kept.row.ended_at.is_none())
            .map(|kept| still(&state, kept))
            .collect();
        if !running.is_empty() {
            return Err(format!(
                "these do not come to their end: {}",
                running.join("; ")
            ));
        }
        let waiting = state
            .outbox
            .values()
            .find(|parcel| crate::store::is_waiting(&parcel.row));
        if let Some(parcel) = waiting {
            return Err(format!("{} is still on its way", parcel.row.key));
        }
        if let Some(signal) = state.signals.first() {
            return Err(format!("the order {} was not carried out", signal.id));
        }
        if let Some(timer) = state.timers.first() {
            return Err(format!(
                "the timer {} of {} is left",
                timer.timer, timer.instance
            ));
        }
        let child = self
            .children
            .iter()
            .find(|child| !state.instances.contains_key(child));
        if let Some(child) = child {
            return Err(format!("the child {child} never began"));
        }
        gapless(&state)?;
        letters(world, &state)
    }
}

fn still(state: &State, kept: &Kept) -> String {
    let id = &kept.row.id;
    let tasks = state.tasks.keys().filter(|key| key.0 == *id).count();
    let timers = state
        .timers
        .iter()
        .filter(|timer| timer.instance == *id)
        .count();
    let jobs = state.jobs.keys().filter(|key| key.0 == *id).count();
    let incidents: Vec<&str> = state
        .incidents
        .values()
        .filter(|row| row.instance == *id)
        .map(|row| row.en.as_str())
        .collect();
    format!("{id} ({tasks} tasks, {timers} timers, {jobs} jobs, incidents {incidents:?})")
}

/// A timer fires once, not before its moment, and only while it is wished for.
fn timer_law(before: &Instance, event: &Event, at: DateTime<Utc>) -> Law {
    let Event::Timer(TimerEvent::Fired { timer }) = event else {
        if let Event::Job(JobEvent::Completed { job, .. }) = event
            && !before.jobs().contains_key(job)
        {
            return Err(format!("the job {job} was done twice"));
        }
        return Ok(());
    };
    match before.timers().get(timer) {
        None => Err(format!("the timer {timer} fired without a wish, or twice")),
        Some(wish) if wish.at > at => Err(format!(
            "the timer {timer} fired early: {} before {}",
            at, wish.at
        )),
        Some(_) => Ok(()),
    }
}

/// The rows that lists are made of say what the journal says.
fn rows_agree(state: &State, kept: &Kept, instance: &Instance) -> Law {
    let id = instance.id();
    if kept.row.seq != *instance.seq() || kept.row.ended_at.is_none() != instance.is_running() {
        return Err(format!(
            "{id}: the row is at {} and the journal at {}",
            kept.row.seq,
            instance.seq()
        ));
    }
    let span = |state: &State| -> BTreeMap<u32, Option<String>> {
        let rows = state.tasks.range((id.clone(), reglament_core::TaskId(0))..);
        let rows = rows.take_while(|((of, _), _)| of == id);
        rows.map(|((_, task), row)| (task.0, row.claimed_by.clone()))
            .collect()
    };
    let open: BTreeMap<u32, Option<String>> = instance
        .tasks()
        .iter()
        .map(|(task, open)| (task.0, open.claimed_by.clone()))
        .collect();
    if span(state) != open {
        return Err(format!(
            "{id}: the tasks are {:?} in the list and {open:?} by the journal",
            span(state)
        ));
    }
    let wished: BTreeSet<_> = instance
        .timers()
        .iter()
        .filter(|(_, timer)| !timer.paused)
        .map(|(timer, wish)| (*timer, wish.at))
        .collect();
    let listed: BTreeSet<_> = state
        .timers
        .iter()
        .filter(|row| row.instance == *id)
        .map(|row| (row.timer, row.due_at))
        .collect();
    // A row without a wish is dropped when it comes due; a wish without a row would never be heard.
    if let Some((timer, at)) = wished.difference(&listed).next() {
        return Err(format!(
            "{id}: nobody will wake for the timer {timer} at {at}"
        ));
    }
    if let Some((timer, at)) = listed.difference(&wished).next() {
        return Err(format!("{id}: the timer {timer} at {at} is not wished for"));
    }
    Ok(())
}

/// Registers have no number twice, which their keys see to, and none left out.
fn gapless(state: &State) -> Law {
    let mut last: BTreeMap<(&str, i32), u32> = BTreeMap::new();
    for (register, year, number) in state.registers.keys() {
        let last = last.entry((register, *year)).or_default();
        if *number != *last + 1 {
            return Err(format!(
                "the register {register} goes on with {number} after {last}"
            ));
        }
        *last = *number;
    }
    Ok(())
}

/// What is written down as sent has arrived, and what has arrived was ordered.
fn letters(world: &World, state: &State) -> Law {
    use reglament_runtime::port::{OutboxBody, OutboxState};
    let post = world.post();
    for parcel in state.outbox.values() {
        let is_letter = matches!(parcel.row.body, OutboxBody::Letter(_));
        let accepted = post
            .letters
            .get(&parcel.row.key)
            .map_or(0, |fate| fate.accepted);
        if is_letter && parcel.row.state == OutboxState::Sent && accepted == 0 {
            return Err(format!(
                "{} is said to be sent and never arrived",
                parcel.row.key
            ));
        }
    }
    let stray = post
        .letters
        .iter()
        .find(|(id, fate)| fate.accepted > 0 && !state.outbox.contains_key(*id));
    match stray {
        Some((id, _)) => Err(format!("the letter {id} was sent and is not in the outbox")),
        None => Ok(()),
    }
}
