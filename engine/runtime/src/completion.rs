//! At the start: rows of open tasks that an earlier version of the program wrote are completed from their journals.
//!
//! Nothing is decided: only projections are written, before the writer takes its first command. Without such rows it
//! is one look at an empty index.

use std::sync::Arc;

use crate::{
    limits::RECOMPUTE_PAGE,
    port::{ChangeSet, StoreError},
    projection,
    service::Shared,
    writer,
};

/// Completes all of them. An instance that cannot be read keeps its rows: `verify` tells of it.
pub(crate) async fn run(shared: &Arc<Shared>) -> Result<(), StoreError> {
    let store = &shared.store;
    let mut completed = 0;
    let mut before = Vec::new();
    loop {
        let ids = store.incomplete_tasks(RECOMPUTE_PAGE).await?;
        // What could not be completed the last time would not be now.
        if ids == before {
            break;
        }
        let mut changes = ChangeSet::default();
        for stored in store.load(&ids).await? {
            let Ok((instance, _)) = writer::restore(&**store, stored).await else {
                continue;
            };
            let Some(reference) = instance.definition().clone() else {
                continue;
            };
            if let Ok(definition) = shared.library.definition(&reference).await {
                let unit = projection::unit(&instance, &definition);
                let rows = projection::task_rows(&instance, unit.as_deref());
                changes.tasks.extend(rows);
            }
        }
        completed += changes.tasks.len();
        store.commit(&changes).await?;
        before = ids;
    }
    if completed > 0 {
        tracing::info!(completed, "open tasks of an earlier version were completed");
    }
    Ok(())
}
