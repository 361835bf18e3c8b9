//! A test through the personal link: reading begins nothing, the clock is the server's, and the bank stays secret.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;

use super::site::{Answer, Site, files, monday};

pub(super) const PROCESS: &str = "
process: sitting
title: Тестирование
time_zone: Asia/Novokuznetsk
calendar: ru
subject: name
applicant: email
roles: {clerk: Специалист}
data: {name: {text: Имя}, email: {email: Почта}}
start: {public: true, role: clerk, form: [name, email]}
steps:
  exam: {test: Пройти тест, bank: secret, questions: 2, time: 20 минут, next: done}
  done: {user_task: Посмотреть, role: clerk, show: [name], next: closed}
  closed: {end: Готово}
";
/// Of three questions one is in no variant; which, is luck.
pub(super) const BANK: &str = "
title: Тайный банк
questions:
  bankid_one: {kind: single, text: Загадка первая, options: {keyid: ответ первый, b: промах первый}, key: keyid}
  bankid_two: {kind: single, text: Загадка вторая, options: {keyid: ответ второй, b: промах второй}, key: keyid}
  bankid_three: {kind: number, text: Загадка третья, key: 271828}
";
const RIDDLES: [&str; 3] = ["Загадка первая", "Загадка вторая", "Загадка третья"];

async fn site() -> (Site, String) {
    let site = Site::open().await;
    let mut files = files();
    files.insert("sitting/process.yaml".to_owned(), PROCESS.to_owned());
    files.insert("sitting/banks/secret.yaml".to_owned(), BANK.to_owned());
    site.service.publish(files, "test").await.unwrap();
    let key = site.get("", "/f/sitting").await.key();
    let filled = [
        ("name", "Иванов"),
        ("email", "ivanov@example.ru"),
        ("_command", &key),
    ];
    let filed = site.post("", "/f/sitting", &filled).await;
    let code = filed.location().split('/').nth(2).unwrap_or_default();
    let code = code.to_owned();
    (site, code)
}

/// An answer as the script of the page sends it.
async fn script(site: &Site, path: &str, pick: &str) -> Answer {
    let request = Request::post(path)
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    site.send(request.body(Body::from(format!("pick={pick}"))).unwrap())
        .await
}

#[tokio::test]
async fn reading_begins_nothing_and_the_clock_is_the_servers() {
    let (site, code) = site().await;
    let here = format!("/c/{code}/test/exam");
    assert!(
        site.get("", &format!("/c/{code}"))
            .await
            .text
            .contains(&here)
    );
    for _ in 0..2 {
        let start = site.get("", &here).await;
        assert_eq!(start.status, StatusCode::OK);
        assert!(start.text.contains("Начать тест"), "{}", start.text);
    }
    let early = script(&site, &format!("{here}/answers/1"), "1").await;
    assert_eq!(
        early.status,
        StatusCode::CONFLICT,
        "nothing was begun: {}",
        early.text
    );

    let begun = site.post("", &format!("{here}/begin"), &[]).await;
    assert_eq!(begun.location(), here);
    let page = site.get("", &here).await.text;
    let end = |page: &str| {
        page.split("data-ends=\"")
            .nth(1)
            .map(|rest| rest[..13].to_owned())
    };
    assert!(end(&page).is_some(), "{page}");
    site.clock.set(monday() + TimeDelta::minutes(7));
    // Beginning again, or reading again, moves nothing.
    site.post("", &format!("{here}/begin"), &[]).await;
    let later = site.get("", &here).await.text;
    assert_eq!(end(&page), end(&later));
    assert!(later.contains("0:13:00"), "{later}");

    let saved = script(&site, &format!("{here}/answers/1"), "1").await;
    assert_eq!(saved.status, StatusCode::OK);
    assert_eq!(saved.json()["answered"], 1);
    let unfit = script(&site, &format!("{here}/answers/1"), "77").await;
    assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = script(&site, &format!("{here}/answers/3"), "1").await;
    assert_eq!(unknown.status, StatusCode::CONFLICT);
    site.clock.set(monday() + TimeDelta::minutes(20));
    let late = script(&site, &format!("{here}/answers/2"), "1").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let over = site.get("", &here).await.text;
    assert!(over.contains("Время теста вышло"), "{over}");
    assert!(over.contains("Принято ответов: 1 из 2"), "{over}");
}

#[tokio::test]
async fn plain_forms_take_the_whole_test() {
    let (site, code) = site().await;
    let here = format!("/c/{code}/test/exam");
    site.post("", &format!("{here}/begin"), &[]).await;
    let sent = [("pick", "1"), ("_go", "2")];
    let next = site.post("", &format!("{here}/answers/1"), &sent).await;
    assert_eq!(next.location(), format!("{here}?q=2"));
    let wrong = [("pick", "девять"), ("_go", "2")];
    let refused = site.post("", &format!("{here}/answers/2"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("Ответ не сохранён"),
        "{}",
        refused.text
    );
    let asked = site.get("", &format!("{here}/finish")).await.text;
    assert!(asked.contains("Без ответа осталось: 1"), "{asked}");
    let taken_back = [("pick", "1"), ("_clear", "1")];
    site.post("", &format!("{here}/answers/1"), &taken_back)
        .await;
    let asked = site.get("", &format!("{here}/finish")).await.text;
    assert!(asked.contains("Без ответа осталось: 2"), "{asked}");
    let done = site.post("", &format!("{here}/finish"), &[]).await;
    assert_eq!(done.location(), here);
    assert!(site.get("", &here).await.text.contains("Вы закончили тест"));
    // Once finished it stays so.
    let late = site.post("", &format!("{here}/answers/1"), &sent).await;
    assert_eq!(late.location(), here);
}

#[tokio::test]
async fn nothing_of_the_bank_leaves_it_but_ones_own_variant() {
    let (site, code) = site().await;
    let here = format!("/c/{code}/test/exam");
    let riddles = |text: &str| {
        RIDDLES
            .iter()
            .filter(|riddle| text.contains(**riddle))
            .count()
    };
    assert_eq!(
        riddles(&site.get("", &here).await.text),
        0,
        "before the test"
    );
    site.post("", &format!("{here}/begin"), &[]).await;
    let mut shown = String::new();
    for place in 1..=3 {
        let page = site.get("", &format!("{here}?q={place}")).await.text;
        assert_eq!(riddles(&page), 1, "one question a page: {page}");
        shown += &page;
    }
    assert_eq!(riddles(&shown), 2, "the third question is in no variant");
    for secret in ["271828", "keyid", "bankid_", "Тайный банк"] {
        assert!(!shown.contains(secret), "{secret} on a page of the test");
    }
    site.post("", &format!("{here}/finish"), &[]).await;
    let anna = site.sign_in("anna").await;
    let task = site.first_task("anna").await;
    let instance = task.split('/').nth(2).unwrap().to_owned();
    let mut elsewhere = vec![
        site.get("", &here).await.text,
        site.get("", &format!("/c/{code}")).await.text,
        site.get("", &format!("/api/v1/cases/{code}")).await.text,
        site.get("", &format!("/api/v1/instances/{instance}"))
            .await
            .text,
        site.get(&anna, &task).await.text,
    ];
    for tab in [
        "",
        "/data",
        "/history",
        "/letters",
        "/documents",
        "/diagram",
    ] {
        let page = site
            .get(&anna, &format!("/instances/{instance}{tab}"))
            .await;
        elsewhere.push(page.text);
    }
    for page in elsewhere {
        assert_eq!(riddles(&page), 0, "{page}");
        for secret in ["271828", "keyid", "ответ первый", "ответ второй"] {
            assert!(!page.contains(secret), "{secret} in {page}");
        }
    }
    let other = site.get("", "/c/AAAA-BBBB/test/exam").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}
