//! What a store says when it cannot be opened: in words, in both languages, and never with a password.

use chrono::DateTime;
use reglament_runtime::port::{BacklogStore as _, EffectStore as _, EffectsPause, PauseReason};
use reglament_store::{Database, OpenError, SqlStore};
use reglament_tests::{Cluster, TestDatabase};
use sqlx::{Connection as _, Executor as _, SqliteConnection, sqlite::SqliteConnectOptions};

#[tokio::test]
async fn a_second_process_is_refused_in_words() {
    let database = TestDatabase::sqlite();
    let first = database.open().await;
    let refused = SqlStore::open(database.database()).await.unwrap_err();
    let owner = format!("in use by process {}", std::process::id());
    assert!(refused.to_string().contains(&owner), "{refused}");
    assert!(refused.ru().contains("занята процессом"));
    first.close().await;
    drop(first);
    database.open().await.close().await;
}

#[tokio::test]
async fn servers_open_a_database_together() {
    let database = TestDatabase::postgres().await;
    let mut opening = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let database = database.database().clone();
        opening.spawn(async move { SqlStore::open(&database).await });
    }
    for opened in opening.join_all().await {
        opened.unwrap().close().await;
    }
}

#[tokio::test]
async fn a_newer_database_is_refused_in_words() {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres().await] {
        database.open().await.close().await;
        // Each database writes bytes in its own way.
        let nothing = match database.database() {
            Database::File(_) => "x''",
            Database::Server(_) => "'\\x'",
        };
        let sql = format!(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (9999, 'from the future', true, {nothing}, 0)"
        );
        database.sql(&sql).await;
        let refused = SqlStore::open(database.database()).await.unwrap_err();
        let said = refused.to_string();
        assert!(
            said.contains("newer version of the program (change 9999)"),
            "{said}"
        );
    }
}

/// Somebody reads for long in one transaction while others write much.
#[tokio::test]
async fn a_log_held_back_by_a_reader_is_told_and_shrinks_again() {
    const MEGABYTE: u64 = 1 << 20;
    let database = TestDatabase::sqlite();
    let store = database.open().await;
    let Database::File(file) = database.database() else {
        unreachable!("it is a file");
    };
    let foreign = SqliteConnectOptions::new().filename(file);
    let mut reader = SqliteConnection::connect_with(&foreign).await.unwrap();
    reader
        .execute("BEGIN; SELECT COUNT(*) FROM instance")
        .await
        .unwrap();
    let mut writer = SqliteConnection::connect_with(&foreign).await.unwrap();
    let much = "CREATE TABLE foreign_rows AS SELECT zeroblob(200 << 20) AS bytes";
    writer.execute(much).await.unwrap();
    let pause = EffectsPause {
        at: DateTime::UNIX_EPOCH,
        by: None,
        why: PauseReason::Ordered,
    };
    for ends in [false, true] {
        if ends {
            reader.execute("COMMIT").await.unwrap();
        }
        for _ in 0..3 {
            store.pause_effects(&pause).await.unwrap();
            store.resume_effects().await.unwrap();
        }
        let log = store.log_bytes().await.unwrap() / MEGABYTE;
        match ends {
            false => assert!(log >= 200, "{log} MB"),
            true => assert!(log <= 128, "{log} MB"),
        }
    }
    writer.close().await.unwrap();
    reader.close().await.unwrap();
    store.close().await;
}

/// Opens an address that does not work and gives the error; it names what was asked for and no password.
async fn refused(address: &str) -> OpenError {
    let database = Database::read(address).unwrap();
    let refused = SqlStore::open(&database).await.unwrap_err();
    let said = format!("{refused} {} {refused:?}", refused.ru());
    assert!(!said.contains("hidden"), "{said}");
    refused
}

#[tokio::test]
async fn a_wrong_password_is_refused_in_words() {
    let database = TestDatabase::postgres().await;
    database.sql("DO $$ BEGIN CREATE ROLE guarded LOGIN PASSWORD 'right'; EXCEPTION WHEN duplicate_object THEN NULL; END $$").await;
    let address = Cluster::of_this_run().address("guarded", "postgres");
    let refused = refused(&format!("{address}&password=hidden")).await;
    assert!(matches!(refused, OpenError::Refused { .. }), "{refused:?}");
    assert!(refused.ru().contains("не пускает"), "{}", refused.ru());
}

#[tokio::test]
async fn a_missing_database_is_refused_in_words() {
    TestDatabase::postgres().await;
    let address = Cluster::of_this_run().address("reglament", "nowhere");
    let refused = refused(&format!("{address}&password=hidden")).await;
    assert!(
        matches!(refused, OpenError::NoDatabase { .. }),
        "{refused:?}"
    );
    assert!(refused.to_string().contains("createdb"), "{refused}");
}

#[tokio::test]
async fn a_server_that_is_away_is_named() {
    let refused = refused("postgres://office:hidden@127.0.0.1:1/cases").await;
    assert!(
        matches!(refused, OpenError::Unreachable { .. }),
        "{refused:?}"
    );
    assert!(
        refused.to_string().contains("127.0.0.1:1/cases"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_user_without_rights_is_refused_in_words() {
    let database = TestDatabase::postgres().await;
    for sql in [
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
        "DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        "GRANT USAGE ON SCHEMA public TO guest",
    ] {
        database.sql(sql).await;
    }
    let Database::Server(server) = database.database() else {
        unreachable!("it is a server")
    };
    let name = server.to_string();
    let name = name.rsplit('/').next().unwrap();
    let address = Cluster::of_this_run().address("guest", name);
    let refused = refused(&address).await;
    assert!(
        matches!(refused, OpenError::Forbidden { .. }),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_database_of_another_encoding_is_refused_in_words() {
    let database = TestDatabase::postgres().await;
    database.sql("CREATE DATABASE narrow ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER libc TEMPLATE template0").await;
    let address = Cluster::of_this_run().address("reglament", "narrow");
    let refused = refused(&address).await;
    assert!(refused.to_string().contains("LATIN1"), "{refused}");
    assert!(refused.ru().contains("UTF8"), "{}", refused.ru());
}
