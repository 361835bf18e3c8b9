//! Programs: found by the digest of their token, named once, withdrawn once.

use std::sync::Arc;

use reglament_runtime::Scope;
use reglament_runtime::port::{ProgramRow, Store};

use super::make::at;

fn program(name: &str) -> ProgramRow {
    ProgramRow {
        id: 0,
        name: name.to_owned(),
        scopes: vec![Scope::CasesRead, Scope::MessagesSend],
        processes: vec!["appeal".into(), "request".into()],
        token: format!("digest of {name}"),
        created_at: at(1),
        created_by: (name == "archive").then(|| "vera".to_owned()),
        expires_at: at(50),
        used_at: None,
        withdrawn_at: None,
        withdrawn_by: None,
    }
}

pub(super) async fn programs_are_known_by_their_tokens(store: Arc<dyn Store>) {
    let archive = store.add_program(&program("archive")).await.unwrap();
    let archive = archive.expect("a new name");
    let other = store.add_program(&program("payroll")).await.unwrap();
    let other = other.expect("another name");
    let named = |name: &str, id| ProgramRow {
        id,
        ..program(name)
    };
    // A name is given once, whatever the token.
    let again = ProgramRow {
        token: "another digest".into(),
        ..program("archive")
    };
    assert_eq!(store.add_program(&again).await.unwrap(), None);
    let listed = store.programs(10).await.unwrap();
    assert_eq!(
        listed,
        [named("payroll", other), named("archive", archive)],
        "the newest first"
    );
    assert_eq!(store.programs(1).await.unwrap().len(), 1);
    let found = store.program("digest of archive").await.unwrap();
    assert_eq!(found, Some(named("archive", archive)));
    assert_eq!(store.program("another digest").await.unwrap(), None);

    store.program_used(archive, at(3)).await.unwrap();
    let withdraw = async |by, minute| {
        let done = store.withdraw_program(archive, by, at(minute)).await;
        done.unwrap()
    };
    assert!(withdraw(Some("anna"), 4).await);
    assert!(!withdraw(None, 5).await);
    let none = store.withdraw_program(999, None, at(5)).await;
    assert!(!none.unwrap());
    let found = store.program("digest of archive").await.unwrap();
    let gone = ProgramRow {
        used_at: Some(at(3)),
        withdrawn_at: Some(at(4)),
        withdrawn_by: Some("anna".into()),
        ..named("archive", archive)
    };
    assert_eq!(found, Some(gone));
    // Not even a withdrawn program leaves its name to another.
    assert_eq!(store.add_program(&again).await.unwrap(), None);
}
