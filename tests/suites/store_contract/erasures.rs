//! Destruction of what is personal: acts, what has ended, and what is left of a case.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_core::{ErasureScope, InstanceId, StoredEvent};
use reglament_runtime::port::{ChangeSet, ErasureAct, ErasureCase, ErasureChange, Page, Store};

use super::make::{at, letter, moved};

fn act(number: &str) -> ErasureAct {
    ErasureAct {
        id: 0,
        number: number.into(),
        on: at(0).date_naive(),
        reason: "Истёк срок".into(),
        scope: ErasureScope::Contacts,
        by: "vera".into(),
        at: at(3),
        cases: vec![ErasureCase {
            instance: "a".into(),
            process: "request".into(),
            receipt: "R-1".into(),
            ended_at: at(2),
        }],
    }
}

pub(super) async fn an_act_is_kept_under_one_number(store: Arc<dyn Store>) {
    let first = store.add_erasure_act(&act("1")).await.unwrap().unwrap();
    assert_eq!(store.add_erasure_act(&act("1")).await.unwrap(), None);
    let second = store.add_erasure_act(&act("2")).await.unwrap().unwrap();
    let kept = |id, number: &str| ErasureAct { id, ..act(number) };
    assert_eq!(
        store.erasure_act(first).await.unwrap(),
        Some(kept(first, "1"))
    );
    assert_eq!(store.erasure_act(second + 1).await.unwrap(), None);
    let all = store.erasure_acts(9).await.unwrap();
    assert_eq!(all, [kept(second, "2"), kept(first, "1")]);
    assert_eq!(store.erasure_acts(1).await.unwrap().len(), 1);
}

fn ended(id: &str, minute: Option<u32>) -> ChangeSet {
    let mut changes = moved(id, 1);
    changes.instances[0].row.ended_at = minute.map(at);
    changes.instances[0].row.end_step = minute.map(|_| "done".to_owned());
    changes
}

async fn found(
    store: &Arc<dyn Store>,
    before: u32,
    after: Option<(DateTime<Utc>, InstanceId)>,
    limit: u32,
) -> Vec<String> {
    let page = Page { after, limit };
    let rows = store.to_erase("request", at(before), &page).await.unwrap();
    rows.into_iter().map(|row| row.id.0).collect()
}

pub(super) async fn what_has_ended_is_found_by_its_end(store: Arc<dyn Store>) {
    for (id, minute) in [("a", Some(5)), ("b", Some(3)), ("c", None), ("d", Some(9))] {
        store.commit(&ended(id, minute)).await.unwrap();
    }
    assert_eq!(found(&store, 9, None, 9).await, ["b", "a"]);
    assert_eq!(found(&store, 10, None, 2).await, ["b", "a"]);
    assert_eq!(found(&store, 10, Some((at(5), "a".into())), 9).await, ["d"]);
    let mut changes = erased("b");
    changes.erasures[0].journal.clear();
    store.commit(&changes).await.unwrap();
    assert_eq!(found(&store, 10, None, 9).await, ["a", "d"]);
}

fn erased(id: &str) -> ChangeSet {
    let left = StoredEvent {
        v: 1,
        e: serde_json::json!({"left": "███"}),
    };
    let mut changes = moved(id, 2);
    changes.erasures.push(ErasureChange {
        instance: id.into(),
        whole_at: Some(at(20)),
        journal: vec![(1, vec![left])],
        outbox: vec![("a/1".into(), letter("a/1").body)],
        registers: Vec::new(),
        publications: Vec::new(),
        documents: vec![1],
        files: Vec::new(),
        addresses: vec!["a@example.ru".into()],
    });
    changes
}

pub(super) async fn what_is_left_is_written_whole(store: Arc<dyn Store>) {
    let mut first = moved("a", 1);
    first.journal[0].salt = Some("соль".into());
    first.outbox = vec![letter("a/1")];
    store.commit(&first).await.unwrap();
    store.mark_address("a@example.ru", at(1)).await.unwrap();
    let known = store.journal(&"a".into(), 0, 9).await.unwrap();
    assert_eq!(known[0].salt.as_deref(), Some("соль"));

    // A row that is not there stops everything.
    let mut wrong = erased("a");
    wrong.erasures[0].journal[0].0 = 7;
    assert!(store.commit(&wrong).await.is_err());
    assert_eq!(store.journal(&"a".into(), 0, 9).await.unwrap(), known);

    store.commit(&erased("a")).await.unwrap();
    let rows = store.journal(&"a".into(), 0, 9).await.unwrap();
    assert_eq!((rows.len(), &rows[0].salt), (2, &None));
    assert_eq!(rows[0].events[0].e["left"], "███");
    assert_eq!(rows[0].hash, known[0].hash);
    assert_eq!(store.marked_since("a@example.ru").await.unwrap(), None);
}
