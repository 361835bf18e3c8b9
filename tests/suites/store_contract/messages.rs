//! Messages by key: stored once, found by the key of a running instance, forgotten when settled and old.

use std::{collections::BTreeMap, sync::Arc};

use reglament_core::InstanceId;
use reglament_runtime::port::{ChangeSet, KeyRow, MessageRow, MessageState, Store};

use super::make::at;

fn message(id: &str, key: &str) -> MessageRow {
    MessageRow {
        id: id.into(),
        digest: "d".into(),
        process: "permit".into(),
        message: "paid".into(),
        key: key.into(),
        from: InstanceId::outside(),
        data: BTreeMap::new(),
        at: at(1),
        until: at(100),
        state: MessageState::New,
        receivers: Vec::new(),
    }
}

fn key(key: &str, instance: &str) -> KeyRow {
    KeyRow {
        process: "permit".into(),
        message: "paid".into(),
        key: key.into(),
        instance: instance.into(),
    }
}

fn ids(rows: Vec<MessageRow>) -> Vec<String> {
    rows.into_iter().map(|row| row.id).collect()
}

pub(super) async fn a_message_is_kept_once(store: Arc<dyn Store>) {
    let first = message("m1", "7");
    assert_eq!(store.keep_message(&first).await.unwrap(), first);
    let other = MessageRow {
        digest: "other".into(),
        ..message("m1", "8")
    };
    assert_eq!(
        store.keep_message(&other).await.unwrap(),
        first,
        "the stored one is given"
    );
    let sent = ChangeSet {
        messages: vec![message("m1", "9"), message("m2", "9")],
        keys: vec![key("9", "i")],
        ..ChangeSet::default()
    };
    store.commit(&sent).await.unwrap();
    assert_eq!(ids(store.kept_messages(10).await.unwrap()), ["m1", "m2"]);
    let to = [InstanceId::from("i")];
    store
        .settle_message("m1", MessageState::Delivered, &to)
        .await
        .unwrap();
    let known = store.keep_message(&first).await.unwrap();
    assert_eq!(
        (known.state, known.receivers),
        (MessageState::Delivered, to.to_vec())
    );
    assert_eq!(store.forget_messages(at(1)).await.unwrap(), 0);
    assert_eq!(store.forget_messages(at(2)).await.unwrap(), 1);
    assert_eq!(ids(store.kept_messages(10).await.unwrap()), ["m2"]);
}

pub(super) async fn a_message_is_due_when_its_key_appears_or_it_is_too_old(store: Arc<dyn Store>) {
    store.keep_message(&message("m1", "7")).await.unwrap();
    assert_eq!(
        ids(store.due_messages(at(2), 10).await.unwrap()),
        ["m1"],
        "nobody has looked"
    );
    store
        .settle_message("m1", MessageState::Kept, &[])
        .await
        .unwrap();
    assert!(store.due_messages(at(2), 10).await.unwrap().is_empty());
    assert_eq!(store.next_expiry().await.unwrap(), Some(at(100)));
    assert_eq!(store.due_messages(at(100), 10).await.unwrap().len(), 1);
    let keys = |keys, dropped_keys| ChangeSet {
        keys,
        dropped_keys,
        ..ChangeSet::default()
    };
    let (a, b) = (key("7", "a"), key("7", "b"));
    store
        .commit(&keys(vec![b.clone(), a.clone()], Vec::new()))
        .await
        .unwrap();
    assert_eq!(ids(store.due_messages(at(2), 10).await.unwrap()), ["m1"]);
    let found = store.receivers("permit", "paid", "7").await.unwrap();
    assert_eq!(found, [InstanceId::from("a"), InstanceId::from("b")]);
    store.commit(&keys(Vec::new(), vec![a, b])).await.unwrap();
    assert!(
        store
            .receivers("permit", "paid", "7")
            .await
            .unwrap()
            .is_empty()
    );
    assert!(store.due_messages(at(2), 10).await.unwrap().is_empty());
}
