//! Anybody verifies a document by its code, and learns one of three words.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::site::{Site, files};

const REGISTERS: &str = r#"
registers:
  answers: {title: Журнал ответов, number: "{n}-о", yearly: true, columns: {topic: {text: Тема}}}
  permits:
    title: Журнал пропусков
    number: "{n}-{year}"
    yearly: true
    columns:
      holder: {text: Кому}
      until: {date: По}
      instead_of: {text: Взамен}
      annuls: {text: Аннулирует}
    verification: {until: until, replaces: instead_of, annuls: annuls}
"#;

const PERMIT: &str = r#"
process: permit
title: Пропуск
time_zone: Asia/Novokuznetsk
calendar: ru
subject: holder
roles: {clerk: Специалист}
data:
  holder: {text: Кому}
  until: {date: По}
  instead_of: {text: Взамен}
  annuls: {text: Аннулирует}
start: {role: clerk, form: [holder, until, instead_of?, annuls?]}
steps:
  issue:
    document: Выдать пропуск
    template: permit
    data: {link: document.link, code: document.code}
    register: permits
    entry: {holder: holder, until: until, instead_of: instead_of, annuls: annuls}
    next: done
  done: {end: Выдан}
"#;

async fn open() -> (Site, String) {
    let site = Site::open().await;
    let mut package = files();
    package.insert("registers.yaml".into(), REGISTERS.into());
    package.insert("permit/process.yaml".into(), PERMIT.into());
    package.insert(
        "permit/documents/permit.typ".into(),
        "// title: Пропуск\n".into(),
    );
    site.service.publish(package, "test").await.unwrap();
    let token = super::api::token(&site, "anna").await;
    (site, token)
}

/// Issues a permit and tells its number and its code.
async fn issue(site: &Site, token: &str, number: usize, data: Value) -> (String, String) {
    let path = "/api/v1/processes/permit/instances";
    let key = format!("0123456789abcdef0123456789abcd{number:02}");
    let done = site
        .call((Method::POST, path), token, &key, &json!({"data": data}))
        .await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.text);
    let year = site
        .service
        .register("anna", "permits", 2026, None)
        .await
        .unwrap();
    let entry = &year.entries[number - 1];
    (entry.text.clone(), entry.code.clone().unwrap())
}

async fn validity(site: &Site, code: &str) -> Value {
    let answer = site.get("", &format!("/api/v1/verify/{code}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn a_document_is_valid_until_its_day_and_until_another_says_otherwise() {
    let (site, token) = open().await;
    let ordinary = |holder: &str| json!({"holder": holder, "until": "2026-11-20"});
    let (_, kept) = issue(&site, &token, 1, ordinary("Ильина В. П.")).await;
    let (second, replaced) = issue(&site, &token, 2, ordinary("Орлов О. О.")).await;
    let (third, annulled) = issue(&site, &token, 3, ordinary("Титов Т. Т.")).await;
    for code in [&kept, &replaced, &annulled] {
        assert_eq!(validity(&site, code).await, json!({"validity": "valid"}));
    }
    let instead = json!({"holder": "Орлов О. О.", "until": "2026-12-20", "instead_of": second});
    issue(&site, &token, 4, instead).await;
    let annuls = json!({"holder": "Титов Т. Т.", "until": "2026-11-20", "annuls": third});
    issue(&site, &token, 5, annuls).await;
    assert_eq!(
        validity(&site, &replaced).await,
        json!({"validity": "replaced"})
    );
    assert_eq!(
        validity(&site, &annulled).await,
        json!({"validity": "not_valid"})
    );
    let page = site
        .get(
            "",
            &format!("/verify/{}", kept.to_lowercase().replace('-', "")),
        )
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Документ действителен"), "{}", page.text);
    for personal in ["Ильина", "1-2026", "20.11.2026", "2026-11-20"] {
        assert!(!page.text.contains(personal), "the page tells «{personal}»");
    }
    site.clock.set(site.service.now() + TimeDelta::days(5));
    assert_eq!(
        validity(&site, &kept).await,
        json!({"validity": "not_valid"})
    );
}

#[tokio::test]
async fn codes_cannot_be_guessed() {
    let (site, token) = open().await;
    let data = json!({"holder": "Ильина В. П.", "until": "2026-11-20"});
    let (number, code) = issue(&site, &token, 1, data).await;
    let asked = site.get("", "/verify?code=AB2C-DEFG-HJKL").await;
    assert_eq!(asked.location(), "/verify/AB2C-DEFG-HJKL");
    for wrong in ["AB2C-DEFG-HJKL", &number, "%00", &"A".repeat(5_000)] {
        let answer = site.get("", &format!("/verify/{wrong}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    for _ in 0..2 {
        site.get("", "/api/v1/verify/AB2C-DEFG-HJKL").await;
    }
    let answer = site.get("", &format!("/api/v1/verify/{code}")).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    site.clock.set(site.service.now() + TimeDelta::minutes(1));
    assert_eq!(validity(&site, &code).await, json!({"validity": "valid"}));
}
