//! What those who run the program ask: whether the store answers, what waits, how busy its connections are.

use std::sync::Arc;

use reglament_core::IncidentId;
use reglament_runtime::port::{
    Backlog, ChangeSet, IncidentRow, OutboxEnd, OutboxRow, OutboxState, Store,
};

use super::make::{at, letter, moved, task, timer};

pub(super) async fn what_waits_is_counted_to_a_limit(store: Arc<dyn Store>) {
    assert_eq!(
        store.backlog(at(9), 10).await.unwrap(),
        Backlog::default(),
        "nothing waits in an empty store"
    );
    let incident = |number| IncidentRow {
        instance: "a".into(),
        incident: IncidentId(number),
        process: "request".into(),
        step: "decide".into(),
        code: "wrong_value".into(),
        ru: "не то".into(),
        en: "wrong".into(),
        at: at(number),
    };
    let written = |key: &str, minute| OutboxRow {
        created_at: at(minute),
        ..letter(key)
    };
    let changes = ChangeSet {
        outbox: vec![written("a/1", 3), written("a/2", 2), written("a/3", 1)],
        tasks: vec![
            task("a", 1, &["clerk"], Some(5)),
            task("a", 2, &["clerk"], Some(6)),
            task("a", 3, &["clerk"], Some(30)),
            task("a", 4, &["clerk"], None),
        ],
        timers: vec![timer("a", 1, 4), timer("a", 2, 8)],
        incidents: vec![incident(1), incident(2)],
        ..moved("a", 1)
    };
    store.commit(&changes).await.unwrap();
    let all = store.backlog(at(9), 10).await.unwrap();
    let expected = Backlog {
        due_timer: Some(at(4)),
        waiting: 3,
        waiting_since: Some(at(1)),
        incidents: 2,
        overdue_tasks: 2,
        ..Backlog::default()
    };
    assert_eq!(all, expected);
    let few = store.backlog(at(3), 1).await.unwrap();
    assert_eq!((few.waiting, few.incidents, few.overdue_tasks), (1, 1, 0));
    assert_eq!(few.due_timer, None, "not due yet");
    let claimed = store.claim("one", at(9), at(20), 9).await.unwrap();
    let states = [
        OutboxState::Sent,
        OutboxState::Failed,
        OutboxState::Ambiguous,
    ];
    for (row, state) in claimed.iter().zip(states) {
        let end = OutboxEnd {
            key: row.key.clone(),
            epoch: row.epoch,
            state,
            next_at: at(30),
            at: at(9),
            error: None,
            uncounted: false,
            pdf: None,
        };
        assert!(store.finish(end).await.unwrap());
    }
    let rest = store.backlog(at(9), 10).await.unwrap();
    assert_eq!((rest.waiting, rest.failed, rest.refused), (1, 1, 0));
}

pub(super) async fn an_open_store_answers(store: Arc<dyn Store>) {
    store.answers().await.unwrap();
    let pools = store.connections();
    assert_eq!(pools.len(), 2, "{pools:?}");
    for pool in pools {
        assert!(pool.in_use <= pool.most && pool.most > 0, "{pool:?}");
    }
}
