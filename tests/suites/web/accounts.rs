//! «Мой профиль»: what somebody is told about themselves, a new password, and their sessions.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;

use super::site::{Answer, PASSWORD, Site, monday};

const NEW: &str = "ржавый велосипед у крыльца";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

/// Changes the password with the same new one typed twice.
async fn change(site: &Site, cookie: &str, present: &str, new: &str) -> Answer {
    let sent = [("present", present), ("new", new), ("again", new)];
    site.post(cookie, "/me/password", &sent).await
}

/// Signs in with a browser of this name.
async fn sign_in_with(site: &Site, person: &str, agent: &str) -> String {
    let password = PASSWORD.bytes().map(|byte| format!("%{byte:02X}"));
    let body = format!("login={person}&password={}", password.collect::<String>());
    let request = Request::post("/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::USER_AGENT, agent);
    let answer = site.send(request.body(Body::from(body)).unwrap()).await;
    let cookie = answer.header("set-cookie").split(';').next();
    cookie.unwrap().to_owned()
}

async fn is_signed_in(site: &Site, cookie: &str) -> bool {
    site.get(cookie, "/me").await.status == StatusCode::OK
}

/// What names the sessions in the forms of the page, in their order.
fn handles(page: &Answer) -> Vec<String> {
    let parts = page.text.split("name=\"session\" value=\"").skip(1);
    let handles = parts.map(|part| part.split('"').next().unwrap().to_owned());
    handles.filter(|handle| handle != "others").collect()
}

#[tokio::test]
async fn a_profile_says_what_the_directory_says() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let page = site.get(&anna, "/me").await;
    for text in [
        "Иванова Анна Петровна",
        "специалист",
        "anna@example.ru",
        "<dd>Специалист</dd>",
        "Выключен: для входа достаточно пароля.",
        "href=\"/absences\"",
        "href=\"/letters\"",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert!(!page.text.contains("vera@example.ru"));
    let tasks = site.get(&anna, "/tasks").await;
    assert!(tasks.text.contains("<a href=\"/me\""), "a link at the name");
}

#[tokio::test]
async fn a_password_that_will_not_do_is_refused_with_the_reason() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    let rows = [
        ("не тот", NEW, NEW, "Нынешний пароль не подошёл"),
        (PASSWORD, "коротко", "коротко", "слишком короткий"),
        (
            PASSWORD,
            "qwertyuiop",
            "qwertyuiop",
            "самых распространённых",
        ),
        (PASSWORD, "Иванова-2026", "Иванова-2026", "вашего имени"),
        (
            PASSWORD,
            "абабабабабаб",
            "абабабабабаб",
            "мало разных знаков",
        ),
        (PASSWORD, PASSWORD, PASSWORD, "совпадает с нынешним"),
        (PASSWORD, NEW, "другая фраза из слов", "введён по-разному"),
    ];
    for (present, new, again, reason) in rows {
        let sent = [("present", present), ("new", new), ("again", again)];
        let answer = site.post(&anna, "/me/password", &sent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        assert!(answer.text.contains(reason), "{reason}: {}", answer.text);
        assert!(!answer.text.contains(NEW), "a password is never shown");
    }
    let again = site.sign_in("anna").await;
    assert!(is_signed_in(&site, &again).await, "the old one still works");
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let site = Site::open().await;
    let (here, there) = (site.sign_in("anna").await, site.sign_in("anna").await);
    let vera = site.sign_in("vera").await;
    let answer = change(&site, &here, PASSWORD, NEW).await;
    assert_eq!(answer.location(), "/me?done=password");
    let page = site.get(&here, answer.location()).await;
    assert!(page.text.contains("Пароль изменён"), "{}", page.text);
    assert!(!is_signed_in(&site, &there).await);
    assert!(is_signed_in(&site, &vera).await);
    for (password, expected) in [
        (PASSWORD, StatusCode::UNPROCESSABLE_ENTITY),
        (NEW, StatusCode::SEE_OTHER),
    ] {
        let sent = [("login", "anna"), ("password", password)];
        let answer = site.post("", "/sign-in", &sent).await;
        assert_eq!(answer.status, expected, "{password}");
    }
}

#[tokio::test]
async fn guessing_the_present_password_is_slowed() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    for _ in 0..5 {
        change(&site, &anna, "не тот", NEW).await;
    }
    let answer = change(&site, &anna, PASSWORD, NEW).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Слишком много попыток"));
    site.clock.set(monday() + TimeDelta::minutes(1));
    let answer = change(&site, &anna, PASSWORD, NEW).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn two_sessions_of_one_browser_have_two_names() {
    let site = Site::open().await;
    let here = sign_in_with(&site, "anna", FIREFOX).await;
    sign_in_with(&site, "anna", FIREFOX).await;
    site.clock.set(monday() + TimeDelta::minutes(5));
    sign_in_with(&site, "anna", FIREFOX).await;
    let page = site.get(&here, "/me").await.text;
    let rows: Vec<&str> = page.split("<th scope=\"row\">").skip(1).collect();
    let name = |row: &&str| row.split('<').next().unwrap_or_default().to_owned();
    let mut names: Vec<String> = rows.iter().map(name).collect();
    assert!(
        names
            .iter()
            .all(|name| name.contains(", вход 16.11.2026 10:0")),
        "{names:?}"
    );
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 3, "{names:?}");
    for name in &names {
        assert!(!name.starts_with("Firefox,"), "with its version: {names:?}");
    }
}

#[tokio::test]
async fn sessions_are_told_apart_and_closed() {
    let site = Site::open().await;
    let here = site.sign_in("anna").await;
    site.clock.set(monday() + TimeDelta::minutes(5));
    let there = sign_in_with(&site, "anna", FIREFOX).await;
    let third = sign_in_with(&site, "anna", "curl/8").await;
    let page = site.get(&here, "/me").await;
    for text in ["этот сеанс", "Firefox, Linux", "curl", "10:05"] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    let all = handles(&page);
    assert_eq!(all.len(), 2, "the present one cannot be closed here");
    let oleg = site.sign_in("oleg").await;
    site.post(&oleg, "/me/sessions", &[("session", &all[0])])
        .await;
    assert!(is_signed_in(&site, &there).await, "not by somebody else");
    let one = [("session", all[0].as_str())];
    let answer = site.post(&here, "/me/sessions", &one).await;
    assert_eq!(answer.location(), "/me?done=sessions");
    let left = [&there, &third];
    let mut live = 0;
    for cookie in left {
        live += u32::from(is_signed_in(&site, cookie).await);
    }
    assert_eq!(live, 1);
    site.post(&here, "/me/sessions", &[("session", "others")])
        .await;
    for cookie in left {
        assert!(!is_signed_in(&site, cookie).await);
    }
    assert!(is_signed_in(&site, &here).await && is_signed_in(&site, &oleg).await);
}
