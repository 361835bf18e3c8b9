//! Passwords that a directory checks: whose they are, what never reaches it, and what everybody is told when it is away.

mod server;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use reglament_http::Settings;
use reglament_http::auth::Demand;
use reglament_identity::{LdapDirectory, LdapSettings, Secret};
use reglament_runtime::port::{ElsewhereError, PasswordDirectory};
use serde_json::json;

use super::site::{Answer, PASSWORD, Site};
use server::{Directory, Quirk, SEARCHER};

const THEIRS: &str = "пароль каталога";
const TITLE: &str = "Каталог управления";

fn searching(url: &str) -> LdapSettings {
    LdapSettings {
        title: TITLE.to_owned(),
        url: url.to_owned(),
        start_tls: false,
        bind: None,
        base: Some("ou=people,dc=office".to_owned()),
        filter: Some("(&(objectClass=person)(uid={login}))".to_owned()),
        search_as: Some(SEARCHER.0.to_owned()),
        search_password: Some(Secret::new(SEARCHER.1)),
        timeout_seconds: 1,
        ca_file: None,
    }
}

fn binding(url: &str) -> LdapSettings {
    LdapSettings {
        bind: Some("uid={login},ou=people,dc=office".to_owned()),
        base: None,
        filter: None,
        search_as: None,
        search_password: None,
        ..searching(url)
    }
}

/// The site beside a directory. `anna` has no password here, `vera` has one.
struct Office {
    site: Site,
    directory: Directory,
}

impl Office {
    async fn open(demand: Demand) -> Self {
        let directory = Directory::open().await;
        let made = LdapDirectory::new(searching(&directory.url)).unwrap();
        let change = |app: reglament_http::App, _| app.with_directory(Arc::new(made));
        let site = Site::open_changed(Settings::default(), demand, change).await;
        let office = Self { site, directory };
        office.forgets_password("anna").await;
        office
    }

    async fn forgets_password(&self, person: &str) {
        let mut account = self.site.service.account(person).await.unwrap().unwrap();
        account.password.clear();
        self.site.service.save_account(&account).await.unwrap();
    }

    async fn comes(&self, login: &str, password: &str) -> Answer {
        let sent = [("login", login), ("password", password)];
        self.site.post("", "/sign-in", &sent).await
    }
}

fn cookie(answer: &Answer) -> String {
    answer
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_password_of_the_directory_lets_in_whoever_has_none_here() {
    let office = Office::open(Demand::Optional).await;
    let page = office.site.get("", "/sign-in").await;
    assert!(
        page.text.contains("пароль из «Каталог управления»"),
        "{}",
        page.text
    );
    let asked_about = |person: &str| {
        vec![
            format!("bind {}", SEARCHER.0),
            format!("search ou=people,dc=office as {}", SEARCHER.0),
            format!("bind uid={person},ou=people,dc=office"),
        ]
    };
    let rows = [
        ("anna", THEIRS, true, asked_about("anna")),
        ("anna", "не тот", false, asked_about("anna")),
        // Nothing that the directory would take for an anonymous bind reaches it.
        ("anna", "", false, vec![]),
        ("", "", false, vec![]),
        ("", THEIRS, false, vec![]),
        // Whoever has a password here is asked for that one alone.
        ("vera", PASSWORD, true, vec![]),
        ("vera", THEIRS, false, vec![]),
        // The directory knows the twin, we do not; and the account of boris is closed.
        ("twin", THEIRS, false, vec![]),
        ("boris", THEIRS, false, vec![]),
        ("*", THEIRS, false, vec![]),
        ("anna)(uid=*", THEIRS, false, vec![]),
    ];
    for (login, password, comes_in, asked) in rows {
        let answer = office.comes(login, password).await;
        let expected = match comes_in {
            true => StatusCode::SEE_OTHER,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        assert_eq!(
            answer.status, expected,
            "{login} {password}: {}",
            answer.text
        );
        assert_eq!(office.directory.asked(), asked, "{login} {password}");
        office
            .site
            .clock
            .set(office.site.service.now() + chrono::TimeDelta::minutes(5));
    }
    let anna = cookie(&office.comes("anna", THEIRS).await);
    let me = office.site.get(&anna, "/me").await;
    assert!(me.text.contains(TITLE), "who checked: {}", me.text);
    let left = office.site.post(&anna, "/sign-out", &[]).await;
    assert_eq!(left.location(), "/", "nothing goes on elsewhere");
}

#[tokio::test]
async fn somebody_without_an_account_gets_one_with_the_first_right_password() {
    let office = Office::open(Demand::Optional).await;
    let service = &office.site.service;
    let add = |text: &str| {
        let line = "  gleb: {name: Зуев Глеб Ильич, position: сторож, email: gleb@example.ru}\n";
        text.replacen("  anna:", &format!("{line}  anna:"), 1)
    };
    office.site.publish_organisation(add).await;
    let answer = office.comes("gleb", THEIRS).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the directory has none"
    );
    assert_eq!(service.account("gleb").await.unwrap(), None);
    let add = |text: &str| add(text).replace("gleb", "twin");
    office.site.publish_organisation(add).await;
    let answer = office.comes("twin", THEIRS).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "two entries are nobody"
    );
    let oleg = "oleg";
    office.forgets_password(oleg).await;
    let answer = office.comes(oleg, THEIRS).await;
    assert_eq!(answer.location(), "/tasks", "{}", answer.text);
}

#[tokio::test]
async fn guessing_at_the_directory_is_slowed_and_takes_one_time() {
    let office = Office::open(Demand::Optional).await;
    let floor = Duration::from_millis(700);
    for login in ["anna", "vera", "nobody", "boris"] {
        let begun = Instant::now();
        office.comes(login, "не тот").await;
        let took = begun.elapsed();
        assert!(took >= floor, "{login}: {took:?}");
    }
    for _ in 0..4 {
        office.comes("anna", "не тот").await;
    }
    office.directory.asked();
    let answer = office.comes("anna", THEIRS).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        office.directory.asked().is_empty(),
        "it is not asked meanwhile"
    );
}

#[tokio::test]
async fn a_directory_that_is_away_stops_nobody_else() {
    let mut office = Office::open(Demand::Optional).await;
    let away = async |office: &Office, what: &str| {
        let answer = office.comes("anna", THEIRS).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{what}");
        assert!(
            answer.text.contains("сейчас не отвечает"),
            "{what}: {}",
            answer.text
        );
        let answer = office.comes("vera", PASSWORD).await;
        assert_eq!(
            answer.location(),
            "/tasks",
            "{what}: a password of ours works"
        );
    };
    for quirk in [Quirk::Silent, Quirk::Garbage, Quirk::Nonsense, Quirk::Busy] {
        office.directory.does_wrong(quirk);
        away(&office, &format!("{quirk:?}")).await;
    }
    let sent = json!({"login": "anna", "password": THEIRS});
    let call = (Method::POST, "/api/v1/session");
    let answer = office.site.call(call, "", "", &sent).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json()["code"], "directory_away", "{}", answer.text);
    office.directory.does_wrong(Quirk::None);
    assert_eq!(office.comes("anna", THEIRS).await.location(), "/tasks");
    office.directory.goes_away().await;
    away(&office, "nobody listens").await;
}

#[tokio::test]
async fn a_directory_is_no_second_factor() {
    let office = Office::open(Demand::Everyone).await;
    let anna = cookie(&office.comes("anna", THEIRS).await);
    let answer = office.site.get(&anna, "/tasks").await;
    assert_eq!(answer.location(), "/me/second-factor", "{}", answer.status);
}

#[tokio::test]
async fn a_password_of_the_directory_is_not_changed_here() {
    let office = Office::open(Demand::Optional).await;
    let anna = cookie(&office.comes("anna", THEIRS).await);
    let new = "совсем новый пароль";
    let sent = [("present", THEIRS), ("new", new), ("again", new)];
    let answer = office.site.post(&anna, "/me/password", &sent).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text);
    let account = office.site.service.account("anna").await.unwrap().unwrap();
    assert_eq!(account.password, "");
}

#[tokio::test]
async fn what_was_typed_stays_one_value() {
    let directory = Directory::open().await;
    let searching = LdapDirectory::new(searching(&directory.url)).unwrap();
    let binding = LdapDirectory::new(binding(&directory.url)).unwrap();
    let rows = [
        ("anna", THEIRS, true),
        ("anna", "не тот", false),
        ("anna", "", false),
        ("", THEIRS, false),
        (" ", THEIRS, false),
        ("nobody", THEIRS, false),
        ("*", THEIRS, false),
        ("a*", THEIRS, false),
        ("anna)(uid=*", THEIRS, false),
        ("anna))(|(uid=*", THEIRS, false),
        ("anna,ou=people,dc=office", THEIRS, false),
        ("anna\0", THEIRS, false),
        ("anna\\", THEIRS, false),
    ];
    for (login, password, expected) in rows {
        for way in [&searching, &binding] {
            let found = way.check(login, password).await;
            assert_eq!(found, Ok(expected), "{login:?} {password:?} {way:?}");
        }
    }
    assert_eq!(
        searching.check("twin", THEIRS).await,
        Ok(false),
        "two entries are nobody"
    );
    directory.asked();
    assert_eq!(binding.check("anna,ou=others", THEIRS).await, Ok(false));
    let expected = ["bind uid=anna\\2cou\\3dothers,ou=people,dc=office"];
    assert_eq!(directory.asked(), expected);
}

#[tokio::test]
async fn a_searcher_who_is_not_let_in_is_a_fault_and_not_a_wrong_password() {
    let directory = Directory::open().await;
    let wrong = LdapSettings {
        search_password: Some(Secret::new("another secret")),
        ..searching(&directory.url)
    };
    let anonymous = LdapSettings {
        search_as: None,
        search_password: None,
        ..searching(&directory.url)
    };
    for settings in [wrong, anonymous] {
        let made = LdapDirectory::new(settings).unwrap();
        let found = made.check("anna", THEIRS).await;
        assert!(matches!(found, Err(ElsewhereError::Down(_))), "{found:?}");
    }
}

#[tokio::test]
async fn an_administrator_moves_somebody_to_the_directory_and_closes_it_to_others() {
    let office = Office::open(Demand::Optional).await;
    let (site, vera) = (&office.site, office.site.sign_in("vera").await);
    let act = async |person: &str, act: &str| {
        let address = format!("/admin/people/{person}/account");
        site.post(&vera, &address, &[("act", act)]).await
    };
    assert_eq!(
        office.comes("oleg", THEIRS).await.location(),
        "",
        "he has a password here"
    );
    let page = site.get(&vera, "/admin/people/oleg").await;
    assert!(page.text.contains("value=\"no_password\""), "{}", page.text);
    let taken = act("oleg", "no_password").await;
    assert!(
        taken.text.contains("Пароля здесь больше нет"),
        "{}",
        taken.text
    );
    assert!(
        !taken.text.contains("value=\"no_password\""),
        "{}",
        taken.text
    );
    assert_eq!(office.comes("oleg", PASSWORD).await.location(), "");
    assert_eq!(office.comes("oleg", THEIRS).await.location(), "/tasks");
    let oneself = act("vera", "no_password").await;
    assert_eq!(oneself.status, StatusCode::FORBIDDEN);
    let again = act("oleg", "no_password").await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let twin = |text: &str| {
        let line = "  twin: {name: Зуев Глеб Ильич, position: сторож, email: gleb@example.ru}\n";
        text.replacen("  anna:", &format!("{line}  anna:"), 1)
    };
    site.publish_organisation(twin).await;
    let closed = act("twin", "block").await;
    assert!(closed.text.contains("Вход закрыт"), "{}", closed.text);
    office.directory.asked();
    assert_eq!(office.comes("twin", THEIRS).await.location(), "");
    assert!(
        office.directory.asked().is_empty(),
        "closed before it was ever open"
    );
    let audit = site.get(&vera, "/admin/audit").await;
    assert!(audit.text.contains("Пароль забран"), "{}", audit.text);
}
