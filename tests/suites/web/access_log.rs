//! The access log: which doors write into it, what a line says, and who may read which lines.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use reglament_http::access::{DOORS, Relation};
use serde_json::{Value, json};

use super::access::offices;
use super::api::token;
use super::site::{Answer, Site, WORKER_TOKEN};

/// Reading doors for those who have signed in that show nobody's data, and why.
const SHOW_NOBODY: &[(&str, &str)] = &[
    ("/me", "oneself"),
    ("/me/second-factor", "oneself"),
    ("/calendar/year", "days of the year"),
    ("/letters", "one's own choice of letters"),
    ("/absences", "officials who are away, no cases"),
    ("/start/{process}", "an empty form"),
    ("/control/processes", "names of processes"),
    ("/control/processes/{process}", "figures of many cases"),
    ("/indicators", "names of sets"),
    ("/indicators/{set}/{indicator}", "figures over time"),
    ("/registers", "names of registers"),
    ("/admin/people", OFFICIALS),
    ("/admin/people/{person}", OFFICIALS),
    ("/admin/audit", OFFICIALS),
    ("/admin/settings", "how the program is set"),
    ("/admin/integrity", "ids of cases at most"),
    ("/admin/effects", "whether letters leave"),
    ("/admin/programs", "programs and their scopes"),
    ("/admin/subscriptions", "addresses and events"),
    ("/admin/processes", TEXTS),
    ("/admin/processes/{process}", TEXTS),
    ("/admin/processes/{process}/versions", TEXTS),
    ("/admin/drafts", TEXTS),
    ("/admin/drafts/{draft}", TEXTS),
    ("/admin/drafts/{draft}/edit", TEXTS),
    ("/admin/drafts/{draft}/people", OFFICIALS),
    ("/admin/drafts/{draft}/changes", TEXTS),
    ("/admin/drafts/{draft}/terms", TEXTS),
    ("/admin/drafts/{draft}/scenarios", TEXTS),
    ("/api/v1/session", "oneself"),
    ("/api/v1/me", "oneself"),
    ("/api/v1/me/sessions", "oneself"),
    ("/api/v1/filters/{list}", "one's own filters"),
    ("/api/v1/processes", "names of processes"),
    ("/api/v1/events", "hints without any data"),
    ("/api/v1/overdue/strip", "numbers of tasks, officials"),
    ("/api/v1/calendar/{year}", "days of the year"),
    ("/api/v1/term", "a date"),
    ("/api/v1/control/processes", "names of processes"),
    (
        "/api/v1/control/processes/{process}",
        "figures of many cases",
    ),
    ("/api/v1/migrations", "numbers of cases and of versions"),
    ("/api/v1/indicators", "names of sets"),
    ("/api/v1/indicators/{set}/{indicator}", "figures over time"),
    ("/api/v1/registers", "names of registers"),
    ("/api/v1/schedule", "what the clock does"),
    ("/api/v1/letters", "one's own choice of letters"),
    ("/api/v1/absences", "officials who are away, no cases"),
    ("/api/v1/administration/processes", TEXTS),
    ("/api/v1/administration/processes/{process}/versions", TEXTS),
    ("/api/v1/people", OFFICIALS),
    ("/api/v1/people/{person}", OFFICIALS),
    ("/api/v1/people/{person}/identities", OFFICIALS),
    ("/api/v1/audit", OFFICIALS),
    ("/api/v1/settings", "how the program is set"),
    ("/api/v1/integrity", "ids of cases at most"),
    ("/api/v1/effects", "whether letters leave"),
    ("/api/v1/programs", "programs and their scopes"),
    ("/api/v1/subscriptions", "addresses and events"),
    ("/api/v1/drafts", TEXTS),
    ("/api/v1/drafts/{draft}", TEXTS),
    ("/api/v1/drafts/{draft}/files", TEXTS),
    ("/api/v1/drafts/{draft}/letters", TEXTS),
    ("/api/v1/drafts/{draft}/scenarios", TEXTS),
];

const OFFICIALS: &str = "officials and their offices, no cases";
const TEXTS: &str = "texts of regulations, how many cases run";

#[test]
fn a_door_that_reads_is_marked_or_has_a_reason() {
    let reads = DOORS.iter().filter(|door| {
        let asks_who = match door.relation {
            Relation::Everyone | Relation::Code | Relation::Worker | Relation::Program => false,
            Relation::Staff
            | Relation::Case
            | Relation::Register
            | Relation::Figures
            | Relation::Process
            | Relation::Supervisor
            | Relation::Overseer
            | Relation::Administrator => true,
        };
        door.method == "GET" && asks_who
    });
    let unmarked: Vec<&str> = reads
        .filter(|door| door.views.is_none())
        .map(|door| door.path)
        .collect();
    let excused: Vec<&str> = SHOW_NOBODY.iter().map(|(path, _)| *path).collect();
    assert_eq!(unmarked, excused);
    // Not reading, but handing data out.
    let others = DOORS.iter().filter(|door| door.method != "GET");
    let others: Vec<&str> = others
        .filter(|door| door.views.is_some())
        .map(|door| door.path)
        .collect();
    assert_eq!(
        others,
        [
            "/admin/personal-data",
            "/admin/processes/{process}/migrate",
            "/api/v1/jobs/fetch",
            "/api/v1/processes/{process}/migrations",
            "/api/v1/personal-data",
        ]
    );
}

async fn log(site: &Site, token: &str, query: &str) -> Answer {
    let path = format!("/api/v1/access-log{query}");
    site.call((Method::GET, &path), token, "", &json!(null))
        .await
}

fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()["rows"].as_array().unwrap().clone()
}

/// Who, what and by which door.
fn told(line: &Value) -> [&str; 3] {
    let who = line["person"].as_str().or(line["program"].as_str());
    [
        who.unwrap(),
        line["what"].as_str().unwrap(),
        line["door"].as_str().unwrap(),
    ]
}

#[tokio::test]
async fn what_is_shown_is_recorded_and_what_is_refused_is_not() {
    let site = Site::open().await;
    site.file_request().await;
    let cookie = site.sign_in("anna").await;
    let task = site.first_task("anna").await;
    let instance = task.split('/').nth(2).unwrap().to_owned();
    site.get(&cookie, &task).await;
    site.get(&cookie, "/instances?q=%D0%9A%D1%80%D1%8B%D1%88%D0%B0")
        .await;
    let head = Request::head(&task).header(header::COOKIE, &cookie);
    site.send(head.body(Body::empty()).unwrap()).await;
    let refused = site.get(&cookie, "/instances/unknown").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    site.get("", &task).await;

    let vera = token(&site, "vera").await;
    let answer = log(&site, &vera, "").await;
    let found = lines(&answer);
    let said: Vec<[&str; 3]> = found.iter().map(told).collect();
    assert_eq!(
        said,
        [
            ["anna", "list", "GET /instances"],
            ["anna", "task", "GET /tasks/{instance}/{task}"],
        ]
    );
    let search = &found[0];
    assert_eq!(search["target"], "/instances?q=Крыша");
    assert_eq!(
        (&search["process"], &search["instance"]),
        (&Value::Null, &Value::Null)
    );
    let view = &found[1];
    assert_eq!(
        (&view["process"], &view["instance"]),
        (&json!("request"), &json!(instance))
    );
    assert_eq!(
        (&view["name"], &view["target"]),
        (&json!("Иванова Анна Петровна"), &json!(task))
    );
    // Looking into the log is a view as well.
    let again = lines(&log(&site, &vera, "?person=vera").await);
    assert_eq!(told(&again[0]), ["vera", "log", "GET /api/v1/access-log"]);
}

#[tokio::test]
async fn a_program_that_fetches_jobs_is_told_with_their_cases() {
    let site = Site::open().await;
    let input = json!({"topic": "Крыша"}).as_object().unwrap().clone();
    let id = reglament_core::CommandId("errand".into());
    let started = site
        .service
        .start_manual(id, "anna", "errand", input, Default::default());
    let instance = started.await.unwrap().instance.to_string();
    let fetch = (Method::POST, "/api/v1/jobs/fetch");
    let wish = json!({"topic": "checks"});
    site.call(fetch.clone(), WORKER_TOKEN, "", &wish).await;
    // There is nothing left: nothing is handed over.
    site.call(fetch, WORKER_TOKEN, "", &wish).await;
    let vera = token(&site, "vera").await;
    let found = lines(&log(&site, &vera, &format!("?case={instance}")).await);
    let said: Vec<[&str; 3]> = found.iter().map(told).collect();
    assert_eq!(said, [["checker", "job", "POST /api/v1/jobs/fetch"]]);
}

#[tokio::test]
async fn everybody_reads_the_lines_of_the_processes_that_they_oversee() {
    let (site, case) = offices().await;
    let head = token(&site, "north_head").await;
    let path = format!("/api/v1/instances/{case}");
    for path in [path.as_str(), "/api/v1/instances"] {
        let answer = site
            .call((Method::GET, path), &head, "", &json!(null))
            .await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    // The other office sees the case, not the list; the first one the list, which is of no office, not the case.
    for (reader, expected) in [("department", &["case"][..]), ("vera", &["list"][..])] {
        let token = token(&site, reader).await;
        let found = lines(&log(&site, &token, "?person=north_head").await);
        let kinds: Vec<&str> = found.iter().map(|line| told(line)[1]).collect();
        assert_eq!(kinds, expected, "{reader}");
    }
    let refused = log(&site, &head, "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let cookie = site.sign_in("department").await;
    let seen = site.get(&cookie, &format!("/instances/{case}")).await;
    let link = format!("/admin/access-log?case={case}");
    assert!(seen.text.contains(&link));
    let cookie = site.sign_in("north_head").await;
    let seen = site.get(&cookie, &format!("/instances/{case}")).await;
    assert!(!seen.text.contains("/admin/access-log"));
}

#[tokio::test]
async fn the_log_is_asked_by_person_case_and_day_and_cut_into_pages() {
    let site = Site::open().await;
    let code = site.file_request().await;
    let anna = token(&site, "anna").await;
    for _ in 0..3 {
        site.call((Method::GET, "/api/v1/tasks"), &anna, "", &json!(null))
            .await;
    }
    let task = format!("/api/v1{}", site.first_task("anna").await);
    site.call((Method::GET, &task), &anna, "", &json!(null))
        .await;
    let vera = token(&site, "vera").await;
    for (query, expected) in [
        ("?person=anna".to_owned(), 4),
        (format!("?person=anna&case={code}"), 1),
        ("?person=anna&case=other".to_owned(), 0),
        (
            "?person=anna&from=2026-11-16&until=2026-11-16".to_owned(),
            4,
        ),
        ("?person=anna&until=2026-11-15".to_owned(), 0),
        ("?person=anna&from=2026-11-17".to_owned(), 0),
    ] {
        let found = lines(&log(&site, &vera, &query).await);
        assert_eq!(found.len(), expected, "{query}");
    }
    let mut after = String::new();
    for left in (0..4).rev() {
        let answer = log(&site, &vera, &format!("?person=anna&limit=1{after}")).await;
        assert_eq!(lines(&answer).len(), 1, "{left}");
        let next = answer.json()["next"].as_str().unwrap().to_owned();
        after = format!("&after={next}");
    }
    let end = log(&site, &vera, &format!("?person=anna&limit=1{after}")).await;
    assert!(lines(&end).is_empty());
    for query in ["?limit=0", "?limit=101", "?after=x", "?from=monday"] {
        let answer = log(&site, &vera, query).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn the_page_shows_the_same_and_gives_a_file() {
    let site = Site::open().await;
    let code = site.file_request().await;
    let cookie = site.sign_in("anna").await;
    let task = site.first_task("anna").await;
    site.get(&cookie, &task).await;
    let denied = site.get(&cookie, "/admin/access-log").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let cookie = site.sign_in("vera").await;
    let path = format!("/admin/access-log?case={code}&person=anna");
    let shown = site.get(&cookie, &path).await;
    assert_eq!(shown.status, StatusCode::OK);
    for words in [
        "Журнал доступа",
        "Задача",
        &task,
        "/admin/access-log/files/xlsx?",
    ] {
        assert!(shown.text.contains(words), "{words}");
    }
    let file = site
        .get(&cookie, "/admin/access-log/files/xlsx?person=anna")
        .await;
    assert_eq!(file.text, "Журнал доступа; 1 строки");
    assert!(file.header("content-disposition").contains("access-log-"));
    let none = site
        .get(&cookie, "/admin/access-log?until=2020-01-01")
        .await;
    assert!(none.text.contains("просмотров нет"));
}
