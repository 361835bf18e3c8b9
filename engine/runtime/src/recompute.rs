//! Instances whose open dates were counted by another edition of the calendar count them anew: after the start, and
//! when the tables of a published package have changed the calendar.
//!
//! Page by page, one command per instance that needs it; whoever uses the program meanwhile is not kept waiting.

use chrono::{DateTime, Utc};
use reglament_calendar::CalendarRef;
use reglament_core::{Actor, Command, CommandId, Instance, InstanceId, Request};
use reglament_definition::Definition;

use crate::{
    limits::RECOMPUTE_PAGE,
    service::{Service, ServiceError},
    writer::{Order, Target},
};

/// Goes through all instances whenever the calendar has changed; to be raced against the stop of the runtime.
pub(crate) async fn run(service: Service) {
    loop {
        let library = &service.shared.library;
        let edition = library.calendar().reference();
        match pages(&service, &edition).await {
            Ok(0) => {}
            Ok(counted) => tracing::info!(counted, "terms were counted by the present calendar"),
            Err(error) => {
                tracing::error!(%error, "terms could not be counted by the present calendar");
            }
        }
        library.calendar_changed().await;
    }
}

async fn pages(service: &Service, edition: &CalendarRef) -> Result<u32, ServiceError> {
    let (mut counted, mut after): (u32, Option<InstanceId>) = (0, None);
    loop {
        let store = &service.shared.store;
        let ids = store.instance_ids(after.as_ref(), RECOMPUTE_PAGE).await?;
        let Some(last) = ids.last().cloned() else {
            return Ok(counted);
        };
        for row in store.instance_rows(&ids).await? {
            if row.end_step.is_none() && one(service, &row.id, edition).await? {
                counted += 1;
            }
        }
        after = Some(last);
    }
}

/// True when the instance counted its dates anew. An instance that cannot be read is for `verify` to report.
async fn one(
    service: &Service,
    id: &InstanceId,
    edition: &CalendarRef,
) -> Result<bool, ServiceError> {
    let Ok(Some(instance)) = service.load(id).await else {
        return Ok(false);
    };
    let Some(reference) = instance.definition().clone() else {
        return Ok(false);
    };
    let Ok(definition) = service.shared.library.definition(&reference).await else {
        return Ok(false);
    };
    if !outdated(&definition, &instance, edition, service.now()) {
        return Ok(false);
    }
    let order = Order {
        target: Target::Existing(id.clone()),
        request: Request {
            id: CommandId(key(&instance, edition)),
            actor: Actor::System,
            command: Command::Recompute,
        },
        digest: None,
    };
    match service.writer.submit(order).await {
        Ok(_) | Err(ServiceError::Rejected(_) | ServiceError::NotFound) => Ok(true),
        Err(error) => Err(error),
    }
}

/// The same edition may come back: a table is withdrawn and published again. A repetition is another one than that of
/// the same moment, so the events so far belong to the key.
fn key(instance: &Instance, edition: &CalendarRef) -> String {
    let (id, seq) = (instance.id(), instance.seq());
    format!("calendar/{id}/{}/{seq}", edition.version)
}

/// Whether a date that lies ahead was counted by another edition; one that has been reached stays.
fn outdated(
    definition: &Definition,
    instance: &Instance,
    edition: &CalendarRef,
    now: DateTime<Utc>,
) -> bool {
    let dates = reglament_core::open_dates(definition, instance);
    let ahead = dates.iter().filter(|date| date.held || date.at > now);
    let mut counted = ahead.filter_map(|date| date.due);
    counted.any(|due| due.calendar != *edition)
}
