//! Copies of a database in use: each is one moment of it, and a restored one knows that it is.

use std::path::PathBuf;

use reglament_runtime::{Parts, Runtime, port::PauseReason};
use reglament_store::{Database, SqlStore, copy, examine, mark_as_restored};

use super::world::{World, monday, request};

#[tokio::test]
async fn copies_under_load_are_whole_and_a_restored_one_sends_nothing() {
    let world = World::open().await;
    // A database of a server is backed up by its own means.
    let Database::File(file) = world.database() else {
        return;
    };
    let runtime = world.start().await;
    let folder = tempfile::tempdir().unwrap();
    let load = tokio::spawn({
        let service = runtime.service();
        async move {
            for n in 0..60 {
                request(&service, &format!("k{n}")).await;
            }
        }
    });
    let mut last: (PathBuf, u64) = (PathBuf::new(), 0);
    for n in 0.. {
        let is_over = load.is_finished();
        let to = folder.path().join(format!("{n}.db"));
        copy(file, &to).await.unwrap();
        let found = examine(&to).await.unwrap();
        assert_eq!(found.problems, [""; 0], "copy {n}");
        assert!(found.rows["journal"] >= last.1, "copy {n} is older");
        last = (to, found.rows["journal"]);
        if is_over {
            break;
        }
    }
    load.await.unwrap();
    assert!(last.1 >= 60, "{}", last.1);
    runtime.stop().await;

    let before = examine(&last.0).await.unwrap();
    assert_eq!(before, examine_whole(file, &folder).await);
    mark_as_restored(&last.0, monday()).await.unwrap();
    let store = SqlStore::open(&Database::file(&last.0)).await.unwrap();
    let parts = Parts {
        store: std::sync::Arc::new(store.clone()),
        ..world.parts()
    };
    let restored = Runtime::start(parts).await.unwrap();
    let service = restored.service();
    let pause = service.effects_pause().unwrap();
    assert_eq!((pause.at, pause.why), (monday(), PauseReason::Restored));
    assert_eq!(service.verify().await.unwrap().len(), 0);
    restored.stop().await;
    store.close().await;
    // It is another installation now, whose backups push out nobody else's.
    let after = examine(&last.0).await.unwrap();
    assert_eq!((&after.head, after.schema), (&before.head, before.schema));
    assert_ne!(after.installation, before.installation);
}

async fn examine_whole(
    file: &std::path::Path,
    folder: &tempfile::TempDir,
) -> reglament_store::Examined {
    let to = folder.path().join("whole.db");
    copy(file, &to).await.unwrap();
    examine(&to).await.unwrap()
}

#[tokio::test]
async fn a_touched_journal_is_found_in_a_copy() {
    let touches = [
        (
            "UPDATE journal SET at = at + 1 WHERE position = 2",
            "chain breaks",
        ),
        (
            "UPDATE journal SET hash = 'x' WHERE position = 1",
            "chain breaks",
        ),
        ("DELETE FROM journal WHERE position = 1", "journal"),
        (
            "DELETE FROM journal WHERE position = (SELECT MAX(position) FROM journal)",
            "does not end",
        ),
    ];
    for (sql, told) in touches {
        let world = World::open().await;
        let Database::File(file) = world.database() else {
            return;
        };
        let runtime = world.start().await;
        request(&runtime.service(), "k").await;
        request(&runtime.service(), "l").await;
        runtime.stop().await;
        world.sql(sql).await;
        let folder = tempfile::tempdir().unwrap();
        let found = examine_whole(file, &folder).await;
        let all = found.problems.join("\n");
        assert!(all.contains(told), "{sql}: {all}");
    }
}
