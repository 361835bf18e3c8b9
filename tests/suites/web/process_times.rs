//! How long the work of a process takes, over the site: figures from ended cases, on the page and for programs.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::json;

use super::site::{PASSWORD, Site, monday};

/// Three requests begun on Monday 16 November: refused after two hours, after two days, after ten days (five working days
/// are the term).
async fn three_refused() -> (Site, String) {
    let site = Site::open().await;
    for _ in 0..3 {
        site.file_request().await;
    }
    for hours in [2, 48, 240] {
        site.clock.set(monday() + TimeDelta::hours(hours));
        let anna = site.sign_in("anna").await;
        let address = site.first_task("anna").await;
        let key = site.get(&anna, &address).await.key();
        let refused = [
            ("secret", "нет"),
            ("_outcome", "refuse"),
            ("_command", &key),
        ];
        let done = site.post(&anna, &address, &refused).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    let anna = site.sign_in("anna").await;
    (site, anna)
}

#[tokio::test]
async fn ended_cases_tell_how_long_steps_take() {
    let (site, anna) = three_refused().await;
    let list = site.get(&anna, "/control/processes").await;
    assert!(
        list.text.contains("href=\"/control/processes/request\""),
        "{}",
        list.text
    );
    let page = site.get(&anna, "/control/processes/request").await;
    for wanted in [
        "по 3 последним завершённым делам",
        "обычно 2 дн., девять из десяти – до 10 дн.",
        // At the step of the picture, and in its row.
        ">2 дн. · до 10 дн.</text>",
        "href=\"#step-answer\"",
        "<tr id=\"step-answer\">",
        "1 из 3",
        "100 %",
    ] {
        assert!(page.text.contains(wanted), "{wanted}:\n{}", page.text);
    }
    // With one work there is nothing to hold up.
    assert!(!page.text.contains("Узкое место:"), "{}", page.text);
}

#[tokio::test]
async fn programs_are_told_the_same_in_minutes() {
    let (site, _) = three_refused().await;
    let sent = json!({"login": "anna", "password": PASSWORD});
    let session = site.call((Method::POST, "/api/v1/session"), "", "", &sent);
    let session = session.await.json();
    let token = session["token"].as_str().expect("a token");
    let asked = (Method::GET, "/api/v1/control/processes/request");
    let view = site.call(asked, token, "", &json!(null)).await.json();
    assert_eq!(view["instances"], 3, "{view}");
    let whole = json!({"times": 3, "median_minutes": 2_880, "most_minutes": 14_400});
    assert_eq!(view["whole"], whole);
    let step = &view["steps"][0];
    assert_eq!(step["step"], "answer");
    assert_eq!((&step["with_term"], &step["late"]), (&json!(3), &json!(1)));
}

#[tokio::test]
async fn nothing_is_counted_while_nothing_has_ended() {
    let site = Site::open().await;
    site.file_request().await;
    let anna = site.sign_in("anna").await;
    let page = site.get(&anna, "/control/processes/request").await;
    assert!(page.text.contains("Ни одно дело ещё не завершено"));
    for unknown in ["/control/processes/nothing", "/control/processes/errand%2F"] {
        let answer = site.get(&anna, unknown).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}
