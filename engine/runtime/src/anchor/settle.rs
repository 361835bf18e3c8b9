//! Before a server begins: what is done about a file of anchors that does not belong to the database as it is.
//!
//! A restoration by `reglament restore` is known to the database and accepted as such. Anything else is accepted by order
//! only. Either way the file is kept under another name, the act is noted, and a new file begins with the whole journal.

use chrono::{DateTime, Utc};

use super::{AnchorDepth, AnchorFailure, ComparedAnchors, compare::Standing, compare_anchors};
use crate::port::{AnchorKeeper, AuditAct, AuditRow, Store};

/// Who orders when nobody is signed in: whoever runs the machine.
const OPERATOR: &str = "reglament";

/// Compares the last anchors; after a restoration all of them, and the file of the original is set aside when it agrees.
///
/// # Errors
/// Journal or file cannot be read or written. Differences are no errors.
pub async fn meet_anchors(
    store: &dyn Store,
    keeper: &dyn AnchorKeeper,
    now: DateTime<Utc>,
) -> Result<ComparedAnchors, AnchorFailure> {
    let mut found = compare_anchors(store, keeper, AnchorDepth::Last).await?;
    if !matches!(found.standing, Standing::Restored { .. }) {
        return Ok(found);
    }
    found = compare_anchors(store, keeper, AnchorDepth::Own).await?;
    if let Standing::Restored { lost } = found.standing
        && found.findings.is_empty()
    {
        let about = format!("{}: −{lost}", keeper.place());
        begin_anew(store, keeper, (AuditAct::AnchorsRestored, &about), now).await?;
    }
    Ok(found)
}

/// Accepts a database that differs from its anchors. Gives the new name of their file, if there was one.
///
/// # Errors
/// Database or file cannot be written.
pub async fn accept_rollback(
    store: &dyn Store,
    keeper: &dyn AnchorKeeper,
    why: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>, AnchorFailure> {
    begin_anew(store, keeper, (AuditAct::RollbackAccepted, why), now).await
}

async fn begin_anew(
    store: &dyn Store,
    keeper: &dyn AnchorKeeper,
    (act, about): (AuditAct, &str),
    now: DateTime<Utc>,
) -> Result<Option<String>, AnchorFailure> {
    let row = AuditRow {
        at: now,
        by: OPERATOR.to_owned(),
        act,
        about: about.to_owned(),
    };
    store.note_act(&row).await?;
    let kept = match keeper.is_there().await? {
        true => Some(keeper.set_aside(now).await?),
        false => None,
    };
    store.forget_anchors(&keeper.place()).await?;
    Ok(kept)
}
