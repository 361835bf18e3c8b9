//! Crashes: what was answered is there, what was not answered may be asked again.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use reglament_core::CommandId;
use reglament_runtime::{Clock as _, Runtime, ServiceError};
use serde_json::json;

use super::{
    faulty::{Fault, FaultyStore},
    world::{World, input, request},
};

#[tokio::test]
async fn a_commit_that_did_not_happen_is_asked_again() {
    let world = World::open().await;
    let (runtime, fault) = faulty(&world).await;
    let service = runtime.service();
    fault.store(Fault::Before as u32, Ordering::SeqCst);
    let answers = input(json!({"topic": "Крыша", "email": "a@example.ru"}));
    let lost = service
        .start_public("k".into(), "request", answers, BTreeMap::new())
        .await;
    assert!(matches!(lost, Err(ServiceError::Unavailable(_))));
    assert!(
        service
            .instances("anna", &Default::default())
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    request(&service, "k").await;
    assert_eq!(
        service
            .instances("anna", &Default::default())
            .await
            .unwrap()
            .rows
            .len(),
        1
    );
    assert!(service.verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_commit_whose_answer_was_lost_takes_effect_once() {
    let world = World::open().await;
    let (runtime, fault) = faulty(&world).await;
    let service = runtime.service();
    fault.store(Fault::After as u32, Ordering::SeqCst);
    let answers = input(json!({"topic": "Крыша", "email": "a@example.ru"}));
    let lost = service
        .start_public("k".into(), "request", answers, BTreeMap::new())
        .await;
    assert!(matches!(lost, Err(ServiceError::Unavailable(_))));
    let again = request(&service, "k").await;
    let rows = service
        .instances("anna", &Default::default())
        .await
        .unwrap()
        .rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].id.clone(), rows[0].receipt.clone()),
        (again.instance, again.code)
    );
    assert!(service.verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_conflict_is_decided_again() {
    let world = World::open().await;
    let (runtime, fault) = faulty(&world).await;
    fault.store(Fault::Conflict as u32, Ordering::SeqCst);
    request(&runtime.service(), "k").await;
    assert!(runtime.service().verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_restart_carries_out_the_signals() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let key = CommandId("m".into());
    let meeting = service
        .start_manual(key, "anna", "meeting", input(json!({})), BTreeMap::new())
        .await
        .unwrap();
    drop(runtime);
    // The commit that adds the guest is made by another process, which dies before it starts the child.
    let (runtime, fault) = faulty(&world).await;
    fault.store(Fault::DieAfter as u32, Ordering::SeqCst);
    let answers = input(json!({"email": "g@example.ru"}));
    let id = &meeting.instance;
    let lost = runtime
        .service()
        .add_item("g".into(), None, id, "guests", answers, None)
        .await;
    assert!(lost.is_err());
    assert_eq!(world.store.signals(10).await.unwrap().len(), 1);
    drop(runtime);

    let runtime = world.start_writer().await;
    let service = runtime.service();
    super::world::until(async || {
        let page = service.my_tasks("anna", None).await.unwrap();
        page.rows
            .iter()
            .any(|row| row.title.ru == "Встретить")
            .then_some(())
    })
    .await;
    // The child tells its parent, which is one signal more.
    super::world::until(async || {
        world
            .store
            .signals(10)
            .await
            .unwrap()
            .is_empty()
            .then_some(())
    })
    .await;
    assert!(service.verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_signal_survives_a_store_that_was_away() {
    let world = World::open().await;
    let (runtime, fault) = faulty(&world).await;
    let service = runtime.service();
    let begun = service.start_manual(
        "m".into(),
        "anna",
        "meeting",
        input(json!({})),
        BTreeMap::new(),
    );
    let id = begun.await.unwrap().instance;
    fault.store(Fault::BeforeNext as u32, Ordering::SeqCst);
    let answers = input(json!({"email": "g@example.ru"}));
    let guest = service
        .add_item("g".into(), None, &id, "guests", answers, None)
        .await
        .unwrap();
    super::world::until(async || (fault.load(Ordering::SeqCst) == 0).then_some(())).await;
    assert!(
        service.instance("anna", &guest.instance).await.is_err(),
        "the child waits"
    );
    super::world::until(async || {
        world
            .clock
            .set(world.clock.now() + chrono::TimeDelta::seconds(1));
        service.instance("anna", &guest.instance).await.ok()
    })
    .await;
}

#[tokio::test]
async fn a_changed_journal_is_found() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    request(&runtime.service(), "k").await;
    world
        .sql("UPDATE journal SET events = replace(events, 'Крыша', 'Погреб')")
        .await;
    let found = runtime.service().verify().await.unwrap();
    assert!(
        found.iter().any(|difference| difference.what == "chain"),
        "{found:?}"
    );
    assert!(
        found.iter().any(|difference| difference.what == "row"),
        "{found:?}"
    );
}

async fn faulty(world: &World) -> (Runtime, Arc<AtomicU32>) {
    let fault = Arc::new(AtomicU32::new(0));
    let mut parts = world.parts();
    parts.store = Arc::new(FaultyStore::new(world.store.clone(), fault.clone()));
    let runtime = Runtime::start_writer(&parts).await.unwrap();
    runtime
        .service()
        .publish(super::world::files(), "test")
        .await
        .unwrap();
    (runtime, fault)
}
