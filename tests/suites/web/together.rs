//! The control board over the API: its rows under the filters of its page, and one act with many tasks.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::api::token;
use super::site::{Answer, Site, monday};

const TOGETHER: &str = "/api/v1/tasks/together";

/// Two requests that are two weeks late; the token of the controller.
async fn late() -> (Site, String) {
    let site = Site::open().await;
    site.file_request().await;
    site.file_request().await;
    site.clock.set(monday() + TimeDelta::days(21));
    let vera = token(&site, "vera").await;
    (site, vera)
}

async fn get(site: &Site, who: &str, path: &str) -> Answer {
    let nothing = json!(null);
    site.call((Method::GET, path), who, "", &nothing).await
}

/// The tasks of the board, as the act takes them.
async fn tasks(site: &Site, who: &str) -> Vec<Value> {
    let board = get(site, who, "/api/v1/overdue").await.json();
    let rows = board["rows"].as_array().unwrap().iter();
    rows.map(|row| json!({"instance": row["instance"], "task": row["task"]}))
        .collect()
}

async fn act(site: &Site, who: &str, key: &str, body: &Value) -> Answer {
    let key = format!("{key}-0123456789abcdef");
    site.call((Method::POST, TOGETHER), who, &key, body).await
}

/// What came of each task.
fn outcomes(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let told = answer.json();
    let all = told["tasks"].as_array().unwrap().iter();
    all.map(|task| task["outcome"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_board_is_filtered_as_on_its_page() {
    let (site, vera) = late().await;
    let page = site.sign_in("vera").await;
    for (query, of_page, wanted) in [
        ("", "", 2),
        ("?process=request", "?process=request", 2),
        ("?role=registry", "?role=registry", 0),
        ("?person=anna", "?person=anna", 2),
        ("?person=oleg", "?person=oleg", 0),
        ("?unit=nowhere", "?unit=nowhere", 0),
        (
            "?process=request&step=answer",
            "?process=request&step=answer",
            2,
        ),
        (
            "?process=request&step=other",
            "?process=request&step=other",
            0,
        ),
        ("?from=2026-11-24", "?from=2026-11-24", 0),
        (
            "?from=2026-11-23&until=2026-11-23",
            "?from=2026-11-23&until=2026-11-23",
            2,
        ),
        ("?marked=extended", "?view=extended", 0),
        ("?marked=held", "?view=held", 0),
        ("?without_holder=true", "?view=nobody", 0),
    ] {
        let rows = get(&site, &vera, &format!("/api/v1/overdue{query}")).await;
        assert_eq!(rows.status, StatusCode::OK, "{query}: {}", rows.text);
        let found = rows.json()["rows"].as_array().unwrap().len();
        assert_eq!(found, wanted, "{query}");
        let shown = site.get(&page, &format!("/control{of_page}")).await.text;
        assert_eq!(
            shown.matches("name=\"pick\"").count(),
            wanted,
            "{of_page}: the page"
        );
        // Steps, roles and people are what the strip tells apart.
        if !["role=", "person=", "step="]
            .iter()
            .any(|name| query.contains(name))
        {
            let strip = get(&site, &vera, &format!("/api/v1/overdue/strip{query}")).await;
            assert_eq!(strip.status, StatusCode::OK, "{query}: {}", strip.text);
            assert_eq!(strip.json()["counted"], wanted, "{query}: the strip");
        }
    }
    for query in ["?marked=lost", "?from=yesterday"] {
        let odd = get(&site, &vera, &format!("/api/v1/overdue{query}")).await;
        assert_eq!(odd.status, StatusCode::BAD_REQUEST, "{query}");
    }
    let expected = get(&site, &vera, "/api/v1/overdue/expected").await;
    assert_eq!(expected.json(), json!([]), "it is late already");
    let hidden = get(&site, &vera, "/api/v1/overdue?process=secret").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn many_tasks_are_reminded_and_handed_over_and_each_says_what_came_of_it() {
    let (site, vera) = late().await;
    let all = tasks(&site, &vera).await;
    let remind = json!({"act": "remind", "tasks": all});
    let done = act(&site, &vera, "remind", &remind).await;
    assert_eq!(outcomes(&done), ["done", "done"]);
    assert_eq!(done.json()["done"], 2);
    let again = act(&site, &vera, "again", &remind).await;
    assert_eq!(outcomes(&again), ["already", "already"]);
    let once = act(&site, &vera, "remind", &remind).await;
    assert_eq!(outcomes(&once), ["done", "done"], "the same key");

    // One refusal does not undo the others.
    let stranger = json!({"instance": "nowhere", "task": 1});
    let mixed = vec![all[0].clone(), stranger];
    let wish = json!({"act": "reassign", "tasks": mixed, "to": "boris", "reason": "отпуск"});
    let done = act(&site, &vera, "mixed", &wish).await;
    assert_eq!(outcomes(&done), ["done", "refused"]);
    let refusal = &done.json()["tasks"][1]["refusal"];
    assert_eq!(refusal["code"], "not_found");
    assert_eq!(refusal["subject"], "");
    let board = get(&site, &vera, "/api/v1/overdue?person=boris").await;
    assert!(board.text.contains("Петров Борис Ильич"), "{}", board.text);

    let anna = token(&site, "anna").await;
    for (who, wish, code) in [
        (
            &vera,
            json!({"act": "reassign", "tasks": [all[1]], "to": "boris"}),
            "reason_missing",
        ),
        (
            &vera,
            json!({"act": "reassign", "tasks": [all[1]], "reason": "отпуск"}),
            "unknown_person",
        ),
        (
            &vera,
            json!({"act": "sign", "tasks": [all[1]]}),
            "not_only_signature",
        ),
        (
            &anna,
            json!({"act": "remind", "tasks": [all[1]]}),
            "may_not_remind",
        ),
    ] {
        let answer = act(&site, who, code, &wish).await;
        assert_eq!(outcomes(&answer), ["refused"], "{wish}");
        let told = answer.json();
        let refusal = &told["tasks"][0]["refusal"];
        assert_eq!(refusal["code"], code, "{told}");
        assert_eq!(refusal["subject"], "Крыша");
        assert_ne!(refusal["ru"], refusal["en"]);
    }
    let anna_asks = json!({"act": "delegate", "tasks": [all[1]], "to": "boris"});
    let done = act(&site, &anna, "delegate", &anna_asks).await;
    assert_eq!(outcomes(&done), ["done"]);

    let none = act(&site, &vera, "none", &json!({"act": "remind", "tasks": []})).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    let many: Vec<&Value> = (0..=100).map(|_| &all[0]).collect();
    let many = act(
        &site,
        &vera,
        "many",
        &json!({"act": "remind", "tasks": many}),
    )
    .await;
    assert_eq!(many.status, StatusCode::BAD_REQUEST);
    let keyless = site
        .call((Method::POST, TOGETHER), &vera, "", &remind)
        .await;
    assert_eq!(keyless.json()["code"], "no_idempotency_key");
}

#[tokio::test]
async fn those_above_are_told_by_programs_too() {
    let site = Site::open().await;
    site.publish_organisation(|text| {
        text.replace("controller: vera", "controller: vera\n  head: zoya")
    })
    .await;
    site.file_request().await;
    site.file_request().await;
    site.clock.set(monday() + TimeDelta::days(21));
    let vera = token(&site, "vera").await;
    let all = tasks(&site, &vera).await;
    let board = get(&site, &vera, "/api/v1/overdue").await.json();
    assert_eq!(board["rows"][0]["may_escalate"], true);
    let wish = json!({"act": "escalate", "tasks": [all[0]], "reason": "проверка"});
    assert_eq!(outcomes(&act(&site, &vera, "above", &wish).await), ["done"]);
    let wish = json!({"act": "escalate", "tasks": all});
    let again = act(&site, &vera, "above2", &wish).await;
    assert_eq!(outcomes(&again), ["already", "done"]);

    // One task, beside taking and handing over.
    let one = |task: &Value| {
        let instance = task["instance"].as_str().unwrap();
        format!("/api/v1/tasks/{instance}/{}/escalate", task["task"])
    };
    let anna = token(&site, "anna").await;
    let asked = json!({"reason": "проверка"});
    let post = async |who: &str, key: &str| {
        let key = format!("{key}-0123456789abcdef");
        site.call((Method::POST, &one(&all[0])), who, &key, &asked)
            .await
    };
    for (who, code) in [(&vera, "escalated_today"), (&anna, "may_not_escalate")] {
        let refused = post(who, code).await;
        assert_eq!(refused.json()["code"], code, "{}", refused.text);
    }
    site.clock.set(monday() + TimeDelta::days(22));
    let vera = token(&site, "vera").await;
    let done = post(&vera, "tomorrow").await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
}
