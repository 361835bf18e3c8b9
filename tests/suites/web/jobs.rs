//! Jobs over the API: only for workers with a token and a topic; and the public page, for everybody.

use axum::http::{Method, StatusCode};
use reglament_core::CommandId;
use serde_json::{Value, json};

use super::api::token;
use super::site::{Answer, Site, WORKER_TOKEN};

async fn post(site: &Site, token: &str, path: &str, body: &Value) -> Answer {
    let path = format!("/api/v1/jobs/{path}");
    site.call((Method::POST, &path), token, "", body).await
}

async fn errand(site: &Site) -> String {
    let input = json!({"topic": "Крыша"}).as_object().unwrap().clone();
    let id = CommandId("errand".into());
    let started = site
        .service
        .start_manual(id, "anna", "errand", input, Default::default());
    started.await.unwrap().instance.to_string()
}

#[tokio::test]
async fn strangers_and_officials_get_no_jobs() {
    let site = Site::open().await;
    errand(&site).await;
    for token in ["", "wrong"] {
        for path in ["fetch", "x/1/complete", "x/1/fail", "x/1/extend"] {
            let answer = post(&site, token, path, &json!({"topic": "checks", "lock": 1})).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path} {token}");
        }
    }
    let other = post(&site, WORKER_TOKEN, "fetch", &json!({"topic": "other"})).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    let odd = post(
        &site,
        WORKER_TOKEN,
        "fetch",
        &json!({"topic": "checks", "odd": 1}),
    )
    .await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST, "{}", odd.text);
}

#[tokio::test]
async fn a_worker_that_asks_beyond_the_bounds_is_told_so() {
    let site = Site::open().await;
    for (name, value) in [("wait_seconds", 26), ("lock_seconds", 4), ("max", 101)] {
        let wish = json!({"topic": "checks", name: value});
        let answer = post(&site, WORKER_TOKEN, "fetch", &wish).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}");
        let detail = answer.json()["detail"].clone();
        assert!(detail.as_str().unwrap().contains(name), "{detail}");
    }
}

#[tokio::test]
async fn a_worker_fetches_extends_fails_and_completes() {
    let site = Site::open().await;
    let id = errand(&site).await;
    let wish = json!({"topic": "checks", "max": 5, "lock_seconds": 60});
    let fetched = post(&site, WORKER_TOKEN, "fetch", &wish).await;
    assert_eq!(fetched.status, StatusCode::OK, "{}", fetched.text);
    let job = fetched.json()["jobs"][0].clone();
    assert_eq!(
        (&job["instance"], &job["data"]["topic"]),
        (&json!(id), &json!("Крыша"))
    );
    let lock = job["lock"].clone();
    let path = |verb: &str| format!("{id}/{}/{verb}", job["job"]);
    let longer = post(
        &site,
        WORKER_TOKEN,
        &path("extend"),
        &json!({"lock": lock, "lock_seconds": 600}),
    )
    .await;
    assert_eq!(longer.json()["locked_until"], "2026-11-16T03:10:00Z");
    let stale = post(&site, WORKER_TOKEN, &path("complete"), &json!({"lock": 99})).await;
    assert_eq!(
        (stale.status, &stale.json()["code"]),
        (StatusCode::CONFLICT, &json!("job_not_held"))
    );
    let wrong = json!({"lock": lock, "result": {"verdict": {"a": 1}}});
    let wrong = post(&site, WORKER_TOKEN, &path("complete"), &wrong).await;
    assert_eq!(
        wrong.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        wrong.text
    );
    assert_eq!(wrong.json()["errors"][0]["field"], "verdict");
    let failed = json!({"lock": lock, "message": "занято", "retry_in": 0});
    let failed = post(&site, WORKER_TOKEN, &path("fail"), &failed).await;
    assert_eq!(failed.status, StatusCode::NO_CONTENT, "{}", failed.text);
    let again = post(&site, WORKER_TOKEN, "fetch", &wish).await.json()["jobs"][0].clone();
    assert_eq!(
        (&again["attempt"], &again["retries_left"]),
        (&json!(2), &json!(0))
    );
    let done = json!({"lock": again["lock"], "result": {"verdict": "годно"}});
    for _ in 0..2 {
        let answer = post(&site, WORKER_TOKEN, &path("complete"), &done).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
}

/// What the page and programs are told about a job at each moment of its life: waiting, held, failed, done.
#[tokio::test]
async fn overseers_see_what_was_not_answered_yet() {
    let site = Site::open().await;
    let id = errand(&site).await;
    let vera = site.sign_in("vera").await;
    let token = token(&site, "vera").await;
    let told = async || {
        let page = site.get(&vera, "/admin/jobs").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let asked = (Method::GET, "/api/v1/jobs?limit=1");
        let list = site.call(asked, &token, "", &json!(null)).await.json();
        (page.text, list["rows"][0].clone())
    };
    let (page, row) = told().await;
    for wanted in [
        &format!("href=\"/instances/{id}\""),
        "ждёт исполнителя",
        "темы «checks»",
    ] {
        assert!(page.contains(wanted), "{wanted}:\n{page}");
    }
    assert_eq!((&row["held"], &row["failures"]), (&json!(false), &json!(0)));
    assert_eq!(row["target"], json!({"worker": "checks"}));
    let wish = json!({"topic": "checks", "max": 5, "lock_seconds": 60});
    let job = post(&site, WORKER_TOKEN, "fetch", &wish).await.json()["jobs"][0].clone();
    let (page, row) = told().await;
    assert!(
        page.contains("выполняется") && row["held"] == true,
        "{row}\n{page}"
    );
    let path = |verb: &str| format!("{id}/{}/{verb}", job["job"]);
    let failed = json!({"lock": job["lock"], "message": "занято", "retry_in": 0});
    post(&site, WORKER_TOKEN, &path("fail"), &failed).await;
    let (page, row) = told().await;
    assert!(page.contains("Неудач: 1, осталось попыток: 1"), "{page}");
    assert_eq!(
        (&row["failures"], &row["retries_left"]),
        (&json!(1), &json!(0))
    );
    let job = post(&site, WORKER_TOKEN, "fetch", &wish).await.json()["jobs"][0].clone();
    let done = json!({"lock": job["lock"], "result": {"verdict": "годно"}});
    post(&site, WORKER_TOKEN, &path("complete"), &done).await;
    // What comes next is asked of an address.
    let (page, row) = told().await;
    assert!(page.contains("адрес «scales»"), "{page}");
    assert_eq!(row["target"], json!({"webhook": "scales"}));
}

#[tokio::test]
async fn others_are_told_nothing_of_machines() {
    let site = Site::open().await;
    let oleg = site.sign_in("oleg").await;
    assert_eq!(
        site.get(&oleg, "/admin/jobs").await.status,
        StatusCode::FORBIDDEN
    );
    let (mine, theirs) = (token(&site, "vera").await, token(&site, "oleg").await);
    for (token, path, status) in [
        (&mine, "/api/v1/schedule", 200),
        (&theirs, "/api/v1/schedule", 403),
        (&theirs, "/api/v1/jobs", 403),
        (&mine, "/api/v1/jobs?after=never", 400),
        (&mine, "/api/v1/jobs?after=1.", 400),
        (&mine, "/api/v1/jobs?limit=0", 400),
    ] {
        let answer = site
            .call((Method::GET, path), token, "", &json!(null))
            .await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_public_page_is_for_everybody_and_shows_nothing_else() {
    let site = Site::open().await;
    let page = site.get("", "/public/notes").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("<h1>Справки</h1>") && page.text.contains("ничего не размещено"));
    let home = site.get("", "/").await;
    assert!(home.text.contains("href=\"/public/notes\""));
    for path in ["/public/none", "/public/notes/x/1", "/public/notes/x/y"] {
        assert_eq!(
            site.get("", path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
