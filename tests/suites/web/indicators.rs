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

#[tokio::test]
async fn an_indicator_is_told_over_time_with_the_way_to_its_cases() {
    let site = site().await;
    let anna = site.sign_in("anna").await;
    let set = site.get(&anna, "/indicators/work").await.text;
    let link = "href=\"/indicators/work/answers?on=2026-11-16\"";
    assert!(set.contains(link), "{set}");
    let page = site.get(&anna, "/indicators/work/answers").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for text in [
        "Дано ответов",
        "Январь 2026",
        "Ноябрь 2026",
        "ещё идёт, на 16.11.2026",
        "<svg viewBox=\"0 0 360 190\" role=\"img\"",
        "Нарастающим итогом с начала года",
        "1 запись",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert!(!page.text.contains("Декабрь 2026"), "it has not begun");
    let cases =
        "/indicators/work?on=2026-11-16&#38;year=2026&#38;at=2026-11-16&#38;of=answers#cases";
    assert!(page.text.contains(cases), "{}", page.text);
    let october = "/indicators/work?on=2026-11-16&year=2026&at=2026-10-31&of=answers";
    let october = site.get(&anna, october).await.text;
    assert!(october.contains("по состоянию на 31.10.2026"), "{october}");
    assert!(
        !october.contains("Крыша"),
        "answered in November: {october}"
    );
    for (every, text) in [
        ("quarter", "4 квартал 2026"),
        ("year", "За каждый год"),
        ("x", "Январь 2026"),
    ] {
        let page = format!("/indicators/work/answers?every={every}");
        let page = site.get(&anna, &page).await.text;
        assert!(page.contains(text), "{every}: {page}");
    }
    let nothing = site.get(&anna, "/indicators/work/topics").await.text;
    assert!(
        nothing.contains("знаменатель 0") && !nothing.contains("<figure"),
        "{nothing}"
    );
    let before = site
        .get(&anna, "/indicators/work/answers?on=2025-12-31")
        .await
        .text;
    assert!(before.contains("считать нечего"), "{before}");
}

#[tokio::test]
async fn a_program_reads_an_indicator_over_time() {
    let site = site().await;
    let (anna, oleg) = (site.sign_in("anna").await, site.sign_in("oleg").await);
    let path = "/api/v1/indicators/work/answers";
    let answer = site.get(&anna, &format!("{path}?every=quarter")).await;
    let trend = &answer.json()["trend"];
    let points = trend["points"].as_array().unwrap();
    assert_eq!(points.len(), 4, "{trend}");
    assert_eq!(
        (&points[3]["value"], &points[3]["at"]),
        (&"1".into(), &"2026-11-16".into())
    );
    assert_eq!(
        (&points[0]["value"], &points[0]["target"]),
        (&"0".into(), &"2".into())
    );
    assert_eq!(trend["counts"], "since_year");
    for (who, path, status) in [
        (&anna, "/api/v1/indicators/work/other".to_owned(), 404),
        (&anna, format!("{path}?every=week"), 400),
        (&oleg, path.to_owned(), 404),
        (&oleg, "/indicators/work/answers".to_owned(), 404),
    ] {
        let answer = site.get(who, &path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
    }
}
