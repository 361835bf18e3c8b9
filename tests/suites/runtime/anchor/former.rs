//! A former state of the database: refused until somebody accepts it, known when it came out of a backup.

use std::{fs, sync::Arc};

use chrono::TimeDelta;
use reglament_runtime::{
    AnchorDepth, Standing, accept_rollback, meet_anchors,
    port::{AnchorKeeper as _, AuditAct, Page, Store},
};
use reglament_store::{Database, SqlStore, copy, mark_as_restored};

use super::{Anchored, codes, found};
use crate::runtime::world::{World, monday};

#[tokio::test]
async fn a_former_copy_of_the_database_is_refused_until_accepted() {
    let office = Anchored::in_world(World::open().await);
    let Database::File(file) = office.world.database() else {
        return;
    };
    office.run(&["k"]).await;
    let former = office.folder.path().join("former.db");
    copy(file, &former).await.unwrap();
    office.run(&["l", "m"]).await;
    let opened = SqlStore::open(&Database::file(&former)).await.unwrap();
    let store: Arc<dyn Store> = Arc::new(opened.clone());
    let told = found(&store, &office.file(), AnchorDepth::Last).await;
    assert!(codes(&told).contains(&"database_older"), "{told:#?}");
    assert!(codes(&told).contains(&"database_older_notes"), "{told:#?}");
    assert!(codes(&told).contains(&"instance_lost"), "{told:#?}");

    let kept = accept_rollback(&*store, &office.file(), "диск заменён", monday()).await;
    let kept = kept.unwrap().unwrap();
    assert!(fs::metadata(&kept).unwrap().len() > 0, "{kept}");
    assert_eq!(
        codes(&found(&store, &office.file(), AnchorDepth::Last).await),
        [""; 0]
    );
    let acts = store
        .acts(&Page {
            after: None,
            limit: 9,
        })
        .await
        .unwrap();
    assert_eq!(acts[0].1.act, AuditAct::RollbackAccepted);
    assert_eq!(acts[0].1.about, "диск заменён");
    opened.close().await;
}

#[tokio::test]
async fn a_copy_without_new_commands_is_older_too() {
    let office = Anchored::in_world(World::open().await);
    let Database::File(file) = office.world.database() else {
        return;
    };
    office.run(&[]).await;
    let former = office.folder.path().join("former.db");
    copy(file, &former).await.unwrap();
    // Nothing but time passes, and an anchor is written all the same.
    office.world.clock.set(monday() + TimeDelta::days(2));
    office.run(&[]).await;
    let opened = SqlStore::open(&Database::file(&former)).await.unwrap();
    let store: Arc<dyn Store> = Arc::new(opened.clone());
    let told = found(&store, &office.file(), AnchorDepth::Last).await;
    assert!(codes(&told).contains(&"database_older_notes"), "{told:#?}");
    opened.close().await;
}

#[tokio::test]
async fn a_restored_backup_is_known() {
    let office = Anchored::in_world(World::open().await);
    let Database::File(file) = office.world.database() else {
        return;
    };
    office.run(&["k"]).await;
    let backup = office.folder.path().join("backup.db");
    copy(file, &backup).await.unwrap();
    office.run(&["l"]).await;
    mark_as_restored(&backup, monday()).await.unwrap();
    let opened = SqlStore::open(&Database::file(&backup)).await.unwrap();
    let met = meet_anchors(&opened, &office.file(), monday())
        .await
        .unwrap();
    assert_eq!(codes(&met.findings), [""; 0]);
    let Standing::Restored { lost } = met.standing else {
        panic!("{met:?}");
    };
    assert!(lost > 0);
    let acts = opened_acts(&opened).await;
    assert_eq!(acts, [AuditAct::AnchorsRestored]);
    assert!(!office.file().is_there().await.unwrap());
    let again = meet_anchors(&opened, &office.file(), monday())
        .await
        .unwrap();
    assert_eq!((again.standing, again.findings.len()), (Standing::New, 0));
    opened.close().await;
}

async fn opened_acts(store: &SqlStore) -> Vec<AuditAct> {
    let store: &dyn Store = store;
    let acts = store
        .acts(&Page {
            after: None,
            limit: 9,
        })
        .await
        .unwrap();
    let acts = acts.into_iter().map(|(_, row)| row.act);
    acts.filter(|act| *act != AuditAct::Published).collect()
}
