//! A file before its tables are changed, and a file that is damaged.

use std::{fs, path::Path};

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use reglament_runtime::port::{EffectStore, PauseReason};
use reglament_store::{Database, OpenError, SqlStore, UpgradeCopies, examine, mark_as_restored};
use reglament_tests::TestDatabase;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

fn copies(keep: u32, days: i64) -> Option<UpgradeCopies> {
    let at = noon() + TimeDelta::days(days);
    Some(UpgradeCopies { keep, at })
}

/// A database as the program before the table about the installation left it.
async fn older() -> TestDatabase {
    let database = TestDatabase::sqlite();
    database.open().await.close().await;
    make_older(&database).await;
    database
}

async fn make_older(database: &TestDatabase) {
    for sql in [
        "DROP TABLE journal_archive",
        "DROP INDEX instance_to_archive",
        "ALTER TABLE instance DROP COLUMN archived_at",
        "ALTER TABLE instance DROP COLUMN archived",
        "DROP TABLE anchor",
        "DROP TABLE installation",
        "DROP TABLE erasure_act",
        "DROP INDEX instance_to_erase",
        "ALTER TABLE instance DROP COLUMN erased_at",
        "ALTER TABLE journal DROP COLUMN salt",
    ] {
        database.sql(sql).await;
    }
    database
        .sql("DELETE FROM _sqlx_migrations WHERE version >= 24")
        .await;
}

fn file(database: &TestDatabase) -> &Path {
    match database.database() {
        Database::File(path) => path,
        Database::Server(_) => unreachable!("it is a file"),
    }
}

fn names(database: &TestDatabase) -> Vec<String> {
    let all = fs::read_dir(database.folder()).unwrap();
    let mut all: Vec<String> = all
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".schema-"))
        .collect();
    all.sort();
    all
}

#[tokio::test]
async fn a_file_is_copied_before_its_tables_are_changed() {
    let database = older().await;
    let store = SqlStore::open_with(database.database(), copies(2, 0)).await;
    store.unwrap().close().await;
    let made = names(&database);
    assert_eq!(made.len(), 1);
    assert!(made[0].ends_with("-20261123T120000Z"), "{made:?}");
    let copy = examine(&database.folder().join(&made[0])).await.unwrap();
    assert!(copy.schema < reglament_store::newest_schema());
    assert_eq!(copy.problems, [""; 0]);
    // Nothing to change, nothing to copy.
    let store = SqlStore::open_with(database.database(), copies(2, 1)).await;
    store.unwrap().close().await;
    assert_eq!(names(&database), made);
}

#[tokio::test]
async fn only_so_many_copies_are_kept_and_foreign_files_stay() {
    let database = older().await;
    let foreign = [
        "test.db.schema-old",
        "test.db.schema-0001-photo",
        "other.db.schema-0001-20200101T000000Z",
    ];
    for name in foreign {
        fs::write(database.folder().join(name), "x").unwrap();
    }
    for day in 0..4 {
        if day > 0 {
            make_older(&database).await;
        }
        let store = SqlStore::open_with(database.database(), copies(2, day)).await;
        store.unwrap().close().await;
    }
    let made = names(&database);
    for name in foreign {
        assert!(made.iter().any(|known| known == name), "{name}: {made:?}");
    }
    let own: Vec<&String> = made
        .iter()
        .filter(|name| !foreign.contains(&name.as_str()))
        .collect();
    assert_eq!(own.len(), 2, "{made:?}");
    assert!(
        own[0].ends_with("-20261125T120000Z") && own[1].ends_with("-20261126T120000Z"),
        "{own:?}"
    );
}

#[tokio::test]
async fn no_copy_is_made_when_the_settings_say_so() {
    let database = older().await;
    let store = SqlStore::open_with(database.database(), copies(0, 0)).await;
    store.unwrap().close().await;
    assert_eq!(names(&database), [""; 0]);
}

#[tokio::test]
async fn without_the_copy_nothing_is_changed() {
    let database = older().await;
    let before = schema(&database).await;
    // Something that is no file stands in the way of the copy.
    let taken = format!("test.db.schema-{before:04}-20261123T120000Z");
    fs::create_dir(database.folder().join(&taken)).unwrap();
    // It is older than the database, as a copy of another day would be.
    make_touched(&database).await;
    let refused = SqlStore::open_with(database.database(), copies(2, 0))
        .await
        .unwrap_err();
    assert!(matches!(refused, OpenError::NoCopy { .. }), "{refused}");
    assert!(
        refused.ru().contains("before_upgrade = 0"),
        "{}",
        refused.ru()
    );
    assert_eq!(schema(&database).await, before);
}

async fn make_touched(database: &TestDatabase) {
    database.sql("CREATE TABLE touched (x INTEGER)").await;
    database.sql("DROP TABLE touched").await;
}

async fn schema(database: &TestDatabase) -> u32 {
    examine(file(database)).await.unwrap().schema
}

#[tokio::test]
async fn an_older_database_is_restored_as_it_is_and_takes_note_after_its_migration() {
    let database = older().await;
    let before = schema(&database).await;
    mark_as_restored(file(&database), noon()).await.unwrap();
    assert_eq!(schema(&database).await, before);
    let store = database.open().await;
    let pause = store.effects_pause().await.unwrap().unwrap();
    assert_eq!(
        (pause.at, pause.why, pause.by),
        (noon(), PauseReason::Restored, None)
    );
    assert!(store.resume_effects().await.unwrap());
    store.close().await;
    drop(store);
    // Once is enough.
    let store = database.open().await;
    assert_eq!(store.effects_pause().await.unwrap(), None);
    store.close().await;
}

/// Overwrites a hundred bytes.
fn damage(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at..at + 100].fill(0xA5);
    fs::write(path, bytes).unwrap();
}

fn is_refused(refused: &OpenError) {
    assert!(matches!(refused, OpenError::Damaged { .. }), "{refused}");
    for said in [refused.to_string(), refused.ru()] {
        assert!(said.contains("reglament restore"), "{said}");
    }
}

#[tokio::test]
async fn a_damaged_header_is_refused_with_the_way_back() {
    let database = TestDatabase::sqlite();
    database.open().await.close().await;
    damage(file(&database), 0);
    let touched = fs::read(file(&database)).unwrap();
    is_refused(&SqlStore::open(database.database()).await.unwrap_err());
    assert!(
        fs::read(file(&database)).unwrap() == touched,
        "it was written to"
    );
}

#[tokio::test]
async fn a_damaged_page_is_found_after_an_unclean_stop() {
    let database = TestDatabase::sqlite();
    database.open().await.close().await;
    let place = file(&database).to_owned();
    let pages = fs::metadata(&place).unwrap().len() / 4096;
    let mut said = Vec::new();
    for page in 1..pages {
        let once = tempfile::tempdir().unwrap();
        let again = once.path().join("test.db");
        fs::copy(&place, &again).unwrap();
        // What a server leaves behind that could not close the file: a log, here one without a commit.
        fs::write(once.path().join("test.db-wal"), [0; 32]).unwrap();
        damage(&again, usize::try_from(page * 4096).unwrap());
        if let Err(refused) = SqlStore::open(&Database::file(&again)).await {
            is_refused(&refused);
            said.push(refused.to_string());
        }
    }
    // Only what nothing refers to may be touched unseen.
    let found = u64::try_from(said.len()).unwrap();
    assert!(found * 10 >= pages * 9, "{found} of {pages}");
    let is_named = |said: &String| said.to_lowercase().contains("page ");
    let named = said.iter().filter(|said| is_named(said)).count();
    assert!(
        named * 2 > said.len(),
        "{named} of {}: {said:#?}",
        said.len()
    );
}
