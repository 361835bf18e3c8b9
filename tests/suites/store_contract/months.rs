//! The access log of PostgreSQL by months: room is made ahead, nothing is lost without it, old months go in one piece, and a
//! database that was filled before keeps every view.

use std::fs;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use reglament_runtime::port::{AccessLogStore, Page, ViewFilter, ViewKind, ViewRow};
use reglament_store::SqlStore;
use reglament_tests::{TestDatabase, root};

fn day(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, 12, 0, 0).unwrap()
}

fn view(at: DateTime<Utc>) -> ViewRow {
    ViewRow {
        at,
        person: Some("anna".into()),
        program: None,
        address: "192.0.2.7".into(),
        what: ViewKind::List,
        door: "GET /instances".into(),
        target: "/instances".into(),
        process: None,
        instance: None,
    }
}

async fn moments(store: &SqlStore) -> Vec<DateTime<Utc>> {
    let filter = ViewFilter {
        unplaced: true,
        person: Some("anna".into()),
        ..ViewFilter::default()
    };
    let page = Page {
        after: None,
        limit: 1_000,
    };
    let views = store.views(&filter, &page).await.unwrap();
    views.into_iter().map(|(_, view)| view.at).collect()
}

/// Fails unless a table has so many rows of its own.
async fn has(database: &TestDatabase, table: &str, rows: u32) {
    let sql = format!(
        "DO $$ BEGIN ASSERT (SELECT COUNT(*) FROM {table}) = {rows}, '{table} has not {rows} rows'; END $$"
    );
    database.sql(&sql).await;
}

#[tokio::test]
async fn a_view_finds_room_and_its_month_takes_it_along() {
    let database = TestDatabase::postgres().await;
    let store = database.open().await;
    // Long after any month that was made: nobody led for years.
    let days = [
        day(2100, 5, 2),
        day(2100, 4, 9),
        day(2100, 3, 31),
        day(1999, 1, 1),
    ];
    let views: Vec<ViewRow> = days.iter().copied().map(view).collect();
    store.record_views(&views).await.unwrap();
    assert_eq!(moments(&store).await, days);
    has(&database, "access_log_rest", 3).await;

    let (now, never) = (day(2100, 3, 15), DateTime::UNIX_EPOCH);
    let prepared = store.prepare_months(now, never).await.unwrap();
    assert_eq!(prepared, 3, "this month and two more");
    assert_eq!(store.prepare_months(now, never).await.unwrap(), 0);
    has(&database, "access_log_rest", 0).await;
    has(&database, "access_log_2100_04", 1).await;
    assert_eq!(moments(&store).await, days);
    let next = now + TimeDelta::days(31);
    assert_eq!(store.prepare_months(next, never).await.unwrap(), 1);

    // What is old goes: the months, and within a month row by row.
    let forget = day(2100, 4, 20);
    assert_eq!(store.prepare_months(next, forget).await.unwrap(), 2);
    assert_eq!(moments(&store).await, days[..2]);
    assert_eq!(store.forget_views(forget, 10).await.unwrap(), 1);
    assert_eq!(moments(&store).await, days[..1]);
    store.close().await;
}

#[tokio::test]
async fn servers_prepare_months_at_once() {
    let database = TestDatabase::postgres().await;
    let stores = [
        database.open().await,
        database.open().await,
        database.open().await,
    ];
    let (now, never) = (day(2100, 3, 15), DateTime::UNIX_EPOCH);
    write_and_prepare(&stores, now, never).await;
    for table in [
        "access_log_2100_03",
        "access_log_2100_04",
        "access_log_2100_05",
    ] {
        has(&database, table, 0).await;
    }
    for store in stores {
        store.close().await;
    }
}

async fn write_and_prepare(stores: &[SqlStore], now: DateTime<Utc>, forget: DateTime<Utc>) {
    let mut all = tokio::task::JoinSet::new();
    for store in stores {
        let store = store.clone();
        all.spawn(async move {
            store
                .record_views(&[view(now - TimeDelta::days(90))])
                .await
                .unwrap();
            store.prepare_months(now, forget).await.unwrap();
        });
    }
    all.join_all().await;
}

#[tokio::test]
async fn a_filled_log_of_before_keeps_every_view() {
    let database = TestDatabase::postgres().await;
    for sql in before() {
        database.sql(&sql).await;
    }
    let store = database.open().await;
    let days = [day(2131, 1, 7), day(2026, 11, 1), day(2024, 2, 29)];
    let old = moments(&store).await;
    assert_eq!(old, days, "read as before");
    let later = day(2131, 2, 1);
    store.record_views(&[view(later)]).await.unwrap();
    assert_eq!(moments(&store).await[0], later);
    // The one that was last had a month of its own already.
    has(&database, "access_log_before", 3).await;
    has(&database, "access_log_rest", 1).await;
    store
        .prepare_months(later, DateTime::UNIX_EPOCH)
        .await
        .unwrap();
    has(&database, "access_log_2131_02", 1).await;
    // Numbers go on after the last one.
    database
        .sql("DO $$ BEGIN ASSERT (SELECT id FROM access_log_2131_02) > (SELECT MAX(id) FROM access_log_before); END $$")
        .await;
    store.close().await;
}

/// Takes the change back and fills the table as it was.
fn before() -> Vec<String> {
    let file = root().join("migrations/postgres/0014_access_log.sql");
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("--"));
    let table: String = lines.map(|line| format!("{line}\n")).collect();
    let mut all = vec![
        "DROP TABLE access_log".to_owned(),
        "DELETE FROM _sqlx_migrations WHERE version = 25".to_owned(),
    ];
    all.extend(table.split(';').map(str::to_owned));
    all.retain(|sql| !sql.trim().is_empty());
    for at in [day(2024, 2, 29), day(2026, 11, 1), day(2131, 1, 7)] {
        all.push(format!(
            "INSERT INTO access_log (at, person, address, what, door, target) VALUES ({}, 'anna', 'a', 'list', 'd', 't')",
            at.timestamp_micros()
        ));
    }
    all
}
