//! Subscriptions on their page and over the API: the secret is told once, what is wrong stands beside its field.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::api::token;
use super::site::{Answer, FAULT, Site};

const URL: &str = "https://archive.example.ru/hook";

async fn call(site: &Site, token: &str, method: Method, path: &str, body: &Value) -> Answer {
    let path = format!("/api/v1/subscriptions{path}");
    site.call((method, &path), token, "", body).await
}

#[tokio::test]
async fn an_address_is_subscribed_switched_and_tried_anew() {
    let site = Site::open().await;
    let vera = token(&site, "vera").await;
    let body = json!({
        "url": URL, "events": ["case.started", "task.created"], "processes": ["request"],
    });
    let made = call(&site, &vera, Method::POST, "", &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let secret = made.json()["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("rgs_"));
    let id = made.json()["subscription"]["id"].to_string();
    site.file_request().await;
    let list = call(&site, &vera, Method::GET, "", &json!(null)).await;
    assert!(!list.text.contains(&secret));
    // Nothing delivers here: what happened waits.
    assert_eq!(list.json()[0]["deliveries"]["waiting"], 2);
    let outbox = site.call((Method::GET, "/api/v1/outbox"), &vera, "", &json!(null));
    let outbox = outbox.await.json();
    let row = &outbox["rows"][0];
    assert_eq!(
        (&row["kind"], &row["to"]),
        (&json!("notification"), &json!(URL))
    );
    let retried = call(
        &site,
        &vera,
        Method::POST,
        &format!("/{id}/retry"),
        &json!({}),
    )
    .await;
    assert_eq!(retried.json()["notifications"], 2);
    let path = format!("/{id}/switch");
    let off = call(&site, &vera, Method::POST, &path, &json!({"on": false})).await;
    assert_eq!(off.status, StatusCode::NO_CONTENT, "{}", off.text);
    let list = call(&site, &vera, Method::GET, "", &json!(null))
        .await
        .json();
    assert_eq!(list[0]["deliveries"]["waiting"], 0);
    assert!(list[0]["off_at"].is_string());
    let none = call(
        &site,
        &vera,
        Method::POST,
        "/99/switch",
        &json!({"on": true}),
    )
    .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let anna = token(&site, "anna").await;
    let refused = call(&site, &anna, Method::GET, "", &json!(null)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_cannot_be_subscribed_is_said() {
    let site = Site::open().await;
    let vera = token(&site, "vera").await;
    for (key, value, code) in [
        ("url", json!("https://10.0.0.1/"), "subscription_address"),
        (
            "url",
            json!("http://archive.example.ru/"),
            "subscription_address",
        ),
        ("url", json!(""), "subscription_address"),
        (
            "url",
            json!(format!("https://{}.ru/", "a".repeat(500))),
            "subscription_address",
        ),
        ("events", json!([]), "subscription_events"),
        ("processes", json!([]), "subscription_processes"),
        (
            "processes",
            json!(["unknown"]),
            "subscription_process_not_yours",
        ),
    ] {
        let mut body = json!({"url": URL, "events": ["case.ended"], "processes": ["request"]});
        body[key] = value;
        let answer = call(&site, &vera, Method::POST, "", &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.json()["code"], code, "{body}");
    }
    let body = json!({"url": URL, "events": ["case.moved"], "processes": ["request"]});
    let answer = call(&site, &vera, Method::POST, "", &body).await;
    assert_eq!(answer.json()["code"], "unreadable");
}

#[tokio::test]
async fn the_page_shows_the_secret_once_and_how_deliveries_stand() {
    let site = Site::open().await;
    let cookie = site.sign_in("anna").await;
    let denied = site.get(&cookie, "/admin/subscriptions").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let cookie = site.sign_in("vera").await;
    let sent = [
        ("url", URL),
        ("events", "case.started"),
        ("events", "register.entered"),
        ("processes", "request"),
    ];
    let wrong = site.post(&cookie, "/admin/subscriptions", &sent[1..]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Напишите адрес приёмника"));
    let made = site.post(&cookie, "/admin/subscriptions", &sent).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    assert!(made.text.contains("<code>rgs_"));
    site.file_request().await;
    let page = site.get(&cookie, "/admin/subscriptions").await;
    assert!(!page.text.contains("rgs_"));
    for words in [URL, "case.started, register.entered", "ждут: 1", "включена"] {
        assert!(page.text.contains(words), "{words}");
    }
    let outbox = site.get(&cookie, "/admin/outbox?state=waiting").await;
    assert!(
        outbox
            .text
            .contains("Сообщение другой системе: case.started")
    );
    for (act, words) in [
        ("retry", "отправляется снова"),
        ("off", "Подписка выключена"),
        ("on", "Подписка включена"),
    ] {
        let path = "/admin/subscriptions/1";
        let done = site.post(&cookie, path, &[("act", act)]).await;
        let page = site.get(&cookie, done.location()).await;
        assert!(page.text.contains(words), "{act}");
    }
}

/// A panic in the middle of a request: whoever asked gets a number for the log and no word of the program's, others notice nothing.
#[tokio::test]
async fn a_fault_of_the_program_is_told_with_a_number_and_stops_nobody() {
    let site = Site::open().await;
    let vera = token(&site, "vera").await;
    let body = json!({"url": FAULT, "events": ["case.started"], "processes": []});
    let broken = call(&site, &vera, Method::POST, "", &body).await;
    assert_eq!(
        broken.status,
        StatusCode::INTERNAL_SERVER_ERROR,
        "{}",
        broken.text
    );
    let page = site.sign_in("vera").await;
    let form = [("url", FAULT), ("events", "case.started")];
    let shown = site.post(&page, "/admin/subscriptions", &form).await;
    assert_eq!(shown.status, StatusCode::INTERNAL_SERVER_ERROR);
    for answer in [&broken, &shown] {
        let number = answer.header("x-request-id");
        assert!(!number.is_empty());
        assert!(answer.text.contains(number), "{}", answer.text);
        assert!(!answer.text.contains("a fault of the program"));
    }
    let list = call(&site, &vera, Method::GET, "", &json!(null)).await;
    assert_eq!(list.json(), json!([]));
    site.file_request().await;
}
