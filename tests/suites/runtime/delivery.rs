//! Letters and documents: delivered after the commit, tried again, given up visibly.

use chrono::TimeDelta;
use reglament_core::{CommandId, TaskId};
use reglament_runtime::{
    Runtime, Service, Viewer,
    port::{Delivery, OutboxState},
};
use serde_json::json;

use super::world::{World, input, monday, request, until};

async fn answered(world: &World) -> (Runtime, reglament_core::InstanceId) {
    let runtime = world.start().await;
    let service = runtime.service();
    let receipt = request(&service, "k").await;
    let key = CommandId("done".into());
    let outcome = Some("accept".to_owned());
    let id = receipt.instance;
    service
        .complete_task(key, "anna", &id, TaskId(1), outcome, input(json!({})))
        .await
        .unwrap();
    (runtime, id)
}

async fn letter_is(service: &Service, state: OutboxState) -> reglament_runtime::OutboxView {
    until(async || {
        let rows = service.outbox("vera", Some(state), None).await.unwrap();
        rows.into_iter().find(|row| row.to == "a@example.ru")
    })
    .await
}

#[tokio::test]
async fn a_letter_and_a_document_are_delivered() {
    let world = World::open().await;
    let (runtime, id) = answered(&world).await;
    let service = runtime.service();
    letter_is(&service, OutboxState::Sent).await;
    let sent = world.post.letters.lock().unwrap().clone();
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (sent[0].subject.as_str(), sent[0].text.trim()),
        ("Ответ", "Решение принято: Крыша.")
    );
    let viewer = Viewer::Person("anna".into());
    let pdf = until(async || service.document_pdf(&viewer, &id, 1).await.ok()).await;
    assert!(
        String::from_utf8(pdf)
            .unwrap()
            .starts_with("request/documents/answer.typ")
    );
    runtime.stop().await;
}

#[tokio::test]
async fn an_ambiguous_letter_is_sent_once_more_under_the_same_id() {
    let world = World::open().await;
    let lost = || Delivery::Ambiguous("the answer was lost".into());
    *world.post.answers.lock().unwrap() = vec![lost(), lost()];
    let (runtime, _) = answered(&world).await;
    letter_is(&runtime.service(), OutboxState::Ambiguous).await;
    world.clock.set(monday() + TimeDelta::minutes(5));
    letter_is(&runtime.service(), OutboxState::Failed).await;
    let sent = world.post.letters.lock().unwrap().clone();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].id, sent[1].id);
    assert_eq!(runtime.service().counters("vera").await.unwrap().failed, 1);
    runtime.stop().await;
}

#[tokio::test]
async fn a_refused_letter_is_not_tried_again_by_itself() {
    let world = World::open().await;
    *world.post.answers.lock().unwrap() = vec![Delivery::Refused("550 no such user".into())];
    let (runtime, _) = answered(&world).await;
    let service = runtime.service();
    let row = letter_is(&service, OutboxState::Refused).await;
    assert_eq!(row.error.as_deref(), Some("550 no such user"));
    world.clock.set(monday() + TimeDelta::hours(1));
    assert_eq!(world.post.letters.lock().unwrap().len(), 1);
    assert!(
        service.retry_outbox("anna", &row.key).await.is_err(),
        "a clerk does not oversee"
    );
    service.retry_outbox("vera", &row.key).await.unwrap();
    letter_is(&service, OutboxState::Sent).await;
    runtime.stop().await;
}

#[tokio::test]
async fn a_busy_server_is_tried_for_three_days() {
    let world = World::open().await;
    *world.post.answers.lock().unwrap() = vec![Delivery::Later("451 later".into()); 3];
    let (runtime, _) = answered(&world).await;
    let service = runtime.service();
    let tried = async |attempts: u32| {
        until(async || {
            let row = letter_is(&service, OutboxState::Queued).await;
            // While a worker holds the row, its try is counted but has no result yet.
            (row.attempts == attempts && row.error.is_some()).then_some(())
        })
        .await;
    };
    tried(1).await;
    world.clock.set(monday() + TimeDelta::minutes(1));
    tried(2).await;
    world.clock.set(monday() + TimeDelta::hours(73));
    letter_is(&service, OutboxState::Failed).await;
    runtime.stop().await;
}

#[tokio::test]
async fn a_broken_template_is_given_up_after_three_tries() {
    let world = World::open().await;
    *world.post.broken.lock().unwrap() = true;
    let (runtime, id) = answered(&world).await;
    let service = runtime.service();
    let mut clock = monday();
    let failed = until(async || {
        clock += TimeDelta::seconds(30);
        world.clock.set(clock);
        let view = service.instance("anna", &id).await.unwrap();
        view.documents
            .into_iter()
            .find(|document| document.state == OutboxState::Failed)
    })
    .await;
    assert_eq!(failed.error.as_deref(), Some("the template is broken"));
    let rows = service
        .outbox("vera", Some(OutboxState::Failed), None)
        .await
        .unwrap();
    assert_eq!(rows[0].attempts, 3);
    runtime.stop().await;
}
