//! The word on which everything that runs comes to its end. It ends nothing itself.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::sync::Notify;

/// Heard in the order in which it was waited for, so that a simulated stop is the same every time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<Asked>);

#[derive(Debug, Default)]
struct Asked {
    asked: AtomicBool,
    bell: Notify,
}

impl Stop {
    /// Asks everybody to stop, for good.
    pub(crate) fn ask(&self) {
        self.0.asked.store(true, Ordering::SeqCst);
        self.0.bell.notify_waiters();
    }

    /// Returns once it was asked.
    pub(crate) async fn asked(self) {
        let mut bell = std::pin::pin!(self.0.bell.notified());
        // From now on: it may be rung between the look and the wait.
        bell.as_mut().enable();
        if !self.0.asked.load(Ordering::SeqCst) {
            bell.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stop;

    #[tokio::test]
    async fn it_is_heard_before_and_after_it_was_asked() {
        let stop = Stop::default();
        let waiting = tokio::spawn(stop.clone().asked());
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished(), "nobody has asked");
        stop.ask();
        waiting.await.unwrap();
        stop.asked().await;
    }
}
