//! What must not be let through: strangers, other sites, other people's cases, guesses, oversized bodies.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use chrono::TimeDelta;
use reglament_http::access::{DOORS, Door, Relation};
use serde_json::json;

use super::site::{PASSWORD, Site, monday};

#[test]
fn every_line_of_the_matrix_has_its_route() {
    let routes = reglament_http::routes();
    for door in &DOORS {
        assert!(routes.contains(door), "no route: {door:?}");
    }
    for door in &routes {
        // A route without a line does not compile; what is left is one that was added twice.
        let same = routes.iter().filter(|other| *other == door).count();
        assert_eq!(same, 1, "{door:?}");
        let object = match door.relation {
            Relation::Case => "{instance}",
            Relation::Register => "{register}",
            Relation::Figures => "{set}",
            Relation::Code => "/",
            _ => "",
        };
        assert!(door.path.contains(object), "{object} in {door:?}");
    }
}

#[tokio::test]
async fn strangers_see_the_sign_in_page_only() {
    let site = Site::open().await;
    for door in &DOORS {
        if matches!(door.relation, Relation::Everyone | Relation::Code) {
            continue;
        }
        let (method, path) = (door.method, address(door));
        let request = Request::builder()
            .method(method)
            .uri(&path)
            .body(Body::empty())
            .unwrap();
        let answer = site.send(request).await;
        if path.starts_with("/api/") {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert_eq!(answer.json()["code"], "sign_in_needed", "{method} {path}");
        } else {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{method} {path}");
            assert!(
                answer.location().starts_with("/sign-in?back="),
                "{method} {path}"
            );
        }
    }
}

#[tokio::test]
async fn what_asks_nobody_is_answered() {
    let site = Site::open().await;
    assert_eq!(site.get("", "/healthz").await.text, "ok\n");
    let page = site.get("", "/sign-in").await.text;
    let (_, rest) = page.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    let style = rest.split('"').next().unwrap();
    let answer = site.get("", style).await;
    assert_eq!(answer.status, StatusCode::OK, "{style}");
    assert!(answer.header("content-type").starts_with("text/css"));
}

/// The path of a door with something in the place of every name.
fn address(door: &Door) -> String {
    let parts = door
        .path
        .split('/')
        .map(|part| match part.strip_prefix('{') {
            Some(_) => "x",
            None => part,
        });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn what_one_may_not_see_does_not_exist() {
    let site = Site::open().await;
    site.file_request().await;
    let task = site.first_task("anna").await;
    let instance = task
        .trim_start_matches("/tasks/")
        .trim_end_matches("/1")
        .to_owned();
    let oleg = site.sign_in("oleg").await;
    let case = format!("/instances/{instance}");
    let missing = site.get(&oleg, "/instances/none").await;
    for path in [
        task.as_str(),
        &case,
        &format!("{case}/data"),
        &format!("{case}/documents/1"),
    ] {
        let answer = site.get(&oleg, path).await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{path} {}",
            answer.text
        );
        let heading = |text: &str| -> Option<String> {
            let (_, rest) = text.split_once("<h1>")?;
            Some(rest.split_once("</h1>")?.0.to_owned())
        };
        assert_eq!(heading(&answer.text), heading(&missing.text), "{path}");
    }
    assert_eq!(
        site.get(&oleg, "/admin/outbox").await.status,
        StatusCode::FORBIDDEN
    );
    for path in [
        "/c/AAAA-AAAA",
        "/f/meeting-of-nobody",
        "/nowhere",
        "/c/AAAA-AAAA/documents/x",
    ] {
        assert_eq!(
            site.get("", path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn passwords_are_checked_and_guessing_is_slowed() {
    let site = Site::open().await;
    let wrong =
        |login: &'static str| [("login", login), ("password", "не тот"), ("back", "/tasks")];
    for login in ["anna", "nobody"] {
        let answer = site.post("", "/sign-in", &wrong(login)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Логин или пароль не подошли"));
    }
    let blocked = [
        ("login", "boris"),
        ("password", PASSWORD),
        ("back", "/tasks"),
    ];
    assert_eq!(
        site.post("", "/sign-in", &blocked).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    for _ in 0..4 {
        site.post("", "/sign-in", &wrong("anna")).await;
    }
    let right = [
        ("login", "anna"),
        ("password", PASSWORD),
        ("back", "//evil"),
    ];
    assert_eq!(
        site.post("", "/sign-in", &right).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    site.clock.set(monday() + TimeDelta::minutes(1));
    let answer = site.post("", "/sign-in", &right).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/tasks")
    );
}

#[tokio::test]
async fn a_session_ends_by_itself_and_on_request() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    assert_eq!(site.get(&anna, "/tasks").await.status, StatusCode::OK);
    site.clock.set(monday() + TimeDelta::minutes(31));
    let idle = site.get(&anna, "/tasks").await;
    assert_eq!(idle.location(), "/sign-in?back=/tasks&left=idle");
    let said = site.get("", idle.location()).await;
    assert!(
        said.text.contains("им не пользовались 30 минут"),
        "{}",
        said.text
    );
    let stranger = site.get("", "/tasks").await;
    assert_eq!(stranger.location(), "/sign-in?back=/tasks");
    let anna = site.sign_in("anna").await;
    assert_eq!(site.post(&anna, "/sign-out", &[]).await.location(), "/");
    assert_eq!(
        site.get(&anna, "/tasks").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn other_sites_and_oversized_bodies_are_refused() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let foreign = Request::post("/sign-out")
        .header("cookie", &anna)
        .header("sec-fetch-site", "cross-site");
    let answer = site.send(foreign.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(
        site.get(&anna, "/tasks").await.status,
        StatusCode::OK,
        "still signed in"
    );
    let huge = "a".repeat(3 * 1024 * 1024);
    let answer = site.post("", "/f/request", &[("topic", &huge)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let answer = site
        .call(
            (Method::POST, "/api/v1/session"),
            "",
            "",
            &json!({"login": huge, "password": ""}),
        )
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn every_answer_is_guarded() {
    let site = Site::open().await;
    for path in [
        "/",
        "/nowhere",
        "/tasks",
        "/healthz",
        "/api/v1/tasks",
        "/s/0/app.css",
        "/s/0/none",
        "/c/x",
    ] {
        let answer = site.get("", path).await;
        assert!(
            answer
                .header("content-security-policy")
                .contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
    }
}
