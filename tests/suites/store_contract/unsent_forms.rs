//! Public forms that were begun: kept until they expire, sent once, bounded in number.

use std::sync::Arc;

use reglament_runtime::port::{Store, UnsentForm};
use serde_json::json;

use super::make::at;

fn form(digest: &str) -> UnsentForm {
    let answers = json!({"name": {"family": "Ёлкина"}, "hours": "36"});
    UnsentForm {
        digest: digest.into(),
        process: "enrolment".into(),
        instance: Some("session".into()),
        answers: answers.as_object().unwrap().clone(),
        saved_at: at(1),
        expires_at: at(60),
        receipt: None,
    }
}

pub(super) async fn a_form_is_kept_until_it_expires(store: Arc<dyn Store>) {
    assert!(store.begin_form(&form("a"), 9).await.unwrap());
    let kept = store.unsent_form("a", at(59)).await.unwrap();
    assert_eq!(kept, Some(form("a")));
    assert_eq!(store.unsent_form("a", at(60)).await.unwrap(), None);
    assert_eq!(store.unsent_form("b", at(2)).await.unwrap(), None);
    assert_eq!(store.forget_forms(at(59)).await.unwrap(), 0);
    assert_eq!(store.forget_forms(at(60)).await.unwrap(), 1);
    assert_eq!(store.unsent_form("a", at(2)).await.unwrap(), None);
}

pub(super) async fn a_form_that_was_sent_or_erased_takes_no_answers(store: Arc<dyn Store>) {
    store.begin_form(&form("a"), 9).await.unwrap();
    let mut sent = form("a");
    sent.answers.clear();
    sent.receipt = Some("K7QM".into());
    assert!(store.save_form(&sent).await.unwrap());
    assert!(
        !store.save_form(&form("a")).await.unwrap(),
        "after it was sent"
    );
    let kept = store.unsent_form("a", at(2)).await.unwrap();
    assert_eq!(kept, Some(sent));
    store.begin_form(&form("b"), 9).await.unwrap();
    store.erase_form("b").await.unwrap();
    assert!(
        !store.save_form(&form("b")).await.unwrap(),
        "after it was erased"
    );
    assert_eq!(store.unsent_form("b", at(2)).await.unwrap(), None);
}

pub(super) async fn many_at_once_do_not_go_beyond_the_bound(store: Arc<dyn Store>) {
    let mut begun = tokio::task::JoinSet::new();
    for n in 0..16 {
        let store = store.clone();
        begun.spawn(async move { store.begin_form(&form(&format!("f{n}")), 3).await.unwrap() });
    }
    let begun = begun.join_all().await;
    assert_eq!(begun.into_iter().filter(|begun| *begun).count(), 3);
}

pub(super) async fn there_are_only_so_many_forms(store: Arc<dyn Store>) {
    for digest in ["a", "b"] {
        assert!(store.begin_form(&form(digest), 2).await.unwrap());
    }
    assert!(!store.begin_form(&form("c"), 2).await.unwrap());
    let mut late = form("d");
    late.saved_at = at(60);
    late.expires_at = at(90);
    assert!(
        store.begin_form(&late, 2).await.unwrap(),
        "those that have expired make room"
    );
}
