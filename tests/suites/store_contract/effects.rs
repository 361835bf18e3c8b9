//! A pause of what leaves the house is remembered, and documents can be claimed without the letters before them.

use std::sync::Arc;

use reglament_runtime::port::{ChangeSet, EffectsPause, PauseReason, Store};

use super::make::{at, document, letter, moved};

pub(super) async fn a_pause_is_remembered_until_it_ends(store: Arc<dyn Store>) {
    assert_eq!(store.effects_pause().await.unwrap(), None);
    assert!(!store.resume_effects().await.unwrap());
    let pause = |n, by: Option<&str>, why| EffectsPause {
        at: at(n),
        by: by.map(str::to_owned),
        why,
    };
    let first = pause(1, Some("vera"), PauseReason::Ordered);
    assert!(store.pause_effects(&first).await.unwrap());
    let second = pause(2, None, PauseReason::Restored);
    assert!(!store.pause_effects(&second).await.unwrap());
    assert_eq!(store.effects_pause().await.unwrap(), Some(first));
    assert!(store.resume_effects().await.unwrap());
    assert_eq!(store.effects_pause().await.unwrap(), None);
    assert!(store.pause_effects(&second).await.unwrap());
    assert_eq!(store.effects_pause().await.unwrap(), Some(second));
}

pub(super) async fn documents_are_claimed_past_letters(store: Arc<dyn Store>) {
    let changes = ChangeSet {
        outbox: vec![letter("a/1"), document("a/2"), letter("a/3")],
        ..moved("a", 1)
    };
    store.commit(&changes).await.unwrap();
    assert!(store.next_document().await.unwrap().is_some());
    let claimed = store
        .claim_documents("one", at(0), at(10), 9)
        .await
        .unwrap();
    let keys: Vec<&str> = claimed.iter().map(|row| row.key.as_str()).collect();
    assert_eq!((keys, claimed[0].attempts), (vec!["a/2"], 1));
    assert_eq!(store.next_document().await.unwrap(), Some(at(10)));
    // The letters were not counted as tried.
    let letters = store.claim("two", at(0), at(10), 9).await.unwrap();
    let tried: Vec<(&str, u32)> = letters
        .iter()
        .map(|row| (row.key.as_str(), row.attempts))
        .collect();
    assert_eq!(tried.len(), 2, "{tried:?}");
    assert!(
        tried.iter().all(|(_, attempts)| *attempts == 1),
        "{tried:?}"
    );
}
