//! Whose an identity is: strangers, the links of administrators, logins that the provider names, closed accounts, codes.

use axum::http::{Method, StatusCode};
use reglament_http::auth::Demand;
use reglament_runtime::Linked;
use serde_json::{Value, json};

use super::super::api::token;
use super::super::second_factor::{Phone, confirm};
use super::super::site::Answer;
use super::{TITLE, Town, anna, session_of};

fn refused(answer: &Answer, sentence: &str) {
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    assert_eq!(session_of(answer), None);
    assert!(answer.text.contains(sentence), "{}", answer.text);
}

#[tokio::test]
async fn a_stranger_is_told_who_they_are_and_is_linked_by_an_administrator() {
    let town = Town::open().await;
    let answer = town.comes(anna()).await;
    refused(&answer, "пока не связана ни с кем");
    for shown in [
        "anna-1",
        "Иванова Анна",
        TITLE,
        "Обратитесь к администратору",
    ] {
        assert!(answer.text.contains(shown), "{shown}: {}", answer.text);
    }
    let (site, vera) = (&town.site, town.site.sign_in("vera").await);
    let (here, act) = ("/admin/people/anna", "/admin/people/anna/account");
    let page = site.get(&vera, here).await;
    assert!(page.text.contains("value=\"anna-1\""), "{}", page.text);
    let linked = [("act", "link"), ("subject", "anna-1"), ("typed", "")];
    let answer = site.post(&vera, act, &linked).await;
    assert!(answer.text.contains("Связь установлена"), "{}", answer.text);
    let session = session_of(&town.comes(anna()).await).expect("she comes in");
    let audit = site.get(&vera, "/admin/audit").await;
    assert!(
        audit.text.contains("Связана учётная запись"),
        "{}",
        audit.text
    );
    let again = site
        .post(&vera, "/admin/people/oleg/account", &linked)
        .await;
    assert!(
        again.text.contains("уже связана с кем-то"),
        "{}",
        again.text
    );
    let issuer = town.provider.issuer.as_str();
    let cut = [("act", "unlink"), ("issuer", issuer), ("subject", "anna-1")];
    let answer = site.post(&vera, act, &cut).await;
    assert!(answer.text.contains("Связь разорвана"), "{}", answer.text);
    let ended = site.get(&session, "/tasks").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "her session has ended");
    refused(&town.comes(anna()).await, "пока не связана ни с кем");
}

#[tokio::test]
async fn a_subject_is_typed_by_an_administrator_alone() {
    let town = Town::open().await;
    let (site, act) = (&town.site, "/admin/people/oleg/account");
    let (vera, anna) = (site.sign_in("vera").await, site.sign_in("anna").await);
    let long = "x".repeat(256);
    for (typed, said) in [
        ("", "не подходит"),
        (&long, "не подходит"),
        ("a\nb", "не подходит"),
    ] {
        let answer = site
            .post(&vera, act, &[("act", "link"), ("typed", typed)])
            .await;
        assert!(answer.text.contains(said), "{typed:?}: {}", answer.text);
    }
    let typed = [("act", "link"), ("typed", " oleg-1 ")];
    let forbidden = site.post(&anna, act, &typed).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let done = site.post(&vera, act, &typed).await;
    assert!(done.text.contains("Связь установлена"), "{}", done.text);
    let unknown = "/admin/people/nobody/account";
    let answer = site.post(&vera, unknown, &typed).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = town.comes(json!({"sub": "oleg-1"})).await;
    assert_eq!(answer.location(), "/registers", "{}", answer.text);
}

#[tokio::test]
async fn neither_an_address_nor_a_name_says_who_somebody_is() {
    let town = Town::open().await;
    town.link("anna", "anna-1").await;
    let like_anna = json!({
        "sub": "another", "name": "Иванова Анна Петровна", "preferred_username": "anna",
        "email": "anna@example.ru", "email_verified": true,
    });
    refused(&town.comes(like_anna).await, "пока не связана ни с кем");
}

#[tokio::test]
async fn a_login_is_believed_where_the_settings_say_so() {
    let town = Town::open_with(Demand::Optional, Some("city_login")).await;
    town.link("vera", "vera-1").await;
    let claims = |subject: &str, login: Value| json!({"sub": subject, "city_login": login});
    for (subject, login, comes_in) in [
        ("1", json!(null), false),
        ("1", json!(["anna"]), false),
        ("1", json!("nobody"), false),
        ("1", json!(" anna "), true),
        ("2", json!("anna"), false),
        ("1", json!("oleg"), true),
        ("3", json!("vera"), false),
        ("4", json!("boris"), false),
    ] {
        let answer = town.comes(claims(subject, login.clone())).await;
        assert_eq!(
            session_of(&answer).is_some(),
            comes_in,
            "{subject} as {login}"
        );
    }
    let of_oleg = town
        .site
        .service
        .identities_of("vera", "oleg")
        .await
        .unwrap();
    assert!(
        of_oleg.is_empty(),
        "the first link stays, whatever is claimed later"
    );
    let boris = town.comes(claims("4", json!("boris"))).await;
    refused(&boris, "вход для вас закрыт");
}

#[tokio::test]
async fn a_closed_account_opens_to_no_provider() {
    let town = Town::open().await;
    assert_eq!(town.link("boris", "boris-1").await, Linked::Done);
    let answer = town.comes(json!({"sub": "boris-1"})).await;
    refused(&answer, "вход для вас закрыт");
    town.link("anna", "anna-1").await;
    let without_anna = |text: &str| {
        let lines = text.lines().filter(|line| !line.contains("anna:"));
        lines
            .collect::<Vec<_>>()
            .join("\n")
            .replace("[anna, boris]", "[boris]")
    };
    town.site.publish_organisation(without_anna).await;
    refused(&town.comes(anna()).await, "вход для вас закрыт");
}

#[tokio::test]
async fn a_link_opens_no_more_than_a_password() {
    let town = Town::open_with(Demand::Everyone, None).await;
    town.link("anna", "anna-1").await;
    // The provider answers for the person: the installation demands no code beside it.
    let session = session_of(&town.comes(anna()).await).expect("a session");
    let page = town.site.get(&session, "/tasks").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.location());
    // A code of one's own is asked for all the same: whoever made the link may not be its person.
    let phone = Phone::of(&town.site.get(&session, "/me/second-factor").await);
    let code = phone.code(town.site.service.now());
    let set = confirm(&town.site, &session, &phone, &code).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.text);
    let halfway = town.comes(anna()).await;
    assert_eq!(halfway.location(), "/sign-in/code?back=/registers");
    let halfway = session_of(&halfway).unwrap();
    let early = town.site.get(&halfway, "/tasks").await;
    assert!(
        early.location().starts_with("/sign-in?"),
        "{}",
        early.status
    );
    let later = town.site.service.now() + chrono::TimeDelta::minutes(1);
    town.site.clock.set(later);
    let typed = [
        ("code", phone.code(later)),
        ("back", "/registers".to_owned()),
    ];
    let typed = typed
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let whole = town.site.post(&halfway, "/sign-in/code", &typed).await;
    assert_eq!(whole.location(), "/registers", "{}", whole.text);
    let whole = session_of(&whole).unwrap();
    let me = town.site.get(&whole, "/me").await;
    assert!(
        me.text.contains(TITLE),
        "who vouched is not forgotten: {}",
        me.text
    );
}

#[tokio::test]
async fn links_are_made_and_broken_over_the_api() {
    let town = Town::open().await;
    let site = &town.site;
    let token = token(site, "vera").await;
    let act = async |person: &str, wish: Value| {
        let path = format!("/api/v1/people/{person}/account");
        site.call((Method::POST, &path), &token, "", &wish).await
    };
    let linked = json!({"act": "link", "subject": "anna-1"});
    for (person, wish, status) in [
        ("anna", json!({"act": "link"}), 422),
        ("nobody", linked.clone(), 404),
        ("anna", linked.clone(), 200),
        ("oleg", linked.clone(), 409),
        ("anna", json!({"act": "unlink", "subject": "other"}), 200),
    ] {
        let answer = act(person, wish.clone()).await;
        assert_eq!(answer.status, status, "{person} {wish}: {}", answer.text);
    }
    let asked = (Method::GET, "/api/v1/people/anna/identities");
    let found = site.call(asked.clone(), &token, "", &json!(null)).await;
    assert_eq!(found.json()[0]["subject"], "anna-1", "{}", found.text);
    assert!(session_of(&town.comes(anna()).await).is_some());
    let cut = act("anna", json!({"act": "unlink", "subject": "anna-1"})).await;
    assert_eq!(cut.status, StatusCode::OK, "{}", cut.text);
    let found = site.call(asked, &token, "", &json!(null)).await;
    assert_eq!(found.json(), json!([]));
}
