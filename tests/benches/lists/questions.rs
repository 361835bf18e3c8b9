//! What is asked: pages with those who look at them. Each question has many addresses, so that no answer is asked twice
//! in a row.

use std::path::Path;

use sqlx::{AssertSqlSafe, SqlitePool, sqlite::SqliteConnectOptions};

use crate::{
    office::{self, BUSY, DISTRICT, HEAD, IDLE, INSPECTOR, OVERSEER, PROCESSES},
    words::{ABSENT, RARE, USUAL},
};

/// Addresses of one question.
const VARIANTS: usize = 50;

/// A page, or pages of one kind.
pub(crate) struct Question {
    pub(crate) title: String,
    pub(crate) person: &'static str,
    pub(crate) paths: Vec<String>,
}

/// All of them. Instances are chosen from the database by chance.
pub(crate) async fn all(path: &Path) -> Vec<Question> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let mut all = lists();
    all.extend(searches(&pool).await);
    all.extend(pages(&pool).await);
    pool.close().await;
    all
}

fn question(title: &str, person: &'static str, paths: Vec<String>) -> Question {
    Question {
        title: title.to_owned(),
        person,
        paths,
    }
}

fn one(title: &str, person: &'static str, path: &str) -> Question {
    question(title, person, vec![path.to_owned()])
}

fn lists() -> Vec<Question> {
    let rare = office::process(PROCESSES);
    vec![
        one("my tasks: very many", BUSY, "/tasks"),
        one("my tasks: some, by name", INSPECTOR, "/tasks"),
        one("my tasks: head of a school", HEAD, "/tasks"),
        one("my tasks: none", IDLE, "/tasks"),
        one("board: everything", OVERSEER, "/control"),
        one("board: soon", OVERSEER, "/control?view=soon"),
        one("board: nobody holds it", OVERSEER, "/control?view=nobody"),
        one("board: process", OVERSEER, "/control?process=case_01"),
        one(
            "board: rare process",
            OVERSEER,
            &format!("/control?process={rare}"),
        ),
        one("board: role", OVERSEER, "/control?role=office_clerks"),
        one(
            "board: role, rare process",
            OVERSEER,
            &format!("/control?process={rare}&role=office_clerks"),
        ),
        one("board: a clerk", BUSY, "/control"),
        one("board: head of a school", HEAD, "/control"),
        one(
            "board: head of a school, role",
            HEAD,
            "/control?role=school_head",
        ),
        one("board: head of a school, soon", HEAD, "/control?view=soon"),
        one("board: head of a district", DISTRICT, "/control"),
        one(
            "board: head of a district, role",
            DISTRICT,
            "/control?role=school_head",
        ),
        one("instances: everything", OVERSEER, "/instances"),
        one("instances: running", OVERSEER, "/instances?state=running"),
        one("instances: ended", OVERSEER, "/instances?state=ended"),
        one(
            "instances: rare process",
            OVERSEER,
            &format!("/instances?process={rare}"),
        ),
        one("instances: a clerk", BUSY, "/instances?state=running"),
        one("instances: head of a school", HEAD, "/instances"),
        one(
            "instances: head of a school, running",
            HEAD,
            "/instances?state=running",
        ),
        one("instances: head of a district", DISTRICT, "/instances"),
        one("instances: own only", INSPECTOR, "/instances"),
    ]
}

/// Percent-encoding of a text in an address.
fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn searches(pool: &SqlitePool) -> Vec<Question> {
    let find = |text: &str| format!("/instances?q={}", escaped(text));
    let receipts = texts(pool, "SELECT receipt FROM instance").await;
    let receipts: Vec<String> = receipts.iter().map(|text| find(text)).collect();
    let names = texts(
        pool,
        "SELECT substr(subject, 1, instr(subject, ',') - 1) FROM instance",
    )
    .await;
    let names: Vec<String> = names.iter().map(|text| find(text)).collect();
    let part = |word: &str| word.chars().skip(2).take(7).collect::<String>();
    let rare = office::process(PROCESSES);
    let mut all = Vec::new();
    for (who, person) in [
        ("everything", OVERSEER),
        ("head of a school", HEAD),
        ("head of a district", DISTRICT),
        ("own only", INSPECTOR),
    ] {
        let mut ask = |what: &str, paths| {
            all.push(question(&format!("search, {who}: {what}"), person, paths))
        };
        ask("receipt", receipts.clone());
        ask("full name", names.clone());
        ask("part of a usual surname", vec![find(&part(USUAL))]);
        ask("part of a rare surname", vec![find(&part(RARE))]);
        ask("part of no word", vec![find(&part(ABSENT))]);
        ask("part of every subject", vec![find("школ")]);
        ask("two letters", vec![find("ли")]);
        ask("two letters of no word", vec![find("жщ")]);
    }
    all.push(one(
        "search: frequent, rare process",
        OVERSEER,
        &format!("{}&process={rare}", find("школ")),
    ));
    all.push(one(
        "search: frequent, running",
        OVERSEER,
        &format!("{}&state=running", find("школ")),
    ));
    all
}

async fn pages(pool: &SqlitePool) -> Vec<Question> {
    let running = texts(pool, "SELECT id FROM instance WHERE running = 1 AND EXISTS (SELECT 1 FROM journal WHERE instance = id)").await;
    let ended = texts(pool, "SELECT id FROM instance WHERE running = 0 AND EXISTS (SELECT 1 FROM journal WHERE instance = id)").await;
    let own = texts(pool, "SELECT id FROM instance WHERE unit = 'school_001' AND EXISTS (SELECT 1 FROM journal WHERE instance = id)").await;
    let tasks = "SELECT instance || '/' || task FROM task_role AS r WHERE role = 'office_clerks' \
                 AND EXISTS (SELECT 1 FROM journal WHERE instance = r.instance)";
    let tasks = texts(pool, tasks).await;
    let tasks = tasks.iter().map(|task| format!("/tasks/{task}")).collect();
    let tab = |ids: &[String], tab: &str| -> Vec<String> {
        ids.iter()
            .map(|id| format!("/instances/{id}{tab}"))
            .collect()
    };
    let mut all = vec![
        question("instance: running", OVERSEER, tab(&running, "")),
        question("instance: ended", OVERSEER, tab(&ended, "")),
    ];
    for name in ["diagram", "data", "documents", "letters", "history"] {
        all.push(question(
            &format!("instance: {name}"),
            OVERSEER,
            tab(&running, &format!("/{name}")),
        ));
    }
    all.push(question(
        "instance: head of its school",
        HEAD,
        tab(&own, ""),
    ));
    let others = "SELECT instance FROM task_role AS r WHERE role = '@inspector_01' \
                  AND EXISTS (SELECT 1 FROM journal WHERE instance = r.instance)";
    let others = texts(pool, others).await;
    all.push(question(
        "instance: by a task of one's own",
        INSPECTOR,
        tab(&others, ""),
    ));
    all.push(question("task", BUSY, tasks));
    all
}

/// A few values of a column, from all over the table.
async fn texts(pool: &SqlitePool, sql: &str) -> Vec<String> {
    let sql = format!("SELECT * FROM ({sql}) ORDER BY random() LIMIT {VARIANTS}");
    let found = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await;
    found.unwrap()
}
