//! Identities of providers: whose they are, and how strangers are forgotten.

use std::sync::Arc;

use reglament_runtime::port::{Account, IdentityRow, Session, Store};

use super::make::at;

fn row(subject: &str, minute: u32, person: Option<&str>) -> IdentityRow {
    IdentityRow {
        issuer: "https://id.example".into(),
        subject: subject.into(),
        name: format!("name of {subject}"),
        seen_at: at(minute),
        person: person.map(str::to_owned),
    }
}

async fn open(store: &Arc<dyn Store>, person: &str) {
    let account = Account {
        person: person.into(),
        password: String::new(),
        blocked: false,
        changed_at: at(0),
    };
    store.save_account(&account).await.unwrap();
}

async fn strangers(store: &Arc<dyn Store>) -> Vec<String> {
    let rows = store.strangers("https://id.example", 9).await.unwrap();
    rows.into_iter().map(|row| row.subject).collect()
}

pub(super) async fn an_identity_is_one_persons(store: Arc<dyn Store>) {
    for person in ["anna", "boris"] {
        open(&store, person).await;
    }
    store
        .note_identity(&row("1", 1, None), at(0), 9)
        .await
        .unwrap();
    // Without a name, so that the one known before stays; the moment is that of the coming.
    let nameless = |subject, person| IdentityRow {
        name: String::new(),
        ..row(subject, 5, Some(person))
    };
    let attempts = [
        ("1", "nobody", false, "there is no such account"),
        ("1", "anna", true, "a stranger becomes anna"),
        ("1", "anna", false, "twice is once too often"),
        ("1", "boris", false, "it is anna's"),
        ("2", "anna", false, "anna has one at this provider"),
        ("2", "boris", true, "it had never come before"),
    ];
    for (subject, person, expected, why) in attempts {
        let linked = store.link_identity(&nameless(subject, person)).await;
        assert_eq!(linked.unwrap(), expected, "{why}");
    }
    let found = async |subject: &'static str| {
        let found = store.identity("https://id.example", subject).await;
        found.unwrap()
    };
    assert_eq!(found("1").await, Some(row("1", 1, Some("anna"))));
    assert_eq!(found("2").await, Some(nameless("2", "boris")));
    assert_eq!(found("3").await, None);
    assert_eq!(
        store.identity("https://other.example", "1").await.unwrap(),
        None
    );
    let other = IdentityRow {
        issuer: "https://other.example".into(),
        ..row("1", 7, Some("anna"))
    };
    assert!(
        store.link_identity(&other).await.unwrap(),
        "another provider"
    );
    let of_anna = store.identities_of("anna").await.unwrap();
    assert_eq!(of_anna, [row("1", 1, Some("anna")), other]);
    store
        .note_identity(&row("1", 8, None), at(0), 9)
        .await
        .unwrap();
    assert_eq!(
        found("1").await,
        Some(row("1", 8, Some("anna"))),
        "it stays hers"
    );
}

pub(super) async fn a_removed_identity_signs_nobody_in(store: Arc<dyn Store>) {
    open(&store, "anna").await;
    assert!(
        store
            .link_identity(&row("1", 1, Some("anna")))
            .await
            .unwrap()
    );
    let session = Session {
        token: "t".into(),
        person: "anna".into(),
        created_at: at(1),
        expires_at: at(60),
        seen_at: at(1),
        device: String::new(),
        awaits_code: false,
        provider: Some("Office".into()),
        vouched: true,
    };
    store.open_session(&session).await.unwrap();
    let unlink = |subject, person| store.unlink_identity("https://id.example", subject, person);
    assert!(!unlink("2", "anna").await.unwrap());
    assert!(!unlink("1", "boris").await.unwrap());
    let live = store.session("t", at(2)).await.unwrap().unwrap();
    assert_eq!(live.session, session, "nothing happened so far");
    assert!(unlink("1", "anna").await.unwrap());
    assert_eq!(store.session("t", at(2)).await.unwrap(), None);
    assert!(store.identities_of("anna").await.unwrap().is_empty());
    assert!(strangers(&store).await.is_empty(), "it is forgotten wholly");
}

pub(super) async fn strangers_are_few_and_forgotten(store: Arc<dyn Store>) {
    open(&store, "anna").await;
    assert!(
        store
            .link_identity(&row("hers", 1, Some("anna")))
            .await
            .unwrap()
    );
    for (subject, minute) in [("a", 1), ("b", 2), ("c", 3), ("a", 4)] {
        let row = row(subject, minute, None);
        let noted = store.note_identity(&row, at(0), 2);
        noted.await.unwrap();
    }
    assert_eq!(strangers(&store).await, ["a", "c"], "the last that came");
    store
        .note_identity(&row("d", 9, None), at(4), 9)
        .await
        .unwrap();
    assert_eq!(strangers(&store).await, ["d", "a"], "c came too long ago");
    let found = store.identities_of("anna").await.unwrap();
    assert_eq!(found.len(), 1, "whose identity is known stays");
}
