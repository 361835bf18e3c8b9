//! A segment that is not what its anchor says: which instances differ, and where.

use std::collections::BTreeMap;

use reglament_core::InstanceId;

use super::{AnchorBlock, problem::Problem, segment::Segment};
use crate::port::{Store, StoreError};

/// The differences between an anchor and the segment as it is now; none when they are the same.
pub(super) async fn differences(
    store: &dyn Store,
    block: &AnchorBlock,
    now: &Segment,
) -> Result<Vec<Problem>, StoreError> {
    if now.digest() == block.links && now.until == block.to {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for (instance, last, hash) in &block.heads {
        found.extend(of_head(store, now, (instance, *last, hash)).await?);
    }
    let known: BTreeMap<&InstanceId, u64> = block
        .heads
        .iter()
        .map(|(id, last, _)| (id, *last))
        .collect();
    for (instance, head) in &now.heads {
        if !known.contains_key(instance) {
            found.push(Problem::Added {
                instance: instance.clone(),
                from: head.first,
                to: head.last,
            });
        }
    }
    if found.is_empty() {
        found.extend(now.heads.iter().filter_map(|(instance, head)| {
            let gap = head.gap?;
            Some(Problem::LostEvents {
                instance: instance.clone(),
                from: gap,
                to: gap,
            })
        }));
    }
    if found.is_empty() {
        found.push(Problem::Rows {
            from: block.from + 1,
            to: block.to,
        });
    }
    Ok(found)
}

async fn of_head(
    store: &dyn Store,
    now: &Segment,
    (instance, last, hash): (&InstanceId, u64, &str),
) -> Result<Option<Problem>, StoreError> {
    let id = || instance.clone();
    let Some(head) = now.heads.get(instance) else {
        let rest = store.journal(instance, 0, 1).await;
        return Ok(Some(match rest {
            Ok(rows) if rows.is_empty() => Problem::LostInstance {
                instance: id(),
                last,
            },
            _ => Problem::LostEvents {
                instance: id(),
                from: last,
                to: last,
            },
        }));
    };
    Ok(if head.last < last {
        Some(Problem::LostEvents {
            instance: id(),
            from: head.last + 1,
            to: last,
        })
    } else if head.last > last {
        Some(Problem::Added {
            instance: id(),
            from: last + 1,
            to: head.last,
        })
    } else if head.hash != hash {
        Some(Problem::Changed {
            instance: id(),
            from: head.first,
            to: last,
        })
    } else {
        None
    })
}
