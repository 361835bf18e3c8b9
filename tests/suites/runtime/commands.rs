//! Commands: once per key, one winner, nobody pays for a neighbour.

use std::collections::BTreeMap;

use reglament_core::{CommandId, Rejection, TaskId};
use reglament_runtime::{ServiceError, Viewer};
use serde_json::json;

use super::world::{World, input, request};

#[tokio::test]
async fn the_same_key_gives_the_same_reply() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let first = request(&service, "k1").await;
    assert_eq!(request(&service, "k1").await, first);
    assert_ne!(request(&service, "k2").await, first);
    let other = input(json!({"topic": "Подвал", "email": "a@example.ru"}));
    let reused = service
        .start_public("k1".into(), "request", other, BTreeMap::new())
        .await;
    assert_eq!(reused, Err(ServiceError::KeyReused));
    runtime.stop().await;

    let runtime = world.start_writer().await;
    assert_eq!(
        request(&runtime.service(), "k1").await,
        first,
        "also after a restart"
    );
    assert!(runtime.service().verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn of_concurrent_completions_exactly_one_wins() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let receipt = request(&service, "k").await;
    let mut tries = tokio::task::JoinSet::new();
    for n in 0..20 {
        let (service, id) = (service.clone(), receipt.instance.clone());
        tries.spawn(async move {
            let person = if n % 2 == 0 { "anna" } else { "boris" };
            let key = CommandId(format!("try-{n}"));
            let outcome = Some("accept".to_owned());
            service
                .complete_task(key, person, &id, TaskId(1), outcome, input(json!({})))
                .await
        });
    }
    let results = tries.join_all().await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let closed = Err(ServiceError::Rejected(Rejection::TaskClosed));
    assert_eq!(
        results.iter().filter(|result| **result == closed).count(),
        19
    );
    let view = service.instance("anna", &receipt.instance).await.unwrap();
    assert_eq!(view.ended.unwrap().ru, "Дан ответ");
    assert_eq!(view.documents[0].number.as_deref(), Some("1-о"));
}

#[tokio::test]
async fn a_refused_command_rolls_back_nobody() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let mut tries = tokio::task::JoinSet::new();
    for n in 0..60 {
        let service = service.clone();
        tries.spawn(async move {
            let email = if n % 3 == 0 {
                "nonsense"
            } else {
                "a@example.ru"
            };
            let answers = input(json!({"topic": "Крыша", "email": email}));
            let key = CommandId(format!("k{n}"));
            service
                .start_public(key, "request", answers, BTreeMap::new())
                .await
                .is_ok()
        });
    }
    let done = tries.join_all().await.into_iter().filter(|ok| *ok).count();
    assert_eq!(done, 40);
    let page = service
        .instances("anna", &Default::default())
        .await
        .unwrap();
    assert_eq!(page.rows.len(), 40);
    assert!(service.verify().await.unwrap().is_empty());
}

#[tokio::test]
async fn numbers_have_no_gaps() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let mut tries = tokio::task::JoinSet::new();
    for n in 0..30 {
        let service = service.clone();
        tries.spawn(async move {
            let receipt = request(&service, &format!("k{n}")).await;
            let key = CommandId(format!("done-{n}"));
            let outcome = Some("accept".to_owned());
            let id = receipt.instance;
            service
                .complete_task(key, "anna", &id, TaskId(1), outcome, input(json!({})))
                .await
        });
    }
    assert!(tries.join_all().await.iter().all(Result::is_ok));
    let register = service
        .register("anna", "answers", 2026, None)
        .await
        .unwrap();
    let numbers: Vec<u32> = register.entries.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, (1..=30).collect::<Vec<_>>());
    assert_eq!(register.entries[0].values["topic"].ru, "Крыша");
}

#[tokio::test]
async fn an_applicant_withdraws_with_the_code() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let receipt = request(&service, "k").await;
    let typed = receipt.code.to_lowercase().replace('-', " ");
    let status = service.status_by_receipt(&typed).await.unwrap();
    assert_eq!(status.events[0].id, "withdrawal");
    let viewer = Viewer::Receipt(typed);
    let id = receipt.instance;
    service
        .raise_event("w".into(), &viewer, &id, "withdrawal", None)
        .await
        .unwrap();
    let status = service.status_by_receipt(&receipt.code).await.unwrap();
    assert_eq!(status.ended.unwrap().ru, "Отозвано");
    assert!(status.events.is_empty());
    let stranger = Viewer::Receipt("AAAA-AAAA".into());
    let refused = service
        .raise_event("x".into(), &stranger, &id, "withdrawal", None)
        .await;
    assert_eq!(refused, Err(ServiceError::NotFound));
}
