//! The way of a request through the pages, without JavaScript: filed, looked up, worked on, answered.

use axum::http::StatusCode;

use super::site::Site;

#[tokio::test]
async fn a_request_is_filed_once_and_found_by_its_code() {
    let site = Site::open().await;
    let home = site.get("", "/").await;
    assert!(home.text.contains("href=\"/f/request\""), "{}", home.text);
    let form = site.get("", "/f/request").await;
    let key = form.key();
    let wrong = [("topic", "Крыша"), ("email", "a@"), ("_command", &key)];
    let answer = site.post("", "/f/request", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.text.contains("value=\"Крыша\""),
        "what was typed is kept"
    );
    assert_eq!(answer.key(), key);
    let right = [
        ("topic", "Крыша"),
        ("email", "a@example.ru"),
        ("_command", &key),
    ];
    let first = site.post("", "/f/request", &right).await;
    let second = site.post("", "/f/request", &right).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
    assert_eq!(
        first.location(),
        second.location(),
        "sent twice, filed once"
    );
    let receipt = site.get("", first.location()).await;
    let code = first.location().split('/').nth(2).unwrap();
    assert!(receipt.text.contains(code));
    let found = site
        .get("", &format!("/c?code={}", code.to_lowercase()))
        .await;
    assert_eq!(found.location(), format!("/c/{code}"));
    let status = site.get("", found.location()).await;
    assert!(status.text.contains("Крыша") && status.text.contains("Ответить"));
}

#[tokio::test]
async fn robots_and_unknown_fields_file_nothing() {
    let site = Site::open().await;
    let key = site.get("", "/f/request").await.key();
    let trap = [
        ("topic", "т"),
        ("email", "a@example.ru"),
        ("_website", "x"),
        ("_command", &key),
    ];
    assert_eq!(
        site.post("", "/f/request", &trap).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let unknown = [("topic", "т"), ("secret", "x"), ("_command", &key)];
    assert_eq!(
        site.post("", "/f/request", &unknown).await.status,
        StatusCode::BAD_REQUEST
    );
    let keyless = [("topic", "т"), ("email", "a@example.ru")];
    assert_eq!(
        site.post("", "/f/request", &keyless).await.status,
        StatusCode::BAD_REQUEST
    );
    assert!(
        site.service
            .my_tasks("anna", None)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}

#[tokio::test]
async fn an_applicant_withdraws() {
    let site = Site::open().await;
    let code = site.file_request().await;
    let status = site.get("", &format!("/c/{code}")).await;
    let address = format!("/c/{code}/events/withdrawal");
    assert!(status.text.contains(&address));
    let confirm = site.get("", &address).await;
    let done = site
        .post("", &address, &[("_command", &confirm.key())])
        .await;
    assert_eq!(done.location(), format!("/c/{code}?done=true"));
    let status = site.get("", done.location()).await;
    assert!(status.text.contains("Отозвано") && !status.text.contains(&address));
}

#[tokio::test]
async fn an_official_does_a_task() {
    let site = Site::open().await;
    site.file_request().await;
    let anna = site.sign_in("anna").await;
    let address = site.first_task("anna").await;
    let list = site.get(&anna, "/tasks").await;
    assert!(list.text.contains(&address) && list.text.contains("Крыша"));
    let task = site.get(&anna, &address).await;
    assert!(task.text.contains("Почему эта дата") && task.text.contains("Принять"));
    let key = task.key();
    let refused = [("secret", ""), ("_outcome", "refuse"), ("_command", &key)];
    let answer = site.post(&anna, &address, &refused).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.text.contains("id=\"f-secret-problem\""),
        "the reason stands at its field"
    );
    let accepted = [("secret", "ок"), ("_outcome", "accept"), ("_command", &key)];
    for done in ["/tasks?done=true", "/tasks?closed=true"] {
        let answer = site.post(&anna, &address, &accepted).await;
        assert_eq!(answer.location(), done, "{}", answer.text);
    }
    let register = site.get(&anna, "/registers/answers").await;
    assert!(
        register.text.contains("1-о") && register.text.contains("пропусков нет"),
        "{}",
        register.text
    );
}

#[tokio::test]
async fn every_page_of_an_official_opens() {
    let site = Site::open().await;
    site.file_request().await;
    let task = site.first_task("anna").await;
    let case = task
        .replace("/tasks/", "/instances/")
        .trim_end_matches("/1")
        .to_owned();
    let vera = site.sign_in("vera").await;
    let tabs =
        ["", "/data", "/documents", "/letters", "/history"].map(|tab| format!("{case}{tab}"));
    let others = [
        "/tasks?view=week",
        "/instances?q=кры&state=running",
        "/control",
        "/control?view=soon&process=request",
        "/control?view=nobody",
        "/control?view=forecast",
        "/control?view=extended&from=2026-11-01&until=2026-12-01",
        "/control?view=held&unit=x&person=anna",
        "/tasks?look=cards&q=x",
        "/registers",
        "/registers/answers?print=true",
        "/admin/outbox",
        "/admin/outbox?state=sent",
    ];
    let others = others.map(|path| path.replace("кры", "%D0%BA%D1%80%D1%8B"));
    for path in tabs.iter().chain(&others) {
        let answer = site.get(&vera, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        let english = site.get(&format!("{vera}; language=en"), path).await;
        assert!(english.text.contains("lang=\"en\""), "{path}");
    }
}

#[tokio::test]
async fn an_official_starts_a_process() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    assert!(
        site.get(&anna, "/instances")
            .await
            .text
            .contains("href=\"/start/request\"")
    );
    let form = site.get(&anna, "/start/request").await;
    let sent = [
        ("topic", "Забор"),
        ("email", "a@example.ru"),
        ("_command", &form.key()),
    ];
    let done = site.post(&anna, "/start/request", &sent).await;
    assert!(done.location().starts_with("/instances/"), "{}", done.text);
    let oleg = site.sign_in("oleg").await;
    assert_eq!(
        site.get(&oleg, "/start/request").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn colours_and_text_size_are_kept_by_the_browser() {
    let site = Site::open().await;
    let rows = [
        ("/theme", "theme", "contrast", "contrast"),
        ("/theme", "theme", "pink", "system"),
        ("/text-size", "size", "larger", "larger"),
        ("/text-size", "size", "huge", "usual"),
    ];
    for (path, name, sent, kept) in rows {
        let sent = [(name, sent), ("back", "/accessibility")];
        let answer = site.post("", path, &sent).await;
        assert_eq!(answer.location(), "/accessibility");
        let cookie = answer.header("set-cookie").split(';').next().unwrap();
        assert_eq!(cookie, format!("{name}={kept}"));
        let page = site.get(cookie, "/").await.text;
        assert!(page.contains(&format!("data-{name}=\"{kept}\"")), "{name}");
    }
}

#[tokio::test]
async fn the_statement_of_accessibility_names_a_contact() {
    let site = Site::open().await;
    let page = site.get("", "/accessibility").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in ["WCAG 2.2", "Известные ограничения", "dostup@example.ru"] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    let home = site.get("", "/").await;
    assert!(home.text.contains("<a href=\"/accessibility\""));
}
