//! The stage of the demonstration: the engine, its clock, and people who do the tasks that they hold.
//!
//! After each move of the clock it waits until every due timer has fired, so that the story is the same at every start.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, RawInput, TaskId};
use reglament_definition::StepKind;
use reglament_runtime::port::InstanceStore;
use reglament_runtime::{Clock, InstanceQuery, ManualClock, Service};
use reglament_store::SqlStore;

/// How often the stage looks whether something has happened.
const LOOK: Duration = Duration::from_millis(5);
/// How many times it looks before it goes on without.
const LOOKS: u32 = 2_000;

/// The engine under a clock set by hand.
pub(super) struct Stage {
    pub(super) service: Service,
    clock: Arc<ManualClock>,
    store: Arc<SqlStore>,
    /// What did not go as planned.
    pub(super) problems: Vec<String>,
}

impl Stage {
    pub(super) fn new(service: Service, clock: Arc<ManualClock>, store: Arc<SqlStore>) -> Self {
        Self {
            service,
            clock,
            store,
            problems: Vec::new(),
        }
    }

    /// Notes that something did not go as planned.
    pub(super) fn problem(&mut self, what: &str, why: impl std::fmt::Display) {
        let at = self.clock.now().format("%Y-%m-%d %H:%M UTC");
        self.problems.push(format!("{at} {what}: {why}"));
    }

    /// Lets time pass; every timer on the way fires at its own moment.
    pub(super) async fn advance(&mut self, to: DateTime<Utc>) {
        loop {
            let next = match self.store.next_timer().await {
                Ok(next) => next.filter(|at| *at <= to),
                Err(error) => return self.problem("timers", error),
            };
            let Some(at) = next else { break };
            self.clock.set(at.max(self.clock.now()));
            if !self.fired(at).await {
                return self.problem("timers", format!("the timer of {at} did not fire"));
            }
        }
        self.clock.set(to.max(self.clock.now()));
    }

    async fn fired(&self, at: DateTime<Utc>) -> bool {
        for _ in 0..LOOKS {
            match self.store.next_timer().await {
                Ok(next) if next.is_none_or(|next| next > at) => return true,
                _ => tokio::time::sleep(LOOK).await,
            }
        }
        false
    }

    /// Whether the folder has a process.
    pub(super) fn has(&self, process: &str) -> bool {
        let package = self.service.library().current();
        package.definitions.contains_key(process)
    }

    /// Ids of people who hold a role.
    pub(super) fn holders(&self, role: &str) -> Vec<String> {
        let package = self.service.library().current();
        let role = package.organisation.roles.get(role);
        role.map(|role| role.holders.clone()).unwrap_or_default()
    }

    /// Running instances of a process, the newest first.
    pub(super) async fn running(&self, process: &str) -> Vec<InstanceId> {
        let query = InstanceQuery {
            process: Some(process.to_owned()),
            running: Some(true),
            ..InstanceQuery::default()
        };
        let Some(viewer) = self.holders("controller").into_iter().next() else {
            return Vec::new();
        };
        let page = self.service.instances(&viewer, &query).await;
        page.map(|page| page.rows.into_iter().map(|row| row.id).collect())
            .unwrap_or_default()
    }

    /// The instance of a process that is not among the known ones, once the schedule has started it.
    pub(super) async fn newcomer(&self, process: &str, known: &[InstanceId]) -> Option<InstanceId> {
        for _ in 0..LOOKS {
            let found = self
                .running(process)
                .await
                .into_iter()
                .find(|id| !known.contains(id));
            if found.is_some() {
                return found;
            }
            tokio::time::sleep(LOOK).await;
        }
        None
    }

    /// Does the task of a step by whoever holds it first; with several signatures, all of them.
    pub(super) async fn perform(
        &mut self,
        process: &str,
        instance: &InstanceId,
        step: &str,
        input: &RawInput,
    ) {
        for role in self.roles(process, step) {
            let Some((person, task)) = self.held(&role, instance, step).await else {
                return self.problem(step, format!("no task for `{role}` in {instance}"));
            };
            let (id, input) = (self.service.new_command_id(), input.clone());
            let done = self
                .service
                .complete_task(id, &person, instance, task, None, input)
                .await;
            if let Err(error) = done {
                return self.problem(step, format!("{instance}: {}", error.ru()));
            }
        }
    }

    /// Roles that must each act on a step: all signers, or the first of the roles that may do it.
    fn roles(&self, process: &str, step: &str) -> Vec<String> {
        let package = self.service.library().current();
        let definition = package.definitions.get(process);
        match definition
            .and_then(|definition| definition.step(step))
            .map(|step| &step.kind)
        {
            Some(StepKind::UserTask(task)) if task.signed_by.is_empty() => {
                task.roles.iter().take(1).cloned().collect()
            }
            Some(StepKind::UserTask(task)) => task.signed_by.clone(),
            _ => vec!["?".to_owned()],
        }
    }

    /// A holder of the role with an open task of this step, once there is one: instances tell each other of their
    /// progress behind the scenes.
    async fn held(
        &self,
        role: &str,
        instance: &InstanceId,
        step: &str,
    ) -> Option<(String, TaskId)> {
        for _ in 0..LOOKS {
            for person in self.holders(role) {
                let Ok(view) = self.service.instance(&person, instance).await else {
                    continue;
                };
                if let Some(task) = view
                    .tasks
                    .iter()
                    .find(|task| task.step == step && task.mine)
                {
                    return Some((person, task.task));
                }
            }
            tokio::time::sleep(LOOK).await;
        }
        None
    }
}
