//! The production calendar over the site: the page that counts a term, and the same for programs.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::api::token;
use super::site::Site;

/// Query, what the page says, whether it is a refusal.
const ASKED: &[(&str, &str, bool)] = &[
    // Day of people's unity: 4 November; 3 November is short.
    (
        "term=5+рабочих+дней&from=2026-10-29",
        "пт 06.11.2026",
        false,
    ),
    ("term=10+дней&from=2026-10-25", "чт 05.11.2026", false),
    (
        "term=10+дней&from=2026-10-25&same_day=true",
        "вт 03.11.2026",
        false,
    ),
    (
        "term=30+дней&from=2026-11-19&back=true",
        "вт 20.10.2026",
        false,
    ),
    (
        "term=5+рабочих+дней&from=2031-11-03",
        "Дата предварительная: календарь этого года ещё не утверждён",
        false,
    ),
    ("term=пять+суток&from=2026-10-29", "href=\"#term\"", true),
    ("term=5+дней&from=вчера", "Укажите день события", true),
    ("term=999+лет&from=2026-10-29", "role=\"alert\"", true),
    ("", "Посчитать срок", false),
    ("year=2020", "Производственный календарь на 2020 год", false),
    ("year=1900", "Производственный календарь на 2026 год", false),
    ("year=2030", "ещё не опубликован", false),
];

#[tokio::test]
async fn a_term_is_counted_on_the_page() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    for (query, wanted, refused) in ASKED {
        let page = site.get(&anna, &address("/calendar/year", query)).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(
            page.text.contains(wanted),
            "{query}: {wanted}\n{}",
            page.text
        );
        assert_eq!(page.text.contains("role=\"alert\""), *refused, "{query}");
    }
}

#[tokio::test]
async fn programs_are_told_the_same() {
    let site = Site::open().await;
    let token = token(&site, "anna").await;
    let ask = async |path: &str, query: &str| {
        let address = address(path, query);
        site.call((Method::GET, &address), &token, "", &json!(null))
            .await
    };
    let year = ask("/api/v1/calendar/2026", "").await.json();
    assert_eq!(
        year["norm"],
        json!({"working_days": 247, "short_days": 4, "hours": 1972})
    );
    assert_eq!(year["months"][10]["working_days"], 20, "{year}");
    let days = year["days"].as_array().unwrap();
    let unity = days.iter().find(|day| day["date"] == "2026-11-04");
    assert_eq!(unity.unwrap()["kind"], "holiday", "{year}");
    let counted = "counted=5+рабочих+дней&from=2026-10-29";
    let term = ask("/api/v1/term", counted).await.json();
    assert_eq!(term["on"], "2026-11-06", "{term}");
    assert_eq!(term["provisional"], false);
    for (path, query, status) in [
        ("/api/v1/calendar/1900", "", 404),
        ("/api/v1/calendar/never", "", 404),
        ("/api/v1/term", "counted=never&from=2026-10-29", 400),
        ("/api/v1/term", "counted=5+дней&from=never", 400),
        ("/api/v1/term", "", 400),
    ] {
        let answer = ask(path, query).await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{path}?{query}: {}",
            answer.text
        );
    }
}

fn address(path: &str, query: &str) -> String {
    let encoded: String = query
        .bytes()
        .map(|byte| match byte {
            0x21..=0x7e => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("{path}?{encoded}")
}
