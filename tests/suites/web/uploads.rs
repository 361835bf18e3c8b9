//! Files a part at a time, over the API: what is asked for in the wrong place or by the wrong person, and the way through.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;
use reglament_core::MAX_FILE_BYTES;
use reglament_runtime::limits::{
    MAX_UPLOADS, PUBLIC_UPLOAD_AGE, UNSENT_FORM_AGE, UPLOAD_PART_BYTES,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::api::token;
use super::site::{Answer, Site};

const SCAN: &[u8] = b"%PDF-1.7 a scan of three parts";

/// Somebody who sends files.
struct Sender<'a> {
    site: &'a Site,
    token: String,
}

impl Sender<'_> {
    async fn ask(&self, method: Method, path: &str, body: &Value) -> Answer {
        let path = format!("/api/v1/uploads{path}");
        self.site.call((method, &path), &self.token, "", body).await
    }

    async fn begin(&self, wish: &Value) -> Answer {
        self.ask(Method::POST, "", wish).await
    }

    /// The id of one that may begin.
    async fn begun(&self, wish: &Value) -> String {
        let answer = self.begin(wish).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    async fn part(&self, id: &str, offset: usize, bytes: &[u8]) -> Answer {
        let path = format!("/api/v1/uploads/{id}/parts?offset={offset}");
        let mut request = Request::post(path);
        if !self.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
        let request = request.body(Body::from(bytes.to_vec())).unwrap();
        self.site.send(request).await
    }

    async fn state(&self, id: &str) -> Answer {
        self.ask(Method::GET, &format!("/{id}"), &json!(null)).await
    }

    async fn finish(&self, id: &str, body: &Value) -> Answer {
        self.ask(Method::POST, &format!("/{id}/finish"), body).await
    }
}

fn wish(place: (&str, &str), name: &str, size: usize) -> Value {
    let (kind, id) = place;
    json!({kind: id, "field": "scan", "name": name, "size": size})
}

fn refused(answer: &Answer, status: StatusCode, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.json()["code"], code, "{}", answer.text);
}

async fn public(site: &Site) -> Sender<'_> {
    let token = String::new();
    Sender { site, token }
}

async fn person<'a>(site: &'a Site, who: &str) -> Sender<'a> {
    let token = token(site, who).await;
    Sender { site, token }
}

#[tokio::test]
async fn a_file_in_parts_is_a_file_like_any_other() {
    let site = Site::with_dossiers().await;
    let sender = public(&site).await;
    let wished = wish(("process", "dossier"), "скан.pdf", SCAN.len());
    let id = sender.begun(&wished).await;
    let told = sender.state(&id).await.json();
    assert_eq!(told["offset"], 0);
    assert_eq!(told["part"], UPLOAD_PART_BYTES);
    let off = |answer: Answer, expected: usize| {
        refused(&answer, StatusCode::CONFLICT, "upload_offset");
        assert_eq!(answer.json()["offset"], expected);
    };
    off(sender.part(&id, 5, b"later").await, 0);
    assert_eq!(sender.part(&id, 0, &SCAN[..10]).await.json()["offset"], 10);
    // The answer was lost, the part was not.
    off(sender.part(&id, 0, &SCAN[..10]).await, 10);
    off(sender.finish(&id, &json!({})).await, 10);
    let beyond = sender.part(&id, 10, &[b'x'; 90]).await;
    refused(&beyond, StatusCode::UNPROCESSABLE_ENTITY, "upload_part");
    let empty = sender.part(&id, 10, b"").await;
    refused(&empty, StatusCode::UNPROCESSABLE_ENTITY, "upload_part");
    assert_eq!(
        sender.part(&id, 10, &SCAN[10..]).await.status,
        StatusCode::OK
    );
    let hash: String = Sha256::digest(SCAN)
        .iter()
        .map(|b| format!("{b:02X}"))
        .collect();
    let file = sender.finish(&id, &json!({"sha256": hash})).await;
    assert_eq!(file.status, StatusCode::CREATED, "{}", file.text);
    let again = sender.finish(&id, &json!({})).await;
    assert_eq!(again.json(), file.json(), "asked again it is the same");
    assert_eq!(sender.state(&id).await.json()["file"], file.json());
    let form = site.get("", "/f/dossier").await;
    let file = file.json()["id"].as_str().unwrap().to_owned();
    let (key, topic) = (form.key(), "Три части");
    let sent = [("topic", topic), ("scan", &file), ("_command", &key)];
    let sent = site.post("", "/f/dossier", &sent).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let anna = site.sign_in("anna").await;
    let task = site.first_task("anna").await;
    let page = site.get(&anna, &task).await;
    assert!(page.text.contains("скан.pdf"), "{}", page.text);
    let path = format!(
        "/instances/{}/files/{file}",
        task.split('/').nth(2).unwrap()
    );
    assert_eq!(site.get(&anna, &path).await.text.as_bytes(), SCAN);
}

#[tokio::test]
async fn what_will_not_be_taken_is_refused_before_it_comes() {
    let site = Site::with_dossiers().await;
    let sender = public(&site).await;
    let dossier = ("process", "dossier");
    let no = StatusCode::UNPROCESSABLE_ENTITY;
    for (name, size, code) in [
        ("скан.pdf", MAX_FILE_BYTES + 1, "file_too_large"),
        ("скан.pdf", 0, "file_empty"),
        ("скан.exe", 5, "file_kind"),
        ("", 5, "file_name"),
    ] {
        let answer = sender.begin(&wish(dossier, name, size)).await;
        refused(&answer, no, code);
    }
    let (missing, wrong) = (StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST);
    let of = |place| wish(place, "скан.pdf", 5);
    let mut topic = of(dossier);
    topic["field"] = json!("topic");
    let mut two = of(dossier);
    two["draft"] = json!("1");
    for (wished, status) in [
        (of(("process", "unknown")), missing),
        (of(("draft", "unknown")), missing),
        (of(("instance", "unknown")), missing),
        (topic, missing),
        (two, wrong),
        (json!({"field": "scan", "name": "a.pdf", "size": 5}), wrong),
    ] {
        let answer = sender.begin(&wished).await;
        assert_eq!(answer.status, status, "{wished}: {}", answer.text);
    }
}

#[tokio::test]
async fn nobody_goes_on_with_what_somebody_else_began() {
    let site = Site::with_dossiers().await;
    site.file_request().await;
    let anna = person(&site, "anna").await;
    let task = site.first_task("anna").await;
    let instance = task.split('/').nth(2).unwrap();
    let vera = person(&site, "vera").await;
    let nothing = wish(("instance", instance), "a.pdf", SCAN.len());
    assert_eq!(
        anna.begin(&nothing).await.status,
        StatusCode::NOT_FOUND,
        "no such field"
    );
    let wished = wish(("process", "dossier"), "скан.pdf", SCAN.len());
    let id = anna.begun(&wished).await;
    for other in [&vera, &public(&site).await] {
        let answers = [
            other.state(&id).await,
            other.part(&id, 0, SCAN).await,
            other.finish(&id, &json!({})).await,
            other
                .ask(Method::DELETE, &format!("/{id}"), &json!(null))
                .await,
        ];
        for answer in answers {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
        }
    }
    assert_eq!(anna.state(&id).await.json()["offset"], 0);
    let path = format!("/{id}");
    let cancelled = anna.ask(Method::DELETE, &path, &json!(null)).await;
    assert_eq!(cancelled.status, StatusCode::NO_CONTENT);
    assert_eq!(anna.state(&id).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn damaged_and_disguised_files_are_not_kept() {
    let site = Site::with_dossiers().await;
    let sender = public(&site).await;
    let no = StatusCode::UNPROCESSABLE_ENTITY;
    for (bytes, hash, code) in [
        (SCAN, Some("0".repeat(64)), "upload_hash"),
        (&b"MZ no paper"[..], None, "file_contents"),
    ] {
        let wished = wish(("process", "dossier"), "скан.pdf", bytes.len());
        let id = sender.begun(&wished).await;
        sender.part(&id, 0, bytes).await;
        let answer = sender.finish(&id, &json!({"sha256": hash})).await;
        refused(&answer, no, code);
        assert_eq!(sender.state(&id).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_is_not_finished_goes_with_its_form() {
    let site = Site::with_dossiers().await;
    let sender = public(&site).await;
    let begun = site
        .service
        .begin_form("dossier", None, serde_json::Map::new());
    let secret = begun.await.unwrap().unwrap();
    let of_form = wish(("draft", &secret), "скан.pdf", SCAN.len());
    let of_public = wish(("process", "dossier"), "скан.pdf", SCAN.len());
    let (form, public) = (sender.begun(&of_form).await, sender.begun(&of_public).await);
    for _ in 1..MAX_UPLOADS {
        sender.begun(&of_form).await;
    }
    let many = sender.begin(&of_form).await;
    refused(&many, StatusCode::TOO_MANY_REQUESTS, "upload_too_many");
    let later = |by: TimeDelta| site.clock.set(site.service.now() + by);
    later(PUBLIC_UPLOAD_AGE - TimeDelta::seconds(1));
    sender.part(&public, 0, &SCAN[..1]).await;
    later(TimeDelta::seconds(2));
    assert_eq!(
        sender.state(&public).await.json()["offset"],
        1,
        "put off by the part"
    );
    later(PUBLIC_UPLOAD_AGE);
    assert_eq!(sender.state(&public).await.status, StatusCode::NOT_FOUND);
    assert_eq!(sender.state(&form).await.status, StatusCode::OK);
    later(UNSENT_FORM_AGE);
    assert_eq!(sender.state(&form).await.status, StatusCode::NOT_FOUND);
}
