//! Every list is served by an index: the statements that the store really makes, as the database plans them.
//!
//! The tables have no statistics, as in the product: the plans are those of any size. There are just enough instances for
//! a search that finds very many.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use chrono::DateTime;
use reglament_core::TaskId;
use reglament_runtime::port::{
    AnchorStore, ArchiveStore, BacklogStore, InstanceFilter, InstanceStore, OutboxState, Page,
    QueryStore, TaskFilter, TermMark, Within,
};
use sqlx::{AssertSqlSafe, Row, SqlitePool, sqlite::SqliteConnectOptions};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

use crate::{Database, SqlStore};

/// Where a plan may sort or scan: part of the statement, part of the plan, and why it costs little.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "FROM instance_search CROSS JOIN instance",
        "USE TEMP B-TREE FOR ORDER BY",
        "at most `MANY` finds",
    ),
    (
        "FROM incident WHERE process",
        "SCAN incident USING INDEX incident_by_time",
        "open incidents are few, and the newest come first",
    ),
    (
        "FROM incident WHERE instance",
        "USE TEMP B-TREE FOR ORDER BY",
        "incidents of one instance",
    ),
    (
        "WITH RECURSIVE known",
        "USE TEMP B-TREE FOR ORDER BY",
        "as many rows as there are registers and years",
    ),
    (
        "JOIN step_state",
        "USE TEMP B-TREE FOR ORDER BY",
        "the children of one instance, all of which a board counts",
    ),
    (
        "JOIN journal ON instance",
        "USE TEMP B-TREE FOR ORDER BY",
        "rows after the snapshots of the instances that are loaded",
    ),
    (
        "CROSS JOIN journal ON journal.instance",
        "USE TEMP B-TREE FOR ORDER BY",
        "the journals of one piece of the archive, of which the index alone is read",
    ),
];

static MADE: LazyLock<Mutex<BTreeSet<String>>> = LazyLock::new(Mutex::default);

/// Hears which statements are made.
struct Ear;

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut heard = Heard::default();
        event.record(&mut heard);
        let sql = match heard.statement.trim() {
            "" => heard.summary,
            whole => whole.to_owned(),
        };
        MADE.lock().unwrap().insert(sql);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[derive(Default)]
struct Heard {
    summary: String,
    statement: String,
}

impl Visit for Heard {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => self.summary = value.to_owned(),
            "db.statement" => self.statement = value.to_owned(),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

#[tokio::test]
async fn every_list_is_served_by_an_index() {
    tracing::subscriber::set_global_default(Ear).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plans.db");
    SqlStore::open(&Database::file(&path))
        .await
        .unwrap()
        .close()
        .await;
    crowd(&path).await;
    let store = SqlStore::open(&Database::file(&path)).await.unwrap();
    MADE.lock().unwrap().clear();
    ask_instances(&store).await;
    ask_tasks(&store).await;
    ask_the_rest(&store).await;
    ask_journals(&store).await;
    let made = MADE.lock().unwrap().clone();
    let options = SqliteConnectOptions::new().filename(&path).read_only(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    let questions = made
        .iter()
        .filter(|sql| sql.starts_with("SELECT") || sql.starts_with("WITH"));
    assert!(questions.clone().count() > 40, "{made:#?}");
    for sql in questions {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let plan = sqlx::query(AssertSqlSafe(explain)).fetch_all(&pool).await;
        for line in plan.unwrap() {
            let line: String = line.get("detail");
            let excuse = ALLOWED
                .iter()
                .position(|(part, excused, _)| sql.contains(part) && line.contains(excused));
            used.extend(excuse);
            if is_costly(&line) && excuse.is_none() {
                wrong.push(format!("{line}\n    {sql}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unused = ALLOWED.iter().enumerate();
    let unused: Vec<_> = unused.filter(|(at, _)| !used.contains(at)).collect();
    assert!(unused.is_empty(), "no longer needed: {unused:?}");
}

/// Writes many instances with the same text; the store enters them into the search when it opens.
async fn crowd(path: &Path) {
    let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) INSERT INTO instance \
               (id, process, version, digest, receipt, subject, search, running, started_at, seq, hash, place, ended_at, \
               archived_at) SELECT 'i' || i, 'complaint', 1, 'd', 'R' || i, 'Школа', 'школа № 7', i > 1, i, 1, 'h', i, \
               CASE i WHEN 1 THEN 2 END, 9 FROM n";
    let options = SqliteConnectOptions::new().filename(path);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    sqlx::query(sql).execute(&pool).await.unwrap();
    pool.close().await;
}

/// Whether a line of a plan reads a whole table, or sorts. Parameters that are lists, the search by its groups, and what
/// the statement itself has gathered are no tables.
fn is_costly(line: &str) -> bool {
    let gathered = [
        "SCAN (",
        "SCAN CONSTANT",
        "SCAN next",
        "SCAN found",
        "SCAN known",
    ];
    let scan = line.starts_with("SCAN ")
        && !gathered.iter().any(|start| line.starts_with(start))
        && !line.contains("VIRTUAL TABLE INDEX 1:")
        && !line.contains(":M");
    scan || line.starts_with("USE TEMP B-TREE")
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

/// One unit, some, and more than are walked one by one.
fn withins() -> [Within; 3] {
    [0, 3, 600].map(|count: u32| Within {
        processes: texts(&["appeal", "request"]),
        units: (0..count).map(|n| format!("unit_{n}")).collect(),
    })
}

async fn ask_instances(store: &SqlStore) {
    let page = Page {
        after: Some((DateTime::UNIX_EPOCH, "a".into())),
        limit: 100,
    };
    for within in withins() {
        for (running, text) in [
            (None, None),
            (Some(true), None),
            (None, Some("школа № 7")),
            (Some(false), Some("шк")),
        ] {
            for parent in [None, Some("p".into())] {
                // In the first process the search finds very many, in the second none of them.
                for process in ["complaint", "request"] {
                    let filter = InstanceFilter {
                        processes: texts(&[process]),
                        within: within.clone(),
                        part: Some(("anna".into(), texts(&["appeal"]))),
                        running,
                        text: text.map(str::to_owned),
                        parent: parent.clone(),
                    };
                    store.instances(&filter, &page).await.unwrap();
                }
            }
        }
    }
    store.instance_rows(&["a".into()]).await.unwrap();
    store.instance_ids(Some(&"a".into()), 10).await.unwrap();
    store.by_receipt("A").await.unwrap();
    store.participants(&"a".into()).await.unwrap();
    store.parts_of("anna", &["a".into()]).await.unwrap();
}

async fn ask_tasks(store: &SqlStore) {
    let page = Page {
        after: Some((None, "a".into(), TaskId(1))),
        limit: 100,
    };
    for within in withins() {
        for (processes, roles) in [
            (&[][..], &[][..]),
            (&["complaint", "appeal"], &[]),
            (&["complaint"], &["clerk", "@anna"]),
            (&[], &["clerk"]),
        ] {
            for (instance, marked) in [
                (None, None),
                (None, Some(TermMark::Extended)),
                (None, Some(TermMark::Held)),
                (Some("a".into()), None),
            ] {
                let filter = TaskFilter {
                    processes: texts(processes),
                    within: within.clone(),
                    roles: texts(roles),
                    due_before: Some(DateTime::UNIX_EPOCH),
                    due_from: None,
                    instance,
                    marked,
                };
                store.tasks(&filter, &page).await.unwrap();
                store.count_tasks(&filter, 10_000).await.unwrap();
            }
        }
    }
}

/// Rows of both tables of the journal, and what is moved.
async fn ask_journals(store: &SqlStore) {
    let id = "i1".into();
    store.journal(&id, 0, 10).await.unwrap();
    store.load(&[id]).await.unwrap();
    store.journal_links(1, 9, 10).await.unwrap();
    let now = DateTime::UNIX_EPOCH;
    let before = now + chrono::TimeDelta::seconds(1);
    store.archive(before, now, 10, 10).await.unwrap();
}

async fn ask_the_rest(store: &SqlStore) {
    let id = "a".into();
    for instance in [None, Some(&id)] {
        let processes = texts(&["appeal"]);
        store.incidents(&processes, instance, 10).await.unwrap();
    }
    store.step_states(&id).await.unwrap();
    store.documents(&id).await.unwrap();
    store.pdf(&id, 1).await.unwrap();
    let page = Page {
        after: Some((DateTime::UNIX_EPOCH, "k".to_owned())),
        limit: 100,
    };
    for state in [None, Some(OutboxState::Failed)] {
        store.outbox(state, &page).await.unwrap();
    }
    store.outbox_of(&id).await.unwrap();
    store.count_outbox(OutboxState::Failed, 10).await.unwrap();
    store.backlog(DateTime::UNIX_EPOCH, 10).await.unwrap();
    store.outbox_row("k").await.unwrap();
    let page = Page {
        after: Some(7),
        limit: 100,
    };
    store.register("orders", 2026, &page).await.unwrap();
    store.by_verification_code("A").await.unwrap();
    store.register_years().await.unwrap();
}
