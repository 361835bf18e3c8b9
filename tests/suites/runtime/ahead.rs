//! Commands that are decided while a batch is under way into the store.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use reglament_core::{CommandId, InstanceId, TaskId};
use reglament_runtime::{Runtime, Service, ServiceError};
use serde_json::json;
use tokio::task::JoinHandle;

use super::{
    faulty::{Counts, Fault, FaultyStore},
    many::{REVIEW, REVIEWED},
    world::{World, files, input, request, until},
};

/// An office whose commits wait and fail on demand, with two requests that nobody has answered.
struct Office {
    runtime: Runtime,
    fault: Arc<AtomicU32>,
    counts: Arc<Counts>,
    requests: [InstanceId; 2],
}

impl Office {
    async fn open(world: &World) -> Self {
        let (fault, counts) = (Arc::<AtomicU32>::default(), Arc::<Counts>::default());
        let mut parts = world.parts();
        let store = FaultyStore::counting(world.store.clone(), fault.clone(), counts.clone());
        parts.store = Arc::new(store);
        let runtime = Runtime::start_writer(&parts).await.unwrap();
        let service = runtime.service();
        let mut files = files();
        files.insert("review/process.yaml".into(), REVIEW.into());
        files.insert("review/reviewed.yaml".into(), REVIEWED.into());
        service.publish(files, "test").await.unwrap();
        let first = request(&service, "first").await.instance;
        let second = request(&service, "second").await.instance;
        Self {
            runtime,
            fault,
            counts,
            requests: [first, second],
        }
    }

    fn now(&self, fault: u32) {
        self.fault.store(fault, Ordering::SeqCst);
    }

    /// Answers a request, which gives it a number; returns once it is being decided.
    async fn answer(&self, number: usize) -> JoinHandle<Result<(), ServiceError>> {
        let service = self.runtime.service();
        let id = self.requests[number].clone();
        self.decided(async move {
            let key = CommandId(format!("answer {number}"));
            let outcome = Some("accept".to_owned());
            let nothing = input(json!({}));
            let done = service.complete_task(key, "anna", &id, TaskId(1), outcome, nothing);
            done.await.map(drop)
        })
        .await
    }

    async fn decided<T: Send + 'static>(
        &self,
        command: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        let before = self.counts.asked.load(Ordering::SeqCst);
        let given = tokio::spawn(command);
        until(async || (self.counts.asked.load(Ordering::SeqCst) > before).then_some(())).await;
        given
    }

    /// Returns once another batch was made ready than those before.
    async fn another_is_ready(&self, before: u32) {
        until(async || (self.counts.ready.load(Ordering::SeqCst) > before).then_some(())).await;
    }

    /// The numbers given so far and whom they were given to.
    async fn numbers(&self) -> Vec<(u32, InstanceId)> {
        let service = self.runtime.service();
        let page = service.register("anna", "answers", 2026, None).await;
        let rows = page.unwrap().entries.into_iter();
        rows.map(|row| (row.number, row.instance)).collect()
    }
}

async fn is_whole(service: &Service) {
    let found = service.verify().await.unwrap();
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn numbers_go_on_from_the_batch_under_way() {
    let world = World::open().await;
    let office = Office::open(&world).await;
    office.now(Fault::Held as u32);
    let first = office.answer(0).await;
    let second = office.answer(1).await;
    assert!(!first.is_finished() && !second.is_finished());
    office.now(0);
    first.await.unwrap().unwrap();
    second.await.unwrap().unwrap();
    let [one, two] = office.requests.clone();
    assert_eq!(office.numbers().await, [(1, one), (2, two)]);
    is_whole(&office.runtime.service()).await;
}

#[tokio::test]
async fn what_was_decided_meanwhile_is_decided_anew_where_the_batch_under_way_fails() {
    for fault in [Fault::Before, Fault::Conflict] {
        let world = World::open().await;
        let office = Office::open(&world).await;
        office.now(Fault::Held as u32);
        let first = office.answer(0).await;
        let second = office.answer(1).await;
        let is_lost = matches!(fault, Fault::Before);
        office.now(fault as u32);
        let found = first.await.unwrap();
        assert_eq!(found.is_err(), is_lost, "{found:?}");
        second.await.unwrap().unwrap();
        let [one, two] = office.requests.clone();
        let expected = match is_lost {
            true => vec![(1, two)],
            false => vec![(1, one), (2, two)],
        };
        assert_eq!(office.numbers().await, expected);
        is_whole(&office.runtime.service()).await;
    }
}

#[tokio::test]
async fn whoever_reads_a_register_waits_for_the_batch_under_way() {
    let world = World::open().await;
    let office = Office::open(&world).await;
    let service = office.runtime.service();
    office.now(Fault::Held as u32);
    let first = office.answer(0).await;
    let review = {
        let service = service.clone();
        office.decided(async move {
            let nothing = input(json!({}));
            let begun =
                service.start_manual("r".into(), "anna", "review", nothing, BTreeMap::new());
            begun.await
        })
    };
    let review = review.await;
    office.now(0);
    first.await.unwrap().unwrap();
    let id = review.await.unwrap().unwrap().instance;
    // The child reports, and people are asked: nothing is on its way any more.
    let children = until(async || {
        let view = service.instance("anna", &id).await.unwrap();
        (!view.tasks.is_empty()).then_some(view.children)
    })
    .await;
    assert_eq!(children.len(), 1, "the answer under way was not seen");
    is_whole(&service).await;
}

#[tokio::test]
async fn the_same_command_twice_takes_effect_once() {
    let world = World::open().await;
    let office = Office::open(&world).await;
    office.now(Fault::Held as u32);
    let first = office.answer(0).await;
    let service = office.runtime.service();
    let id = office.requests[0].clone();
    let again = tokio::spawn(async move {
        let outcome = Some("accept".to_owned());
        let nothing = input(json!({}));
        let key = CommandId("answer 0".into());
        let done = service.complete_task(key, "anna", &id, TaskId(1), outcome, nothing);
        done.await.map(drop)
    });
    // Another instance is not kept waiting by it.
    let second = office.answer(1).await;
    assert!(!again.is_finished());
    office.now(0);
    first.await.unwrap().unwrap();
    again.await.unwrap().unwrap();
    second.await.unwrap().unwrap();
    assert_eq!(office.numbers().await.len(), 2);
    is_whole(&office.runtime.service()).await;
}

/// Many commands wait in the words of the store while one is under way.
#[tokio::test]
async fn what_was_made_ready_meanwhile_is_written_once_whatever_the_batch_under_way_comes_to() {
    for fault in [None, Some(Fault::Before), Some(Fault::Conflict)] {
        let world = World::open().await;
        let office = Office::open(&world).await;
        let service = office.runtime.service();
        let ready = office.counts.ready.load(Ordering::SeqCst);
        office.now(Fault::Held as u32);
        let first = office.answer(0).await;
        office.another_is_ready(ready).await;
        let second = office.answer(1).await;
        let many = (0..30).map(|number| {
            let service = service.clone();
            tokio::spawn(async move { request(&service, &format!("one of many {number}")).await })
        });
        let many: Vec<_> = many.collect();
        office.another_is_ready(ready + 1).await;
        assert!(!first.is_finished() && many.iter().all(|one| !one.is_finished()));
        office.now(fault.map_or(0, |fault| fault as u32));
        let is_lost = matches!(fault, Some(Fault::Before));
        assert_eq!(first.await.unwrap().is_err(), is_lost);
        second.await.unwrap().unwrap();
        let answered = office.requests.iter().skip(usize::from(is_lost)).cloned();
        let numbers: Vec<_> = (1..).zip(answered).collect();
        assert_eq!(office.numbers().await, numbers);
        let mut begun = BTreeSet::new();
        for one in many {
            begun.insert(one.await.unwrap().instance);
        }
        assert_eq!(begun.len(), 30);
        for id in &begun {
            let rows = world.store.journal(id, 0, 100).await.unwrap();
            assert_eq!(rows.len(), 1, "{id}: {rows:?}");
        }
        is_whole(&service).await;
    }
}
