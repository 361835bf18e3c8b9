//! Terms on the pages and in the API: who may extends, the applicant lets a suspended term run again.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::site::{PASSWORD, Site};

const KEY: &str = "0123456789abcdef";

#[tokio::test]
async fn the_page_extends_a_term_and_shows_why() {
    let site = Site::open().await;
    site.complain().await;
    let task = site.first_task("anna").await;
    let instance = task
        .trim_start_matches("/tasks/")
        .split('/')
        .next()
        .unwrap();
    let act = format!("/instances/{instance}/terms/1/extend");
    let clerk = site.sign_in("anna").await;
    assert!(!site.get(&clerk, &task).await.text.contains(&act));
    assert_eq!(site.get(&clerk, &act).await.status, StatusCode::NOT_FOUND);
    let head = site.sign_in("vera").await;
    assert!(site.get(&head, &task).await.text.contains(&act));
    let form = site.get(&head, &act).await;
    assert!(form.text.contains("30 календарных дней"), "{}", form.text);
    let key = form.key();
    let sent = |term: &'static str| [("term", term), ("reason", "запрос"), ("_command", &key)];
    for wrong in ["31 день", "сколько-нибудь"] {
        let answer = site
            .post(&head, &act, &sent(wrong).map(|(a, b)| (a, b)))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let done = site.post(&head, &act, &sent("30 дней")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = site.get(&head, &format!("/instances/{instance}")).await;
    assert!(page.text.contains("15.01.2027") && page.text.contains("Срок продлён"));
    assert_eq!(site.get(&head, &act).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_applicant_lets_a_suspended_term_run_again() {
    let site = Site::open().await;
    let code = site.complain().await;
    let body = json!({"login": "vera", "password": PASSWORD});
    let path = (Method::POST, "/api/v1/session");
    let token = site.call(path, "", "", &body).await.json()["token"]
        .as_str()
        .unwrap()
        .to_owned();
    let task = site.first_task("anna").await;
    let instance = task
        .trim_start_matches("/tasks/")
        .split('/')
        .next()
        .unwrap();
    let path = format!("/api/v1/instances/{instance}/terms/1/suspend");
    let body = json!({"reason": "нет подлинника"});
    let answer = site.call((Method::POST, &path), &token, KEY, &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let view = site.service.my_tasks("anna", None).await.unwrap();
    assert_eq!(view.rows[0].due_on, None);
    let act = format!("/c/{code}/terms/1/resume");
    assert!(
        site.get("", &format!("/c/{code}"))
            .await
            .text
            .contains(&act)
    );
    let form = site.get("", &act).await;
    let key = form.key();
    let empty = site
        .post("", &act, &[("note", ""), ("_command", &key)])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = [("note", "диплом"), ("_command", key.as_str())];
    let done = site.post("", &act, &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let view = site.service.my_tasks("anna", None).await.unwrap();
    assert_eq!(view.rows[0].due_on.unwrap().to_string(), "2026-12-16");
    assert_eq!(site.get("", &act).await.status, StatusCode::NOT_FOUND);
}
