//! A table of people brought to a draft: mistakes by row and column, what would change, the way into the draft and through
//! another administrator into force; and that nothing is written past that.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use super::api::token;
use super::site::{Answer, Site, files};

const TABLE: &str = "Логин;Фамилия;Имя;Отчество;Должность;Почта;Роли
petrov;Петров;Иван;Сергеевич;методист;petrov@example.ru;clerk
anna;;;;старший специалист;;
";
const WRONG: &str = "Логин;Фамилия;Имя;Отчество;Должность;Почта;Роли
petrov;Петров;Иван;Сергеевич;методист;не адрес;clerk
ivanova;Иванова;Ольга;Петровна;методист;ivanova@example.ru;нет такой
";

async fn office() -> Site {
    let site = Site::open().await;
    let mut files = files();
    let people = files.get_mut("organisation.yaml").unwrap();
    *people = people.replace("roles:\n", "roles:\n  administrator: anna\n");
    site.service.publish(files, "test").await.unwrap();
    site
}

/// Begins a draft from the list of people; gives its address without the page of the table.
async fn begin(site: &Site, who: &str) -> String {
    let sent = [("title", "Состав людей"), ("then", "people")];
    let answer = site.post(who, "/admin/drafts", &sent).await;
    let place = answer.location().strip_suffix("/people");
    place.expect("the page of the table").to_owned()
}

/// Sends a form with files and fields.
async fn send(site: &Site, who: &str, draft: &str, table: &str, fields: &[(&str, &str)]) -> Answer {
    let mut body = String::new();
    let mut part = |head: &str, text: &str| {
        body += &format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n");
    };
    if !table.is_empty() {
        part("name=\"people\"; filename=\"staff.csv\"", table);
    }
    for (name, value) in fields {
        part(&format!("name=\"{name}\""), value);
    }
    body += "--x--\r\n";
    let request = Request::post(format!("{draft}/people"))
        .header(header::COOKIE, who)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    site.send(request.body(Body::from(body)).unwrap()).await
}

const SHARED: (&str, &str) = ("regulation", "");

/// The value of a hidden input as a browser would send it back.
fn hidden(page: &Answer, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.text.split_once(&start).expect("a hidden input");
    let value = rest.split('"').next().unwrap();
    let value = value.replace("&#34;", "\"").replace("&#39;", "'");
    let value = value.replace("&#60;", "<").replace("&#62;", ">");
    value.replace("&#38;", "&").replace('\n', "\r\n")
}

/// Presses the button below what was found.
async fn accept(site: &Site, who: &str, draft: &str, page: &Answer) -> Answer {
    let of = |name| (name, hidden(page, name));
    let kept = ["file", "seen", "over", "text"].map(of);
    let mut fields: Vec<(&str, &str)> = kept
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields.push(("_accept", "1"));
    send(site, who, draft, "", &fields).await
}

async fn directory_of(site: &Site, who: &str, draft: &str) -> Answer {
    site.get(who, &format!("{draft}/edit?file=organisation.yaml"))
        .await
}

#[tokio::test]
async fn a_mistake_is_told_by_row_and_column_and_nothing_is_taken() {
    let site = office().await;
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    let found = send(&site, &anna, &draft, WRONG, &[SHARED]).await;
    assert_eq!(found.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in [
        "Люди, строка 2, графа «Почта»",
        "Люди, строка 3, графа «Роли»",
        "Ничего не внесено",
    ] {
        assert!(found.text.contains(text), "{text}: {}", found.text);
    }
    assert!(!found.text.contains("name=\"_accept\""), "{}", found.text);
    let rest = [SHARED, ("skip_wrong", "true")];
    let rest = send(
        &site,
        &anna,
        &draft,
        &format!("{WRONG}anna;;;;старший;;\n"),
        &rest,
    )
    .await;
    assert!(rest.text.contains("name=\"_accept\""), "{}", rest.text);
    assert!(rest.text.contains("Строки с ошибками будут пропущены"));
    for (table, fields, says) in [
        ("", vec![SHARED], "Выберите файл"),
        (TABLE, vec![SHARED, ("complete", "скоро")], "последний день"),
    ] {
        let answer = send(&site, &anna, &draft, table, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
    }
    let elsewhere = send(&site, &anna, &draft, TABLE, &[("regulation", "../x")]).await;
    assert_eq!(elsewhere.status, StatusCode::BAD_REQUEST);
    let page = site.get(&anna, &draft).await.text;
    assert!(
        page.contains("Пока ничего"),
        "nothing is in the draft: {page}"
    );
}

#[tokio::test]
async fn another_administrator_brings_the_change_into_force() {
    let site = office().await;
    let (anna, vera) = (site.sign_in("anna").await, site.sign_in("vera").await);
    let draft = begin(&site, &anna).await;
    let found = send(&site, &anna, &draft, TABLE, &[SHARED]).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text);
    for text in [
        "Новые люди: 1",
        "Петров Иван Сергеевич",
        "petrov · строка 2",
        "Роль «Специалист»",
        "Изменятся: 1",
        "старший специалист",
        "Нет в таблице",
    ] {
        assert!(found.text.contains(text), "{text}: {}", found.text);
    }
    let before = directory_of(&site, &anna, &draft).await;
    assert!(!before.text.contains("petrov"), "looking writes nothing");
    let done = accept(&site, &anna, &draft, &found).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = site.get(&anna, done.location()).await.text;
    assert!(page.contains("внесены в черновик"), "{page}");
    let again = accept(&site, &anna, &draft, &found).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
    assert!(site.service.profile("petrov").is_none(), "not in force yet");

    let review = site.get(&anna, &format!("{draft}/review")).await;
    let revision = hidden(&review, "revision");
    let sent = [("revision", revision.as_str())];
    site.post(&anna, &format!("{draft}/submit"), &sent).await;
    let own = site.get(&anna, &format!("{draft}/review")).await.text;
    assert!(own.contains("должен другой"), "{own}");
    let late = send(&site, &vera, &draft, TABLE, &[SHARED]).await;
    assert!(!late.text.contains("name=\"_accept\""), "{}", late.text);
    let review = site.get(&vera, &format!("{draft}/review")).await;
    assert!(
        review.text.contains("Петров Иван Сергеевич"),
        "{}",
        review.text
    );
    let (revision, over) = (hidden(&review, "revision"), hidden(&review, "over"));
    let sent = [("revision", revision.as_str()), ("over", &over)];
    let done = site.post(&vera, &format!("{draft}/publish"), &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let petrov = site.service.profile("petrov").expect("in force");
    assert_eq!(petrov.position, "методист");
}

#[tokio::test]
async fn what_was_published_meanwhile_is_not_undone() {
    let site = office().await;
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    let found = send(&site, &anna, &draft, TABLE, &[SHARED]).await;
    site.publish_organisation(|text| {
        text.replace("roles:\n", "roles:\n  administrator: anna\n") + "\n# новое\n"
    })
    .await;
    let late = accept(&site, &anna, &draft, &found).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
    assert!(late.text.contains("Загрузите таблицу ещё раз"));
    let now = send(&site, &anna, &draft, TABLE, &[SHARED]).await;
    let done = accept(&site, &anna, &draft, &now).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let text = directory_of(&site, &anna, &draft).await.text;
    assert!(
        text.contains("# новое") && text.contains("petrov"),
        "{text}"
    );
}

#[tokio::test]
async fn only_files_of_a_directory_are_written() {
    let site = office().await;
    let (anna, oleg) = (site.sign_in("anna").await, site.sign_in("oleg").await);
    let draft = begin(&site, &anna).await;
    let over = site.service.library().current().digest.clone();
    let sent = [
        ("_accept", "1"),
        ("file", "request/process.yaml"),
        ("seen", "0"),
        ("over", over.as_str()),
        ("text", "process: request"),
    ];
    let answer = send(&site, &anna, &draft, "", &sent).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text);
    let stranger = send(&site, &oleg, &draft, TABLE, &[SHARED]).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}

async fn call(site: &Site, token: &str, query: &str, table: &str) -> Answer {
    let request = Request::post(format!("/api/v1/drafts/1/people?file=staff.csv{query}"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "text/csv");
    site.send(request.body(Body::from(table.to_owned())).unwrap())
        .await
}

#[tokio::test]
async fn a_program_of_an_administrator_does_the_same() {
    let site = office().await;
    let anna = site.sign_in("anna").await;
    begin(&site, &anna).await;
    let token = token(&site, "anna").await;
    let shown = call(&site, &token, "", TABLE).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let shown = shown.json();
    assert_eq!(shown["revision"], Value::Null);
    assert_eq!(shown["plan"]["changes"][0]["id"], "petrov");
    assert_eq!(shown["plan"]["changes"][0]["how"], "added");
    let wrong = call(&site, &token, "&write=true", WRONG).await.json();
    assert_eq!(wrong["revision"], Value::Null, "{wrong}");
    assert_eq!(wrong["plan"]["problems"][0]["row"], 2);
    assert_eq!(wrong["plan"]["problems"][0]["column"], "Почта");
    let written = call(&site, &token, "&write=true", TABLE).await.json();
    assert_eq!(written["errors"], serde_json::json!([]), "{written}");
    assert!(written["revision"].is_u64(), "{written}");
    let again = call(&site, &token, "&write=true", TABLE).await.json();
    assert_eq!(again["plan"]["changes"], serde_json::json!([]), "{again}");
    for (query, status) in [("&folder=nowhere", 404), ("&complete=soon", 400)] {
        let answer = call(&site, &token, query, TABLE).await;
        assert_eq!(answer.status.as_u16(), status, "{query}: {}", answer.text);
    }
    let request = Request::post("/api/v1/drafts/1/people?file=staff.pdf")
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    let answer = site.send(request.body(Body::from("%PDF")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["code"], "unreadable_table");
}
