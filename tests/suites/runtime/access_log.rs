//! The access log loses no line: a store that is away makes requests wait, and a stop writes what has queued.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use reglament_core::InstanceId;
use reglament_runtime::limits::{MAX_VIEW_BATCH, MAX_VIEW_QUEUE, VIEW_AGE};
use reglament_runtime::port::{Page, ViewFilter, ViewKind, ViewRow};
use reglament_runtime::{AccessQuery, Runtime, Service};

use super::faulty::{DEAD, FaultyStore};
use super::world::{World, monday, request};

fn view(target: String) -> ViewRow {
    ViewRow {
        at: monday(),
        person: Some("anna".into()),
        program: None,
        address: String::new(),
        what: ViewKind::List,
        door: "GET /instances".into(),
        target,
        process: None,
        instance: None,
    }
}

async fn kept(world: &World) -> usize {
    let filter = ViewFilter {
        unplaced: true,
        ..ViewFilter::default()
    };
    let page = Page {
        after: None,
        limit: u32::MAX,
    };
    world.store.views(&filter, &page).await.unwrap().len()
}

/// Hands views over until the queue takes no more; gives how many it took.
async fn fill(service: &Service) -> usize {
    let mut taken = 0;
    loop {
        // The writer of the log takes what it can meanwhile.
        tokio::task::yield_now().await;
        let done = tokio::select! {
            biased;
            done = service.record_view(view(taken.to_string())) => Some(done),
            () = std::future::ready(()) => None,
        };
        match done {
            Some(done) => done.unwrap(),
            None => return taken,
        }
        taken += 1;
    }
}

#[tokio::test]
async fn a_full_queue_waits_and_loses_nothing() {
    let world = World::open().await;
    let fault = Arc::new(AtomicU32::new(0));
    let mut parts = world.parts();
    parts.store = Arc::new(FaultyStore::new(world.store.clone(), fault.clone()));
    let runtime = Runtime::start_writer(&parts).await.unwrap();
    let service = runtime.service();
    fault.store(DEAD, Ordering::SeqCst);
    let taken = fill(&service).await;
    assert!(taken >= MAX_VIEW_QUEUE, "{taken}");
    assert!(taken <= MAX_VIEW_QUEUE + MAX_VIEW_BATCH, "{taken}");
    assert_eq!(kept(&world).await, 0);
    fault.store(0, Ordering::SeqCst);
    service.record_view(view("last".into())).await.unwrap();
    runtime.stop().await;
    assert_eq!(kept(&world).await, taken + 1);
    let refused = service.record_view(view("too late".into())).await;
    assert_eq!(refused.unwrap_err().code(), "unavailable");
}

#[tokio::test]
async fn a_stop_writes_what_has_queued() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    for n in 0..10 {
        service.record_view(view(n.to_string())).await.unwrap();
    }
    runtime.stop().await;
    assert_eq!(kept(&world).await, 10);
}

#[tokio::test]
async fn a_line_names_the_process_and_the_subject_of_its_case_and_goes_when_it_is_old() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let receipt = request(&service, "one").await;
    let of_case = ViewRow {
        instance: Some(InstanceId(receipt.instance.to_string())),
        ..view("x".repeat(2_000))
    };
    service.record_view(of_case).await.unwrap();
    let query = AccessQuery::default();
    let found = service.access_log("vera", &query).await.unwrap();
    assert_eq!(found.rows[0].process.as_deref(), Some("request"));
    assert_eq!(found.rows[0].subject.as_deref(), Some("Крыша"));
    assert_eq!(found.rows[0].target.len(), 500);
    let refused = service.access_log("anna", &query).await;
    assert_eq!(refused.unwrap_err().code(), "forbidden");

    world
        .clock
        .set(monday() + VIEW_AGE + chrono::TimeDelta::seconds(1));
    let fresh = ViewRow {
        at: service.now(),
        ..view("fresh".into())
    };
    service.record_view(fresh).await.unwrap();
    // Sweeping comes after the batch: the second reading sees it.
    service.access_log("vera", &query).await.unwrap();
    let found = service.access_log("vera", &query).await.unwrap();
    let targets: Vec<&str> = found.rows.iter().map(|row| row.target.as_str()).collect();
    assert_eq!(targets, ["fresh"]);
    runtime.stop().await;
}
