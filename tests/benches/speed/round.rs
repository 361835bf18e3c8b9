//! One round of one load: the engine on a fresh database, then the rows it wrote once more without it.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reglament_core::{CommandId, TaskId};
use reglament_runtime::{
    Service,
    port::{ChangeSet, InstanceStore as _},
};
use reglament_store::{Database, SqlStore};

use crate::{
    raw,
    recorder::{Recorder, Times},
    regulation::{self, CLERK, PROCESS},
};

/// Commands of one instance: start, task, timer.
const COMMANDS: usize = 3;

/// What a round measured.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    instances: usize,
    commits: usize,
    engine: Duration,
    times: Times,
    store: Duration,
    raw: Duration,
}

impl Figures {
    pub(crate) fn cells(&self, clients: usize) -> Vec<String> {
        let commands = self.instances * COMMANDS;
        let per_second =
            |count: usize, time: Duration| format!("{:.0}", count as f64 / time.as_secs_f64());
        vec![
            clients.to_string(),
            per_second(commands, self.engine),
            per_second(self.instances, self.engine),
            format!("{:.1}", commands as f64 / self.commits as f64),
            per_second(commands, self.store),
            per_second(commands, self.raw),
            format!("{:.0} %", 100.0 * self.ratio()),
            self.share(self.times.writing),
            self.share(self.times.reading),
        ]
    }

    /// A part of the engine's time.
    fn share(&self, part: Duration) -> String {
        format!(
            "{:.0} %",
            100.0 * part.as_secs_f64() / self.engine.as_secs_f64()
        )
    }

    fn ratio(&self) -> f64 {
        self.raw.as_secs_f64() / self.engine.as_secs_f64()
    }
}

/// The round with the middle ratio.
pub(crate) fn median(rounds: &[Figures]) -> Figures {
    let mut rounds = rounds.to_vec();
    rounds.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
    rounds[rounds.len() / 2].clone()
}

pub(crate) async fn run(clients: usize, instances: usize) -> Figures {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (measured, engine) = with_engine(&path("engine.db"), clients, instances, false).await;
    // A second run of the same load gives the rows, so that the measured one carries no cost of recording.
    let (recorded, _) = with_engine(&path("recorded.db"), clients, instances, true).await;
    let changes = recorded.take();
    Figures {
        instances,
        commits: measured.commits(),
        engine,
        times: measured.times(),
        store: store_alone(&path("store.db"), &changes).await,
        raw: raw::insert(&path("raw.db"), &changes).await,
    }
}

async fn with_engine(
    path: &Path,
    clients: usize,
    instances: usize,
    is_kept: bool,
) -> (Arc<Recorder>, Duration) {
    let store = SqlStore::open(&Database::file(path)).await.unwrap();
    let recorder = Arc::new(Recorder::new(store.clone(), is_kept));
    let runtime = regulation::engine(recorder.clone()).await;
    let begun = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let client = |_| tokio::spawn(client(runtime.service(), begun.clone(), instances));
    for client in (0..clients).map(client).collect::<Vec<_>>() {
        client.await.unwrap();
    }
    while recorder.ended() < instances {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let last = recorder.endings().last().map(|(at, _)| *at - began);
    let time = last.unwrap_or_else(|| began.elapsed());
    runtime.stop().await;
    store.close().await;
    (recorder, time)
}

/// Runs instances one after another, as long as there are some to begin.
async fn client(service: Service, begun: Arc<AtomicUsize>, instances: usize) {
    loop {
        let n = begun.fetch_add(1, Ordering::Relaxed);
        if n >= instances {
            return;
        }
        let key = |what: &str| CommandId(format!("{what}-{n}"));
        let links = std::collections::BTreeMap::new();
        let form = regulation::application(n);
        let receipt = service
            .start_public(key("start"), PROCESS, form, links)
            .await
            .unwrap();
        let (id, task, note) = (&receipt.instance, TaskId(1), regulation::note());
        service
            .complete_task(key("task"), CLERK, id, task, None, note)
            .await
            .unwrap();
    }
}

/// The same change sets through the store: encoding and writing, no decisions and no reading.
async fn store_alone(path: &Path, changes: &[ChangeSet]) -> Duration {
    let store = SqlStore::open(&Database::file(path)).await.unwrap();
    let began = Instant::now();
    for change in changes {
        store.commit(change).await.unwrap();
    }
    let time = began.elapsed();
    store.close().await;
    time
}
