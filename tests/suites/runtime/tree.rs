//! Parents and children: what crosses between instances arrives once.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use reglament_core::{CommandId, InstanceId, Rejection, TaskId};
use reglament_runtime::{Service, ServiceError, ServiceKind};
use serde_json::json;

use super::world::{World, input, monday, until};

async fn meeting(service: &Service) -> InstanceId {
    let key = CommandId("m".into());
    let begun = service.start_manual(key, "anna", "meeting", input(json!({})), BTreeMap::new());
    begun.await.unwrap().instance
}

#[tokio::test]
async fn guests_join_report_and_end_the_meeting() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    let id = meeting(&service).await;
    let open = service.public_services().await.unwrap();
    let window = open
        .iter()
        .find(|s| matches!(s.kind, ServiceKind::Join { .. }))
        .unwrap();
    assert!(window.open && window.closes_at.is_some());
    let join = async |key: &str, email: &str| {
        let answers = input(json!({ "email": email }));
        service
            .add_item(key.into(), None, &id, "guests", answers, None)
            .await
    };
    let guest = join("g1", "g@example.ru").await.unwrap();
    let seen = service.status_by_receipt(&guest.code).await;
    assert!(seen.is_ok(), "whoever has joined opens the file at once");
    assert_eq!(join("g1", "g@example.ru").await.unwrap(), guest);
    let twice = join("g2", "G@example.ru").await.unwrap_err();
    assert!(matches!(
        twice,
        ServiceError::Rejected(Rejection::Duplicate { .. })
    ));
    let task = until(async || {
        let page = service.my_tasks("boris", None).await.unwrap();
        page.rows
            .into_iter()
            .find(|row| row.instance == guest.instance)
    })
    .await;
    assert_eq!(task.subject, "g@example.ru");
    let answers = input(json!({"came": true}));
    let id_of = &guest.instance;
    service
        .complete_task("d".into(), "boris", id_of, TaskId(1), None, answers)
        .await
        .unwrap();
    let child = until(async || {
        let view = service.instance("anna", &id).await.unwrap();
        view.children
            .into_iter()
            .find(|child| child.ended.is_some())
    })
    .await;
    assert_eq!(
        child.data.iter().map(|d| d.ru.as_str()).collect::<Vec<_>>(),
        ["да", "g@example.ru"]
    );
    world.clock.set(monday() + TimeDelta::days(1));
    let ended = until(async || service.instance("anna", &id).await.unwrap().ended).await;
    assert_eq!(ended.ru, "Собрание прошло");
    until(async || {
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
    runtime.stop().await;
}
