//! Forgets, at the start and once a day, what was only kept for a while: replies to old commands, uploads and forms that
//! nobody has sent, files that came in part only, messages that found no receiver. Nothing that instances know of is touched.

use crate::{
    limits::{HOUSEKEEPING, REPLY_AGE, UPLOAD_AGE, VIEW_AGE},
    port::StoreError,
    service::{Service, Shared},
};

/// Goes through once a day for ever; to be raced against the stop of the runtime.
pub(crate) async fn run(service: Service) {
    let shared = service.shared;
    loop {
        prepare(&shared).await;
        let next = shared.clock.now() + HOUSEKEEPING;
        shared.clock.wait_until(next).await;
        if let Err(error) = forget(&shared).await {
            tracing::error!(%error, "what is no longer needed could not be forgotten");
        }
    }
}

/// Makes room for the months to come. Nothing stops without it, so that a failure is only told.
async fn prepare(shared: &Shared) {
    let now = shared.clock.now();
    match shared.store.prepare_months(now, now - VIEW_AGE).await {
        Ok(0) => {}
        Ok(changed) => tracing::info!(changed, "the months of the access log were prepared"),
        Err(error) => tracing::warn!(%error, "the months of the access log could not be prepared"),
    }
}

/// Forgets what is too old now.
///
/// # Errors
/// The store failed; what was forgotten until then stays so.
pub(crate) async fn forget(shared: &Shared) -> Result<(), StoreError> {
    let (store, now) = (&shared.store, shared.clock.now());
    let commands = store.forget_commands(now - REPLY_AGE).await?;
    let forms = store.forget_forms(now).await?;
    let uploads = store.forget_files(now - UPLOAD_AGE).await?;
    let parts = store.forget_uploads(now).await?;
    let messages = store.forget_messages(now - REPLY_AGE).await?;
    tracing::debug!(
        commands,
        forms,
        uploads,
        parts,
        messages,
        "what is no longer needed was forgotten"
    );
    Ok(())
}
