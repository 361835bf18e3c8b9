//! The same way over the API: a session, a key per command, problems with codes in both languages.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::site::{PASSWORD, Site};

const KEY: &str = "0123456789abcdef";

/// Signs in as a program does.
pub(super) async fn token(site: &Site, person: &str) -> String {
    let body = json!({"login": person, "password": PASSWORD});
    let answer = site
        .call((Method::POST, "/api/v1/session"), "", "", &body)
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    assert_eq!(answer.json()["person"]["id"], person);
    answer.json()["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_command_needs_a_key_and_takes_effect_once() {
    let site = Site::open().await;
    let path = "/api/v1/processes/request/instances";
    let body = json!({"data": {"topic": "Крыша", "email": "a@example.ru"}});
    for key in ["", "short", "ключ ключ ключ ключ"] {
        let answer = site.call((Method::POST, path), "", key, &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{key}");
        assert_eq!(answer.json()["code"], "no_idempotency_key");
    }
    let first = site.call((Method::POST, path), "", KEY, &body).await;
    let second = site.call((Method::POST, path), "", KEY, &body).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(first.text, second.text);
    let other = json!({"data": {"topic": "Забор", "email": "a@example.ru"}});
    let reused = site.call((Method::POST, path), "", KEY, &other).await;
    assert_eq!(
        (reused.status, &reused.json()["code"]),
        (StatusCode::CONFLICT, &json!("key_reused"))
    );
    let code = first.json()["code"].as_str().unwrap().to_owned();
    let case = site.get("", &format!("/api/v1/cases/{code}")).await;
    assert_eq!(case.json()["subject"], "Крыша");
}

#[tokio::test]
async fn mistakes_name_their_fields_in_both_languages() {
    let site = Site::open().await;
    let path = "/api/v1/processes/request/instances";
    let body = json!({"data": {"email": "a@", "foreign": 1}});
    let answer = site.call((Method::POST, path), "", KEY, &body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["code"], "invalid_form");
    let fields: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["foreign", "topic", "email"]);
    assert!(problem["errors"][0]["ru"] != problem["errors"][0]["en"]);
    for (path, body) in [(path, json!(1)), ("/api/v1/session", json!({"login": 1}))] {
        let answer = site.call((Method::POST, path), "", KEY, &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert_eq!(answer.json()["code"], "unreadable", "{path}");
    }
}

#[tokio::test]
async fn an_official_works_over_the_api() {
    let site = Site::open().await;
    site.file_request().await;
    let anna = token(&site, "anna").await;
    let none = json!(null);
    let list = site
        .call((Method::GET, "/api/v1/tasks"), &anna, "", &none)
        .await
        .json();
    let address = format!(
        "/api/v1/tasks/{}/{}",
        list["rows"][0]["instance"].as_str().unwrap(),
        list["rows"][0]["task"]
    );
    let task = site
        .call((Method::GET, &address), &anna, "", &none)
        .await
        .json();
    assert_eq!(task["title"]["ru"], "Ответить");
    let vera = token(&site, "vera").await;
    let complete = format!("{address}/complete");
    let body = json!({"outcome": "accept", "data": {}});
    let answer = site
        .call((Method::POST, &complete), &vera, KEY, &body)
        .await;
    assert_eq!(
        (answer.status, &answer.json()["code"]),
        (StatusCode::FORBIDDEN, &json!("not_your_task"))
    );
    let answer = site
        .call((Method::POST, &complete), &anna, KEY, &body)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    for path in [
        "/api/v1/me",
        "/api/v1/instances",
        "/api/v1/registers",
        "/api/v1/registers/answers",
        "/api/v1/control",
        "/api/v1/overdue",
        "/api/v1/outbox",
        "/api/v1/processes",
        "/api/v1/services",
    ] {
        let answer = site.call((Method::GET, path), &vera, "", &none).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.json();
    }
    let ended = site
        .call((Method::DELETE, "/api/v1/session"), &anna, "", &none)
        .await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    let after = site
        .call((Method::GET, "/api/v1/me"), &anna, "", &none)
        .await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_controller_cancels_over_the_api_and_finds_the_button_on_the_page() {
    let site = Site::open().await;
    let code = site.file_request().await;
    let case = site.get("", &format!("/api/v1/cases/{code}")).await.json();
    let id = case["instance"].as_str().unwrap().to_owned();
    let page = site.sign_in("vera").await;
    let shown = site.get(&page, &format!("/instances/{id}")).await;
    assert!(shown.text.contains("Прекратить дело"), "{}", shown.text);
    let asked = site
        .get(&page, &format!("/instances/{id}/events/cancellation"))
        .await;
    assert!(asked.text.contains("Прекратить дело?"), "{}", asked.text);
    let (anna, vera) = (token(&site, "anna").await, token(&site, "vera").await);
    let path = format!("/api/v1/instances/{id}/cancel");
    let cancel = async |who: &str, key: &str, reason: &str| {
        let body = json!({ "reason": reason });
        let answer = site.call((Method::POST, &path), who, key, &body).await;
        (answer.status, answer.json()["code"].clone())
    };
    let refused = cancel(&anna, "0123456789abcde1", "Ошибка").await;
    assert_eq!(refused.1, "event_not_allowed");
    let refused = cancel(&vera, "0123456789abcde2", "").await;
    assert_eq!(refused.1, "cancel_reason_needed");
    let done = cancel(&vera, "0123456789abcde3", "Подано по ошибке").await;
    assert_eq!(done.0, StatusCode::OK);
    let case = site.get("", &format!("/api/v1/cases/{code}")).await.json();
    assert_eq!(case["ended"]["ru"], "Прекращено");
    let shown = site.get(&page, &format!("/instances/{id}")).await;
    assert!(!shown.text.contains("Прекратить дело"));
}

#[tokio::test]
async fn a_message_needs_a_session_a_key_and_a_declaration() {
    let site = Site::open().await;
    let path = (Method::POST, "/api/v1/messages");
    let body = json!({"process": "request", "message": "paid", "key": "7", "data": {}});
    let stranger = site.call(path.clone(), "", KEY, &body).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    let anna = token(&site, "anna").await;
    let keyless = site.call(path.clone(), &anna, "", &body).await;
    assert_eq!(keyless.json()["code"], "no_idempotency_key");
    let undeclared = site.call(path, &anna, KEY, &body).await;
    assert_eq!(
        undeclared.status,
        StatusCode::NOT_FOUND,
        "{}",
        undeclared.text
    );
}
