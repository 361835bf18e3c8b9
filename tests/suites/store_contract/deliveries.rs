//! Deliveries: held by one worker at a time, counted before the try, fenced.

use std::sync::Arc;

use reglament_runtime::port::{ChangeSet, OutboxEnd, OutboxRow, OutboxState, Store};

use super::make::{at, document, letter, moved};

async fn with(store: &Arc<dyn Store>, outbox: Vec<OutboxRow>) {
    store
        .commit(&ChangeSet {
            outbox,
            ..moved("a", 1)
        })
        .await
        .unwrap();
}

fn end(row: &OutboxRow, state: OutboxState) -> OutboxEnd {
    OutboxEnd {
        key: row.key.clone(),
        epoch: row.epoch,
        state,
        next_at: at(30),
        at: at(5),
        error: None,
        uncounted: false,
        pdf: None,
    }
}

pub(super) async fn a_claim_counts_and_holds(store: Arc<dyn Store>) {
    with(&store, vec![letter("a/1"), letter("a/2")]).await;
    let first = store.claim("one", at(0), at(10), 1).await.unwrap();
    assert_eq!((first.len(), first[0].attempts), (1, 1));
    let rest = store.claim("two", at(0), at(10), 9).await.unwrap();
    assert_eq!(rest.len(), 1);
    assert_ne!(rest[0].key, first[0].key);
    assert!(
        store
            .claim("two", at(9), at(20), 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(store.next_delivery().await.unwrap(), Some(at(10)));
}

pub(super) async fn claims_at_once_go_past_each_other(store: Arc<dyn Store>) {
    let letters = (0..20).map(|n| letter(&format!("a/{n}"))).collect();
    with(&store, letters).await;
    let mut claims = tokio::task::JoinSet::new();
    for n in 0..8 {
        let store = store.clone();
        let owner = format!("worker {n}");
        claims.spawn(async move { store.claim(&owner, at(0), at(10), 5).await.unwrap() });
    }
    let claimed = claims.join_all().await;
    assert!(
        claimed.iter().all(|rows| rows.len() <= 5),
        "more than was asked for"
    );
    let mut keys: Vec<String> = claimed.into_iter().flatten().map(|row| row.key).collect();
    let rest = store.claim("late", at(0), at(10), 99).await.unwrap();
    keys.extend(rest.into_iter().map(|row| row.key));
    keys.sort();
    let all = keys.len();
    keys.dedup();
    assert_eq!((all, keys.len()), (20, 20), "each letter is held by one");
}

pub(super) async fn a_lost_lease_records_nothing(store: Arc<dyn Store>) {
    with(&store, vec![letter("a/1")]).await;
    let slow = store
        .claim("slow", at(0), at(10), 1)
        .await
        .unwrap()
        .remove(0);
    let quick = store
        .claim("quick", at(10), at(20), 1)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(quick.attempts, 2);
    assert!(!store.finish(end(&slow, OutboxState::Failed)).await.unwrap());
    assert!(store.finish(end(&quick, OutboxState::Sent)).await.unwrap());
    assert!(
        !store
            .finish(end(&quick, OutboxState::Queued))
            .await
            .unwrap()
    );
    assert_eq!(
        store.outbox_row("a/1").await.unwrap().unwrap().state,
        OutboxState::Sent
    );
    assert_eq!(store.next_delivery().await.unwrap(), None);
}

pub(super) async fn only_given_up_rows_are_queued_anew(store: Arc<dyn Store>) {
    with(&store, vec![letter("a/1")]).await;
    assert!(!store.requeue("a/1", at(0)).await.unwrap());
    let row = store
        .claim("one", at(0), at(10), 1)
        .await
        .unwrap()
        .remove(0);
    assert!(store.finish(end(&row, OutboxState::Refused)).await.unwrap());
    assert_eq!(
        store.count_outbox(OutboxState::Refused, 10).await.unwrap(),
        1
    );
    assert!(store.requeue("a/1", at(6)).await.unwrap());
    let again = store
        .claim("one", at(6), at(16), 1)
        .await
        .unwrap()
        .remove(0);
    assert_eq!((again.attempts, again.done_at), (1, None));
}

pub(super) async fn a_document_keeps_its_bytes(store: Arc<dyn Store>) {
    with(&store, vec![document("a/1")]).await;
    let row = store
        .claim("one", at(0), at(10), 1)
        .await
        .unwrap()
        .remove(0);
    let done = OutboxEnd {
        pdf: Some(b"%PDF".to_vec()),
        ..end(&row, OutboxState::Sent)
    };
    assert!(store.finish(done).await.unwrap());
    assert_eq!(
        store.pdf(&"a".into(), 1).await.unwrap(),
        Some(b"%PDF".to_vec())
    );
    assert_eq!(store.pdf(&"a".into(), 2).await.unwrap(), None);
}

pub(super) async fn letters_are_found_by_their_person(store: Arc<dyn Store>) {
    let mut rows = vec![letter("a/1"), letter("a/2"), letter("a/3"), document("a/4")];
    for (row, person) in rows.iter_mut().zip(["anna", "boris", "anna", "anna"]) {
        row.about.person = Some(person.to_owned());
    }
    with(&store, rows).await;
    for (person, limit, expected) in [
        ("anna", 9, &["a/3", "a/1"][..]),
        ("anna", 1, &["a/3"]),
        ("boris", 9, &["a/2"]),
        ("vera", 9, &[]),
    ] {
        let found = store.letters_for(person, limit).await.unwrap();
        let keys: Vec<&str> = found.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys, expected, "{person}");
    }
}
