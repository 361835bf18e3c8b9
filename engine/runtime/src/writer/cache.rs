//! Instances in memory, so that the writer seldom reads. Only the writer changes them, after the commit.

use std::{collections::BTreeMap, sync::Arc};

use reglament_core::{Instance, InstanceId, Recorded, read_event};

use crate::{
    limits::{MAX_CACHED_INSTANCES, MAX_PAGE},
    port::{JournalRow, Store, StoreError, StoredInstance},
};

/// An instance as it stands in the store.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) instance: Arc<Instance>,
    pub(super) hash: String,
    pub(super) snapshot_seq: u64,
}

#[derive(Default)]
pub(super) struct Cache {
    kept: BTreeMap<InstanceId, (u64, Kept)>,
    uses: u64,
}

impl Cache {
    pub(super) fn get(&mut self, id: &InstanceId) -> Option<Kept> {
        self.uses += 1;
        let (used, kept) = self.kept.get_mut(id)?;
        *used = self.uses;
        Some(kept.clone())
    }

    pub(super) fn forget(&mut self, id: &InstanceId) {
        self.kept.remove(id);
    }

    pub(super) fn keep(&mut self, changed: Vec<Kept>) {
        for kept in changed {
            self.uses += 1;
            self.kept
                .insert(kept.instance.id().clone(), (self.uses, kept));
        }
        if self.kept.len() > MAX_CACHED_INSTANCES {
            self.shrink();
        }
    }

    /// Forgets the quarter that was used longest ago, so that shrinking is rare.
    fn shrink(&mut self) {
        let mut uses: Vec<u64> = self.kept.values().map(|(used, _)| *used).collect();
        uses.sort_unstable();
        let limit = uses[uses.len() / 4];
        self.kept.retain(|_, (used, _)| *used > limit);
    }
}

/// Reads instances; each either stands or says why it cannot be read. Unknown ids are left out.
///
/// # Errors
/// The store as a whole fails.
pub(super) async fn load(
    store: &dyn Store,
    ids: &[InstanceId],
) -> Result<Vec<(InstanceId, Result<Kept, StoreError>)>, StoreError> {
    let mut found = Vec::new();
    if ids.is_empty() {
        return Ok(found);
    }
    for stored in store.load(ids).await? {
        let (id, hash) = (stored.id.clone(), stored.hash.clone());
        let kept = restore(store, stored)
            .await
            .map(|(instance, snapshot_seq)| Kept {
                instance: Arc::new(instance),
                hash,
                snapshot_seq,
            });
        found.push((id, kept));
    }
    Ok(found)
}

/// The instance of a snapshot and a tail, and the position of the snapshot. A snapshot of another format is ignored
/// and the whole journal replayed.
///
/// # Errors
/// [`StoreError::Damaged`] when an event cannot be read or the journal has a gap; nothing is ever skipped.
pub(crate) async fn restore(
    store: &dyn Store,
    stored: StoredInstance,
) -> Result<(Instance, u64), StoreError> {
    let Some(snapshot) = stored.snapshot else {
        return replay(Instance::new(stored.id), &stored.tail).map(|instance| (instance, 0));
    };
    if let Some(instance) = Instance::restore(snapshot) {
        let seq = *instance.seq();
        return replay(instance, &stored.tail).map(|instance| (instance, seq));
    }
    let mut instance = Instance::new(stored.id.clone());
    loop {
        let rows = store.journal(&stored.id, *instance.seq(), MAX_PAGE).await?;
        if rows.is_empty() {
            return Ok((instance, 0));
        }
        instance = replay(instance, &rows)?;
    }
}

fn replay(mut instance: Instance, rows: &[JournalRow]) -> Result<Instance, StoreError> {
    for row in rows {
        apply_row(&mut instance, row)?;
    }
    Ok(instance)
}

/// Applies the events of a journal row.
///
/// # Errors
/// [`StoreError::Damaged`] when an event cannot be read or the row does not follow the last one.
pub(crate) fn apply_row(instance: &mut Instance, row: &JournalRow) -> Result<(), StoreError> {
    for (seq, stored) in (row.first_seq..).zip(&row.events) {
        if seq != *instance.seq() + 1 {
            let expected = instance.seq() + 1;
            return Err(StoreError::Damaged(format!(
                "the journal of {} goes on with {seq} instead of {expected}",
                row.instance
            )));
        }
        let event = read_event(stored).map_err(|error| StoreError::Damaged(error.to_string()))?;
        instance.apply(&Recorded {
            seq,
            at: row.at,
            cause: row.cause.clone(),
            actor: row.actor.clone(),
            event,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use reglament_core::{Instance, InstanceId};

    use super::{Cache, Kept};
    use crate::limits::MAX_CACHED_INSTANCES;

    fn kept(number: usize) -> Kept {
        Kept {
            instance: Arc::new(Instance::new(InstanceId(number.to_string()))),
            hash: String::new(),
            snapshot_seq: 0,
        }
    }

    #[test]
    fn memory_is_bounded_and_what_is_used_stays() {
        let mut cache = Cache::default();
        cache.keep(vec![kept(0)]);
        for number in 1..3 * MAX_CACHED_INSTANCES {
            cache.keep(vec![kept(number)]);
            let used = cache.get(&InstanceId("0".into()));
            assert!(used.is_some(), "forgotten after {number}");
            let count = cache.kept.len();
            assert!(count <= MAX_CACHED_INSTANCES, "{count} after {number}");
        }
        let last = InstanceId((3 * MAX_CACHED_INSTANCES - 1).to_string());
        assert!(cache.get(&last).is_some());
    }
}
