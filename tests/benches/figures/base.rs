//! A database with very many cases: copies of two that the engine has played, by a few statements in the database itself.
//!
//! All but a few wait for their task, which is due on any of three hundred days, one in ten past, and have a timer ahead; the
//! others wait for a timer that was due two days ago. One waiting case in ten has its whole journal, as have all those
//! whose timers fire; the others have their rows in lists. The chain of hashes is not the copies' own.

use std::{sync::Arc, time::Instant};

use chrono::TimeDelta;
use reglament_core::InstanceId;
use reglament_runtime::{
    Clock as _, ManualClock, SystemClock,
    port::{Account, AccountStore as _, Session},
};
use reglament_store::SqlStore;
use sha2::{Digest as _, Sha256};

use crate::{
    load, machine,
    place::{Home, Kind, Place},
    regulation::{self, CLERK},
};

/// What the browser of [`CLERK`] shows: their session.
pub(crate) const COOKIE: &str = "0123456789abcdef0123456789abcdef";
/// What must be left to others on the disk.
const LEFT_TO_OTHERS: u64 = 4_000_000_000;
/// Numbers of the cases that are played.
const PLAYED: usize = 9_000_000;

/// How many cases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// All of them.
    pub(crate) instances: usize,
    /// Those whose timer is overdue.
    pub(crate) overdue: usize,
}

/// Fills a new database; none when the disk has not enough room. Says how long it took and how large it is.
pub(crate) async fn fill(place: &Place, size: Size) -> Option<Home> {
    let needed = size.instances as u64 * bytes_of_one(place.kind) + LEFT_TO_OTHERS;
    let free = machine::room(place.folder());
    if free < needed {
        println!(
            "{}: {needed} bytes are needed on the disk of {}, {free} are free: set TMPDIR",
            place.kind.name(),
            place.folder().display()
        );
        return None;
    }
    let began = Instant::now();
    let home = place.fresh().await;
    let (waiting, overdue) = play(&home).await;
    let many = size.instances - size.overdue;
    let mut all = copies(&home, place.kind, &waiting, (1, many), true).await;
    let rest = (many + 1, size.instances);
    all.extend(copies(&home, place.kind, &overdue, rest, false).await);
    if place.kind == Kind::Postgres {
        all.push("SELECT setval('instance_place', (SELECT MAX(place) FROM instance))".into());
    }
    home.say(&all).await;
    // The search is filled by the program itself, as after a change of the tables.
    SqlStore::open(&home.database).await.unwrap().close().await;
    if place.kind == Kind::Postgres {
        home.say(&["VACUUM ANALYZE".into(), "CHECKPOINT".into()])
            .await;
    }
    println!(
        "{}: {} instances filled in {:.0?}: {:.2} GB",
        place.kind.name(),
        size.instances,
        began.elapsed(),
        place.bytes(&home).await as f64 / 1e9
    );
    Some(home)
}

/// What a case takes with its indexes and, while it is written, its share of the log.
fn bytes_of_one(kind: Kind) -> u64 {
    match kind {
        Kind::Sqlite => 2_000,
        Kind::Postgres => 6_000,
    }
}

/// A case that waits for its task, and one that waits for a timer that was due two days ago. [`CLERK`] is signed in.
async fn play(home: &Home) -> (InstanceId, InstanceId) {
    let store = SqlStore::open(&home.database).await.unwrap();
    let now = SystemClock.now();
    let clock = Arc::new(ManualClock::new(now - TimeDelta::days(2)));
    let runtime = regulation::engine(Arc::new(store.clone()), clock).await;
    let service = runtime.service();
    let waiting = load::begin(&service, PLAYED).await;
    let overdue = load::begin(&service, PLAYED + 1).await;
    load::complete(&service, &overdue).await;
    for hold in load::fetch(&service).await {
        load::answer(&service, &hold).await;
    }
    let account = Account {
        person: CLERK.to_owned(),
        password: "none".into(),
        blocked: false,
        changed_at: now,
    };
    store.save_account(&account).await.unwrap();
    let digest = Sha256::digest(COOKIE.as_bytes());
    let session = Session {
        token: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        person: CLERK.to_owned(),
        created_at: now,
        expires_at: now + TimeDelta::days(1),
        seen_at: now,
        device: String::new(),
        awaits_code: false,
        provider: None,
        vouched: false,
    };
    store.open_session(&session).await.unwrap();
    runtime.stop().await;
    store.close().await;
    (waiting, overdue)
}

/// The statements that copy a case under the numbers from the first to the last.
async fn copies(
    home: &Home,
    kind: Kind,
    original: &InstanceId,
    (first, last): (usize, usize),
    waits: bool,
) -> Vec<String> {
    let now = SystemClock.now().timestamp_micros();
    let words = Words { kind, now, waits };
    let mut all = Vec::new();
    for table in [
        "instance",
        "journal",
        "participant",
        "task",
        "task_role",
        "step_state",
        "timer",
    ] {
        let key = if table == "instance" {
            "id"
        } else {
            "instance"
        };
        let columns = home.columns(table).await;
        let columns: Vec<&str> = columns
            .iter()
            .map(String::as_str)
            .filter(|column| *column != "position")
            .collect();
        let values: Vec<String> = columns
            .iter()
            .map(|column| words.value(table, column))
            .collect();
        let some = match (table, waits) {
            ("journal", true) => "WHERE n.n % 10 = 0",
            _ => "",
        };
        all.push(format!(
            "CREATE TEMP TABLE original AS SELECT * FROM {table} WHERE {key} = '{original}'"
        ));
        all.push(format!(
            "{} INSERT INTO {table} ({}) SELECT {} FROM n, original AS o {some}",
            words.numbers(first, last),
            columns.join(", "),
            values.join(", ")
        ));
        all.push("DROP TABLE original".into());
    }
    all
}

/// How a copy differs, in the words of the database; `n.n` is its number, `o` the row of the original.
struct Words {
    kind: Kind,
    now: i64,
    waits: bool,
}

impl Words {
    fn numbers(&self, first: usize, last: usize) -> String {
        match self.kind {
            Kind::Sqlite => format!(
                "WITH RECURSIVE n (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM n WHERE n < {last})"
            ),
            Kind::Postgres => format!(
                "WITH n (n) AS (SELECT generate_series(CAST({first} AS BIGINT), CAST({last} AS BIGINT)))"
            ),
        }
    }

    fn value(&self, table: &str, column: &str) -> String {
        let (sqlite, postgres) = match (table, column) {
            // Scattered over the whole index, as random ones are.
            ("instance", "id") | (_, "instance") => (
                "printf('%012x', n.n * 9000000000007 % 281474976710597)".to_owned(),
                "lpad(to_hex(n.n * 9000000000007 % 281474976710597), 12, '0')".to_owned(),
            ),
            ("instance", "receipt") => (
                "printf('%04X-%04X', n.n / 65536, n.n % 65536)".to_owned(),
                "upper(lpad(to_hex(n.n / 65536), 4, '0') || '-' || lpad(to_hex(n.n % 65536), 4, '0'))"
                    .to_owned(),
            ),
            ("instance", "place") => same("n.n + 100"),
            ("instance" | "participant", "started_at") => same("o.started_at - n.n * 1000000"),
            ("task", "due_at" | "sort_at") | ("task_role", "sort_at") => same(&self.due()),
            ("task", "due_on") => (
                format!("date(({}) / 1000000, 'unixepoch')", self.due()),
                format!(
                    "to_char(to_timestamp(({}) / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
                    self.due()
                ),
            ),
            ("timer", "due_at") if self.waits => {
                same(&format!("{} + (n.n * 7919 % 300 + 1) * 86400000000 + n.n", self.now))
            }
            _ => same(&format!("o.{column}")),
        };
        match self.kind {
            Kind::Sqlite => sqlite,
            Kind::Postgres => postgres,
        }
    }

    /// One in ten is late.
    fn due(&self) -> String {
        format!("{} + (n.n * 7919 % 300 - 30) * 86400000000 + n.n", self.now)
    }
}

fn same(text: &str) -> (String, String) {
    (text.to_owned(), text.to_owned())
}
