//! Accounts and sessions: who is signed in, and until when.

use std::sync::Arc;

use reglament_runtime::port::{Account, Session, Store};

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
    }
}

pub(super) async fn sessions_end(store: Arc<dyn Store>) {
    store.save_account(&account(false)).await.unwrap();
    store.open_session(&session("t")).await.unwrap();
    assert_eq!(
        store.session("t", at(59)).await.unwrap(),
        Some(session("t"))
    );
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
