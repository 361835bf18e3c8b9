//! Accounts, sessions and second factors: who is signed in, and until when.

use std::sync::Arc;

use reglament_runtime::port::{Account, LiveSession, SecondFactor, Session, Store};

use super::make::at;

fn account(blocked: bool) -> Account {
    Account {
        person: "anna".into(),
        password: "hash".into(),
        blocked,
        changed_at: at(0),
    }
}

fn session(token: &str) -> Session {
    Session {
        token: token.into(),
        person: "anna".into(),
        created_at: at(1),
        expires_at: at(60),
        seen_at: at(1),
        device: "Firefox".into(),
        awaits_code: false,
        provider: None,
        vouched: false,
    }
}

fn factor(salt: &str, used_step: u64) -> SecondFactor {
    SecondFactor {
        person: "anna".into(),
        salt: salt.into(),
        since: at(2),
        used_step,
    }
}

async fn tokens(store: &Arc<dyn Store>) -> Vec<String> {
    let sessions = store.sessions("anna", at(2), 9).await.unwrap();
    sessions.into_iter().map(|one| one.token).collect()
}

pub(super) async fn sessions_end(store: Arc<dyn Store>) {
    store.save_account(&account(false)).await.unwrap();
    store.open_session(&session("t")).await.unwrap();
    let live = LiveSession {
        session: session("t"),
        second_factor: false,
    };
    assert_eq!(store.session("t", at(59)).await.unwrap(), Some(live));
    assert_eq!(store.session("t", at(60)).await.unwrap(), None);
    assert_eq!(store.session("other", at(2)).await.unwrap(), None);
    store.close_session("t").await.unwrap();
    assert_eq!(store.session("t", at(2)).await.unwrap(), None);
}

pub(super) async fn a_changed_account_loses_its_sessions(store: Arc<dyn Store>) {
    store.save_account(&account(false)).await.unwrap();
    store.open_session(&session("t")).await.unwrap();
    store.save_account(&account(true)).await.unwrap();
    assert_eq!(store.session("t", at(2)).await.unwrap(), None);
    store.open_session(&session("u")).await.unwrap();
    assert_eq!(
        store.session("u", at(2)).await.unwrap(),
        None,
        "a blocked account signs nobody in"
    );
    assert_eq!(store.accounts().await.unwrap(), [account(true)]);
}

pub(super) async fn sessions_are_listed_and_noted(store: Arc<dyn Store>) {
    store.save_account(&account(false)).await.unwrap();
    for token in ["b", "a", "c"] {
        store.open_session(&session(token)).await.unwrap();
    }
    let halfway = Session {
        awaits_code: true,
        provider: Some("office".into()),
        vouched: true,
        ..session("halfway")
    };
    store.open_session(&halfway).await.unwrap();
    assert_eq!(tokens(&store).await, ["a", "b", "c"]);
    let found = store.session("halfway", at(2)).await.unwrap().unwrap();
    assert_eq!(found.session, halfway);
    store.note_session("c", at(5)).await.unwrap();
    store.note_session("c", at(4)).await.unwrap();
    assert_eq!(tokens(&store).await, ["c", "a", "b"]);
    let noted = store.sessions("anna", at(6), 1).await.unwrap();
    assert_eq!(noted[0].seen_at, at(5), "time does not go back");
    assert_eq!(noted.len(), 1, "no more than asked for");
    assert!(store.sessions("anna", at(60), 9).await.unwrap().is_empty());
    store.close_sessions("anna", Some("b")).await.unwrap();
    assert_eq!(tokens(&store).await, ["b"]);
    store.close_sessions("anna", None).await.unwrap();
    assert!(tokens(&store).await.is_empty());
}

pub(super) async fn a_new_password_keeps_one_session(store: Arc<dyn Store>) {
    store.save_account(&account(false)).await.unwrap();
    for token in ["a", "b"] {
        store.open_session(&session(token)).await.unwrap();
    }
    let change = |person| store.change_password(person, "other", at(3), "b");
    assert!(!change("boris").await.unwrap());
    assert_eq!(tokens(&store).await, ["a", "b"]);
    assert!(change("anna").await.unwrap());
    assert_eq!(tokens(&store).await, ["b"]);
    let changed = Account {
        password: "other".into(),
        changed_at: at(3),
        ..account(false)
    };
    assert_eq!(store.account("anna").await.unwrap(), Some(changed));
}

pub(super) async fn a_code_is_taken_once(store: Arc<dyn Store>) {
    store.save_account(&account(false)).await.unwrap();
    store.open_session(&session("a")).await.unwrap();
    store.open_session(&session("b")).await.unwrap();
    assert!(!store.take_code("anna", 5).await.unwrap());
    let recovery = ["x", "y"].map(str::to_owned);
    let salted = factor("salt", 5);
    let save = store.save_second_factor(&salted, &recovery, "b");
    save.await.unwrap();
    assert_eq!(tokens(&store).await, ["b"], "the others end");
    let live = store.session("b", at(2)).await.unwrap().unwrap();
    assert!(live.second_factor);
    for (step, expected) in [(5, false), (6, true), (6, false), (4, false), (8, true)] {
        assert_eq!(store.take_code("anna", step).await.unwrap(), expected);
    }
    let found = store.second_factor("anna").await.unwrap();
    assert_eq!(found, Some(factor("salt", 8)));
    for (digest, expected) in [("z", false), ("x", true), ("x", false)] {
        let taken = store.take_recovery_code("anna", digest).await.unwrap();
        assert_eq!(taken, expected, "{digest}");
    }
    assert_eq!(store.recovery_codes("anna").await.unwrap(), 1);
}

pub(super) async fn a_second_factor_goes_with_its_codes(store: Arc<dyn Store>) {
    store.save_account(&account(false)).await.unwrap();
    let recovery = ["x", "y"].map(str::to_owned);
    let (one, two) = (factor("one", 1), factor("two", 1));
    let save = store.save_second_factor(&one, &recovery, "");
    save.await.unwrap();
    let again = ["p", "q", "r"].map(str::to_owned);
    store.save_recovery_codes("anna", &again).await.unwrap();
    assert!(!store.take_recovery_code("anna", "x").await.unwrap());
    assert_eq!(store.recovery_codes("anna").await.unwrap(), 3);
    let save = store.save_second_factor(&two, &recovery, "");
    save.await.unwrap();
    assert_eq!(store.recovery_codes("anna").await.unwrap(), 2);
    store.open_session(&session("a")).await.unwrap();
    store.open_session(&session("b")).await.unwrap();
    let remove = |keep| store.remove_second_factor("anna", keep);
    assert!(remove(Some("a")).await.unwrap());
    assert_eq!(tokens(&store).await, ["a"]);
    assert!(!remove(None).await.unwrap());
    assert!(tokens(&store).await.is_empty());
    assert_eq!(store.second_factor("anna").await.unwrap(), None);
    assert_eq!(store.recovery_codes("anna").await.unwrap(), 0);
}
