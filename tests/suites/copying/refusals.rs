//! What is not copied, each in words of both languages; and whatever the reason, nothing is left behind.

use reglament_store::Database;
use reglament_tests::TestDatabase;

use super::filled::filled;
use super::{copied, of_postgres};

/// What is done to a healthy source, the code, and what is said.
const SOURCES: &[(&str, &str, &str, &str)] = &[
    (
        "DELETE FROM _sqlx_migrations WHERE version > 20",
        "copy.older",
        "change 20, this program has",
        "изменение 20, у этой программы",
    ),
    (
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', true, x'', 0)",
        "data.newer",
        "change 9999",
        "изменение 9999",
    ),
    (
        "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 3",
        "copy.altered",
        "change 3 of",
        "Изменение 3 базы",
    ),
    (
        "UPDATE _sqlx_migrations SET success = 0 WHERE version = 4",
        "copy.altered",
        "change 4 of",
        "Изменение 4 базы",
    ),
    (
        "PRAGMA user_version = 29000000",
        "copy.restored",
        "was restored",
        "восстановлена из копии",
    ),
    (
        "DROP TABLE _sqlx_migrations",
        "copy.foreign",
        "no database of Reglament",
        "не база Регламента",
    ),
    (
        "UPDATE access_log SET target = CAST(x'd0' AS TEXT) WHERE id = 700",
        "copy.unreadable",
        "access_log.target of the row 700",
        "access_log.target в строке 700",
    ),
    (
        "UPDATE journal SET cause = 'c' || char(0) WHERE position = 900",
        "copy.zero",
        "journal.cause holds the letter U+0000",
        "В journal.cause есть знак U+0000",
    ),
    (
        "UPDATE scenario SET path = char(0)",
        "copy.zero",
        "scenario.path holds",
        "В scenario.path есть",
    ),
    (
        "ALTER TABLE audit ADD COLUMN more TEXT",
        "copy.columns",
        "the table audit has other columns",
        "Столбцы таблицы audit",
    ),
];

#[tokio::test]
async fn a_source_that_cannot_be_copied_is_refused_and_leaves_nothing() {
    let there = TestDatabase::postgres().await;
    for (sql, code, en, ru) in SOURCES {
        let from = filled().await;
        from.sql(sql).await;
        let refused = copied(&from, &there).await.unwrap_err();
        let said = refused.to_string();
        assert_eq!(refused.code(), *code, "{sql}: {said}");
        assert!(said.contains(en), "{sql}: {said}");
        assert!(refused.ru().contains(ru), "{sql}: {}", refused.ru());
    }
    // After all of them it is as empty as it was.
    copied(&filled().await, &there).await.unwrap();
}

/// What is done to an empty destination of either kind, and what is named.
const DESTINATIONS: &[(&str, &str)] = &[
    (
        "INSERT INTO audit (id, at, by, act, about) VALUES (1, 9, 'анна', 'password', '{}')",
        "(audit)",
    ),
    (
        "INSERT INTO account VALUES ('anna', 'argon', 0, 9); INSERT INTO secret VALUES ('a', 'b')",
        "(account, secret)",
    ),
];

#[tokio::test]
async fn a_destination_that_holds_something_is_not_touched() {
    let from = filled().await;
    for (sql, named) in DESTINATIONS {
        for to in [TestDatabase::sqlite(), TestDatabase::postgres().await] {
            to.open().await.close().await;
            for sql in sql.split("; ") {
                to.sql(sql).await;
            }
            let refused = copied(&from, &to).await.unwrap_err();
            let said = refused.to_string();
            assert_eq!(refused.code(), "copy.not_empty", "{said}");
            assert!(said.contains(named), "{said}");
            assert!(refused.ru().contains("не пуста"), "{}", refused.ru());
        }
    }
}

#[tokio::test]
async fn tables_of_others_are_left_alone() {
    let from = filled().await;
    for to in [TestDatabase::sqlite(), TestDatabase::postgres().await] {
        match to.database() {
            Database::File(path) => std::fs::write(path, "").unwrap(),
            Database::Server(_) => {
                to.sql("DROP SCHEMA public CASCADE").await;
                to.sql("CREATE SCHEMA public").await;
            }
        }
        to.sql("CREATE TABLE wages (person TEXT)").await;
        let refused = copied(&from, &to).await.unwrap_err();
        assert_eq!(refused.code(), "copy.not_empty");
        assert!(refused.to_string().contains("(wages)"), "{refused}");
    }
}

#[tokio::test]
async fn a_database_is_not_copied_onto_itself() {
    let from = filled().await;
    let there = TestDatabase::postgres().await;
    copied(&from, &there).await.unwrap();
    let again = copied(&there, &there).await.unwrap_err();
    assert_eq!(again.code(), "copy.same");
    // The same one under another name.
    let (path, address) = (from.address(), there.address());
    for (one, other) in [
        (path.clone(), path.replace("/test.db", "/./test.db")),
        (address.clone(), address + "&options=-cjit=off"),
    ] {
        let [one, other] = [one, other].map(|text| Database::read(&text).unwrap());
        let refused = reglament_store::copy_database(&one, &other, |_| ())
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "copy.same", "{refused}");
        assert!(refused.ru().contains("сама в себя"), "{}", refused.ru());
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_made() {
    let (from, to) = (TestDatabase::sqlite(), TestDatabase::sqlite());
    let refused = copied(&from, &to).await.unwrap_err();
    assert_eq!(refused.code(), "copy.missing");
    assert!(from.database().is_missing() && to.database().is_missing());
    std::fs::write(
        from.address(),
        "Добрый день, это не база данных, а письмо.".repeat(9),
    )
    .unwrap();
    let refused = copied(&from, &to).await.unwrap_err();
    assert_eq!(refused.code(), "copy.foreign", "{refused}");
}

/// The server runs: whoever copied would miss what is committed meanwhile.
#[tokio::test]
async fn a_served_database_is_not_copied() {
    let from = filled().await;
    let there = TestDatabase::postgres().await;
    let store = from.open().await;
    let refused = copied(&from, &there).await.unwrap_err();
    assert_eq!(refused.code(), "data.in_use", "{refused}");
    store.close().await;
    drop(store);
    copied(&from, &there).await.unwrap();
    let store = there.open().await;
    let refused = copied(&there, &TestDatabase::sqlite()).await.unwrap_err();
    assert_eq!(refused.code(), "data.in_use", "{refused}");
    store.close().await;
}

/// Something in the destination changes what is written: the digests tell, and nothing is kept.
#[tokio::test]
async fn what_arrives_otherwise_is_taken_back() {
    let (from, there) = (filled().await, TestDatabase::postgres().await);
    for sql in [
        "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.votes = NEW.votes + 1; RETURN NEW; END'",
        "CREATE TRIGGER meddle BEFORE INSERT ON ballot FOR EACH ROW EXECUTE FUNCTION meddle()",
    ] {
        there.sql(sql).await;
    }
    let refused = copied(&from, &there).await.unwrap_err();
    assert_eq!(refused.code(), "copy.differs", "{refused}");
    assert!(
        refused.ru().contains("Таблица ballot дошла не такой"),
        "{}",
        refused.ru()
    );
    let rows = of_postgres(&there, "SELECT CAST(COUNT(*) AS TEXT) FROM journal").await;
    assert_eq!(rows, ["0"]);
}
