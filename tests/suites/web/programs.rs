//! What pages do, programs do: a draft up to its publication, a test on the computer, the board, letters, public pages,
//! and lists that are cut into pages.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::api::token;
use super::exam;
use super::site::{Answer, Site, files};

const PROCESS: &str = "request/process.yaml";

/// A program with a token and keys of its own.
struct Program<'a> {
    site: &'a Site,
    token: String,
}

impl Program<'_> {
    async fn get(&self, path: &str) -> Answer {
        let path = format!("/api/v1{path}");
        let asked = (Method::GET, path.as_str());
        self.site.call(asked, &self.token, "", &json!(null)).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        let key = format!("key {path} {body}").replace(|c: char| !c.is_ascii_graphic(), "_");
        let key: String = key.chars().rev().take(100).collect();
        let path = format!("/api/v1{path}");
        let asked = (Method::POST, path.as_str());
        self.site.call(asked, &self.token, &key, &body).await
    }
}

async fn program<'a>(site: &'a Site, person: &str) -> Program<'a> {
    let token = token(site, person).await;
    Program { site, token }
}

#[tokio::test]
async fn a_draft_goes_all_its_way() {
    let site = Site::open().await;
    let mut package = files();
    let people = package.get_mut("organisation.yaml").unwrap();
    *people = people.replace("roles:\n", "roles:\n  administrator: anna\n");
    package.insert("sitting/process.yaml".into(), exam::PROCESS.into());
    package.insert("sitting/banks/secret.yaml".into(), exam::BANK.into());
    site.service.publish(package, "test").await.unwrap();
    let (anna, vera) = (program(&site, "anna").await, program(&site, "vera").await);
    let oleg = program(&site, "oleg").await;
    assert_eq!(oleg.get("/drafts").await.status, StatusCode::FORBIDDEN);

    let begun = anna.post("/drafts", json!({"title": "Срок короче"})).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    let draft = format!("/drafts/{}", begun.json()["id"]);
    let shown = anna.get(&draft).await.json();
    let paths: Vec<&str> = shown["paths"]
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    assert!(paths.contains(&PROCESS) && !paths.iter().any(|path| path.contains("banks")));
    let secret = anna
        .get(&format!("{draft}/files?path=sitting/banks/secret.yaml"))
        .await;
    assert_eq!(secret.json()["code"], "draft_secret");

    let file = anna
        .get(&format!("{draft}/files?path={PROCESS}"))
        .await
        .json();
    assert_eq!(file["revision"], 0);
    let text = file["text"]
        .as_str()
        .unwrap()
        .replace("ru: Обращение", "ru: Запрос");
    let files = format!("{draft}/files");
    let change = json!({"act": "write", "path": PROCESS, "seen": 0, "text": text});
    let changed = anna.post(&files, change.clone()).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    let again = vera.post(&files, change).await;
    assert_eq!(
        (again.status, &again.json()["code"]),
        (StatusCode::CONFLICT, &json!("draft_conflict"))
    );
    let textless = anna
        .post(&files, json!({"act": "add", "path": "a/b.yaml"}))
        .await;
    assert_eq!(textless.json()["detail"], "missing field `text`");

    let step = |over: &Value, revision: &Value| json!({"revision": revision, "over": over});
    let shown = anna.get(&draft).await.json();
    let (over, revision) = (&shown["over"], &shown["revision"]);
    let submitted = anna
        .post(&format!("{draft}/submit"), step(over, revision))
        .await;
    assert_eq!(
        submitted.status,
        StatusCode::NO_CONTENT,
        "{}",
        submitted.text
    );
    let shown = anna.get(&draft).await.json();
    let (over, revision) = (&shown["over"], &shown["revision"]);
    let own = anna
        .post(&format!("{draft}/publish"), step(over, revision))
        .await;
    assert_eq!(
        (own.status, &own.json()["code"]),
        (StatusCode::FORBIDDEN, &json!("draft_own"))
    );
    let done = vera
        .post(&format!("{draft}/publish"), step(over, revision))
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert_eq!(done.json()["changed"], true);
    let versions = vera
        .get("/administration/processes/request/versions")
        .await
        .json();
    assert_eq!(versions.as_array().unwrap().len(), 2, "{versions}");
}

#[tokio::test]
async fn a_broken_draft_is_refused_with_every_mistake() {
    let site = Site::open().await;
    let vera = program(&site, "vera").await;
    let begun = vera
        .post("/drafts", json!({"title": "Опечатка"}))
        .await
        .json();
    let draft = format!("/drafts/{}", begun["id"]);
    let change = json!({"act": "write", "path": PROCESS, "seen": 0, "text": "process: request\nstepz: {}\n"});
    vera.post(&format!("{draft}/files"), change).await;
    let shown = vera.get(&draft).await.json();
    let step = json!({"revision": shown["revision"]});
    let refused = vera.post(&format!("{draft}/submit"), step).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text
    );
    let problem = refused.json();
    assert_eq!(problem["code"], "draft_invalid");
    let fields = problem["errors"].as_array().unwrap();
    let named = fields
        .iter()
        .all(|error| error["field"].as_str().unwrap().starts_with(PROCESS));
    assert!(!fields.is_empty() && named, "{problem}");
}

#[tokio::test]
async fn a_test_is_taken_by_its_code() {
    let site = Site::open().await;
    let mut package = files();
    package.insert("sitting/process.yaml".into(), exam::PROCESS.into());
    package.insert("sitting/banks/secret.yaml".into(), exam::BANK.into());
    site.service.publish(package, "test").await.unwrap();
    let stranger = Program {
        site: &site,
        token: String::new(),
    };
    let data = json!({"data": {"name": "Иванов", "email": "ivanov@example.ru"}});
    let started = stranger
        .post("/processes/sitting/instances", data)
        .await
        .json();
    let here = format!("/cases/{}/tests/exam", started["code"].as_str().unwrap());
    assert_eq!(stranger.get(&here).await.json()["stage"], "ready");
    let early = stranger
        .post(&format!("{here}/answers/1"), json!({"picks": ["1"]}))
        .await;
    assert_eq!(
        (early.status, &early.json()["code"]),
        (StatusCode::CONFLICT, &json!("test_not_begun"))
    );
    let begun = stranger.post(&format!("{here}/begin"), json!({})).await;
    assert_eq!(begun.json()["stage"], "running", "{}", begun.text);
    assert!(
        !begun.text.contains("keyid") && !begun.text.contains("bankid"),
        "{}",
        begun.text
    );
    let kept = stranger
        .post(&format!("{here}/answers/1"), json!({"picks": ["1"]}))
        .await;
    assert_eq!(kept.json()["answered"], 1, "{}", kept.text);
    let nowhere = stranger
        .post(&format!("{here}/answers/9"), json!({"picks": ["1"]}))
        .await;
    assert_eq!(nowhere.json()["code"], "test_question_unknown");
    let done = stranger.post(&format!("{here}/finish"), json!({})).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text);
    let over = stranger.get(&here).await.json();
    assert_eq!(
        (&over["stage"], &over["answered"]),
        (&json!("over"), &json!(1))
    );
}

#[tokio::test]
async fn a_board_counts_its_guests() {
    let site = Site::open().await;
    let anna = program(&site, "anna").await;
    let meeting = anna
        .post("/processes/meeting/instances", json!({}))
        .await
        .json();
    let instance = meeting["instance"].as_str().unwrap();
    let board = format!("/instances/{instance}/board");
    assert_eq!(
        anna.get(&board).await.status,
        StatusCode::NOT_FOUND,
        "nobody has come yet"
    );
    let guest = json!({"data": {"email": "guest@example.ru"}});
    let joined = anna
        .post(&format!("/instances/{instance}/items/guests"), guest)
        .await;
    assert_eq!(joined.status, StatusCode::CREATED, "{}", joined.text);
    let shown = anna.get(&board).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    assert_eq!(shown.json()["total"]["children"], 1);
    let nobody = json!({"row": "Никто", "step": "meet"});
    let reminded = anna.post(&format!("{board}/remind"), nobody).await;
    assert_eq!(reminded.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn letters_and_public_pages_are_for_programs_too() {
    let site = Site::open().await;
    let anna = program(&site, "anna").await;
    let letters = anna.get("/letters").await.json();
    assert_eq!(letters["english"], false);
    let chosen = anna.post("/letters", json!({"english": true})).await;
    assert_eq!(chosen.json()["english"], true, "{}", chosen.text);
    let unknown = anna
        .post("/letters", json!({"kind": "none", "wish": "never"}))
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let opened = anna.post("/letters/calendar", json!({})).await;
    assert_eq!(opened.status, StatusCode::CREATED);
    let address = opened.json()["address"].as_str().unwrap().to_owned();
    assert_eq!(site.get("", &address).await.status, StatusCode::OK);
    let pages = anna.get("/public").await.json();
    assert_eq!(pages[0]["page"], "notes");
    assert_eq!(
        anna.get("/public/notes").await.json()["publications"],
        json!([])
    );
    assert_eq!(anna.get("/public/none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_damaged_cursor_is_refused() {
    let site = Site::open().await;
    let vera = program(&site, "vera").await;
    for list in ["tasks", "instances", "overdue", "outbox"] {
        let damaged = vera.get(&format!("/{list}?after=somewhere")).await;
        assert_eq!(damaged.status, StatusCode::BAD_REQUEST, "{list}");
        let whole = vera.get(&format!("/{list}")).await;
        assert_eq!(whole.json()["next"], json!(null), "{list}: {}", whole.text);
    }
}
