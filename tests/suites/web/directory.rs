//! The directory over the site: finding somebody, what they see, their account, and the acts that are recorded.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::api::token;
use super::site::{Answer, PASSWORD, Site};

async fn act(site: &Site, cookie: &str, person: &str, act: &str) -> Answer {
    let address = format!("/admin/people/{person}/account");
    site.post(cookie, &address, &[("act", act)]).await
}

async fn signs_in(site: &Site, person: &str, password: &str) -> bool {
    let sent = [
        ("login", person),
        ("password", password),
        ("back", "/tasks"),
    ];
    let answer = site.post("", "/sign-in", &sent).await;
    answer.status == StatusCode::SEE_OTHER
}

#[tokio::test]
async fn somebody_is_found_by_beginnings_of_words() {
    let site = Site::open().await;
    let vera = site.sign_in("vera").await;
    let name = site.service.person("anna").unwrap().name;
    let family = name.split(' ').next().unwrap().to_lowercase();
    for (asked, found) in [
        (String::new(), true),
        (family.chars().take(3).collect(), true),
        ("anna".into(), true),
        ("Специалист".into(), true),
        ("пециалист".into(), false),
        (format!("{family} нетакого"), false),
    ] {
        let asked = format!("/admin/people?q={}", percent(&asked));
        let list = site.get(&vera, &asked).await;
        let there = list.text.contains("href=\"/admin/people/anna\"");
        assert_eq!(there, found, "{asked}:\n{}", list.text);
    }
    assert_eq!(
        site.get(&vera, "/admin/people/nobody").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_somebody_sees_is_told_before_they_see_it() {
    let site = Site::open().await;
    let vera = site.sign_in("vera").await;
    let page = site.get(&vera, "/admin/people/anna").await;
    for wanted in ["Обращение", "Специалист", "Что видит", "вход открыт"]
    {
        assert!(page.text.contains(wanted), "{wanted}:\n{}", page.text);
    }
    let token = token(&site, "vera").await;
    let asked = (Method::GET, "/api/v1/people/anna");
    let entry = site.call(asked, &token, "", &json!(null)).await.json();
    let request = entry["processes"].as_array().unwrap().iter();
    let request: Vec<_> = request.filter(|one| one["process"] == "request").collect();
    assert_eq!(request[0]["cases"], "every", "{entry}");
    assert_eq!(entry["account"], "open");
    assert_eq!(entry["oversees"], false);
}

#[tokio::test]
async fn an_account_is_closed_opened_and_given_a_new_password() {
    let site = Site::open().await;
    let vera = site.sign_in("vera").await;
    let anna = site.sign_in("anna").await;
    let closed = act(&site, &vera, "anna", "block").await;
    assert!(closed.text.contains("Вход закрыт"), "{}", closed.text);
    assert_eq!(
        site.get(&anna, "/tasks").await.status,
        StatusCode::SEE_OTHER,
        "her session has ended"
    );
    assert!(!signs_in(&site, "anna", PASSWORD).await);
    act(&site, &vera, "anna", "unblock").await;
    assert!(signs_in(&site, "anna", PASSWORD).await);
    let given = act(&site, &vera, "anna", "password").await;
    let (_, rest) = given.text.split_once("<code>").expect("a password");
    let password = rest.split('<').next().unwrap().to_owned();
    assert!(!signs_in(&site, "anna", PASSWORD).await);
    assert!(signs_in(&site, "anna", &password).await, "{password}");
    let again = site.get(&vera, "/admin/people/anna").await;
    assert!(!again.text.contains(&password), "it is told once");
    let audit = site.get(&vera, "/admin/audit").await;
    for wanted in [
        "Закрыт вход",
        "Вход открыт снова",
        "Выдан новый пароль",
        "Опубликовано",
    ] {
        assert!(audit.text.contains(wanted), "{wanted}:\n{}", audit.text);
    }
    assert!(!audit.text.contains(&password));
}

#[tokio::test]
async fn nobody_shuts_themselves_out_and_nobody_else_keeps_accounts() {
    let site = Site::open().await;
    let vera = site.sign_in("vera").await;
    let oneself = act(&site, &vera, "vera", "block").await;
    assert_eq!(oneself.status, StatusCode::FORBIDDEN);
    let page = site.get(&vera, "/admin/people/vera").await;
    assert!(!page.text.contains("value=\"block\""), "{}", page.text);
    assert_eq!(
        act(&site, &vera, "anna", "abolish").await.status,
        StatusCode::BAD_REQUEST
    );
    let anna = site.sign_in("anna").await;
    let other = act(&site, &anna, "oleg", "block").await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn administrators_see_what_is_set() {
    let site = Site::open().await;
    let vera = site.sign_in("vera").await;
    let page = site.get(&vera, "/admin/settings").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for wanted in [
        "<code>mail.host</code>",
        "mail.example.ru",
        "Почтовый сервер",
        "задан</td>",
        "не задано</td>",
        "да</td>",
    ] {
        assert!(page.text.contains(wanted), "{wanted}:\n{}", page.text);
    }
    let token = token(&site, "vera").await;
    let asked = (Method::GET, "/api/v1/settings");
    let told = site.call(asked, &token, "", &json!(null)).await.json();
    assert_eq!(
        told[0],
        json!({"key": "mail.host", "value": {"text": "mail.example.ru"}})
    );
    assert_eq!(told[2]["value"], json!({"secret": true}), "{told}");
    let oleg = site.sign_in("oleg").await;
    let refused = site.get(&oleg, "/admin/settings").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
