//! Signing in through a provider of identities: what is believed, who is let in, and what everybody is told otherwise.

mod links;
mod provider;

use axum::http::StatusCode;
use chrono::TimeDelta;
use reglament_http::Settings;
use reglament_http::auth::Demand;
use reglament_identity::{OidcProvider, OidcSettings, Secret};
use reglament_runtime::Linked;
use serde_json::{Value, json};
use std::sync::Arc;

use super::site::{Answer, PASSWORD, Site, monday};
use provider::{BACK, CLIENT, Provider, Quirk, SECRET, query};

pub(super) const TITLE: &str = "Учётная запись города";

/// The site beside a provider.
struct Town {
    site: Site,
    provider: Provider,
}

/// A browser on its way: what it was given on leaving, and where it was sent.
struct Leaving {
    cookie: String,
    page: String,
}

impl Town {
    async fn open() -> Self {
        Self::open_with(Demand::Optional, None).await
    }

    async fn open_with(demand: Demand, login_claim: Option<&str>) -> Self {
        let provider = Provider::open(monday()).await;
        let settings = OidcSettings {
            title: TITLE.to_owned(),
            issuer: provider.issuer.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: Some(Secret::new(SECRET)),
            scopes: vec!["profile".to_owned()],
            login_claim: login_claim.map(str::to_owned),
            help: String::new(),
            timeout_seconds: 5,
            ca_file: None,
        };
        let site = Site::open_changed(Settings::default(), demand, |app, clock| {
            let made = OidcProvider::new(settings, BACK, clock).unwrap();
            app.with_provider(Arc::new(made))
        });
        Self {
            site: site.await,
            provider,
        }
    }

    async fn leave(&self, back: &str) -> Leaving {
        let answer = self
            .site
            .get("", &format!("/sign-in/oidc?back={back}"))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let cookie = answer.header("set-cookie").split(';').next().unwrap();
        Leaving {
            cookie: cookie.to_owned(),
            page: answer.location().to_owned(),
        }
    }

    /// The whole way of somebody whom the provider knows by these claims.
    async fn comes(&self, claims: Value) -> Answer {
        let leaving = self.leave("/registers").await;
        let back = self.provider.signs_in(&leaving.page, claims);
        self.site.get(&leaving.cookie, &back).await
    }

    async fn link(&self, person: &str, subject: &str) -> Linked {
        let key = (self.provider.issuer.as_str(), subject);
        self.site
            .service
            .link_identity("vera", person, key)
            .await
            .unwrap()
    }
}

/// The session that an answer begins, as a cookie.
fn session_of(answer: &Answer) -> Option<String> {
    let cookies = answer.headers.get_all("set-cookie").iter();
    let mut cookies = cookies.map(|cookie| cookie.to_str().unwrap());
    let session = cookies.find(|cookie| cookie.starts_with("session="))?;
    Some(session.split(';').next().unwrap().to_owned())
}

fn anna() -> Value {
    json!({"sub": "anna-1", "name": "Иванова Анна"})
}

#[tokio::test]
async fn a_linked_person_comes_in() {
    let town = Town::open().await;
    assert_eq!(town.link("anna", "anna-1").await, Linked::Done);
    let page = town.site.get("", "/sign-in?back=/registers").await;
    let button = "href=\"/sign-in/oidc?back=/registers\">Войти через «Учётная запись города»</a>";
    assert!(page.text.contains(button), "{}", page.text);
    let answer = town.comes(anna()).await;
    assert_eq!(answer.location(), "/registers", "{}", answer.text);
    let cookies = answer.headers.get_all("set-cookie").iter();
    let mut cookies = cookies.map(|one| one.to_str().unwrap());
    assert!(
        cookies.any(|one| one.starts_with("elsewhere=; ")),
        "the attempt is used up"
    );
    let session = session_of(&answer).expect("a session");
    let me = town.site.get(&session, "/me").await;
    assert!(me.text.contains("Иванова Анна Петровна"), "{}", me.text);
    assert!(me.text.contains(TITLE), "who vouched: {}", me.text);
    let left = town.site.post(&session, "/sign-out", &[]).await;
    assert_eq!(left.location(), "/sign-in?left=elsewhere");
    let said = town.site.get("", left.location()).await;
    assert!(
        said.text
            .contains("Сеанс «Учётная запись города» продолжается"),
        "{}",
        said.text
    );
    assert_eq!(town.provider.asked(), ["document", "keys", "token"]);
}

#[tokio::test]
async fn what_proves_nothing_lets_nobody_in() {
    let (unfit, away) = (
        StatusCode::UNPROCESSABLE_ENTITY,
        StatusCode::SERVICE_UNAVAILABLE,
    );
    let rows = [
        (Quirk::OtherNonce, unfit),
        (Quirk::NoNonce, unfit),
        (Quirk::OtherAudience, unfit),
        (Quirk::OneAudienceMore, unfit),
        (Quirk::OtherParty, unfit),
        (Quirk::OtherIssuer, unfit),
        (Quirk::NoSignature, unfit),
        (Quirk::SharedSecret, unfit),
        (Quirk::ForeignKey, unfit),
        (Quirk::ChangedClaims, unfit),
        (Quirk::Expired, unfit),
        (Quirk::FromTheFuture, unfit),
        (Quirk::NoToken, unfit),
        (Quirk::NoJson, away),
        (Quirk::TokenElsewhere, away),
        (Quirk::TokenBroken, away),
    ];
    for (quirk, status) in rows {
        // A site of its own each time: the brake on useless answers is another test.
        let town = Town::open().await;
        town.link("anna", "anna-1").await;
        town.provider.does_wrong(quirk);
        let answer = town.comes(anna()).await;
        assert_eq!(answer.status, status, "{quirk:?}: {}", answer.text);
        assert_eq!(session_of(&answer), None, "{quirk:?}");
        let said = match status {
            StatusCode::SERVICE_UNAVAILABLE => "сейчас не отвечает",
            _ => "не прошёл проверку",
        };
        assert!(answer.text.contains(said), "{quirk:?}: {}", answer.text);
        assert!(
            answer.text.contains("action=\"/sign-in\""),
            "{quirk:?}: the form is there"
        );
        town.provider.does_wrong(Quirk::None);
        assert_eq!(
            town.comes(anna()).await.location(),
            "/registers",
            "after {quirk:?}"
        );
    }
}

#[tokio::test]
async fn a_document_that_is_none_sends_nobody_anywhere() {
    let quirks = [
        Quirk::DocumentElsewhere,
        Quirk::DocumentOfAnother,
        Quirk::DocumentWithoutTls,
        Quirk::Endless,
    ];
    let town = Town::open().await;
    for quirk in quirks {
        town.provider.does_wrong(quirk);
        let answer = town.site.get("", "/sign-in/oidc").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{quirk:?}");
        assert_eq!(answer.location(), "", "{quirk:?}");
        assert!(answer.text.contains("сейчас не отвечает"), "{quirk:?}");
    }
    town.provider.does_wrong(Quirk::None);
    town.leave("/tasks").await;
}

#[tokio::test]
async fn an_answer_belongs_to_the_browser_that_asked() {
    let town = Town::open().await;
    town.link("anna", "anna-1").await;
    let (mine, other) = (town.leave("/tasks").await, town.leave("/tasks").await);
    let back = town.provider.signs_in(&mine.page, anna());
    let state = query(&back)["state"].clone();
    let forged = back.replace(&state, &"0".repeat(state.len()));
    let twice = format!("{back}&state={state}");
    let cookies = [
        ("no cookie", "", back.as_str()),
        ("the cookie of another attempt", &other.cookie, &back),
        ("a cookie that is not ours", "elsewhere=a.b.0./tasks", &back),
        ("another state", &mine.cookie, &forged),
        ("no state", &mine.cookie, "/sign-in/oidc/back?code=code1"),
        ("nothing", &mine.cookie, "/sign-in/oidc/back"),
        ("the state twice", &mine.cookie, &twice),
    ];
    for (what, cookie, back) in cookies {
        let answer = town.site.get(cookie, back).await;
        assert!(answer.status.is_client_error(), "{what}: {}", answer.status);
        assert_eq!(session_of(&answer), None, "{what}");
    }
    town.site.clock.set(monday() + TimeDelta::minutes(11));
    let late = town.site.get(&mine.cookie, &back).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "too late");
    assert!(late.text.contains("слишком давно"), "{}", late.text);
    town.site.clock.set(monday());
    let asked = town.provider.asked();
    assert!(
        !asked.contains(&"token".to_owned()),
        "no code was redeemed: {asked:?}"
    );
    let answer = town.site.get(&mine.cookie, &back).await;
    assert!(session_of(&answer).is_some(), "{}", answer.text);
    let again = town.site.get(&mine.cookie, &back).await;
    assert_eq!(session_of(&again), None, "a code is redeemed once");
    assert!(again.text.contains("не прошёл проверку"), "{}", again.text);
}

#[tokio::test]
async fn an_answer_names_its_provider() {
    for (names_itself, change, comes_in) in [
        (true, "", true),
        (true, "&iss=https://other.example.ru", false),
        (true, "none", false),
        (false, "", true),
        (false, "&iss=https://other.example.ru", false),
    ] {
        let town = Town::open().await;
        town.link("anna", "anna-1").await;
        if !names_itself {
            town.provider.keeps_its_name_to_itself();
        }
        let leaving = town.leave("/tasks").await;
        let mut back = town.provider.signs_in(&leaving.page, anna());
        if !change.is_empty() {
            let without = back.split("&iss=").next().unwrap();
            back = format!("{without}{}", change.trim_start_matches("none"));
        }
        let answer = town.site.get(&leaving.cookie, &back).await;
        assert_eq!(
            session_of(&answer).is_some(),
            comes_in,
            "{names_itself} {change}"
        );
        let redeemed = town.provider.asked().contains(&"token".to_owned());
        assert_eq!(redeemed, comes_in, "a code goes to nobody else: {change}");
    }
}

#[tokio::test]
async fn a_provider_that_is_away_stops_nobody_else() {
    let mut town = Town::open().await;
    town.link("anna", "anna-1").await;
    let leaving = town.leave("/tasks").await;
    let back = town.provider.signs_in(&leaving.page, anna());
    town.provider.goes_away().await;
    let answer = town.site.get(&leaving.cookie, &back).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        answer.text.contains("сейчас не отвечает"),
        "{}",
        answer.text
    );
    assert!(answer.text.contains("name=\"password\""), "{}", answer.text);
    town.site.clock.set(monday() + TimeDelta::hours(2));
    let answer = town.site.get("", "/sign-in/oidc").await;
    assert_eq!(
        answer.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "its document is old"
    );
    let sent = [("login", "anna"), ("password", PASSWORD)];
    let answer = town.site.post("", "/sign-in", &sent).await;
    assert_eq!(answer.location(), "/tasks", "a password of ours works");
}

#[tokio::test]
async fn a_new_key_is_learnt_and_the_document_is_not_asked_for_each_time() {
    let town = Town::open().await;
    town.link("anna", "anna-1").await;
    for _ in 0..3 {
        assert_eq!(town.comes(anna()).await.location(), "/registers");
    }
    let read = |town: &Town| {
        let asked = town.provider.asked().into_iter();
        asked.filter(|one| one == "document").count()
    };
    assert_eq!(read(&town), 1);
    town.provider.changes_its_key();
    assert_eq!(town.comes(anna()).await.location(), "/registers");
    assert_eq!(read(&town), 2, "the key was unknown");
    let later = monday() + TimeDelta::minutes(61);
    town.site.clock.set(later);
    town.provider.sees(later);
    assert_eq!(town.comes(anna()).await.location(), "/registers");
    assert_eq!(read(&town), 3, "the document was old");
}

#[tokio::test]
async fn useless_answers_are_slowed() {
    let town = Town::open().await;
    town.provider.does_wrong(Quirk::OtherNonce);
    let mut last = StatusCode::OK;
    for _ in 0..22 {
        let leaving = town.site.get("", "/sign-in/oidc").await;
        last = leaving.status;
        if last != StatusCode::SEE_OTHER {
            break;
        }
        let cookie = leaving.header("set-cookie").split(';').next().unwrap();
        let back = town.provider.signs_in(leaving.location(), anna());
        town.site.get(cookie, &back).await;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let sent = [("login", "anna"), ("password", PASSWORD)];
    let answer = town.site.post("", "/sign-in", &sent).await;
    assert_eq!(
        answer.location(),
        "/tasks",
        "passwords have a brake of their own"
    );
}

#[tokio::test]
async fn somebody_who_changes_their_mind_is_told_so() {
    let town = Town::open().await;
    let leaving = town.leave("/registers").await;
    let state = query(&leaving.page)["state"].clone();
    for (error, said) in [
        ("access_denied", "отменён"),
        ("server_error", "не прошёл проверку"),
    ] {
        let back = format!("/sign-in/oidc/back?error={error}&state={state}");
        let answer = town.site.get(&leaving.cookie, &back).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(said), "{error}: {}", answer.text);
        assert!(
            answer.text.contains("value=\"/registers\""),
            "where they were going"
        );
    }
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let town = Town::open().await;
    town.link("anna", "anna-1").await;
    for back in ["//evil.example", "https://evil.example", "/%5Cevil.example"] {
        let leaving = town.leave(back).await;
        let back = town.provider.signs_in(&leaving.page, anna());
        let answer = town.site.get(&leaving.cookie, &back).await;
        assert_eq!(answer.location(), "/tasks", "{back}");
    }
    let without = Site::open().await;
    for path in ["/sign-in/oidc", "/sign-in/oidc/back?code=1&state=2"] {
        assert_eq!(
            without.get("", path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
