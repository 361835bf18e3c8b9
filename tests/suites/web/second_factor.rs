//! The second factor: set up by its first code, asked for at every sign-in, taken once, and demanded by the installation.

use axum::http::{Method, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use reglament_http::Settings;
use reglament_http::access::{DOORS, Relation};
use reglament_http::auth::Demand;
use serde_json::json;
use sha1::Sha1;

use super::site::{Answer, PASSWORD, Site, monday};

const HERE: &str = "/me/second-factor";

/// An application for one-time codes, made from what the page says to a person who types.
pub(super) struct Phone {
    secret: Vec<u8>,
    salt: String,
}

impl Phone {
    pub(super) fn of(page: &Answer) -> Self {
        let between = |before: &str, after: &str| {
            let (_, rest) = page.text.split_once(before).expect(before);
            rest.split_once(after).unwrap().0.to_owned()
        };
        Self {
            secret: from_base32(&between("<dt>Ключ</dt><dd><code>", "</code>")),
            salt: between("name=\"salt\" value=\"", "\""),
        }
    }

    /// The code of the thirty seconds around a moment.
    pub(super) fn code(&self, at: DateTime<Utc>) -> String {
        let step = u64::try_from(at.timestamp()).unwrap() / 30;
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.secret).unwrap();
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let place = usize::from(hash[19] & 15);
        let word = u32::from_be_bytes(hash[place..place + 4].try_into().unwrap());
        format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
    }
}

fn from_base32(text: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0u32, 0);
    for letter in text.chars().filter(|letter| *letter != ' ') {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap();
        held = held << 5 | u32::try_from(value).unwrap();
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 255).unwrap());
        }
    }
    bytes
}

fn minute(minutes: i64) -> DateTime<Utc> {
    monday() + TimeDelta::minutes(minutes)
}

/// The recovery codes on a page.
fn recovery_codes(page: &Answer) -> Vec<String> {
    let parts = page.text.split("<li><code>").skip(1);
    parts
        .map(|part| part.split('<').next().unwrap().to_owned())
        .collect()
}

fn cookie_of(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie").split(';').next();
    cookie.unwrap().to_owned()
}

async fn password(site: &Site, person: &str) -> Answer {
    let sent = [
        ("login", person),
        ("password", PASSWORD),
        ("back", "/tasks"),
    ];
    site.post("", "/sign-in", &sent).await
}

async fn type_code(site: &Site, cookie: &str, code: &str) -> Answer {
    let sent = [("code", code), ("back", "/tasks")];
    site.post(cookie, "/sign-in/code", &sent).await
}

pub(super) async fn confirm(site: &Site, cookie: &str, phone: &Phone, code: &str) -> Answer {
    let sent = [("act", "confirm"), ("salt", &phone.salt), ("code", code)];
    site.post(cookie, HERE, &sent).await
}

/// Signs somebody in and sets up a second factor: the session, the telephone, the page of recovery codes.
pub(super) async fn set_up(site: &Site, person: &str) -> (String, Phone, Answer) {
    let cookie = cookie_of(&password(site, person).await);
    let phone = Phone::of(&site.get(&cookie, HERE).await);
    let code = phone.code(site.service.now());
    let answer = confirm(site, &cookie, &phone, &code).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    (cookie, phone, answer)
}

#[tokio::test]
async fn nothing_is_kept_before_the_first_code_was_right() {
    let site = Site::open().await;
    let (anna, other) = (site.sign_in("anna").await, site.sign_in("anna").await);
    let page = site.get(&anna, HERE).await;
    assert!(page.text.contains("<svg viewBox"), "{}", page.text);
    let phone = Phone::of(&page);
    let answer = confirm(&site, &anna, &phone, &phone.code(minute(-5))).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(Phone::of(&answer).secret, phone.secret, "the same is asked");
    let foreign = Phone {
        secret: phone.secret.clone(),
        salt: "0".repeat(phone.salt.len()),
    };
    let answer = confirm(&site, &anna, &foreign, &phone.code(monday())).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "a salt of nobody");
    assert_eq!(site.service.second_factor("anna").await.unwrap(), None);
    let answer = confirm(&site, &anna, &phone, &phone.code(monday())).await;
    assert_eq!(recovery_codes(&answer).len(), 10, "{}", answer.text);
    assert_eq!(site.get(&anna, "/me").await.status, StatusCode::OK);
    assert_eq!(site.get(&other, "/me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_code_is_asked_for_and_taken_once() {
    let site = Site::open().await;
    let (_, phone, page) = set_up(&site, "anna").await;
    let halfway = password(&site, "anna").await;
    assert_eq!(halfway.location(), "/sign-in/code?back=/tasks");
    let halfway = cookie_of(&halfway);
    let used = type_code(&site, &halfway, &phone.code(monday())).await;
    assert_eq!(
        used.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        used.text
    );
    site.clock.set(minute(1));
    let code = phone.code(minute(1));
    let typed = format!("{} {}", &code[..3], &code[3..]);
    let whole = type_code(&site, &halfway, &typed).await;
    assert_eq!(whole.location(), "/tasks", "{}", whole.text);
    let whole = cookie_of(&whole);
    assert_eq!(site.get(&whole, "/tasks").await.status, StatusCode::OK);
    let ended = site.get(&halfway, "/sign-in/code").await;
    assert!(ended.location().starts_with("/sign-in?back="));
    let again = cookie_of(&password(&site, "anna").await);
    let refused = type_code(&site, &again, &code).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let spare = recovery_codes(&page)[3].to_lowercase().replace('-', " ");
    let opened = type_code(&site, &again, &spare).await;
    assert_eq!(opened.location(), "/tasks", "a recovery code");
    let again = cookie_of(&password(&site, "anna").await);
    let refused = type_code(&site, &again, &spare).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = site.get(&whole, HERE).await;
    assert!(page.text.contains("Осталось 9 резервных кодов"));
}

#[tokio::test]
async fn guessing_codes_is_slowed_and_the_right_password_does_not_help() {
    let site = Site::open().await;
    let (_, phone, _) = set_up(&site, "anna").await;
    let mut statuses = Vec::new();
    for _ in 0..6 {
        // A fresh password each time: it must not release the brake on codes.
        let halfway = cookie_of(&password(&site, "anna").await);
        statuses.push(type_code(&site, &halfway, "000000").await.status);
    }
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    assert_eq!(statuses[..5], [unfit; 5]);
    assert_eq!(statuses[5], StatusCode::TOO_MANY_REQUESTS);
    site.clock.set(minute(1));
    let halfway = cookie_of(&password(&site, "anna").await);
    let code = phone.code(minute(1));
    assert_eq!(type_code(&site, &halfway, &code).await.location(), "/tasks");
}

#[tokio::test]
async fn between_password_and_code_no_door_is_open() {
    let site = Site::open().await;
    set_up(&site, "vera").await;
    let halfway = cookie_of(&password(&site, "vera").await);
    let (_, token) = halfway.split_once('=').unwrap();
    for door in &DOORS {
        if matches!(door.relation, Relation::Everyone | Relation::Code) {
            continue;
        }
        let path = door.path.replace(['{', '}', '*'], "x");
        let asked = (
            Method::from_bytes(door.method.as_bytes()).unwrap(),
            path.as_str(),
        );
        let answer = site.call(asked, token, "", &json!(null)).await;
        let expected = match path.starts_with("/api/") {
            true => StatusCode::UNAUTHORIZED,
            false => StatusCode::SEE_OTHER,
        };
        assert_eq!(answer.status, expected, "{door:?}");
        if !path.starts_with("/api/") {
            assert!(answer.location().starts_with("/sign-in?"), "{door:?}");
        }
    }
    site.clock.set(minute(11));
    let late = site.get(&halfway, "/sign-in/code").await;
    assert_eq!(late.status, StatusCode::SEE_OTHER, "not for ever");
}

#[tokio::test]
async fn whoever_changes_it_proves_the_password() {
    let site = Site::open().await;
    let (anna, phone, page) = set_up(&site, "anna").await;
    for act in ["codes", "anew", "remove"] {
        let sent = [("act", act), ("password", "не тот")];
        let answer = site.post(&anna, HERE, &sent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        assert!(answer.text.contains("Нынешний пароль не подошёл"), "{act}");
    }
    site.clock.set(minute(1));
    // A code of the old telephone does not put a new one in its place without the password.
    let replaced = confirm(&site, &anna, &phone, &phone.code(minute(1))).await;
    assert_eq!(replaced.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fresh = site.post(&anna, HERE, &[("act", "codes"), ("password", PASSWORD)]);
    let fresh = recovery_codes(&fresh.await);
    let halfway = cookie_of(&password(&site, "anna").await);
    let old = type_code(&site, &halfway, &recovery_codes(&page)[0]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = type_code(&site, &halfway, &fresh[0]).await;
    assert_eq!(new.location(), "/tasks");
    let removed = site.post(&anna, HERE, &[("act", "remove"), ("password", PASSWORD)]);
    assert_eq!(removed.await.location(), "/me?done=factor");
    assert_eq!(password(&site, "anna").await.location(), "/tasks");
}

#[tokio::test]
async fn a_session_that_has_lasted_asks_for_the_password_first() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    site.clock.set(minute(11));
    let page = site.get(&anna, HERE).await;
    assert!(page.text.contains("name=\"password\""), "{}", page.text);
    let phone = Phone::of(&page);
    let code = phone.code(minute(11));
    let answer = confirm(&site, &anna, &phone, &code).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = [
        ("act", "confirm"),
        ("salt", phone.salt.as_str()),
        ("code", &code),
        ("password", PASSWORD),
    ];
    let answer = site.post(&anna, HERE, &sent).await;
    assert_eq!(recovery_codes(&answer).len(), 10, "{}", answer.text);
}

#[tokio::test]
async fn an_installation_that_demands_one_lets_nobody_further_without_it() {
    let site = Site::open_demanding(Settings::default(), Demand::Everyone).await;
    let entered = password(&site, "anna").await;
    let anna = cookie_of(&entered);
    let (_, token) = anna.split_once('=').unwrap();
    for path in ["/tasks", "/me", "/instances/x", "/admin/outbox"] {
        assert_eq!(site.get(&anna, path).await.location(), HERE, "{path}");
    }
    let api = (Method::GET, "/api/v1/tasks");
    let answer = site.call(api, token, "", &json!(null)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.json()["code"], "second_factor_needed");
    let page = site.get(&anna, HERE).await;
    assert!(page.text.contains("вход – только с кодом"), "{}", page.text);
    let phone = Phone::of(&page);
    confirm(&site, &anna, &phone, &phone.code(monday())).await;
    assert_eq!(site.get(&anna, "/tasks").await.status, StatusCode::OK);
    let remove = [("act", "remove"), ("password", PASSWORD)];
    let answer = site.post(&anna, HERE, &remove).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(site.service.second_factor("anna").await.unwrap().is_some());
}

#[tokio::test]
async fn it_may_be_demanded_of_administrators_alone() {
    let site = Site::open_demanding(Settings::default(), Demand::Administrators).await;
    let (anna, vera) = (site.sign_in("anna").await, site.sign_in("vera").await);
    assert_eq!(site.get(&anna, "/tasks").await.status, StatusCode::OK);
    assert_eq!(site.get(&vera, "/tasks").await.location(), HERE);
}

#[tokio::test]
async fn programs_send_the_code_with_the_password() {
    let site = Site::open().await;
    let (_, phone, _) = set_up(&site, "anna").await;
    site.clock.set(minute(1));
    let sign_in = async |code: serde_json::Value| {
        let body = json!({"login": "anna", "password": PASSWORD, "code": code});
        let door = (Method::POST, "/api/v1/session");
        site.call(door, "", "", &body).await
    };
    for (code, expected) in [
        (json!(null), "code_needed"),
        (json!("000000"), "wrong_code"),
    ] {
        let answer = sign_in(code).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json()["code"], expected);
    }
    let answer = sign_in(json!(phone.code(minute(1)))).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let token = answer.json()["token"].as_str().unwrap().to_owned();
    let me = (Method::GET, "/api/v1/me");
    let me = site.call(me, &token, "", &json!(null)).await;
    assert_eq!(me.json()["id"], "anna");
    let again = sign_in(json!(phone.code(minute(1)))).await;
    assert_eq!(again.json()["code"], "wrong_code");
}
