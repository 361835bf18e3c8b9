//! What is held about a person: found by an overseer, handed over as an archive, recorded, and without secrets.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use super::api::token;
use super::site::{Answer, Site};

const HERE: &str = "/admin/personal-data";

/// Somebody whose name, telephone and scan are asked for.
const PROCESS: &str = "
process: visit
title: Запись на приём
time_zone: Asia/Novokuznetsk
calendar: ru
subject: topic
roles: {clerk: Специалист, controller: Контроль}
data:
  topic: {text: Тема}
  who: {person_name: Кто}
  phone: {phone: Телефон}
  scan: {file: Скан}
start: {role: clerk, form: [topic, who, phone, scan?]}
steps:
  meet: {user_task: Принять, role: clerk, next: done}
  done: {end: Принят}
";

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

impl Site {
    /// Presses the button; gives the files of the archive.
    async fn archive(&self, cookie: &str, pairs: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        let pair = |(name, value): &(&str, &str)| format!("{name}={}", escaped(value));
        let pairs: Vec<String> = pairs.iter().map(pair).collect();
        let request = Request::post(HERE)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(pairs.join("&")));
        let answer = self.open_answer(request.unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut contents = Vec::new();
            file.read_to_end(&mut contents).unwrap();
            files.insert(file.name().unwrap().into_owned(), contents);
        }
        files
    }

    async fn visit(&self, family: &str, phone: &str) -> String {
        let file = self
            .service
            .upload(Some("anna"), "скан.pdf", b"%PDF-1.7 scan");
        let file = file.await.unwrap();
        let data = json!({
            "topic": "Приём",
            "who": {"family": family, "given": "Мария", "patronymic": "Петровна"},
            "phone": phone,
            "scan": file.id,
        });
        let data = data.as_object().unwrap().clone();
        let id = reglament_core::CommandId(format!("visit {family} {phone}"));
        let started = self
            .service
            .start_manual(id, "anna", "visit", data, BTreeMap::new());
        started.await.unwrap().instance.to_string()
    }
}

fn page(files: &BTreeMap<String, Vec<u8>>) -> String {
    String::from_utf8(files["index.html"].clone()).unwrap()
}

fn data(files: &BTreeMap<String, Vec<u8>>) -> Value {
    serde_json::from_slice(&files["data.json"]).unwrap()
}

async fn found(site: &Site, token: &str, sought: &str) -> Value {
    let path = format!("/api/v1/personal-data?sought={}", escaped(sought));
    let answer: Answer = site
        .call((Method::GET, &path), token, "", &json!(null))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn somebody_is_found_by_what_is_known_of_them() {
    let site = Site::open().await;
    site.publish_beside("visit/process.yaml", PROCESS).await;
    let code = site.file_request().await;
    site.visit("Сидорова", "+7 913 123-45-67").await;
    site.visit("Сидоренко", "8 (913) 765-43-21").await;
    let vera = token(&site, "vera").await;
    for (sought, by) in [
        (code.as_str(), &["receipt"][..]),
        ("A@example.ru", &["contact"]),
        ("8 913 123 45 67", &["contact"]),
        ("сидоро", &["words"]),
        ("мария сидор", &["words", "words"]),
        ("крыша", &["words"]),
        ("никто", &[]),
        ("кр", &[]),
    ] {
        let found = found(&site, &vera, sought).await;
        let cases = found["cases"].as_array().unwrap();
        let told: Vec<&str> = cases
            .iter()
            .map(|case| case["by"].as_str().unwrap())
            .collect();
        assert_eq!(told, by, "{sought}: {found}");
    }
    let anna = found(&site, &vera, "иванова анна").await;
    assert_eq!(anna["people"][0]["id"], "anna");
    let cookie = site.sign_in("vera").await;
    let shown = site
        .get(&cookie, &format!("{HERE}?q={}", escaped("a@example.ru")))
        .await;
    assert!(
        shown.text.contains(" checked"),
        "an address is certain: {}",
        shown.text
    );
    let shown = site
        .get(&cookie, &format!("{HERE}?q={}", escaped("крыша")))
        .await;
    assert!(
        !shown.text.contains(" checked"),
        "words are not: {}",
        shown.text
    );
    let entry = site.get(&cookie, "/admin/people/anna").await;
    assert!(entry.text.contains("/admin/personal-data?person=anna"));
}

#[tokio::test]
async fn the_archive_of_an_applicant_holds_the_case_and_its_papers() {
    let site = Site::open().await;
    site.publish_beside("visit/process.yaml", PROCESS).await;
    let instance = site.visit("Сидорова", "+7 913 123-45-67").await;
    site.visit("Петрова", "8 913 765-43-21").await;
    let anna = site.sign_in("anna").await;
    site.get(&anna, &format!("/instances/{instance}")).await;
    let vera = site.sign_in("vera").await;
    let sent = [("case", instance.as_str()), ("reason", "вх. № 17")];
    let files = site.archive(&vera, &sent).await;
    let (page, data) = (page(&files), data(&files));
    for words in [
        "Сидорова Мария Петровна",
        "+7 913 123-45-67",
        "вх. № 17",
        "Запись на приём",
        "Иванова Анна Петровна",
    ] {
        assert!(page.contains(words), "{words}:\n{page}");
    }
    let all = format!("{page}{data}");
    assert!(!all.contains("Петрова Мария"), "somebody else's case");
    assert_eq!(data["official"], Value::Null);
    assert_eq!(data["cases"][0]["data"][1]["value"]["family"], "Сидорова");
    let scans: Vec<&String> = files
        .keys()
        .filter(|path| path.starts_with("files/"))
        .collect();
    assert_eq!(scans.len(), 1, "{:?}", files.keys());
    assert_eq!(files[scans[0]], b"%PDF-1.7 scan");
    assert!(
        page.contains(scans[0].as_str()),
        "the page leads to the scan"
    );
    let looked = &data["cases"][0]["looked"];
    assert_eq!(looked[0]["who"], "Иванова Анна Петровна", "{looked}");
    // Handing over is a view of the case and an act.
    let token = token(&site, "vera").await;
    let log = format!("/api/v1/access-log?case={instance}&person=vera");
    let log = site
        .call((Method::GET, &log), &token, "", &json!(null))
        .await
        .json();
    assert_eq!(log["rows"][0]["what"], "export", "{log}");
    let acts = site
        .call((Method::GET, "/api/v1/audit"), &token, "", &json!(null))
        .await
        .json();
    let act = &acts["rows"][0];
    assert_eq!(act["act"], "personal_data_given", "{acts}");
    let about = act["about"].as_str().unwrap();
    assert!(
        about.contains("вх. № 17") && !about.contains("Сидорова"),
        "{about}"
    );
}

#[tokio::test]
async fn the_archive_of_an_official_holds_everything_but_secrets() {
    let site = Site::open().await;
    site.file_request().await;
    let anna = site.sign_in("anna").await;
    let task = site.first_task("anna").await;
    site.get(&anna, &task).await;
    let key = site.get(&anna, &task).await.key();
    let sent = [("_outcome", "accept"), ("_command", &key)];
    let done = site.post(&anna, &task, &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let vera = site.sign_in("vera").await;
    let files = site
        .archive(&vera, &[("person", "anna"), ("reason", "вх. № 18")])
        .await;
    let (page, data) = (page(&files), data(&files));
    for words in [
        "Иванова Анна Петровна",
        "anna@example.ru",
        "специалист",
        "Участие в делах",
    ] {
        assert!(page.contains(words), "{words}:\n{page}");
    }
    let official = &data["official"];
    assert_eq!(official["account"]["password"], true);
    assert_eq!(official["devices"].as_array().unwrap().len(), 1);
    let parts = official["parts"].as_array().unwrap();
    assert!(
        !parts[0]["did"].as_array().unwrap().is_empty(),
        "{official}"
    );
    let looked = official["looked_at"].as_array().unwrap();
    assert!(
        looked.iter().any(|look| look["what"] == "task"),
        "{official}"
    );
    let account = site.service.account("anna").await.unwrap().unwrap();
    let digest = anna.split('=').nth(1).unwrap();
    let all = format!("{page}{data}").replace("anna@example.ru", "");
    for secret in [account.password.as_str(), "argon2", digest, "a@example.ru"] {
        assert!(!all.contains(secret), "{secret} is nobody's business");
    }
}

#[tokio::test]
async fn without_a_reason_or_a_right_nothing_is_handed_over() {
    let site = Site::open().await;
    site.file_request().await;
    let vera = site.sign_in("vera").await;
    for (pairs, words) in [
        (vec![("person", "anna")], "Укажите основание"),
        (vec![("reason", "вх. № 1")], "Отметьте хотя бы одно дело"),
    ] {
        let answer = site.post(&vera, HERE, &pairs).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(words), "{words}:\n{}", answer.text);
    }
    let sent = [("case", "unknown"), ("reason", "вх. № 1")];
    let unknown = site.post(&vera, HERE, &sent).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let anna = site.sign_in("anna").await;
    let sent = [("person", "vera"), ("reason", "вх. № 1")];
    let refused = site.post(&anna, HERE, &sent).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let refused = site.get(&anna, HERE).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let token = token(&site, "vera").await;
    let none = json!({"person": "anna", "reason": " "});
    let call = (Method::POST, "/api/v1/personal-data");
    let none = site.call(call.clone(), &token, "", &none).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    let given = json!({"person": "anna", "reason": "вх. № 2"});
    let given = site.call(call, &token, "", &given).await;
    assert_eq!(given.json()["official"]["entry"]["id"], "anna");
}
