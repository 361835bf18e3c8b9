//! From nothing to the first durable command: opening the database, reading what is published, one start.
//!
//! The program's own loading is not in it: what is measured is what grows with the data.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use reglament_core::CommandId;
use reglament_store::{Database, SqlStore};

use crate::regulation::{self, PROCESS};

/// Instances in the database that is opened.
const INSTANCES: usize = 2_000;

/// Prints the time of a start on an empty and on a filled database.
pub(crate) async fn print(rounds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("start.db");
    let new = first_command(&path, "new").await;
    for n in 0..INSTANCES / 100 {
        fill(&path, n).await;
    }
    let mut times = Vec::new();
    for round in 0..rounds {
        times.push(first_command(&path, &round.to_string()).await);
    }
    times.sort();
    println!("start to first durable command: {new:.1?} with a new database");
    println!(
        "                                {:.1?} with {INSTANCES} open instances",
        times[times.len() / 2]
    );
}

async fn first_command(path: &Path, key: &str) -> Duration {
    let began = Instant::now();
    let store = SqlStore::open(&Database::file(path)).await.unwrap();
    let runtime = regulation::engine(Arc::new(store.clone())).await;
    start(&runtime.service(), key).await;
    let time = began.elapsed();
    runtime.stop().await;
    store.close().await;
    time
}

async fn fill(path: &Path, page: usize) {
    let store = SqlStore::open(&Database::file(path)).await.unwrap();
    let runtime = regulation::engine(Arc::new(store.clone())).await;
    let mut starts = tokio::task::JoinSet::new();
    for n in 0..100 {
        let service = runtime.service();
        starts.spawn(async move { start(&service, &format!("{page}-{n}")).await });
    }
    starts.join_all().await;
    runtime.stop().await;
    store.close().await;
}

async fn start(service: &reglament_runtime::Service, key: &str) {
    let (id, form) = (
        CommandId(format!("first-{key}")),
        regulation::application(key.len()),
    );
    service
        .start_public(id, PROCESS, form, BTreeMap::new())
        .await
        .unwrap();
}
