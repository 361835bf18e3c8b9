//! Indicators over the site: figures of today and of a past day, the cases behind them, and nobody's eyes but those entitled.

use axum::http::StatusCode;

use super::site::Site;

const SET: &str = "
indicators: work
title: Показатели управления
process: request
opened_on: 2026-01-01
figures:
  answers: {title: Дано ответов, owner: clerk, unit: count, minimum: 2, numerator: {register: answers}}
  topics: {title: Доля тем с ответом, unit: percent, minimum: 10, numerator: {register: answers, distinct: topic}, denominator: {register: answers, distinct: topic, where: row.topic == 'нет'}}
";

/// A site with one answer registered on Monday 16 November 2026.
async fn site() -> Site {
    let site = Site::open().await;
    site.publish_beside("request/indicators.yaml", SET).await;
    site.file_request().await;
    let anna = site.sign_in("anna").await;
    let address = site.first_task("anna").await;
    let key = site.get(&anna, &address).await.key();
    let accepted = [("secret", "ок"), ("_outcome", "accept"), ("_command", &key)];
    let done = site.post(&anna, &address, &accepted).await;
    assert_eq!(done.location(), "/tasks?done=true", "{}", done.text);
    site
}

#[tokio::test]
async fn figures_are_shown_with_their_minimum_and_their_cases() {
    let site = site().await;
    let anna = site.sign_in("anna").await;
    let list = site.get(&anna, "/indicators").await;
    assert!(list.text.contains("Показатели управления"), "{}", list.text);
    let page = site.get(&anna, "/indicators/work?of=answers").await;
    for wanted in [
        "не достигнут",
        "нет данных",
        "знаменатель 0",
        "1-о",
        "Крыша",
    ] {
        assert!(page.text.contains(wanted), "{wanted}: {}", page.text);
    }
    let today = site
        .get(&anna, "/api/v1/indicators/work?cases=answers")
        .await;
    let today = today.json();
    let answers = &today["report"]["figures"][0];
    assert_eq!(
        (&answers["value"], &answers["reached"]),
        (&"1".into(), &false.into())
    );
    let case = &today["cases"]["cases"][0];
    assert_eq!(
        (&case["number"], &case["label"]),
        (&"1-о".into(), &"Крыша".into())
    );
    let before = site
        .get(&anna, "/api/v1/indicators/work?on=2026-11-15")
        .await;
    assert_eq!(before.json()["report"]["figures"][0]["value"], "0");
}

#[tokio::test]
async fn a_set_is_hidden_from_those_outside_its_process() {
    let site = site().await;
    let oleg = site.sign_in("oleg").await;
    for path in ["/indicators/work", "/api/v1/indicators/work"] {
        let answer = site.get(&oleg, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let list = site.get(&oleg, "/indicators").await;
    assert!(!list.text.contains("Показатели управления"));
    let anna = site.sign_in("anna").await;
    for path in ["/indicators/other", "/indicators/work?of=other"] {
        let answer = site.get(&anna, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let odd = site.get(&anna, "/indicators/work?on=tomorrow&year=x").await;
    assert_eq!(odd.status, StatusCode::OK);
}
