//! Destroying what is personal: nothing of it is left anywhere, the chain stays whole, and what was changed without an act is
//! found.

mod office;

use chrono::{DateTime, TimeZone, Utc};
use reglament_core::ErasureScope;
use reglament_runtime::port::StoreError;
use reglament_runtime::{ErasureRefusal, ErasureWish, ServiceError};
use reglament_store::{Database, copy, examine};

use self::office::Office;
use super::world::request;

fn new_year_2028() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2028, 1, 10, 3, 0, 0).unwrap()
}

fn refusal(result: Result<u32, ServiceError>) -> ErasureRefusal {
    match result {
        Err(ServiceError::Erasure(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn when_the_term_is_over_nothing_personal_is_left_and_the_chain_is_whole() {
    let office = Office::closed().await;
    office.is_of_somebody().await;
    let early = refusal(office.destroy("1-у", ErasureScope::Everything).await);
    assert!(matches!(early, ErasureRefusal::Kept(..)), "{early:?}");
    assert!(
        office.service.retention("vera").await.unwrap().processes[0]
            .over
            .is_empty()
    );

    office.world.clock.set(new_year_2028());
    let view = office.service.retention("vera").await.unwrap();
    assert_eq!(view.processes[0].over.len(), 1, "{view:?}");
    let act = office
        .destroy("1-у", ErasureScope::Everything)
        .await
        .unwrap();
    let after = office.is_without_anybody().await;
    // What is no person's stays, and so do registered documents.
    for words in [
        "Приём",
        "план.pdf",
        "application/pdf",
        "Иванова",
        "Петров Борис Ильич",
    ] {
        assert!(after.contains(words), "{words} went: {after}");
    }
    let store = &office.world.store;
    assert!(store.pdf(&office.case, 1).await.unwrap().is_some());
    assert_eq!(store.pdf(&office.case, 2).await.unwrap(), None);
    let instance = office.service.instance("vera", &office.case).await.unwrap();
    assert_eq!(instance.erased.as_ref().unwrap().act, "1-у");
    assert!(
        instance
            .history
            .iter()
            .any(|line| line.ru.contains("акт № 1-у"))
    );
    assert!(
        instance
            .data
            .iter()
            .any(|one| one.ru == "данные уничтожены")
    );
    assert_eq!(office.breaks().await, [""; 0]);

    // The act says what went, is listed, and its number is given once.
    let told = office.service.erasure_act("vera", act).await.unwrap();
    assert!(told.destroyed[0].at.is_some() && !told.destroyed[0].rows.is_empty());
    let again = office.service.go_on_with_act("vera", act).await;
    again.unwrap();
    assert_eq!(office.service.erasure_act("vera", act).await.unwrap(), told);
    let taken = refusal(office.destroy("1-у", ErasureScope::Everything).await);
    assert_eq!(taken, ErasureRefusal::NumberTaken);
    let view = office.service.retention("vera").await.unwrap();
    assert!(
        view.processes[0].over.is_empty() && view.acts.len() == 1,
        "{view:?}"
    );
    office.runtime.stop().await;
}

#[tokio::test]
async fn what_was_changed_after_an_erasure_is_found() {
    let office = Office::closed().await;
    office.world.clock.set(new_year_2028());
    office
        .destroy("1-у", ErasureScope::Everything)
        .await
        .unwrap();
    let copied = tempfile::tempdir().unwrap();
    if let Database::File(file) = office.world.database() {
        let to = copied.path().join("whole.db");
        copy(file, &to).await.unwrap();
        assert_eq!(examine(&to).await.unwrap().problems, [""; 0]);
    }
    office
        .world
        .sql("UPDATE journal SET events = replace(events, '███', 'Петров') WHERE first_seq = 1")
        .await;
    let found = office.breaks().await;
    assert!(
        found
            .iter()
            .any(|one| one.starts_with("chain: ") && one.ends_with(" 1")),
        "{found:?}"
    );
    if let Database::File(file) = office.world.database() {
        let to = copied.path().join("touched.db");
        copy(file, &to).await.unwrap();
        let problems = examine(&to).await.unwrap().problems;
        assert!(
            problems[0].ends_with("the chain breaks at 1"),
            "{problems:?}"
        );
    }
    office.runtime.stop().await;
}

#[tokio::test]
async fn what_was_erased_without_an_act_is_found_and_no_act_makes_it_good() {
    let office = Office::closed().await;
    office.world.clock.set(new_year_2028());
    office
        .world
        .sql("UPDATE journal SET events = replace(events, 'Сидорова', '███'), salt = NULL WHERE first_seq = 1")
        .await;
    let found = office.breaks().await;
    assert!(
        found.iter().any(|one| one.starts_with("chain: ")),
        "{found:?}"
    );
    let refused = office.destroy("1-у", ErasureScope::Everything).await;
    assert!(
        matches!(refused, Err(ServiceError::Damaged(_))),
        "{refused:?}"
    );
    assert!(
        office
            .service
            .retention("vera")
            .await
            .unwrap()
            .acts
            .is_empty()
    );
    office.runtime.stop().await;
}

#[tokio::test]
async fn the_hash_of_a_row_does_not_tell_a_short_value() {
    let office = Office::closed().await;
    let store = &office.world.store;
    let rows = store.journal(&office.case, 0, 1).await.unwrap();
    let row = &rows[0];
    assert_eq!(row.salt.as_ref().map(String::len), Some(32));
    assert_eq!(reglament_runtime::journal_link("", row), row.hash);
    let mut guessed = row.clone();
    guessed.salt = None;
    assert_ne!(reglament_runtime::journal_link("", &guessed), row.hash);
    office.world.clock.set(new_year_2028());
    office
        .destroy("1-у", ErasureScope::Everything)
        .await
        .unwrap();
    let rows = store.journal(&office.case, 0, 1).await.unwrap();
    assert_eq!((&rows[0].salt, &rows[0].hash), (&None, &row.hash));
    office.runtime.stop().await;
}

#[tokio::test]
async fn contacts_go_first_and_the_rest_when_its_time_has_come() {
    let office = Office::closed().await;
    office.destroy("1-у", ErasureScope::Contacts).await.unwrap();
    let after = office.told().await;
    for words in ["+7 913 123-45-67", "maria@example.ru"] {
        assert!(!after.contains(words), "{words} is left: {after}");
    }
    for words in ["Сидорова", "болеет с весны", "скан паспорта.pdf"]
    {
        assert!(after.contains(words), "{words} went: {after}");
    }
    assert_eq!(office.breaks().await, [""; 0]);
    office.world.clock.set(new_year_2028());
    office
        .destroy("2-у", ErasureScope::Everything)
        .await
        .unwrap();
    office.is_without_anybody().await;
    assert_eq!(office.breaks().await, [""; 0]);
    office.runtime.stop().await;
}

#[tokio::test]
async fn a_case_that_runs_is_not_touched_and_nobody_but_an_overseer_destroys() {
    let office = Office::open().await;
    let running = refusal(office.destroy("1-у", ErasureScope::Contacts).await);
    assert!(matches!(running, ErasureRefusal::Running(_)), "{running:?}");
    for (wish, expected) in [
        (
            ErasureWish {
                cases: Vec::new(),
                ..office.wish("1-у", ErasureScope::Contacts)
            },
            ErasureRefusal::Nothing,
        ),
        (
            office.wish(" ", ErasureScope::Contacts),
            ErasureRefusal::Number,
        ),
        (
            ErasureWish {
                reason: " ".into(),
                ..office.wish("1-у", ErasureScope::Contacts)
            },
            ErasureRefusal::Reason,
        ),
    ] {
        assert_eq!(
            refusal(office.service.destroy("vera", &wish).await),
            expected
        );
    }
    let wish = office.wish("1-у", ErasureScope::Contacts);
    let anna = office.service.destroy("anna", &wish).await;
    assert_eq!(anna, Err(ServiceError::Forbidden));
    let unknown: Result<_, StoreError> = office.world.store.erasure_act(1).await;
    assert_eq!(unknown.unwrap(), None);
    office.runtime.stop().await;
}

/// What was moved to the archive goes as well, and what is left of it is counted as before.
#[tokio::test]
async fn an_archived_case_is_destroyed_like_any_other() {
    let office = Office::closed().await;
    let store = office.world.store.clone();
    office.world.clock.set(new_year_2028());
    request(&office.service, "somebody else").await;
    let now = new_year_2028();
    let moved = store.archive(now, now, 10, 1_000).await.unwrap();
    assert!(moved.rows > 1 && moved.instances == 1, "{moved:?}");
    office.is_of_somebody().await;
    office
        .destroy("1-у", ErasureScope::Everything)
        .await
        .unwrap();
    let after = office.is_without_anybody().await;
    assert_eq!(office.breaks().await, [""; 0]);
    // The act itself follows the rest.
    request(&office.service, "and another").await;
    let moved = store.archive(now, now, 10, 1_000).await.unwrap();
    assert_eq!(moved.rows, 1);
    assert_eq!(office.told().await, after);
    assert_eq!(office.breaks().await, [""; 0]);
    office
        .world
        .sql("UPDATE journal_archive SET events = replace(events, '███', 'Петров') WHERE first_seq = 1")
        .await;
    assert_ne!(office.breaks().await, [""; 0]);
}
