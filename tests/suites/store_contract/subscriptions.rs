//! Subscriptions: how their deliveries are counted, put off together, forgotten.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{
    ChangeSet, LetterAbout, Notification, NotificationKind, OutboxBody, OutboxEnd, OutboxRow,
    OutboxState, Store, SubscriptionRow,
};

use super::make::at;

fn subscription(url: &str) -> SubscriptionRow {
    SubscriptionRow {
        id: 0,
        url: url.to_owned(),
        events: vec![NotificationKind::CaseStarted, NotificationKind::CaseEnded],
        processes: vec!["request".into()],
        created_at: at(1),
        created_by: "vera".into(),
        off_at: None,
    }
}

fn notification(subscription: u32, seq: u64) -> OutboxRow {
    let told = Notification {
        subscription,
        event: NotificationKind::CaseStarted,
        process: "request".into(),
        seq,
        at: at(2),
        step: Some("answer".into()),
        task: None,
        outcome: None,
        document: None,
        register: None,
        number: None,
        code: None,
    };
    OutboxRow {
        key: format!("i1/{seq}/to/{subscription}"),
        instance: Some(InstanceId("i1".into())),
        body: OutboxBody::Notification(told),
        about: LetterAbout::default(),
        state: OutboxState::Queued,
        attempts: 0,
        next_at: at(2),
        created_at: at(2),
        done_at: None,
        error: None,
        epoch: 0,
    }
}

fn end(row: &OutboxRow, state: OutboxState, next_at: DateTime<Utc>) -> OutboxEnd {
    OutboxEnd {
        key: row.key.clone(),
        epoch: row.epoch,
        state,
        next_at,
        at: at(4),
        error: (state != OutboxState::Sent).then(|| "503".into()),
        uncounted: false,
        pdf: None,
    }
}

pub(super) async fn notifications_are_counted_and_put_off_together(store: Arc<dyn Store>) {
    let first = store
        .add_subscription(&subscription("https://a.example.ru/"))
        .await
        .unwrap();
    let second = store
        .add_subscription(&subscription("https://b.example.ru/"))
        .await
        .unwrap();
    let listed = store.subscriptions(10).await.unwrap();
    let urls: Vec<&str> = listed.iter().map(|(row, _)| row.url.as_str()).collect();
    assert_eq!(urls, ["https://b.example.ru/", "https://a.example.ru/"]);
    let expected = SubscriptionRow {
        id: first,
        ..subscription("https://a.example.ru/")
    };
    assert_eq!(listed[1].0, expected);
    let changes = ChangeSet {
        outbox: vec![
            notification(first, 1),
            notification(first, 2),
            notification(first, 3),
            notification(second, 1),
        ],
        ..ChangeSet::default()
    };
    store.commit(&changes).await.unwrap();
    let claim = async |minute: u32, limit: u32| {
        let until = at(minute) + TimeDelta::minutes(2);
        store.claim("node", at(minute), until, limit).await.unwrap()
    };
    let state = async |id: u32| {
        let all = store.subscriptions(10).await.unwrap();
        let found = all.into_iter().find(|(row, _)| row.id == id);
        found.unwrap().1
    };
    let all = claim(3, 10).await;
    assert_eq!(all.len(), 4);
    assert_eq!(all[0].body, notification(first, 1).body);
    let of = |id: u32| {
        let end = format!("/to/{id}");
        all.iter().filter(move |row| row.key.ends_with(&end))
    };
    // One arrives, one fails, the others were let go.
    let mine: Vec<&OutboxRow> = of(first).collect();
    assert!(
        store
            .finish(end(mine[0], OutboxState::Sent, at(4)))
            .await
            .unwrap()
    );
    let later = end(mine[1], OutboxState::Queued, at(5));
    assert!(store.finish(later).await.unwrap());
    let later = end(mine[2], OutboxState::Queued, at(9));
    assert!(store.finish(later).await.unwrap());
    let other = of(second).next().unwrap();
    let given_up = end(other, OutboxState::Failed, at(4));
    assert!(store.finish(given_up).await.unwrap());
    let found = state(first).await;
    assert_eq!((found.delivered, found.delivered_at), (1, Some(at(4))));
    assert_eq!((found.waiting, found.failed), (2, 0));
    assert_eq!(found.error.as_deref(), Some("503"));
    // What was to be tried at five waits with the one that failed last.
    assert!(claim(8, 10).await.is_empty());
    let again = claim(9, 10).await;
    assert_eq!(again.len(), 2);
    for row in &again {
        assert!(
            store
                .finish(end(row, OutboxState::Sent, at(9)))
                .await
                .unwrap()
        );
    }
    assert_eq!(state(first).await.delivered, 3);

    assert_eq!(state(second).await.failed, 1);
    assert_eq!(store.retry_subscription(second, at(10)).await.unwrap(), 1);
    assert_eq!(state(second).await.waiting, 1);
    let held = claim(11, 10).await;
    assert!(
        store
            .switch_subscription(second, Some(at(12)))
            .await
            .unwrap()
    );
    let found = state(second).await;
    assert_eq!((found.waiting, found.failed), (0, 0));
    // Whoever was still trying it has nothing to record any more.
    assert!(
        !store
            .finish(end(&held[0], OutboxState::Sent, at(12)))
            .await
            .unwrap()
    );
    assert!(store.switch_subscription(second, None).await.unwrap());
    assert!(!store.switch_subscription(99, None).await.unwrap());
}
