//! Moves journals of cases that closed long ago to the archive, piece by piece, so that what every command writes stays small.
//!
//! Where several servers share a store nothing is moved while one of them is there whose program is older: it would find those
//! journals cut short. Such a server cannot come back later: it refuses tables that are newer than its own.

use chrono::TimeDelta;

use crate::{
    leader,
    limits::{ARCHIVE_PAUSE, ARCHIVE_ROUND, MAX_ARCHIVED_INSTANCES, MAX_ARCHIVED_ROWS},
    port::{Archived, StoreError},
    service::{Service, Shared},
};

/// Looks for what has rested for `after` since its end, for ever; to be raced against the stop of the runtime.
pub(crate) async fn run(service: Service, after: TimeDelta) {
    let shared = service.shared;
    loop {
        let next = shared.clock.now() + ARCHIVE_ROUND;
        match round(&shared, after).await {
            Ok(moved) if moved == Archived::default() => {}
            Ok(moved) => tracing::info!(
                instances = moved.instances,
                rows = moved.rows,
                "journals of closed cases were moved to the archive"
            ),
            Err(error) => tracing::warn!(%error, "journals of closed cases could not be archived"),
        }
        shared.clock.wait_until(next).await;
    }
}

/// Moves everything that has rested long enough.
///
/// # Errors
/// The store failed; what was moved until then stays so.
async fn round(shared: &Shared, after: TimeDelta) -> Result<Archived, StoreError> {
    let mut all = Archived::default();
    // So long ago that nothing has ended before.
    let before = shared.clock.now().checked_sub_signed(after);
    let before = before.unwrap_or(chrono::DateTime::UNIX_EPOCH);
    loop {
        if is_awaited(shared).await? {
            tracing::info!(
                "journals of closed cases wait until no older program runs beside this one"
            );
            return Ok(all);
        }
        let (instances, rows) = (MAX_ARCHIVED_INSTANCES, MAX_ARCHIVED_ROWS);
        let now = shared.clock.now();
        let moved = shared.store.archive(before, now, instances, rows).await?;
        if moved == Archived::default() {
            return Ok(all);
        }
        all.instances += moved.instances;
        all.rows += moved.rows;
        shared.measures.archived(moved.rows);
        // Others want the store as well.
        tokio::time::sleep(ARCHIVE_PAUSE).await;
    }
}

/// Whether a server is there that does not know of the archive.
async fn is_awaited(shared: &Shared) -> Result<bool, StoreError> {
    if !shared.store.is_shared() {
        return Ok(false);
    }
    let servers = shared.store.servers(leader::NAME).await?;
    Ok(servers.older > 0)
}
