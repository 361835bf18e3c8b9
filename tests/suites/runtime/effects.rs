//! A pause of what leaves the house: nothing leaves until it ends, and then everything once; work inside goes on.

use reglament_core::{CommandId, TaskId};
use reglament_runtime::{
    JobWish, Runtime, Viewer,
    port::{EffectsPause, OutboxState, PauseReason},
};
use serde_json::json;

use super::world::{World, input, monday, request, until};

fn restored() -> EffectsPause {
    EffectsPause {
        at: monday(),
        by: None,
        why: PauseReason::Restored,
    }
}

/// An answered request while nothing may leave.
async fn answered(world: &World) -> (Runtime, reglament_core::InstanceId) {
    let runtime = world.start().await;
    let service = runtime.service();
    let receipt = request(&service, "k").await;
    let key = CommandId("done".into());
    let (id, outcome) = (receipt.instance, Some("accept".to_owned()));
    let done = service.complete_task(key, "anna", &id, TaskId(1), outcome, input(json!({})));
    done.await.unwrap();
    (runtime, id)
}

#[tokio::test]
async fn a_letter_waits_for_the_end_of_the_pause_and_leaves_once() {
    let world = World::open().await;
    assert!(world.store.pause_effects(&restored()).await.unwrap());
    let (runtime, id) = answered(&world).await;
    let service = runtime.service();
    // The document is in the same queue and after the letter: when it is drawn, the letter was passed over.
    let viewer = Viewer::Person("anna".into());
    until(async || service.document_pdf(&viewer, &id, 1).await.ok()).await;
    assert_eq!(world.post.letters.lock().unwrap().len(), 0);
    let waiting = service.outbox("vera", Some(OutboxState::Queued), None);
    let waiting = waiting.await.unwrap();
    assert_eq!(waiting.len(), 1);
    let seen = service.effects("vera").await.unwrap();
    assert_eq!((seen.waiting, seen.why), (1, Some(PauseReason::Restored)));
    runtime.stop().await;

    // A restart opens no gate.
    let runtime = Runtime::start(world.parts()).await.unwrap();
    let service = runtime.service();
    assert!(service.effects_wait());
    assert!(service.resume_effects("vera").await.unwrap());
    assert!(!service.resume_effects("vera").await.unwrap());
    until(async || {
        let sent = service.outbox("vera", Some(OutboxState::Sent), None).await;
        sent.unwrap()
            .into_iter()
            .find(|row| row.key == waiting[0].key)
    })
    .await;
    let sent = world.post.letters.lock().unwrap().clone();
    let ids: Vec<&str> = sent.iter().map(|letter| letter.id.as_str()).collect();
    assert_eq!(ids, [waiting[0].key.as_str()]);
    let acts = service.audit("vera", None).await.unwrap();
    assert_eq!(acts.rows[0].act.name(), "effects_resumed");
    runtime.stop().await;
}

#[tokio::test]
async fn jobs_and_webhooks_wait_for_the_end_of_the_pause() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    assert!(service.pause_effects("vera").await.unwrap());
    assert!(!service.pause_effects("vera").await.unwrap());
    let id = CommandId("k".into());
    let answers = input(json!({"topic": "Крыша"}));
    let begun = service.start_manual(id, "anna", "errand", answers, Default::default());
    begun.await.unwrap();
    let wish = |wait_seconds| JobWish {
        worker: "one".into(),
        topic: "checks".into(),
        max: 10,
        lock_seconds: 60,
        wait_seconds,
    };
    assert_eq!(service.fetch_jobs(&wish(0)).await.unwrap().len(), 0);
    // Whoever waits is served as soon as the pause ends.
    let waiting = tokio::spawn({
        let service = service.clone();
        async move { service.fetch_jobs(&wish(25)).await.unwrap().len() }
    });
    tokio::task::yield_now().await;
    assert!(service.resume_effects("vera").await.unwrap());
    assert_eq!(waiting.await.unwrap(), 1);
    runtime.stop().await;
}

#[tokio::test]
async fn only_administrators_order_a_pause() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    assert!(service.effects("anna").await.is_err());
    assert!(service.pause_effects("anna").await.is_err());
    assert!(service.resume_effects("anna").await.is_err());
    assert!(!service.effects_wait());
    runtime.stop().await;
}
