//! The archive: rows of what closed long ago are moved once, and everything reads as before, wherever they lie.

use std::sync::Arc;

use reglament_core::{Instance, StoredEvent};
use reglament_runtime::port::{
    Archived, ChangeSet, ErasureChange, JournalLink, JournalRow, NodeStore as _, Store,
};
use reglament_tests::TestDatabase;

use super::make::{at, moved};

/// The change that ends an instance in a minute, or continues one that has ended then.
fn closed(id: &str, seq: u64, minute: u32) -> ChangeSet {
    let mut changes = moved(id, seq);
    changes.instances[0].row.ended_at = Some(at(minute));
    changes.instances[0].row.end_step = Some("done".to_owned());
    changes
}

/// Closes an instance with so many rows.
async fn close(store: &Arc<dyn Store>, id: &str, rows: u64, minute: u32) {
    for seq in 1..rows {
        store.commit(&moved(id, seq)).await.unwrap();
    }
    store.commit(&closed(id, rows, minute)).await.unwrap();
}

/// Everything that ended before the tenth minute, in pieces of so many rows.
async fn archive(store: &Arc<dyn Store>, rows: u32) -> Archived {
    store.archive(at(10), at(20), 100, rows).await.unwrap()
}

const NOTHING: Archived = Archived {
    instances: 0,
    rows: 0,
};

/// Everything that can be read of journals, in pages of every size.
async fn read(store: &Arc<dyn Store>, ids: &[&str]) -> (Vec<JournalRow>, Vec<JournalLink>) {
    let (mut rows, mut links) = (Vec::new(), Vec::new());
    for id in ids {
        for after in 0..7 {
            for limit in [1, 2, 3, 100] {
                let page = store.journal(&(*id).into(), after, limit).await.unwrap();
                rows.extend(page);
            }
        }
        let loaded = store.load(&[(*id).into()]).await.unwrap().remove(0);
        rows.extend(loaded.tail);
    }
    let end = store.journal_end().await.unwrap();
    for after in 0..=end {
        for limit in [1, 2, 100] {
            links.extend(store.journal_links(after, end, limit).await.unwrap());
            links.extend(store.journal_links(0, after, limit).await.unwrap());
        }
    }
    (rows, links)
}

pub(super) async fn what_closed_long_ago_is_moved_and_read_as_before(store: Arc<dyn Store>) {
    close(&store, "a", 5, 5).await;
    close(&store, "young", 2, 10).await;
    store.commit(&moved("b", 1)).await.unwrap();
    let mut second = moved("c", 2);
    second.instances[0].snapshot = Some(Instance::new("c".into()).snapshot());
    store.commit(&moved("c", 1)).await.unwrap();
    store.commit(&second).await.unwrap();
    for seq in 3..5 {
        store.commit(&closed("c", seq, 6)).await.unwrap();
    }
    store.commit(&moved("b", 2)).await.unwrap();
    let ids = ["a", "b", "c", "young"];
    let before = read(&store, &ids).await;
    let mut all = NOTHING;
    loop {
        // Two rows a piece: the border goes through every place of each journal.
        let moved = archive(&store, 2).await;
        assert_eq!(read(&store, &ids).await, before, "after {all:?}");
        if moved == NOTHING {
            break;
        }
        assert!(moved.rows <= 2, "{moved:?}");
        all.instances += moved.instances;
        all.rows += moved.rows;
    }
    let wanted = Archived {
        instances: 2,
        rows: 9,
    };
    assert_eq!(all, wanted, "nobody who runs or has just closed");
    let loaded = store.load(&["c".into()]).await.unwrap().remove(0);
    let tail: Vec<u64> = loaded.tail.iter().map(|row| row.first_seq).collect();
    assert_eq!(tail, [3, 4], "after the snapshot");
}

pub(super) async fn the_last_row_of_all_stays_and_numbers_go_on(store: Arc<dyn Store>) {
    close(&store, "a", 3, 5).await;
    let end = store.journal_end().await.unwrap();
    let but_one = Archived {
        instances: 0,
        rows: 2,
    };
    assert_eq!(archive(&store, 100).await, but_one);
    assert_eq!(archive(&store, 100).await, NOTHING);
    assert_eq!(store.journal_end().await.unwrap(), end);
    close(&store, "b", 1, 5).await;
    let later = store.journal_end().await.unwrap();
    assert!(later > end, "{later}");
    let last = Archived {
        instances: 1,
        rows: 1,
    };
    assert_eq!(archive(&store, 100).await, last);
    store.commit(&moved("c", 1)).await.unwrap();
    let links = store.journal_links(0, u64::MAX, 100).await.unwrap();
    let ids: Vec<&str> = links.iter().map(|link| link.instance.as_str()).collect();
    assert_eq!(ids, ["a", "a", "a", "b", "c"]);
    assert!(
        links.is_sorted_by(|a, b| a.position < b.position),
        "{links:?}"
    );
}

pub(super) async fn a_late_command_is_moved_another_time(store: Arc<dyn Store>) {
    close(&store, "a", 3, 5).await;
    store.commit(&moved("b", 1)).await.unwrap();
    assert_eq!(archive(&store, 100).await.rows, 3);
    // An appeal opens it again.
    store.commit(&moved("a", 4)).await.unwrap();
    store.commit(&moved("b", 2)).await.unwrap();
    assert_eq!(archive(&store, 100).await, NOTHING, "it runs");
    store.commit(&closed("a", 5, 6)).await.unwrap();
    store.commit(&moved("b", 3)).await.unwrap();
    let rows = store.journal(&"a".into(), 0, 100).await.unwrap();
    let seqs: Vec<u64> = rows.iter().map(|row| row.first_seq).collect();
    assert_eq!(seqs, [1, 2, 3, 4, 5]);
    let again = Archived {
        instances: 1,
        rows: 2,
    };
    // In another month than the first time.
    let year = chrono::TimeDelta::days(365);
    let moved = store.archive(at(10), at(20) + year, 100, 100).await;
    assert_eq!(moved.unwrap(), again);
    assert_eq!(store.journal(&"a".into(), 0, 100).await.unwrap(), rows);
    let loaded = store.load(&["a".into()]).await.unwrap().remove(0);
    assert_eq!(loaded.tail, rows);
    assert_eq!(archive(&store, 100).await, NOTHING);
}

/// An erasure of rows on both sides of the border, `first` among them.
fn erased(first: u64) -> ChangeSet {
    let left = StoredEvent {
        v: 1,
        e: serde_json::json!({"left": "███"}),
    };
    let mut changes = closed("a", 5, 5);
    changes.erasures.push(ErasureChange {
        instance: "a".into(),
        whole_at: Some(at(20)),
        journal: vec![(first, vec![left.clone()]), (4, vec![left])],
        outbox: Vec::new(),
        registers: Vec::new(),
        publications: Vec::new(),
        documents: Vec::new(),
        files: Vec::new(),
        addresses: Vec::new(),
    });
    changes
}

pub(super) async fn what_is_archived_can_be_erased(store: Arc<dyn Store>) {
    for seq in 1..=3 {
        let mut changes = closed("a", seq, 5);
        changes.journal[0].salt = Some("соль".into());
        store.commit(&changes).await.unwrap();
    }
    store.commit(&moved("b", 1)).await.unwrap();
    assert_eq!(archive(&store, 100).await.rows, 3);
    store.commit(&closed("a", 4, 5)).await.unwrap();
    let known = store.journal(&"a".into(), 0, 9).await.unwrap();
    assert!(store.commit(&erased(9)).await.is_err(), "no such row");
    assert_eq!(store.journal(&"a".into(), 0, 9).await.unwrap(), known);

    store.commit(&erased(2)).await.unwrap();
    let rows = store.journal(&"a".into(), 0, 9).await.unwrap();
    assert_eq!(rows.len(), 5);
    for row in &rows {
        let is_gone = row.events.first().is_some_and(|one| one.e["left"] == "███");
        assert_eq!(is_gone, [2, 4].contains(&row.first_seq), "{row:?}");
        assert_eq!(
            row.salt.is_some(),
            [1, 3].contains(&row.first_seq),
            "{row:?}"
        );
    }
    store.commit(&moved("b", 2)).await.unwrap();
    assert_eq!(archive(&store, 100).await.rows, 2);
    assert_eq!(store.journal(&"a".into(), 0, 9).await.unwrap(), rows);
}

/// Commands go on and whoever reads sees every row once, while pieces are moved.
pub(super) async fn nobody_notices_a_piece(store: Arc<dyn Store>) {
    let ids: Vec<String> = (0..8).map(|n| format!("case-{n}")).collect();
    for id in &ids {
        close(&store, id, 4, 5).await;
    }
    let mut all = tokio::task::JoinSet::new();
    for id in ids.clone() {
        let store = store.clone();
        all.spawn(async move {
            for seq in 5..15 {
                store.commit(&closed(&id, seq, 5)).await.unwrap();
                let rows = store.journal(&id.as_str().into(), 0, 100).await.unwrap();
                let loaded = store.load(&[id.as_str().into()]).await.unwrap().remove(0);
                for found in [rows, loaded.tail] {
                    let seqs: Vec<u64> = found.iter().map(|row| row.first_seq).collect();
                    assert_eq!(seqs, (1..=seq).collect::<Vec<_>>(), "{id}");
                }
            }
        });
    }
    for _ in 0..2 {
        let store = store.clone();
        all.spawn(async move {
            for _ in 0..60 {
                store.archive(at(10), at(20), 3, 5).await.unwrap();
            }
        });
    }
    all.join_all().await;
    let links = store.journal_links(0, u64::MAX, 1_000).await.unwrap();
    assert_eq!(links.len(), 8 * 14);
    assert!(links.is_sorted_by(|a, b| a.position < b.position));
}

/// Servers tell how new their tables are with each sign of life; the first ones told nothing.
#[tokio::test]
async fn an_older_server_is_known_by_its_sign_of_life() {
    let database = TestDatabase::postgres().await;
    let store = database.open().await;
    store
        .appear("one", std::time::Duration::from_secs(3_600))
        .await
        .unwrap();
    let seen = async || {
        let servers = store.servers("leader").await.unwrap();
        (servers.seen, servers.older)
    };
    assert_eq!(seen().await, (1, 0));
    for (owner, wanted) in [("two", (2, 1)), ("two 27", (2, 1)), ("two 9999", (2, 0))] {
        database
            .sql("DELETE FROM lease WHERE name = 'server two'")
            .await;
        let sql = format!(
            "INSERT INTO lease VALUES ('server two', '{owner}', 1, {})",
            i64::MAX
        );
        database.sql(&sql).await;
        assert_eq!(seen().await, wanted, "{owner}");
    }
    database
        .sql("UPDATE lease SET until = 0, owner = 'two'")
        .await;
    assert_eq!(seen().await, (0, 0), "its time has run out");
    store.close().await;
}

/// The rows of an instance lie in one month, and reading them looks into no other.
#[tokio::test]
async fn one_month_is_looked_into() {
    let database = TestDatabase::postgres().await;
    let server = database.open().await;
    let store: Arc<dyn Store> = Arc::new(server.clone());
    close(&store, "a", 3, 5).await;
    store.commit(&moved("b", 1)).await.unwrap();
    assert_eq!(archive(&store, 2).await.rows, 2);
    let later = at(20) + chrono::TimeDelta::days(365);
    let moved = store.archive(at(10), later, 100, 100).await.unwrap();
    assert_eq!(moved.rows, 1);
    let of_november = "(SELECT COUNT(*) FROM journal_archive_2026_11)";
    let all = "(SELECT COUNT(*) FROM journal_archive)";
    let sql = format!("DO $$ BEGIN ASSERT {of_november} = 3 AND {all} = 3; END $$");
    database.sql(&sql).await;
    let sql = "DO $$ DECLARE line TEXT; plan TEXT := ''; BEGIN \
               FOR line IN EXECUTE 'EXPLAIN SELECT hash FROM journal WHERE instance = ''a'' AND first_seq > 0 UNION ALL \
               SELECT hash FROM journal_archive WHERE instance = ''a'' AND first_seq > 0 AND archived_at = ' || \
               (SELECT archived_at FROM instance WHERE id = 'a') LOOP plan := plan || line || chr(10); END LOOP; \
               ASSERT plan LIKE '%journal_archive_2026_11%', plan; \
               ASSERT plan NOT LIKE '%journal_archive_rest%' AND plan NOT LIKE '%journal_archive_20__\\_12%', plan; END $$";
    database.sql(sql).await;
    server.close().await;
}
