//! Clients: people who give a command, and give it again under the same key until they are answered.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use reglament_core::{CommandId, InstanceId, TaskId};
use reglament_runtime::{HandOver, Service, ServiceError, Viewer};
use serde_json::{Map, Value as Json, json};

use crate::{nodes::Nodes, regulation::PROCESS, world::World};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(4);
/// Pause before a repetition.
const PAUSE: Duration = Duration::from_millis(40);

/// What is asked.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    Start {
        name: String,
        count: u32,
    },
    Complete {
        instance: InstanceId,
        task: TaskId,
        by: String,
        outcome: Option<String>,
        count: Option<u32>,
    },
    Claim {
        instance: InstanceId,
        task: TaskId,
        by: String,
    },
    Return {
        instance: InstanceId,
        task: TaskId,
        by: String,
    },
    Withdraw {
        instance: InstanceId,
        code: String,
    },
    Resolve {
        instance: InstanceId,
        incident: reglament_core::IncidentId,
    },
}

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Not answered yet: it may have taken effect or not.
    Open,
    /// Acknowledged with these words.
    Done(String),
    /// Refused for good.
    Refused(&'static str),
}

/// A command that was given.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: CommandId,
    pub(crate) wish: Wish,
    pub(crate) standing: Standing,
    /// Somebody may still be working on an earlier try. Refusals are not kept, so such a try may take effect after a later
    /// one was refused.
    pub(crate) loose: bool,
}

/// Everything that was ever asked and answered.
#[derive(Debug, Default)]
pub(crate) struct Ledger(Mutex<Vec<Entry>>);

impl Ledger {
    pub(crate) fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new command; gives its place.
    pub(crate) fn open(&self, wish: Wish) -> usize {
        let mut entries = self.entries();
        let key = CommandId(format!("c{}", entries.len()));
        entries.push(Entry {
            key,
            wish,
            standing: Standing::Open,
            loose: false,
        });
        entries.len() - 1
    }

    pub(crate) fn waiting(&self) -> usize {
        self.entries()
            .iter()
            .filter(|entry| entry.standing == Standing::Open)
            .count()
    }
}

/// Gives the command at `place` until it is answered, beginning at some node.
pub(crate) async fn insist(
    world: Arc<World>,
    nodes: Arc<Nodes>,
    ledger: Arc<Ledger>,
    place: usize,
    first: usize,
) {
    let Entry { key, wish, .. } = ledger.entries()[place].clone();
    for attempt in 0.. {
        let Some((life, service)) = nodes.some(first + attempt) else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let answer = tokio::time::timeout(PATIENCE, give(&service, key.clone(), &wish)).await;
        // Nobody hears the answer of a process that is gone.
        let answer = if nodes.is_up(life) { answer.ok() } else { None };
        if answer.is_none() {
            ledger.entries()[place].loose = true;
        }
        match answer {
            Some(Ok(words)) => return acknowledged(&world, &ledger, place, words),
            None | Some(Err(ServiceError::Unavailable(_))) => {}
            Some(Err(ServiceError::Damaged(why))) => return world.broken(format!("{key}: {why}")),
            Some(Err(refusal)) => return refused(&world, &ledger, place, refusal.code()),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

fn acknowledged(world: &World, ledger: &Ledger, place: usize, words: String) {
    let mut entries = ledger.entries();
    let entry = &mut entries[place];
    world.note(|| format!("{} is answered: {words}", entry.key));
    if !world.state().commands.contains_key(&entry.key) {
        world.broken(format!("{} was acknowledged and is not kept", entry.key));
    }
    let done = Standing::Done(words);
    if matches!(entry.standing, Standing::Done(_)) && entry.standing != done {
        world.broken(format!(
            "{} was answered {:?} and then {done:?}",
            entry.key, entry.standing
        ));
    }
    entry.standing = done;
}

fn refused(world: &World, ledger: &Ledger, place: usize, code: &'static str) {
    let mut entries = ledger.entries();
    let entry = &mut entries[place];
    world.note(|| format!("{} is refused: {code}", entry.key));
    if matches!(entry.standing, Standing::Done(_)) {
        world.broken(format!(
            "{} took effect and was refused ({code}) afterwards",
            entry.key
        ));
    }
    if !entry.loose && world.state().commands.contains_key(&entry.key) {
        world.broken(format!("{} is refused ({code}) and took effect", entry.key));
    }
    entry.standing = Standing::Refused(code);
}

fn form(fields: Json) -> Map<String, Json> {
    fields.as_object().cloned().unwrap_or_default()
}

async fn give(service: &Service, key: CommandId, wish: &Wish) -> Result<String, ServiceError> {
    let accepted = match wish {
        Wish::Start { name, count } => {
            let input = form(json!({"name": name, "email": "a@example.ru", "count": count}));
            let receipt = service
                .start_public(key, PROCESS, input, BTreeMap::new())
                .await?;
            return Ok(format!("{} {}", receipt.instance, receipt.code));
        }
        Wish::Complete {
            instance,
            task,
            by,
            outcome,
            count,
        } => {
            let input = form(count.map_or_else(|| json!({}), |count| json!({"count": count})));
            service
                .complete_task(key, by, instance, *task, outcome.clone(), input)
                .await?
        }
        Wish::Claim { instance, task, by } => {
            service
                .hand_over(key, by, instance, *task, HandOver::Claim)
                .await?
        }
        Wish::Return { instance, task, by } => {
            let wish = HandOver::Return { reason: None };
            service.hand_over(key, by, instance, *task, wish).await?
        }
        Wish::Withdraw { instance, code } => {
            let viewer = Viewer::Receipt(code.clone());
            service
                .raise_event(key, &viewer, instance, "withdrawal", None)
                .await?
        }
        Wish::Resolve { instance, incident } => {
            service
                .resolve_incident(key, "vera", instance, *incident)
                .await?
        }
    };
    Ok(format!("{} {}", accepted.instance, accepted.seq))
}
