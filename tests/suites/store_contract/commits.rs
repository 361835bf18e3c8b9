//! Commits: all or nothing, and never twice.

use std::{collections::BTreeMap, sync::Arc};

use reglament_core::{CommandId, Instance, InstanceId};
use reglament_runtime::port::{
    ChangeSet, KnownCommand, Page, Ready, RegisterRow, Reply, SignalBody, SignalRow, Store,
    StoreError, VerificationMark, VerifiedRow,
};

use super::make::{at, journal, moved, task};

fn known(id: &str, minute: u32) -> KnownCommand {
    KnownCommand {
        id: id.into(),
        digest: "asked".into(),
        reply: Reply {
            instance: "a".into(),
            seq: 1,
            receipt: None,
            child: None,
        },
        at: at(minute),
    }
}

fn number(number: u32) -> RegisterRow {
    RegisterRow {
        register: "orders".into(),
        year: 2026,
        number,
        text: format!("{number}-к"),
        on: at(0).date_naive(),
        instance: "a".into(),
        step: "order".into(),
        entry: BTreeMap::new(),
        mark: None,
    }
}

pub(super) async fn a_commit_is_read_back(store: Arc<dyn Store>) {
    store.commit(&moved("a", 1)).await.unwrap();
    store.commit(&moved("a", 2)).await.unwrap();
    let loaded = store.load(&["a".into(), "unknown".into()]).await.unwrap();
    assert_eq!(loaded.len(), 1);
    assert_eq!(loaded[0].hash, "hash-2");
    assert_eq!(loaded[0].tail, [journal("a", 1), journal("a", 2)]);
    assert_eq!(
        store.journal(&"a".into(), 1, 10).await.unwrap(),
        [journal("a", 2)]
    );
    let rows = store.instance_rows(&["a".into()]).await.unwrap();
    assert_eq!(rows, [moved("a", 2).instances[0].row.clone()]);
    assert_eq!(
        store.by_receipt("A-CODE").await.unwrap(),
        Some(InstanceId("a".into()))
    );
}

/// Made ready while the one before it is not written yet, as the runtime does it.
pub(super) async fn what_was_made_ready_is_written_like_any_other(store: Arc<dyn Store>) {
    let second = store.ready(&Arc::new(moved("a", 2)));
    let twice = store.ready(&Arc::new(moved("a", 2)));
    let first = Ready::plain(Arc::new(moved("a", 1)));
    store.commit_ready(first).await.unwrap();
    store.commit_ready(second).await.unwrap();
    let late = store.commit_ready(twice).await;
    assert_eq!(late, Err(StoreError::Conflict));
    let loaded = store.load(&["a".into()]).await.unwrap();
    assert_eq!(loaded[0].hash, "hash-2");
    assert_eq!(loaded[0].tail, [journal("a", 1), journal("a", 2)]);
}

/// U+0000, which not every database knows: the commit of others goes on, and the events keep it.
pub(super) async fn a_letter_that_is_no_letter_stops_nobody(store: Arc<dyn Store>) {
    let mut change = moved("a", 1);
    change.instances[0].row.subject = "Кры\0ша \\u0000".into();
    change.commands.push(known("k\0", 1));
    change.instances.extend(moved("b", 1).instances);
    change.journal.extend(moved("b", 1).journal);
    store.commit(&change).await.unwrap();
    assert_eq!(store.load(&["b".into()]).await.unwrap().len(), 1);
    let rows = store.instance_rows(&["a".into()]).await.unwrap();
    let subject = &rows[0].subject;
    assert!(
        ["Кры\0ша \\u0000", "Кры\u{FFFD}ша \\u0000"].contains(&subject.as_str()),
        "{subject:?}"
    );
    let again = store.known_commands(&["k\0".into()]).await.unwrap();
    assert_eq!(again.len(), 1);
}

/// Pages follow each other by comparing keys: every database must order them alike, whatever its language.
pub(super) async fn text_is_ordered_by_its_bytes(store: Arc<dyn Store>) {
    let mut ordered = ["B-2", "B1", "_", "a", "b", "Ё", "А", "е", "ж", "ё1"];
    for id in ordered {
        store.commit(&moved(id, 1)).await.unwrap();
    }
    ordered.sort_unstable();
    let found = store.instance_ids(None, 100).await.unwrap();
    assert_eq!(found, ordered.map(InstanceId::from));
    let after = InstanceId::from("b");
    let found = store.instance_ids(Some(&after), 2).await.unwrap();
    assert_eq!(found, ["Ё", "А"].map(InstanceId::from));
}

pub(super) async fn a_second_start_conflicts(store: Arc<dyn Store>) {
    store.commit(&moved("a", 1)).await.unwrap();
    assert_eq!(
        store.commit(&moved("a", 1)).await,
        Err(StoreError::Conflict)
    );
}

pub(super) async fn a_stale_position_conflicts_and_writes_nothing(store: Arc<dyn Store>) {
    store.commit(&moved("a", 1)).await.unwrap();
    store.commit(&moved("a", 2)).await.unwrap();
    let mut stale = moved("a", 2);
    stale.journal[0].first_seq = 3;
    stale.tasks.push(task("a", 1, &["clerk"], None));
    let mut both = moved("b", 1);
    both.instances.extend(stale.instances);
    both.journal.extend(stale.journal);
    both.tasks = stale.tasks;
    assert_eq!(store.commit(&both).await, Err(StoreError::Conflict));
    assert!(store.load(&["b".into()]).await.unwrap().is_empty());
    assert_eq!(store.count_tasks(&Default::default(), 10).await.unwrap(), 0);
}

pub(super) async fn a_known_command_conflicts(store: Arc<dyn Store>) {
    let with = |change: ChangeSet| ChangeSet {
        commands: vec![known("key", 0)],
        ..change
    };
    store.commit(&with(moved("a", 1))).await.unwrap();
    assert_eq!(
        store.commit(&with(moved("b", 1))).await,
        Err(StoreError::Conflict)
    );
    let found = store
        .known_commands(&["key".into(), "other".into()])
        .await
        .unwrap();
    assert_eq!(found, [known("key", 0)]);
}

pub(super) async fn a_number_is_given_once(store: Arc<dyn Store>) {
    let with = |change: ChangeSet, n| ChangeSet {
        registers: vec![number(n)],
        ..change
    };
    store.commit(&with(moved("a", 1), 1)).await.unwrap();
    assert_eq!(
        store.commit(&with(moved("b", 1), 1)).await,
        Err(StoreError::Conflict)
    );
    store.commit(&with(moved("b", 1), 2)).await.unwrap();
    assert_eq!(store.numbers().await.unwrap().last("orders", 2026), 2);
    assert_eq!(
        store.register_years().await.unwrap(),
        [("orders".to_owned(), 2026, 2)]
    );
}

pub(super) async fn a_snapshot_shortens_the_tail(store: Arc<dyn Store>) {
    store.commit(&moved("a", 1)).await.unwrap();
    let mut second = moved("a", 2);
    second.instances[0].snapshot = Some(Instance::new("a".into()).snapshot());
    store.commit(&second).await.unwrap();
    store.commit(&moved("a", 3)).await.unwrap();
    let loaded = store.load(&["a".into()]).await.unwrap().remove(0);
    assert!(loaded.snapshot.is_some());
    assert_eq!(loaded.tail, [journal("a", 3)]);
    // Two timers of an instance that fell due while the program stood still ask for it twice.
    let twice = store.load(&["a".into(), "a".into()]).await.unwrap();
    assert_eq!(twice.len(), 1);
    assert_eq!(twice[0].tail, [journal("a", 3)]);
}

pub(super) async fn signals_keep_their_order(store: Arc<dyn Store>) {
    let signal = |id: &str| SignalRow {
        id: id.into(),
        to: "b".into(),
        body: SignalBody::Command(reglament_core::Command::RaiseEvent {
            event: "stop".into(),
            reason: None,
        }),
        at: at(0),
    };
    let mut first = moved("a", 1);
    first.signals = vec![signal("z"), signal("y"), signal("x")];
    store.commit(&first).await.unwrap();
    let mut second = moved("a", 2);
    second.done_signals = vec!["y".into()];
    store.commit(&second).await.unwrap();
    assert_eq!(store.signals(10).await.unwrap(), [signal("z"), signal("x")]);
}

pub(super) async fn old_replies_are_forgotten(store: Arc<dyn Store>) {
    let mut first = moved("a", 1);
    first.commands = vec![known("old", 0), known("new", 30)];
    store.commit(&first).await.unwrap();
    assert_eq!(store.forget_commands(at(10)).await.unwrap(), 1);
    let ids = [CommandId("old".into()), CommandId("new".into())];
    assert_eq!(
        store.known_commands(&ids).await.unwrap(),
        [known("new", 30)]
    );
}

pub(super) async fn of_concurrent_commits_one_wins(store: Arc<dyn Store>) {
    store.commit(&moved("a", 1)).await.unwrap();
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        tries.spawn(async move { store.commit(&moved("a", 2)).await });
    }
    let results = tries.join_all().await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results
            .iter()
            .all(|r| matches!(r, Ok(()) | Err(StoreError::Conflict)))
    );
}

pub(super) async fn a_document_is_verified_by_its_code(store: Arc<dyn Store>) {
    let entry = |n: u32, replaces: Option<&str>, annuls: Option<&str>| RegisterRow {
        mark: Some(VerificationMark {
            code: format!("CODE-{n}"),
            until: (n == 1).then(|| at(0).date_naive()),
            replaces: replaces.map(str::to_owned),
            annuls: annuls.map(str::to_owned),
        }),
        ..number(n)
    };
    let registers = vec![
        entry(1, None, None),
        entry(2, Some("1-к"), None),
        entry(3, None, Some("2-к")),
        number(4),
    ];
    let change = ChangeSet {
        registers,
        ..moved("a", 1)
    };
    store.commit(&change).await.unwrap();
    let found = async |code: &str| store.by_verification_code(code).await.unwrap();
    let told = |until, replaced, annulled| {
        Some(VerifiedRow {
            until,
            replaced,
            annulled,
        })
    };
    assert_eq!(
        found("CODE-1").await,
        told(Some(at(0).date_naive()), true, false)
    );
    assert_eq!(found("CODE-2").await, told(None, false, true));
    assert_eq!(found("CODE-3").await, told(None, false, false));
    assert_eq!(found("CODE-4").await, None);
    let page = Page {
        after: Some(2),
        limit: 1,
    };
    let rows = store.register("orders", 2026, &page).await.unwrap();
    assert_eq!(rows, [entry(3, None, Some("2-к"))]);
}
