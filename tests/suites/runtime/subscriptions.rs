//! Subscriptions: what is told with which commit, tried until it arrives or is given up, forgotten when switched off.

use chrono::TimeDelta;
use reglament_runtime::port::{NotificationKind, Notified, NotifyCall};
use reglament_runtime::{Service, SubscriptionView, SubscriptionWish};
use serde_json::json;

use super::world::{World, monday, request, until};

const EVENTS: [NotificationKind; 3] = [
    NotificationKind::CaseStarted,
    NotificationKind::TaskCreated,
    NotificationKind::CaseEnded,
];

fn wish(process: &str) -> SubscriptionWish {
    SubscriptionWish {
        url: "https://archive.example.ru/hook".into(),
        events: EVENTS.to_vec(),
        processes: vec![process.into()],
    }
}

async fn standing(service: &Service) -> SubscriptionView {
    service.subscriptions("vera").await.unwrap().remove(0)
}

/// Waits until this many have arrived and nothing is under way.
async fn arrived(service: &Service, count: u64) -> SubscriptionView {
    until(async || {
        let found = standing(service).await;
        let done = found.deliveries.delivered == count && found.deliveries.waiting == 0;
        done.then_some(found)
    })
    .await
}

fn told(calls: &[NotifyCall]) -> Vec<(&'static str, u32)> {
    let mut told: Vec<_> = calls.iter().map(|one| (one.event, one.attempt)).collect();
    told.sort_unstable();
    told
}

#[tokio::test]
async fn what_happens_is_told_until_it_arrives() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    let made = service.subscribe("vera", wish("request")).await.unwrap();
    assert!(made.secret.starts_with("rgs_") && made.secret.len() == 68);
    let later = |why: &str| Notified::Later(why.into());
    *world.post.notified.lock().unwrap() = vec![later("503"), later("503")];
    let receipt = request(&service, "one").await;
    let waiting = until(async || {
        let found = standing(&service).await;
        found.deliveries.error.is_some().then_some(found)
    })
    .await;
    assert_eq!(waiting.deliveries.delivered, 0);
    until(async || (world.post.told.lock().unwrap().len() == 2).then_some(())).await;
    world.clock.set(monday() + TimeDelta::minutes(1));
    let done = arrived(&service, 2).await;
    assert_eq!(done.deliveries.error, None);
    let calls = world.post.told.lock().unwrap().clone();
    let expected = [
        ("case.started", 1),
        ("case.started", 2),
        ("task.created", 1),
        ("task.created", 2),
    ];
    assert_eq!(told(&calls), expected);
    let started = calls
        .iter()
        .find(|one| one.event == "case.started")
        .unwrap();
    assert_eq!(started.secret, made.secret);
    assert_eq!(started.url, "https://archive.example.ru/hook");
    let instance = receipt.instance.to_string();
    let body = json!({
        "id": format!("{instance}/1/to/1"), "event": "case.started", "at": "2026-11-16T03:00:00Z",
        "process": "request", "instance": instance, "seq": 1,
    });
    assert_eq!(started.body, body);
    // Nothing that people have written leaves.
    assert!(
        calls
            .iter()
            .all(|one| !one.body.to_string().contains("Крыша"))
    );
    runtime.stop().await;
}

#[tokio::test]
async fn what_was_given_up_waits_for_somebody_or_is_forgotten() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    service.subscribe("vera", wish("request")).await.unwrap();
    let refused = || Notified::Refused("410".into());
    *world.post.notified.lock().unwrap() = vec![refused(), refused()];
    request(&service, "one").await;
    let failed = async |count| {
        until(async || (standing(&service).await.deliveries.failed == count).then_some(())).await;
    };
    failed(2).await;
    assert_eq!(service.retry_subscription("vera", 1).await.unwrap(), 2);
    arrived(&service, 2).await;
    *world.post.notified.lock().unwrap() = vec![refused(), refused()];
    request(&service, "two").await;
    failed(2).await;
    service.switch_subscription("vera", 1, false).await.unwrap();
    let off = standing(&service).await;
    assert!(off.off_at.is_some());
    assert_eq!((off.deliveries.failed, off.deliveries.waiting), (0, 0));
    // What happens meanwhile is not told later.
    request(&service, "three").await;
    service.switch_subscription("vera", 1, true).await.unwrap();
    request(&service, "four").await;
    arrived(&service, 4).await;
    runtime.stop().await;
}

#[tokio::test]
async fn only_what_was_asked_for_is_told_and_only_to_those_who_see_it() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    let code = async |by: &str, wish: SubscriptionWish| {
        let refused = service.subscribe(by, wish).await.unwrap_err();
        refused.code()
    };
    assert_eq!(code("anna", wish("request")).await, "forbidden");
    assert_eq!(
        code("vera", wish("unknown")).await,
        "subscription_process_not_yours"
    );
    let mut nothing = wish("request");
    nothing.events.clear();
    assert_eq!(code("vera", nothing).await, "subscription_events");
    let mut nowhere = wish("request");
    nowhere.url = "https://10.0.0.1/".into();
    assert_eq!(code("vera", nowhere).await, "subscription_address");
    // Another process: nothing of requests is told.
    service.subscribe("vera", wish("meeting")).await.unwrap();
    request(&service, "one").await;
    let rows = world.store.subscriptions(10).await.unwrap();
    assert_eq!(rows[0].1.waiting, 0);
    assert!(world.post.told.lock().unwrap().is_empty());
    // Started anew, the engine knows its subscribers.
    runtime.stop().await;
    let runtime = world.start().await;
    let service = runtime.service();
    service.subscribe("vera", wish("request")).await.unwrap();
    runtime.stop().await;
    let runtime = world.start().await;
    request(&runtime.service(), "two").await;
    until(async || (world.post.told.lock().unwrap().len() == 2).then_some(())).await;
    runtime.stop().await;
}
