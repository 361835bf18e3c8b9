//! Overdue timers among very many: how many fire in a second, and how late each is from the start of the engine.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use reglament_runtime::SystemClock;
use reglament_store::{Database, SqlStore};

use crate::{recorder::Recorder, regulation, spread::Spread};

/// Starts the engine and waits until so many cases have ended by their timers. Gives the time and the lags.
pub(crate) async fn fire(database: &Database, overdue: usize) -> (Duration, Spread) {
    let store = SqlStore::open(database).await.unwrap();
    let recorder = Arc::new(Recorder::new(store.clone(), false));
    let began = Instant::now();
    let runtime = regulation::start(recorder.clone(), Arc::new(SystemClock)).await;
    while recorder.ended() < overdue {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let mut lags = Vec::with_capacity(overdue);
    let mut last = began;
    for (at, count) in recorder.endings() {
        lags.extend(std::iter::repeat_n(at - began, count));
        last = last.max(at);
    }
    runtime.stop().await;
    store.close().await;
    (last - began, Spread::of(lags))
}
