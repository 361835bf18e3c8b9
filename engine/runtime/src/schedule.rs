//! Starts by schedule.
//!
//! An occurrence is keyed by its local date and time, and that key is the command's id: the same occurrence never starts
//! twice, whatever restarts, several nodes or the end of summer time do. Of the occurrences missed by downtime the
//! latest is made up for while it is younger than a day.

use std::{str::FromStr, sync::Arc};

use chrono::{DateTime, Utc};
use cron::Schedule;
use reglament_core::{Actor, Command, CommandId, Origin, Request, StartFacts};
use reglament_definition::Definition;
use serde_json::json;

use crate::{
    limits::{MAX_OCCURRENCES, MISSED_START_AGE, MISSED_START_TOLD, TIMER_RETRY},
    service::{Service, ServiceError},
    writer::{Order, Target, digest},
};

/// The next occurrence of a definition's schedule after `after`; none without a schedule or without a further one.
pub(crate) fn next(definition: &Definition, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let schedule = schedule(definition)?;
    let local = after.with_timezone(&definition.zone);
    schedule
        .after(&local)
        .next()
        .map(|at| at.with_timezone(&Utc))
}

/// The latest occurrence after `after` and not after `until`.
pub(crate) fn latest(
    definition: &Definition,
    after: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let schedule = schedule(definition)?;
    let local = after.with_timezone(&definition.zone);
    let passed = schedule
        .after(&local)
        .take(MAX_OCCURRENCES)
        .take_while(|at| *at <= until);
    passed.last().map(|at| at.with_timezone(&Utc))
}

fn schedule(definition: &Definition) -> Option<Schedule> {
    Schedule::from_str(&definition.start.cron.as_ref()?.schedule).ok()
}

/// Starts instances for ever; to be raced against the stop of the runtime.
pub(crate) async fn run(service: Service) {
    let shared = service.shared.clone();
    for definition in scheduled(&service).await {
        tell_missed(&service, &definition).await;
    }
    loop {
        let now = shared.clock.now();
        // Another version, with another schedule, may come into force before.
        let mut wake: Option<DateTime<Utc>> = shared.library.next_change(now);
        for definition in scheduled(&service).await {
            let retry = start_missed(&service, &definition, now).await;
            let at = retry.or_else(|| next(&definition, now));
            wake = [wake, at].into_iter().flatten().min();
        }
        let due = async {
            match wake {
                Some(at) => shared.clock.wait_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = due => {}
            () = shared.wake.schedules.notified() => {}
        }
    }
}

async fn scheduled(service: &Service) -> Vec<Arc<Definition>> {
    let library = &service.shared.library;
    let package = match library.package_in_force(service.shared.clock.now()).await {
        Ok(package) => package,
        Err(error) => {
            tracing::error!(%error, "the versions in force could not be read; the newest are used");
            library.current()
        }
    };
    package
        .definitions
        .values()
        .filter(|d| d.start.cron.is_some())
        .cloned()
        .collect()
}

/// Starts the latest occurrence that has passed, unless it was started, is too old, or came before the publication.
/// Gives when to try again if the store failed.
async fn start_missed(
    service: &Service,
    definition: &Arc<Definition>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let published = published_at(service, definition);
    let occurrence = latest(definition, published.max(now - MISSED_START_AGE), now)?;
    match start(service, definition, occurrence).await {
        Ok(()) => None,
        Err(ServiceError::Rejected(why)) => {
            let process = &definition.reference.process;
            tracing::error!(
                process,
                reason = why.code(),
                "the scheduled start was refused"
            );
            None
        }
        Err(error) => {
            tracing::error!(%error, "the scheduled start failed");
            Some(now + TIMER_RETRY)
        }
    }
}

/// Logs the latest occurrence that is too old to be made up for, if it was never started.
async fn tell_missed(service: &Service, definition: &Definition) {
    let until = service.shared.clock.now() - MISSED_START_AGE;
    let published = published_at(service, definition);
    let Some(missed) = latest(definition, published.max(until - MISSED_START_TOLD), until) else {
        return;
    };
    let id = command_id(definition, &occurrence(definition, missed));
    match service
        .shared
        .store
        .known_commands(std::slice::from_ref(&id))
        .await
    {
        Ok(known) if known.is_empty() => tracing::warn!(
            start = %id,
            "a scheduled start was missed while the program was not running and is too old to be made up for: start it by hand"
        ),
        Ok(_) => {}
        Err(error) => tracing::error!(%error, "missed starts could not be looked for"),
    }
}

/// The key of an occurrence: its local date and time.
fn occurrence(definition: &Definition, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&definition.zone);
    local.format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn command_id(definition: &Definition, occurrence: &str) -> CommandId {
    CommandId(format!(
        "cron/{}/{occurrence}",
        definition.reference.process
    ))
}

fn published_at(service: &Service, definition: &Definition) -> DateTime<Utc> {
    service.shared.library.effective_from(definition)
}

async fn start(
    service: &Service,
    definition: &Definition,
    at: DateTime<Utc>,
) -> Result<(), ServiceError> {
    let process = &definition.reference.process;
    let occurrence = occurrence(definition, at);
    let asked = json!(["cron", process, occurrence]);
    let facts = StartFacts {
        origin: Origin::Schedule {
            occurrence: occurrence.clone(),
        },
        input: serde_json::Map::new(),
        given: std::collections::BTreeMap::new(),
        parent: None,
        links: std::collections::BTreeMap::new(),
        receipt: service.shared.ids.receipt(),
    };
    let order = Order {
        target: Target::New {
            instance: service.shared.ids.instance(),
            definition: definition.reference.clone(),
        },
        request: Request {
            id: command_id(definition, &occurrence),
            actor: Actor::System,
            command: Command::Start(Box::new(facts)),
        },
        digest: Some(digest(&asked)),
    };
    service.writer.submit(order).await.map(|_| ())
}
