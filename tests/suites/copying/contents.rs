//! What arrives: every value of every table, the numbers that come next, and letters that one database has not.

use reglament_store::COPIED_TABLES;
use reglament_tests::TestDatabase;

use super::filled::{filled, told};
use super::{copied, of_postgres, of_sqlite};

#[tokio::test]
async fn there_and_back_nothing_has_changed() {
    let (first, there, last, beside) = (
        filled().await,
        TestDatabase::postgres().await,
        TestDatabase::sqlite(),
        TestDatabase::postgres().await,
    );
    let out = copied(&first, &there).await.unwrap();
    let back = copied(&there, &last).await.unwrap();
    let aside = copied(&there, &beside).await.unwrap();
    let names: Vec<&str> = out.tables.iter().map(|table| table.name).collect();
    let wanted: Vec<&str> = COPIED_TABLES.iter().map(|table| table.name).collect();
    assert_eq!(names, wanted);
    assert_eq!(out.tables, back.tables);
    assert_eq!((&out.sha256, &aside.sha256), (&back.sha256, &back.sha256));
    // The digests are the product's word; SQLite itself says the same of every row.
    let (before, after) = (told(&first).await, told(&last).await);
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    // The copy is a database that opens, and the search finds what it had to fill anew.
    for database in [&there, &last] {
        let store = database.open().await;
        store.close().await;
    }
    let found = of_postgres(&there, "SELECT CAST(COUNT(*) AS TEXT) FROM instance_search").await;
    assert_eq!(found, ["3"]);
    let found =
        "SELECT CAST(rowid AS TEXT) FROM instance_search WHERE instance_search MATCH '\"ёлк\"'";
    assert_eq!(of_sqlite(&last, found).await, ["40"]);
}

/// Numbers go on where they were, also where the row with the highest one is gone.
#[tokio::test]
async fn numbers_are_not_given_twice() {
    let (first, there, last) = (
        filled().await,
        TestDatabase::postgres().await,
        TestDatabase::sqlite(),
    );
    copied(&first, &there).await.unwrap();
    copied(&there, &last).await.unwrap();
    let wanted = [
        ("access_log_id_seq", 1302),
        ("absence_id_seq", 9),
        ("audit_id_seq", 2),
        ("draft_id_seq", 6),
        ("draft_move_position_seq", 3),
        ("erasure_act_id_seq", 5),
        ("instance_place", 42),
        ("journal_position_seq", 901),
        ("message_position_seq", 91),
        ("outbox_position_seq", 3),
        ("program_id_seq", 7),
        ("publication_position_seq", 2),
        ("saved_filter_id_seq", 3),
        ("signal_position_seq", 4),
        ("subscription_id_seq", 4),
    ];
    for (sequence, next) in wanted {
        let sql = format!("SELECT CAST(nextval('{sequence}') AS TEXT)");
        assert_eq!(
            of_postgres(&there, &sql).await,
            [next.to_string()],
            "{sequence}"
        );
    }
    let counters = COPIED_TABLES.iter().filter(|table| table.counter.is_some());
    assert_eq!(counters.count(), wanted.len());
    let remembered = "SELECT name || ' ' || seq FROM sqlite_sequence";
    assert_eq!(of_sqlite(&last, remembered).await, ["message 90"]);
}

/// PostgreSQL has no U+0000. What only people read is kept with another sign in its place, and told.
#[tokio::test]
async fn a_letter_that_one_database_has_not_is_replaced_and_told() {
    let (first, there, beside) = (
        filled().await,
        TestDatabase::postgres().await,
        TestDatabase::sqlite(),
    );
    let name = "UPDATE file SET name = 'a' || char(0) || 'б' || char(0)";
    first.sql(name).await;
    let out = copied(&first, &there).await.unwrap();
    let replaced: Vec<(&str, u64)> = out
        .tables
        .iter()
        .filter(|table| table.replaced > 0)
        .map(|table| (table.name, table.replaced))
        .collect();
    assert_eq!(replaced, [("file", 1)]);
    let found = of_postgres(&there, "SELECT name FROM file").await;
    assert_eq!(found, ["a\u{FFFD}б\u{FFFD}"]);
    // SQLite has it, so that nothing is touched between two files.
    let aside = copied(&first, &beside).await.unwrap();
    assert!(aside.tables.iter().all(|table| table.replaced == 0));
    assert_eq!(told(&first).await, told(&beside).await);
}
