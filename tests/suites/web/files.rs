//! Files of forms, without JavaScript and over the API: uploaded, kept when the form is refused, handed out by the rights of their field.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use super::site::{Answer, Site};

const PROCESS: &str = "
process: dossier
title: Приём материалов
time_zone: Asia/Novokuznetsk
calendar: ru
subject: topic
roles: {clerk: Специалист, guard: Сторож, controller: Контроль}
data:
  topic: {text: Тема}
  scan: {file: Скан заявления}
  passport: {file: Паспорт, confidential: true}
  docs: {files: Материалы, max: 2}
  pack: {checklist: Пакет, items: {laws: Акты, forms: Образцы}, evidence: true}
start: {public: true, role: clerk, form: [topic, scan, passport?]}
steps:
  examine: {user_task: Проверить, role: clerk, show: [scan], form: [docs?, pack], next: look}
  look: {user_task: Осмотреть, role: guard, show: [docs], next: done}
  done: {end: Принято}
";

/// A part of a form: name, file name (empty: a plain value), contents.
type Part<'a> = (&'a str, &'a str, &'a [u8]);

const PDF: &[u8] = b"%PDF-1.7 scan";

impl Site {
    pub(super) async fn with_dossiers() -> Self {
        let site = Self::open().await;
        site.publish_beside("dossier/process.yaml", PROCESS).await;
        site
    }

    async fn post_parts(&self, cookie: &str, path: &str, parts: &[Part<'_>]) -> Answer {
        let mut body = Vec::new();
        for (name, file, contents) in parts {
            let file = match file.is_empty() {
                true => String::new(),
                false => format!("; filename=\"{file}\""),
            };
            let head =
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend(head.as_bytes());
            body.extend(*contents);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn upload(&self, token: &str, name: &str, bytes: &'static [u8]) -> Answer {
        let mut request = Request::post(format!("/api/v1/files?name={name}"));
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(bytes)).unwrap()).await
    }
}

/// The value of the first box of an attached file.
fn kept(page: &Answer, field: &str) -> String {
    let (_, rest) = page
        .text
        .split_once(&format!("name=\"{field}\" value=\""))
        .expect("an attached file");
    rest.split_once('"').unwrap().0.to_owned()
}

/// The address of the file with this name.
fn link(page: &Answer, name: &str) -> String {
    let (before, _) = page
        .text
        .split_once(&format!("\">{name} ("))
        .unwrap_or_else(|| panic!("{name}: {}", page.text));
    before.rsplit_once("href=\"").unwrap().1.to_owned()
}

#[tokio::test]
async fn files_of_a_refused_form_stay_and_are_handed_out_by_rights() {
    let site = Site::with_dossiers().await;
    let form = site.get("", "/f/dossier").await;
    assert!(
        form.text.contains("multipart/form-data") && form.text.contains("25 МБ"),
        "{}",
        form.text
    );
    let key = form.key();
    let key = key.as_bytes();
    // The topic is missing: the form comes back with the scan in it.
    let first: &[Part<'_>] = &[
        ("_command", "", key),
        ("topic", "", b""),
        ("scan", "скан.pdf", PDF),
        ("passport", "паспорт.txt", b"secret"),
    ];
    let again = site.post_parts("", "/f/dossier", first).await;
    assert_eq!(
        again.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        again.text
    );
    assert!(
        again.text.contains("скан.pdf") && again.text.contains("Заполните поле «Тема»"),
        "{}",
        again.text
    );
    let (scan, passport) = (kept(&again, "scan"), kept(&again, "passport"));
    let second: &[Part<'_>] = &[
        ("_command", "", key),
        ("topic", "", "Крыша".as_bytes()),
        ("scan", "", scan.as_bytes()),
        ("scan", "", b""),
        ("passport", "", passport.as_bytes()),
    ];
    let done = site.post_parts("", "/f/dossier", second).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let task = site.first_task("anna").await;
    let case = task
        .replace("/tasks/", "/instances/")
        .trim_end_matches("/1")
        .to_owned();
    // The clerk is shown the scan and may open it; the passport is confidential, and no task of theirs has it.
    let anna = site.sign_in("anna").await;
    let page = site.get(&anna, &task).await;
    let scan_at = link(&page, "скан.pdf");
    let file = site.get(&anna, &scan_at).await;
    assert_eq!((file.status, file.text.as_bytes()), (StatusCode::OK, PDF));
    assert_eq!(file.header("content-type"), "application/pdf");
    let named = "attachment; filename*=UTF-8''%D1%81%D0%BA%D0%B0%D0%BD.pdf";
    assert_eq!(file.header("content-disposition"), named);
    let data = site.get(&anna, &format!("{case}/data")).await;
    assert!(
        data.text.contains("скрыто") && !data.text.contains("паспорт.txt"),
        "{}",
        data.text
    );
    let history = site.get(&anna, &format!("{case}/history")).await;
    assert!(
        history.text.contains(&scan_at) && !history.text.contains(&passport),
        "{}",
        history.text
    );
    let passport_at = format!("{case}/files/{passport}");
    assert_eq!(
        site.get(&anna, &passport_at).await.status,
        StatusCode::NOT_FOUND
    );
    // The controller sees confidential values.
    let vera = site.sign_in("vera").await;
    assert_eq!(site.get(&vera, &passport_at).await.text, "secret");
    for (cookie, path) in [
        ("", &*scan_at),
        (&*anna, &format!("{case}/files/none")),
        (&*anna, "/instances/none/files/x"),
    ] {
        let status = site.get(cookie, path).await.status;
        assert!(
            status == StatusCode::NOT_FOUND
                || (cookie.is_empty() && status == StatusCode::SEE_OTHER),
            "{path}: {status}"
        );
    }
}

#[tokio::test]
async fn a_task_takes_files_and_a_checklist_with_evidence() {
    let site = Site::with_dossiers().await;
    let begun = [
        ("_command", "", &b"0123456789abcdef0123456789abcdef"[..]),
        ("topic", "", b"A"),
        ("scan", "a.pdf", PDF),
    ];
    let begun = site.post_parts("", "/f/dossier", &begun).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let task = site.first_task("anna").await;
    let anna = site.sign_in("anna").await;
    let key = site.get(&anna, &task).await.key();
    let wrong: &[Part<'_>] = &[
        ("_command", "", key.as_bytes()),
        ("docs", "1.txt", b"one"),
        ("docs", "virus.exe", b"MZ"),
        ("docs", "2.pdf", b"MZ"),
        ("pack.laws.done", "", b"true"),
        ("pack.laws.note", "", "есть".as_bytes()),
        ("pack.forms.done", "", b"true"),
    ];
    let again = site.post_parts(&anna, &task, wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "«virus.exe»: Файлы такого вида не принимаются",
        "«2.pdf»: Содержимое файла",
        "1.txt",
        "value=\"есть\"",
    ] {
        assert!(again.text.contains(said), "{said}: {}", again.text);
    }
    let one = kept(&again, "docs");
    let without_evidence: &[Part<'_>] = &[
        ("_command", "", key.as_bytes()),
        ("docs", "", one.as_bytes()),
        ("pack.laws.done", "", b"true"),
        ("pack.laws.note", "", "есть".as_bytes()),
        ("pack.forms.done", "", b"true"),
    ];
    let again = site.post_parts(&anna, &task, without_evidence).await;
    assert!(
        again
            .text
            .contains("к пункту «Образцы» нужен файл или примечание"),
        "{}",
        again.text
    );
    let right: &[Part<'_>] = &[
        without_evidence,
        &[("pack.forms.file", "form.txt", b"form")],
    ]
    .concat();
    let done = site.post_parts(&anna, &task, right).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let case = task
        .replace("/tasks/", "/instances/")
        .trim_end_matches("/1")
        .to_owned();
    let data = site.get(&anna, &format!("{case}/data")).await;
    assert!(
        data.text
            .contains("Акты: да (есть);\nОбразцы: да (form.txt)"),
        "{}",
        data.text
    );
    assert_eq!(site.get(&anna, &link(&data, "form.txt")).await.text, "form");
}

#[tokio::test]
async fn a_file_is_taken_only_from_whoever_uploaded_it() {
    let site = Site::with_dossiers().await;
    let foreign = site.upload("", "f.txt", b"public").await;
    assert_eq!(foreign.status, StatusCode::CREATED, "{}", foreign.text);
    let sign_in = json!({"login": "anna", "password": super::site::PASSWORD});
    let opened = site
        .call((Method::POST, "/api/v1/session"), "", "", &sign_in)
        .await;
    let token = opened.json()["token"].as_str().unwrap().to_owned();
    let own = site.upload(&token, "own.pdf", PDF).await.json();
    assert_eq!(
        own,
        json!({"id": own["id"], "name": "own.pdf", "size": PDF.len(), "media": "application/pdf"})
    );
    let refused = site.upload(&token, "own.exe", b"MZ").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["code"], "file_kind");
    let forged = json!({"id": "f", "name": "x.pdf", "size": 1, "media": "application/pdf"});
    let start = async |scan: &Value, key: &str| {
        let sent = json!({"data": {"topic": "A", "scan": scan}});
        site.call(
            (Method::POST, "/api/v1/processes/dossier/instances"),
            &token,
            key,
            &sent,
        )
        .await
    };
    for scan in [
        &foreign.json()["id"],
        &foreign.json(),
        &forged,
        &json!("unknown"),
    ] {
        let answer = start(scan, "key-of-a-refused-start").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{scan}");
        assert_eq!(answer.json()["errors"][0]["field"], "scan", "{scan}");
    }
    let begun = start(&own["id"], "key-of-the-right-start").await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    let instance = begun.json()["instance"].as_str().unwrap().to_owned();
    let path = format!(
        "/api/v1/instances/{instance}/files/{}",
        own["id"].as_str().unwrap()
    );
    let file = site
        .call((Method::GET, &path), &token, "", &Value::Null)
        .await;
    assert_eq!(file.text.as_bytes(), PDF);
}
