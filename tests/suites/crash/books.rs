//! The database compared with the ledger, by SQL of its own and not by the product's code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use reglament_tests::Program;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, PgConnection, SqliteConnection};

use super::ledger::Ledger;

async fn open(program: &Program) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(program.database());
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// The tables as they are.
pub(super) enum Books {
    File(SqliteConnection),
    Server(PgConnection),
}

/// An instance: subject, id, receipt.
type Begun = (String, String, String);
/// An instance: id, running, commands, tasks, roles, timers, letters.
type Counted = (String, i64, i64, i64, i64, i64, i64);

impl Books {
    pub(super) async fn of_file(path: &Path) -> Self {
        let options = SqliteConnectOptions::new().filename(path);
        let mut file = SqliteConnection::connect_with(&options).await.unwrap();
        let integrity: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(&mut file)
            .await
            .unwrap();
        assert_eq!(integrity, "ok");
        Self::File(file)
    }

    pub(super) async fn of_server(address: &str) -> Self {
        Self::Server(PgConnection::connect(address).await.unwrap())
    }

    async fn begun(&mut self) -> Vec<Begun> {
        const SQL: &str = "SELECT subject, id, receipt FROM instance";
        match self {
            Self::File(file) => sqlx::query_as(SQL).fetch_all(file).await.unwrap(),
            Self::Server(server) => sqlx::query_as(SQL).fetch_all(server).await.unwrap(),
        }
    }

    async fn counted(&mut self) -> Vec<Counted> {
        const SQL: &str = "SELECT instance.id, CAST(instance.running AS BIGINT), \
            (SELECT COUNT(*) FROM journal WHERE journal.instance = instance.id), \
            (SELECT COUNT(*) FROM task WHERE task.instance = instance.id), \
            (SELECT COUNT(*) FROM task_role WHERE task_role.instance = instance.id), \
            (SELECT COUNT(*) FROM timer WHERE timer.instance = instance.id), \
            (SELECT COUNT(*) FROM outbox WHERE outbox.instance = instance.id) FROM instance";
        match self {
            Self::File(file) => sqlx::query_as(SQL).fetch_all(file).await.unwrap(),
            Self::Server(server) => sqlx::query_as(SQL).fetch_all(server).await.unwrap(),
        }
    }
}

/// Everything acknowledged is there, exactly once, and nothing else is.
pub(super) async fn check(books: &mut Books, ledger: &Ledger) {
    let rows = books.begun().await;
    let stored: BTreeMap<&str, (&str, &str)> = rows
        .iter()
        .map(|(subject, id, receipt)| (subject.as_str(), (id.as_str(), receipt.as_str())))
        .collect();
    assert_eq!(stored.len(), rows.len(), "a start took effect twice");
    assert_eq!(
        rows.len(),
        ledger.starts().count(),
        "instances and acknowledged starts differ"
    );
    for start in ledger.starts() {
        let topic = start.topic.as_deref().unwrap_or_default();
        let (id, receipt) = stored
            .get(topic)
            .unwrap_or_else(|| panic!("the start {} was lost", start.key));
        assert_eq!(
            (*id, Some(*receipt)),
            (start.instance.as_str(), start.reply["code"].as_str()),
            "{}",
            start.key
        );
    }
    done_once(books, ledger).await;
}

/// Each answered request has two commands in its journal, no task, one letter; each open one has one command, one task.
async fn done_once(books: &mut Books, ledger: &Ledger) {
    let done: BTreeSet<&str> = ledger
        .completions()
        .map(|entry| entry.instance.as_str())
        .collect();
    assert_eq!(
        done.len(),
        ledger.completions().count(),
        "the test completes each task once"
    );
    for (id, running, commands, tasks, roles, timers, letters) in books.counted().await {
        let found = (running, commands, tasks, roles, timers > 0, letters);
        let expected = if done.contains(id.as_str()) {
            (0, 2, 0, 0, false, 1)
        } else {
            (1, 1, 1, 1, true, 0)
        };
        assert_eq!(
            found, expected,
            "{id}: running, commands, tasks, roles, timers, letters"
        );
    }
}

/// Lets the leases of killed servers run out.
pub(super) async fn end_leases(program: &Program) {
    let mut database = open(program).await;
    let sql = "UPDATE outbox SET next_at = 0 WHERE state IN ('queued', 'ambiguous')";
    let waiting = sqlx::query(sql)
        .execute(&mut database)
        .await
        .unwrap()
        .rows_affected();
    println!("{waiting} letters had been under way or waiting at the last kill");
}

/// Letters that have not reached their end; a letter that failed stops the test.
pub(super) async fn letters_waiting(program: &Program) -> i64 {
    let mut database = open(program).await;
    let count = "SELECT COUNT(*) FROM outbox WHERE state IN ('failed', 'refused')";
    let failed: i64 = sqlx::query_scalar(count)
        .fetch_one(&mut database)
        .await
        .unwrap();
    assert_eq!(failed, 0, "letters were given up");
    let count = "SELECT COUNT(*) FROM outbox WHERE state <> 'sent'";
    sqlx::query_scalar(count)
        .fetch_one(&mut database)
        .await
        .unwrap()
}

/// The Message-ID of a letter as it arrived.
pub(super) fn message_id(letter: &[u8]) -> String {
    let (headers, _) = mailparse::parse_headers(letter).unwrap();
    let id = headers
        .iter()
        .find(|header| header.get_key_ref().eq_ignore_ascii_case("message-id"));
    id.expect("every letter has an id").get_value()
}
