//! Servers beside this one: what they have published, and what they left behind when they died.
//!
//! Each server looks once in a while, whether it was told anything (`herald`) or not. Where only one process can have the store there is nothing to do.

use crate::{
    hints::Hint,
    limits::{NEIGHBOUR_LOOK, SIGNAL_ORPHANED},
    port::StoreError,
    service::Service,
    writer::Order,
};

/// Takes over what other servers have published: packages with people and roles, subscriptions, and whether what leaves the house
/// waits.
pub(crate) async fn listen(service: Service) {
    if !service.shared.store.is_shared() {
        return std::future::pending().await;
    }
    loop {
        pause().await;
        if let Err(error) = read(&service).await {
            tracing::warn!(%error, "what other servers have published could not be read");
        }
    }
}

async fn read(service: &Service) -> Result<(), StoreError> {
    let shared = &service.shared;
    let digest = shared.store.current_package().await?;
    if digest.is_some_and(|digest| digest != shared.library.current().digest) {
        shared.library.refresh().await?;
        shared.wake.schedules.notify_one();
        shared.wake.digests.notify_one();
        shared.hints.pass_on(Hint::People);
    }
    shared.effects.set(shared.store.effects_pause().await?);
    shared.read_subscriptions().await
}

/// Carries out signals that nobody has carried out for a while: the server that wrote them is gone.
pub(crate) async fn adopt(service: Service) {
    if !service.shared.store.is_shared() {
        return std::future::pending().await;
    }
    loop {
        pause().await;
        let signals = match service.shared.store.signals(u32::MAX).await {
            Ok(signals) => signals,
            Err(error) => {
                tracing::warn!(%error, "the pending signals could not be read");
                continue;
            }
        };
        let before = service.shared.clock.now() - SIGNAL_ORPHANED;
        for signal in signals.into_iter().filter(|signal| signal.at <= before) {
            let id = signal.id.clone();
            // Refused: somebody else has carried it out; failed: it is looked at again.
            match service.writer.submit(Order::signal(signal)).await {
                Ok(_) => tracing::info!(signal = %id, "a signal of another server was carried out"),
                Err(error) => tracing::debug!(signal = %id, %error, "a signal of another server"),
            }
        }
    }
}

async fn pause() {
    let pause = NEIGHBOUR_LOOK.to_std().unwrap_or_default();
    tokio::time::sleep(pause).await;
}
