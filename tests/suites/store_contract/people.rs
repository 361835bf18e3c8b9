//! Who has a task, who is away, and the boxes of secret votes.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use reglament_core::{Absence, Ballot};
use reglament_runtime::port::{BallotRow, Page, Store, TaskFilter, TaskRow, named_key, person_key};

use super::make::{at, moved, task};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) async fn a_task_given_by_name_is_found_under_the_name(store: Arc<dyn Store>) {
    let mut opened = moved("a", 1);
    let row = TaskRow {
        people: Some(BTreeSet::from(["vera".to_owned()])),
        ..task("a", 1, &["clerk"], Some(10))
    };
    opened.tasks.push(row.clone());
    store.commit(&opened).await.unwrap();
    let of = async |key: String| {
        let filter = TaskFilter {
            roles: vec![key],
            ..TaskFilter::default()
        };
        let page = Page {
            after: None,
            limit: 10,
        };
        store.tasks(&filter, &page).await.unwrap()
    };
    assert_eq!(of(person_key("vera")).await, std::slice::from_ref(&row));
    assert!(of(person_key("anna")).await.is_empty());
    // Other clerks need not look at it; a board of the clerks' tasks has it.
    assert!(of("clerk".to_owned()).await.is_empty());
    assert_eq!(of(named_key("clerk")).await, std::slice::from_ref(&row));
    // A delegated task is found by both.
    let delegated = TaskRow {
        claimed_by: Some("anna".into()),
        delegated_by: Some("vera".into()),
        ..row
    };
    let mut changed = moved("a", 2);
    changed.tasks.push(delegated.clone());
    store.commit(&changed).await.unwrap();
    assert_eq!(
        of(person_key("anna")).await,
        std::slice::from_ref(&delegated)
    );
    assert_eq!(of(person_key("vera")).await, [delegated]);
}

pub(super) async fn absences_end_and_are_cancelled_but_never_lost(store: Arc<dyn Store>) {
    let absence = |person: &str, until: &str| Absence {
        person: person.into(),
        from: day("2026-11-01"),
        until: day(until),
        substitutes: vec!["vera".into(), "oleg".into()],
        order: "№ 15".into(),
    };
    let (first, second) = (
        absence("anna", "2026-11-20"),
        absence("boris", "2026-11-25"),
    );
    let one = store.enter_absence(&first, "zoya", at(1)).await.unwrap();
    let two = store.enter_absence(&second, "zoya", at(2)).await.unwrap();
    let now = store.absences(day("2026-11-20")).await.unwrap();
    assert_eq!(now, [first, second.clone()]);
    let later = store.absences(day("2026-11-21")).await.unwrap();
    assert_eq!(later, [second]);
    assert!(store.cancel_absence(two, "vera", at(3)).await.unwrap());
    assert!(!store.cancel_absence(two, "vera", at(4)).await.unwrap());
    assert!(!store.cancel_absence(99, "vera", at(4)).await.unwrap());
    assert!(store.absences(day("2026-11-21")).await.unwrap().is_empty());
    let rows = store.absence_rows(10).await.unwrap();
    assert_eq!([rows[0].id, rows[1].id], [two, one]);
    assert_eq!(rows[0].cancelled, Some(("vera".to_owned(), at(3))));
    assert_eq!(rows[1].cancelled, None);
}

/// A vote for an outcome of a meeting.
fn vote(outcome: &str) -> BallotRow {
    BallotRow {
        instance: "a".into(),
        ballot: Ballot {
            step: "meeting".into(),
            run: 1,
            outcome: outcome.into(),
        },
        votes: 1,
    }
}

pub(super) async fn ballots_of_one_commit_are_added(store: Arc<dyn Store>) {
    for seq in [1, 2] {
        let mut change = moved("a", seq);
        change.ballots = ["yes", "no", "yes"].map(vote).into();
        store.commit(&change).await.unwrap();
    }
    let boxes = store.ballots(&"a".into()).await.unwrap();
    let counted = boxes.of("meeting", 1);
    assert_eq!(counted.get("yes"), Some(&4));
    assert_eq!(counted.get("no"), Some(&2));
}

pub(super) async fn ballots_only_count(store: Arc<dyn Store>) {
    for (seq, outcome) in (1..).zip(["yes", "no", "yes"]) {
        let mut change = moved("a", seq);
        change.ballots.push(vote(outcome));
        store.commit(&change).await.unwrap();
    }
    let boxes = store.ballots(&"a".into()).await.unwrap();
    let counted = boxes.of("meeting", 1);
    assert_eq!(counted.get("yes"), Some(&2));
    assert_eq!(counted.get("no"), Some(&1));
    assert!(boxes.of("meeting", 2).is_empty());
    // A vote is counted with the event that the member took part, or not at all.
    let mut stale = moved("a", 2);
    stale.ballots.push(vote("yes"));
    assert!(store.commit(&stale).await.is_err());
    let boxes = store.ballots(&"a".into()).await.unwrap();
    assert_eq!(boxes.of("meeting", 1).get("yes"), Some(&2));
}
