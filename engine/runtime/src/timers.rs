//! Timers: sleeps until the next due moment and gives what is due to the writer.
//!
//! Never early (the core refuses), never twice (a fired timer is gone in the same transaction), overdue ones once. The
//! moment is held in memory and fed by commits; the table is read only when something is due.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    limits::{MAX_TIMERS, TIMER_RETRY},
    port::{DueTimer, StoreError},
    service::{Service, ServiceError, Shared},
    writer::Order,
};

/// Fires timers for ever; to be raced against the stop of the runtime.
pub(crate) async fn run(service: Service) {
    let shared = service.shared.clone();
    let mut next = look(&shared).await;
    loop {
        tokio::select! {
            () = shared.wake.timers.notified() => {
                if let Some(fed) = shared.wake.take_earliest() {
                    next = Some(next.map_or(fed, |known| known.min(fed)));
                }
            }
            () = due(&shared, next) => {
                let stuck = fire_due(&service).await;
                next = look(&shared).await;
                if stuck {
                    let later = shared.clock.now() + TIMER_RETRY;
                    next = next.map(|next| next.max(later));
                }
            }
        }
    }
}

async fn due(shared: &Shared, next: Option<DateTime<Utc>>) {
    match next {
        Some(at) => shared.clock.wait_until(at).await,
        None => std::future::pending().await,
    }
}

/// When to look next; after a failure of the store, a little later.
async fn look(shared: &Arc<Shared>) -> Option<DateTime<Utc>> {
    match shared.store.next_timer().await {
        Ok(next) => shared.look_by(next),
        Err(error) => {
            tracing::error!(%error, "the timers could not be read");
            Some(shared.clock.now() + TIMER_RETRY)
        }
    }
}

/// Fires everything that is due, in batches. True: some could not be fired and must be left alone for a while.
async fn fire_due(service: &Service) -> bool {
    let mut stuck = false;
    let mut after: Option<DueTimer> = None;
    loop {
        let rows = match page(service, after.as_ref()).await {
            Ok(rows) => rows,
            Err(error) => {
                tracing::error!(%error, "the due timers could not be read");
                return true;
            }
        };
        let Some(last) = rows.last().cloned() else {
            return stuck;
        };
        let fired = rows.into_iter().map(|row| fire(service, row));
        let results = join_all(fired.collect()).await;
        stuck |= results.contains(&false);
        after = Some(last);
    }
}

async fn page(service: &Service, after: Option<&DueTimer>) -> Result<Vec<DueTimer>, StoreError> {
    let shared = &service.shared;
    shared
        .store
        .due_timers(shared.clock.now(), after, MAX_TIMERS)
        .await
}

/// False when the timer is still there and will be for a while.
async fn fire(service: &Service, row: DueTimer) -> bool {
    match service.writer.submit(Order::timer(row)).await {
        Ok(_) => {
            service.shared.measures.timer_fired();
            true
        }
        Err(ServiceError::Rejected(_) | ServiceError::NotFound) => true,
        Err(error) => {
            tracing::error!(%error, "a timer could not be fired");
            false
        }
    }
}

/// Runs all at once, so that they meet in one batch of the writer.
async fn join_all<F: Future<Output = bool>>(futures: Vec<F>) -> Vec<bool> {
    let mut pending: Vec<_> = futures.into_iter().map(Box::pin).map(Some).collect();
    let mut done = vec![None; pending.len()];
    std::future::poll_fn(|context| {
        let mut waiting = false;
        for (slot, result) in pending.iter_mut().zip(&mut done) {
            let Some(future) = slot else { continue };
            match future.as_mut().poll(context) {
                std::task::Poll::Ready(value) => {
                    *result = Some(value);
                    *slot = None;
                }
                std::task::Poll::Pending => waiting = true,
            }
        }
        if waiting {
            std::task::Poll::Pending
        } else {
            std::task::Poll::Ready(())
        }
    })
    .await;
    done.into_iter().flatten().collect()
}
