//! Tokens of programs: given once, narrowed by scopes and processes, refused in words, withdrawn; a program acts as itself.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::{NaiveDate, TimeDelta};
use reglament_runtime::{NewProgram, ProgramWish, Scope};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::access::offices;
use super::api::token;
use super::contract::Contract;
use super::site::{Answer, Site, monday};

const KEY: &str = "0123456789abcdef";

fn wish(name: &str, scopes: &[Scope], processes: &[&str]) -> ProgramWish {
    ProgramWish {
        name: name.to_owned(),
        scopes: scopes.to_vec(),
        processes: processes.iter().map(|id| (*id).to_owned()).collect(),
        until: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
    }
}

async fn give(site: &Site, scopes: &[Scope], processes: &[&str]) -> NewProgram {
    let wish = wish("архив", scopes, processes);
    site.service.add_program(None, wish).await.unwrap()
}

async fn get(site: &Site, token: &str, path: &str) -> Answer {
    site.call((Method::GET, path), token, "", &json!(null))
        .await
}

fn refused(answer: &Answer, status: StatusCode, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.json()["code"], code, "{}", answer.text);
}

const EVERY: [Scope; 6] = [
    Scope::CasesRead,
    Scope::DocumentsRead,
    Scope::RegistersRead,
    Scope::IndicatorsRead,
    Scope::CasesStart,
    Scope::MessagesSend,
];

/// Goes through the description: what it says about programs is what the guard does.
#[tokio::test]
async fn every_operation_lets_in_the_scope_that_it_names_and_no_other() {
    let (site, case) = offices().await;
    let whole = give(&site, &EVERY, &["inspection", "request"]).await.token;
    let rehearsal = site.rehearsal();
    let mut narrow = Vec::new();
    for scope in EVERY {
        let processes = ["inspection", "request"];
        let name = format!("только {}", scope.name());
        let given = site
            .service
            .add_program(None, wish(&name, &[scope], &processes));
        narrow.push((scope, given.await.unwrap().token));
    }
    let document = &Contract::read().unwrap().document;
    let mut scoped = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let said = operation["security"].as_array().unwrap();
            let scope = said.iter().find_map(|way| way["program"].as_array());
            let scope = scope.map(|scopes| scopes.first().and_then(Value::as_str));
            let address = address(path, &case);
            let send = async |token: &str| {
                let request = Request::builder()
                    .method(method.to_uppercase().as_str())
                    .uri(&address)
                    .header(header::AUTHORIZATION, format!("Bearer {token}"));
                let request = request.body(Body::empty()).unwrap();
                rehearsal.clone().oneshot(request).await.unwrap().status()
            };
            let passed = StatusCode::IM_A_TEAPOT;
            let expected = match scope {
                // What strangers may, and what is about the program itself, need no scope.
                None if said.is_empty() => passed,
                Some(_) => passed,
                None => StatusCode::FORBIDDEN,
            };
            assert_eq!(send(&whole).await, expected, "{method} {path}");
            let Some(Some(scope)) = scope else { continue };
            scoped += 1;
            for (own, token) in &narrow {
                let expected = match own.name() == scope {
                    true => passed,
                    false => StatusCode::FORBIDDEN,
                };
                assert_eq!(send(token).await, expected, "{method} {path} {own:?}");
            }
        }
    }
    assert!(scoped > 15, "{scoped} operations with a scope only");
}

fn address(path: &str, case: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{instance}" => case,
        "{register}" => "answers",
        "{set}" => "work",
        "{process}" => "inspection",
        _ if part.starts_with('{') => "1",
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn a_program_sees_the_cases_of_its_processes_and_nothing_confidential() {
    let (site, case) = offices().await;
    let inspector = give(&site, &[Scope::CasesRead], &["inspection"])
        .await
        .token;
    let wish = wish("обращения", &[Scope::CasesRead], &["request"]);
    let other = site.service.add_program(None, wish).await.unwrap().token;
    let path = format!("/api/v1/instances/{case}");
    assert_eq!(get(&site, &inspector, &path).await.status, StatusCode::OK);
    refused(
        &get(&site, &other, &path).await,
        StatusCode::NOT_FOUND,
        "not_found",
    );
    let rows = |answer: &Answer| answer.json()["rows"].as_array().unwrap().len();
    let list = "/api/v1/instances";
    assert_eq!(rows(&get(&site, &inspector, list).await), 2);
    assert_eq!(rows(&get(&site, &other, list).await), 0);
    let page = get(&site, &inspector, "/api/v1/instances?limit=1").await;
    assert_eq!(rows(&page), 1);
    let next = page.json()["next"].as_str().unwrap().to_owned();
    let rest = format!("/api/v1/instances?limit=1&after={next}");
    assert_eq!(rows(&get(&site, &inspector, &rest).await), 1);
    for limit in ["0", "101", "-1", "all"] {
        let answer = get(&site, &inspector, &format!("{list}?limit={limit}")).await;
        refused(&answer, StatusCode::BAD_REQUEST, "unreadable");
    }
    // Pages are for people: there a token of a program is nothing.
    let page = Request::get("/instances").header(header::AUTHORIZATION, format!("Bearer {other}"));
    let page = site.send(page.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    // The log names the program, not a person.
    let department = token(&site, "department").await;
    let log = get(&site, &department, "/api/v1/access-log").await.json();
    let line = &log["rows"][0];
    assert_eq!(line["program"], "архив");
    assert_eq!(line["person"], Value::Null);
    assert_eq!(line["instance"], json!(case));
}

#[tokio::test]
async fn a_program_begins_a_case_as_itself_once_per_key() {
    let site = Site::open().await;
    let scopes = [Scope::CasesStart, Scope::CasesRead];
    let program = give(&site, &scopes, &["request"]).await.token;
    let start = |process: &str| format!("/api/v1/processes/{process}/instances");
    let body = json!({"data": {"topic": "Крыша", "email": "a@example.ru"}});
    let post = async |process: &str, token: &str| {
        let path = start(process);
        site.call((Method::POST, &path), token, KEY, &body).await
    };
    let first = post("request", &program).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(post("request", &program).await.text, first.text);
    // The same key of somebody else is another key.
    assert_ne!(post("request", "").await.text, first.text);
    refused(
        &post("errand", &program).await,
        StatusCode::FORBIDDEN,
        "start_not_allowed",
    );
    let case = first.json()["instance"].as_str().unwrap().to_owned();
    let shown = get(&site, &program, &format!("/api/v1/instances/{case}")).await;
    let history = shown.json()["history"].as_array().unwrap().clone();
    assert!(
        history
            .iter()
            .any(|line| line["actor"] == "Программа «архив»"),
        "{history:?}"
    );
    // Its tasks are for people.
    let task = &shown.json()["tasks"][0]["id"];
    let complete = format!("/api/v1/tasks/{case}/{task}/complete");
    let answer = site
        .call(
            (Method::POST, &complete),
            &program,
            "another key of this test",
            &json!({"outcome": "accept", "data": {}}),
        )
        .await;
    refused(&answer, StatusCode::FORBIDDEN, "person_needed");
    let registers = get(&site, &program, "/api/v1/registers").await;
    refused(&registers, StatusCode::FORBIDDEN, "scope_missing");
    assert!(registers.text.contains("registers:read"));
    let differences = site.service.verify().await.unwrap();
    assert!(differences.is_empty(), "{differences:?}");
}

#[tokio::test]
async fn a_token_is_told_once_ends_and_is_withdrawn() {
    let site = Site::open().await;
    let vera = token(&site, "vera").await;
    let path = (Method::POST, "/api/v1/programs");
    let body = json!({
        "name": "архив", "scopes": ["cases:read"], "processes": ["request"], "until": "2026-11-20",
    });
    let given = site.call(path.clone(), &vera, "", &body).await;
    assert_eq!(given.status, StatusCode::CREATED, "{}", given.text);
    let program = given.json()["token"].as_str().unwrap().to_owned();
    let id = given.json()["program"]["id"].to_string();
    let again = site.call(path, &vera, "", &body).await;
    refused(&again, StatusCode::CONFLICT, "program_name_taken");
    let own = get(&site, &program, "/api/v1/program").await;
    assert_eq!(own.status, StatusCode::OK, "{}", own.text);
    assert_eq!(own.json()["name"], "архив");
    refused(
        &get(&site, &vera, "/api/v1/program").await,
        StatusCode::FORBIDDEN,
        "program_needed",
    );
    let listed = get(&site, &vera, "/api/v1/programs").await;
    assert!(!listed.text.contains(&program));
    assert_eq!(listed.json()[0]["used_at"], json!(monday()));
    assert_eq!(listed.json()[0]["created_by"], "vera");
    // The last day is a whole day of the office.
    let soon = monday() + TimeDelta::days(4) + TimeDelta::hours(13);
    for (later, status) in [
        (TimeDelta::zero(), StatusCode::OK),
        (TimeDelta::hours(1), StatusCode::UNAUTHORIZED),
    ] {
        site.clock.set(soon + later);
        let answer = get(&site, &program, "/api/v1/instances").await;
        assert_eq!(answer.status, status, "{later}");
    }
    site.clock.set(monday());
    let vera = token(&site, "vera").await;
    let one = format!("/api/v1/programs/{id}");
    let withdraw = (Method::DELETE, one.as_str());
    let done = site.call(withdraw.clone(), &vera, "", &json!(null)).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);
    let done = site.call(withdraw, &vera, "", &json!(null)).await;
    refused(&done, StatusCode::NOT_FOUND, "not_found");
    // Not even where strangers pass.
    for path in ["/api/v1/instances", "/api/v1/services"] {
        let answer = get(&site, &program, path).await;
        refused(&answer, StatusCode::UNAUTHORIZED, "program_refused");
    }
}

#[tokio::test]
async fn nobody_gives_more_than_they_see() {
    let (site, _) = offices().await;
    let give = async |by: &str, body: Value| {
        let token = token(&site, by).await;
        site.call((Method::POST, "/api/v1/programs"), &token, "", &body)
            .await
    };
    let body = |name: &str, process: &str| json!({"name": name, "scopes": ["cases:read"], "processes": [process], "until": "2026-12-01"});
    let unseen = StatusCode::UNPROCESSABLE_ENTITY;
    for (by, process, status, code) in [
        ("vera", "request", StatusCode::CREATED, ""),
        ("vera", "inspection", unseen, "program_process_not_yours"),
        ("steward", "request", unseen, "program_process_not_yours"),
        ("anna", "request", StatusCode::FORBIDDEN, "forbidden"),
    ] {
        let answer = give(by, body(&format!("{by} {process}"), process)).await;
        assert_eq!(answer.status, status, "{by} {process} {}", answer.text);
        if !code.is_empty() {
            assert_eq!(answer.json()["code"], code);
        }
    }
    for (key, value, code) in [
        ("name", json!("  "), "program_name"),
        ("name", json!("ф".repeat(61)), "program_name"),
        ("scopes", json!([]), "program_scopes"),
        ("processes", json!([]), "program_processes"),
        ("until", json!("2026-11-15"), "program_until"),
        ("until", json!("2027-11-30"), "program_until"),
    ] {
        let mut body = body("другая", "request");
        body[key] = value;
        refused(&give("vera", body).await, unseen, code);
    }
}

#[tokio::test]
async fn guessing_tokens_is_slowed() {
    let site = Site::open().await;
    let mut last = StatusCode::OK;
    for number in 0..200 {
        let guess = format!("rgp_{number:064x}");
        let answer = get(&site, &guess, "/api/v1/instances").await;
        last = answer.status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            assert!(!answer.header("retry-after").is_empty());
            break;
        }
        refused(&answer, StatusCode::UNAUTHORIZED, "program_refused");
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_page_shows_the_token_once_and_withdraws_it() {
    let site = Site::open().await;
    let cookie = site.sign_in("anna").await;
    let denied = site.get(&cookie, "/admin/programs").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let cookie = site.sign_in("vera").await;
    let sent = [
        ("name", "архив"),
        ("scopes", "cases:read"),
        ("scopes", "registers:read"),
        ("processes", "request"),
        ("until", "31.12.2026"),
    ];
    let wrong = site.post(&cookie, "/admin/programs", &sent[..4]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Напишите дату"));
    let shown = site.post(&cookie, "/admin/programs", &sent).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let (_, rest) = shown.text.split_once("<code>rgp_").expect("the token");
    let program = format!("rgp_{}", &rest[..64]);
    assert_eq!(
        get(&site, &program, "/api/v1/registers").await.status,
        StatusCode::OK
    );
    let page = site.get(&cookie, "/admin/programs").await;
    assert!(!page.text.contains("rgp_"));
    for words in [
        "архив",
        "cases:read, registers:read",
        "31.12.2026",
        "действует",
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    let (_, rest) = page
        .text
        .split_once("action=\"/admin/programs/")
        .expect("a button");
    let id = rest.split('/').next().unwrap();
    let path = format!("/admin/programs/{id}/withdraw");
    let done = site.post(&cookie, &path, &[]).await;
    assert_eq!(done.location(), "/admin/programs?withdrawn=true");
    let page = site.get(&cookie, done.location()).await;
    assert!(page.text.contains("отозван") && !page.text.contains(&path));
    let answer = get(&site, &program, "/api/v1/registers").await;
    refused(&answer, StatusCode::UNAUTHORIZED, "program_refused");
}
