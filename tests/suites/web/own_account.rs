//! One's own account over the API: who one is, settings, password, sessions, filters; and the letters that tell an owner what
//! somebody has done to their account.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::api::token;
use super::second_factor::set_up;
use super::site::{Answer, PASSWORD, Site, monday};

const NEW: &str = "ржавый велосипед у крыльца";
const KEY: &str = "0123456789abcdef";

async fn get(site: &Site, who: &str, path: &str) -> Answer {
    let nothing = json!(null);
    site.call((Method::GET, path), who, "", &nothing).await
}

async fn post(site: &Site, who: &str, path: &str, body: &Value) -> Answer {
    site.call((Method::POST, path), who, "", body).await
}

async fn delete(site: &Site, who: &str, path: &str) -> StatusCode {
    let nothing = json!(null);
    let answer = site.call((Method::DELETE, path), who, "", &nothing).await;
    answer.status
}

#[tokio::test]
async fn one_is_told_who_one_is_and_how_pages_look() {
    let site = Site::open().await;
    let anna = token(&site, "anna").await;
    let me = get(&site, &anna, "/api/v1/me").await.json();
    assert_eq!(me["id"], "anna");
    assert_eq!(me["address"], "anna@example.ru");
    assert_eq!(me["offices"][0]["ru"], "Специалист");
    assert_eq!(me["has_password"], true);
    let factor = json!({"since": null, "recovery_codes": 0, "demanded": false});
    assert_eq!(me["second_factor"], factor);
    let usual = json!({
        "language": "ru", "theme": "system", "text_size": "usual", "keys": true, "letters_in_english": false,
    });
    assert_eq!(me["settings"], usual);

    let put = (Method::PUT, "/api/v1/me/settings");
    let wish = json!({
        "language": "en", "theme": "contrast", "text_size": "large", "keys": false, "letters_in_english": true,
    });
    let answer = site.call(put.clone(), &anna, "", &wish).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.json(), wish);
    let set = answer.headers.get_all(header::SET_COOKIE).iter();
    let set: Vec<&str> = set
        .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap())
        .collect();
    assert_eq!(
        set,
        ["language=en", "theme=contrast", "size=large", "keys=off"]
    );
    // Whoever keeps the cookies has the settings; the language of letters is kept here.
    let asked = Request::get("/api/v1/me")
        .header(header::AUTHORIZATION, format!("Bearer {anna}"))
        .header(header::COOKIE, set.join("; "));
    let kept = site.send(asked.body(Body::empty()).unwrap()).await;
    assert_eq!(kept.json()["settings"], wish);
    let bare = get(&site, &anna, "/api/v1/me").await.json();
    assert_eq!(bare["settings"]["letters_in_english"], true);
    assert_eq!(bare["settings"]["theme"], "system");
    let nothing = site.call(put.clone(), &anna, "", &json!({})).await;
    assert_eq!(nothing.json()["letters_in_english"], true, "as it was");
    let odd = site.call(put, &anna, "", &json!({"theme": "pink"})).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_password_changes_by_the_rules_of_the_page() {
    let site = Site::open().await;
    let (here, there) = (token(&site, "anna").await, token(&site, "anna").await);
    let path = "/api/v1/me/password";
    for (present, new, code, field) in [
        (PASSWORD, "коротко", "password_unfit", "new"),
        (PASSWORD, "Иванова-2026", "password_unfit", "new"),
        (PASSWORD, PASSWORD, "password_same", "new"),
        ("не тот", NEW, "wrong_password", "present"),
    ] {
        let body = json!({"present": present, "new": new});
        let answer = post(&site, &here, path, &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{new}");
        assert_eq!(problem["errors"][0]["field"], field, "{new}");
    }
    let body = json!({"present": PASSWORD, "new": NEW});
    let done = post(&site, &here, path, &body).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text);
    assert_eq!(get(&site, &here, "/api/v1/me").await.status, StatusCode::OK);
    let other = get(&site, &there, "/api/v1/me").await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED);
    let sign_in = json!({"login": "anna", "password": NEW});
    let again = post(&site, "", "/api/v1/session", &sign_in).await;
    assert_eq!(again.status, StatusCode::CREATED);

    for _ in 0..5 {
        let body = json!({"present": "не тот", "new": "совсем другая фраза"});
        post(&site, &here, path, &body).await;
    }
    let body = json!({"present": NEW, "new": "совсем другая фраза"});
    let slowed = post(&site, &here, path, &body).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    site.service.take_password(None, "oleg").await.unwrap();
    let session = site.sign_in("vera").await;
    assert_eq!(site.get(&session, "/me").await.status, StatusCode::OK);
}

#[tokio::test]
async fn somebody_who_signs_in_elsewhere_has_no_password_to_change() {
    let site = Site::open().await;
    let anna = token(&site, "anna").await;
    let known = site.service.account("anna").await.unwrap().unwrap();
    let empty = reglament_runtime::port::Account {
        password: String::new(),
        ..known
    };
    site.service.save_account(&empty).await.unwrap();
    let gone = get(&site, &anna, "/api/v1/me").await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED, "its sessions ended");
    // A session of somebody whom a provider vouches for.
    let id = reglament_http::auth::SessionId::random().unwrap();
    let session = reglament_runtime::port::Session {
        token: id.digest(),
        person: "anna".into(),
        created_at: monday(),
        expires_at: monday() + TimeDelta::hours(1),
        seen_at: monday(),
        device: String::new(),
        awaits_code: false,
        provider: Some("Учётная запись города".into()),
        vouched: true,
    };
    site.service.open_session(&session).await.unwrap();
    let anna = id.as_str();
    let me = get(&site, anna, "/api/v1/me").await.json();
    assert_eq!(me["has_password"], false);
    let body = json!({"present": "", "new": NEW});
    let refused = post(&site, anna, "/api/v1/me/password", &body).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.json()["code"], "password_elsewhere");
    let sessions = get(&site, anna, "/api/v1/me/sessions").await.json();
    assert_eq!(sessions[0]["by"], "Учётная запись города");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let site = Site::open().await;
    let here = token(&site, "anna").await;
    site.clock.set(monday() + TimeDelta::minutes(5));
    let (there, third) = (token(&site, "anna").await, token(&site, "anna").await);
    let oleg = token(&site, "oleg").await;
    let list = get(&site, &here, "/api/v1/me/sessions").await.json();
    let list = list.as_array().unwrap();
    let present: Vec<bool> = list
        .iter()
        .map(|one| one["present"].as_bool().unwrap())
        .collect();
    assert_eq!(present.iter().filter(|one| **one).count(), 1, "{list:?}");
    assert_eq!(list.len(), 3);
    let other = list.iter().find(|one| one["present"] == false).unwrap();
    assert_eq!(other["begun_at"], "2026-11-16T03:05:00Z");
    let path = format!("/api/v1/me/sessions/{}", other["session"].as_str().unwrap());
    let foreign = delete(&site, &oleg, &path).await;
    assert_eq!(foreign, StatusCode::NOT_FOUND, "not by somebody else");
    assert_eq!(delete(&site, &here, &path).await, StatusCode::NO_CONTENT);
    assert_eq!(delete(&site, &here, &path).await, StatusCode::NOT_FOUND);
    let mut live = 0;
    for token in [&there, &third] {
        live += u32::from(get(&site, token, "/api/v1/me").await.status == StatusCode::OK);
    }
    assert_eq!(live, 1);
    let others = delete(&site, &here, "/api/v1/me/sessions").await;
    assert_eq!(others, StatusCode::NO_CONTENT);
    let list = get(&site, &here, "/api/v1/me/sessions").await.json();
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(get(&site, &oleg, "/api/v1/me").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_end_of_a_session_is_told_and_asking_by_itself_does_not_put_it_off() {
    let site = Site::open().await;
    let anna = token(&site, "anna").await;
    let ask = async |by_itself: bool| {
        let mut request =
            Request::get("/api/v1/session").header(header::AUTHORIZATION, format!("Bearer {anna}"));
        if by_itself {
            request = request.header("reglament-refresh", "1");
        }
        site.send(request.body(Body::empty()).unwrap()).await
    };
    let state = ask(false).await.json();
    assert_eq!(state["seconds_left"], 1800);
    assert_eq!(state["is_renewable"], true);
    site.clock.set(monday() + TimeDelta::minutes(26));
    assert_eq!(ask(true).await.json()["seconds_left"], 240);
    assert_eq!(ask(true).await.json()["seconds_left"], 240);
    assert_eq!(ask(false).await.json()["seconds_left"], 1800);
    site.clock.set(monday() + TimeDelta::minutes(57));
    let ended = ask(true).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);

    // The longest time ends a session that is used, and that cannot be put off.
    let anna = token(&site, "anna").await;
    let mut last = json!(null);
    for minutes in (0..12 * 60).step_by(20) {
        site.clock.set(monday() + TimeDelta::minutes(57 + minutes));
        last = get(&site, &anna, "/api/v1/session").await.json();
    }
    assert_eq!(last["seconds_left"], 1200, "{last}");
    assert_eq!(last["is_renewable"], false);
}

#[tokio::test]
async fn filters_of_lists_are_kept_and_removed() {
    let site = Site::open().await;
    let (anna, oleg) = (token(&site, "anna").await, token(&site, "oleg").await);
    let path = "/api/v1/filters/tasks";
    let week = json!({"title": " Неделя ", "query": "view=week"});
    let kept = post(&site, &anna, path, &week).await;
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text);
    let kept = kept.json();
    assert_eq!(kept["title"], "Неделя");
    assert_eq!(kept["address"], "/tasks?view=week");
    let other = json!({"title": "Неделя", "query": "view=today"});
    post(&site, &anna, path, &other).await;
    let list = get(&site, &anna, path).await.json();
    assert_eq!(list.as_array().unwrap().len(), 1, "one of a name: {list}");
    assert_eq!(list[0]["query"], "view=today");
    let cookie = site.sign_in("anna").await;
    let page = site.get(&cookie, "/tasks").await.text;
    assert!(page.contains("Неделя"), "{page}");
    for (body, status, code) in [
        (
            json!({"title": " ", "query": ""}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "filter_not_kept",
        ),
        (
            json!({"title": "а", "query": "\"><script>"}),
            StatusCode::BAD_REQUEST,
            "unreadable",
        ),
    ] {
        let refused = post(&site, &anna, path, &body).await;
        assert_eq!(refused.status, status, "{body}");
        assert_eq!(refused.json()["code"], code);
    }
    let unknown = get(&site, &anna, "/api/v1/filters/people").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let one = format!("{path}/{}", list[0]["id"]);
    assert_eq!(delete(&site, &oleg, &one).await, StatusCode::NOT_FOUND);
    let elsewhere = one.replace("tasks", "control");
    let astray = delete(&site, &anna, &elsewhere).await;
    assert_eq!(astray, StatusCode::NOT_FOUND, "of another list");
    assert_eq!(delete(&site, &anna, &one).await, StatusCode::NO_CONTENT);
    assert_eq!(get(&site, &anna, path).await.json(), json!([]));
}

#[tokio::test]
async fn a_program_is_nobody_with_an_account() {
    let site = Site::open().await;
    let vera = token(&site, "vera").await;
    let wish = json!({
        "name": "1С", "scopes": ["cases:read"], "processes": ["request"], "until": "2026-12-31",
    });
    let given = post(&site, &vera, "/api/v1/programs", &wish).await;
    assert_eq!(given.status, StatusCode::CREATED, "{}", given.text);
    let program = given.json()["token"].as_str().unwrap().to_owned();
    for (method, path) in [
        (Method::GET, "/api/v1/me"),
        (Method::GET, "/api/v1/session"),
        (Method::PUT, "/api/v1/me/settings"),
        (Method::POST, "/api/v1/me/password"),
        (Method::GET, "/api/v1/me/sessions"),
        (Method::DELETE, "/api/v1/me/sessions"),
        (Method::GET, "/api/v1/filters/tasks"),
        (Method::POST, "/api/v1/tasks/together"),
    ] {
        let answer = site
            .call((method.clone(), path), &program, KEY, &json!({}))
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
        assert_eq!(answer.json()["code"], "person_needed", "{method} {path}");
    }
    // What is late is among what programs may read.
    for path in ["/api/v1/overdue/expected", "/api/v1/overdue/strip"] {
        let answer = get(&site, &program, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    }
}

/// Subjects and texts of the letters about accounts that went to an address, the newest first.
async fn letters(site: &Site, address: &str) -> Vec<(String, String)> {
    let rows = site.service.outbox("vera", None, None).await.unwrap();
    let mut found = Vec::new();
    for row in rows {
        if row.to == address && row.key.starts_with("account/") {
            assert_eq!((row.purpose, &row.instance), ("service", &None));
            let letter = site.service.letter_as_sent("vera", &row.key).await.unwrap();
            found.push((letter.subject, letter.text));
        }
    }
    found
}

#[tokio::test]
async fn an_owner_is_told_of_a_new_password() {
    let site = Site::open().await;
    let cookie = site.sign_in("anna").await;
    let body = format!("present={PASSWORD}&new={NEW}&again={NEW}");
    let escaped: String = body
        .bytes()
        .map(|byte| match byte {
            b'=' | b'&' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    let request = Request::post("/me/password")
        .header(header::COOKIE, &cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(axum::extract::ConnectInfo(std::net::SocketAddr::from((
            [192, 0, 2, 7],
            4321,
        ))));
    let answer = site.send(request.body(Body::from(escaped)).unwrap()).await;
    assert_eq!(answer.location(), "/me?done=password", "{}", answer.text);
    let told = letters(&site, "anna@example.ru").await;
    assert_eq!(told.len(), 1);
    let (subject, text) = &told[0];
    assert_eq!(subject, "Ваш пароль изменён");
    for part in [
        "16.11.2026 10:00",
        "192.0.2.7",
        "https://office.example.ru/me",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains(NEW) && !text.contains(PASSWORD), "{text}");

    // Given by an administrator, to somebody who reads English.
    let service = &site.service;
    service.choose_letter_language("oleg", true).await.unwrap();
    let vera = token(&site, "vera").await;
    let path = "/api/v1/people/oleg/account";
    let given = post(&site, &vera, path, &json!({"act": "password"})).await;
    let password = given.json()["password"].as_str().unwrap().to_owned();
    let told = letters(&site, "oleg@example.ru").await;
    assert_eq!(told.len(), 1);
    let (subject, text) = &told[0];
    assert_eq!(subject, "You were given a new password");
    assert!(
        text.contains("Смирнова") && !text.contains(&password),
        "{text}"
    );
    // What was refused is no news.
    let wrong = json!({"present": "не тот", "new": NEW});
    let oleg = json!({"login": "oleg", "password": password});
    let oleg = post(&site, "", "/api/v1/session", &oleg).await.json();
    let oleg = oleg["token"].as_str().unwrap();
    post(&site, oleg, "/api/v1/me/password", &wrong).await;
    assert_eq!(letters(&site, "oleg@example.ru").await.len(), 1);
}

#[tokio::test]
async fn an_owner_is_told_of_the_second_factor() {
    let site = Site::open().await;
    let (cookie, _, codes) = set_up(&site, "anna").await;
    let told = letters(&site, "anna@example.ru").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "Вход с кодом включён");
    site.clock.set(monday() + TimeDelta::minutes(1));
    let sent = [("act", "remove"), ("password", PASSWORD)];
    let removed = site.post(&cookie, "/me/second-factor", &sent).await;
    assert_eq!(removed.location(), "/me?done=factor", "{}", removed.text);
    let told = letters(&site, "anna@example.ru").await;
    let subjects: Vec<&str> = told.iter().map(|(subject, _)| subject.as_str()).collect();
    assert_eq!(subjects, ["Вход с кодом выключен", "Вход с кодом включён"]);
    let codes = codes.text.split("<li><code>").skip(1);
    for code in codes.map(|part| part.split('<').next().unwrap()) {
        assert!(told.iter().all(|(_, text)| !text.contains(code)), "{code}");
    }
    let nothing = site.service.take_second_factor("anna").await.unwrap();
    assert!(!nothing);
    assert_eq!(letters(&site, "anna@example.ru").await.len(), 2);
}
