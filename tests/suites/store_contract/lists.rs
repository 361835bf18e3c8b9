//! Lists: ordered, filtered, and paged without gap or overlap.

use std::{future::poll_fn, sync::Arc, task::Poll};

use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{
    ChangeSet, InstanceChange, InstanceFilter, Page, Store, TaskFilter, TaskRow, TermMark,
};

use super::make::{at, instance, moved, task, timer};

fn all<K>() -> Page<K> {
    Page {
        after: None,
        limit: 100,
    }
}

fn ids(rows: &[TaskRow]) -> Vec<u32> {
    rows.iter().map(|row| row.task.0).collect()
}

async fn with_tasks(store: &Arc<dyn Store>) {
    let tasks = vec![
        task("a", 1, &["clerk"], None),
        task("a", 2, &["clerk", "chair"], Some(20)),
        task("a", 3, &["chair"], Some(10)),
        task("a", 4, &["other"], Some(15)),
    ];
    store
        .commit(&ChangeSet {
            tasks,
            ..moved("a", 1)
        })
        .await
        .unwrap();
}

pub(super) async fn tasks_come_by_due_date(store: Arc<dyn Store>) {
    with_tasks(&store).await;
    let rows = store.tasks(&TaskFilter::default(), &all()).await.unwrap();
    assert_eq!(ids(&rows), [3, 4, 2, 1]);
    let late = TaskFilter {
        due_before: Some(at(20)),
        ..TaskFilter::default()
    };
    assert_eq!(ids(&store.tasks(&late, &all()).await.unwrap()), [3, 4]);
    assert_eq!(store.count_tasks(&late, 1).await.unwrap(), 1);
    let none = TaskFilter {
        processes: vec!["x".into(), "y".into()],
        ..TaskFilter::default()
    };
    assert!(store.tasks(&none, &all()).await.unwrap().is_empty());
    let closed = ChangeSet {
        closed_tasks: vec![("a".into(), TaskId(3))],
        ..moved("a", 2)
    };
    store.commit(&closed).await.unwrap();
    assert_eq!(
        ids(&store.tasks(&TaskFilter::default(), &all()).await.unwrap()),
        [4, 2, 1]
    );
}

pub(super) async fn tasks_of_several_roles_are_merged(store: Arc<dyn Store>) {
    with_tasks(&store).await;
    let filter = TaskFilter {
        roles: vec!["clerk".into(), "chair".into()],
        ..TaskFilter::default()
    };
    let rows = store.tasks(&filter, &all()).await.unwrap();
    assert_eq!(ids(&rows), [3, 2, 1]);
    // A changed task stays listed once.
    let mut changed = moved("a", 2);
    changed.tasks.push(TaskRow {
        overdue: 1,
        ..task("a", 2, &["clerk", "chair"], Some(20))
    });
    store.commit(&changed).await.unwrap();
    let rows = store.tasks(&filter, &all()).await.unwrap();
    assert_eq!((ids(&rows), rows[1].overdue), (vec![3, 2, 1], 1));
}

pub(super) async fn terms_that_were_decided_about_are_found(store: Arc<dyn Store>) {
    let rows = [
        TaskRow {
            extended: 2,
            ..task("a", 1, &["clerk"], Some(20))
        },
        TaskRow {
            held_at: Some(at(5)),
            ..task("a", 2, &["clerk"], None)
        },
        task("a", 3, &["clerk"], Some(10)),
    ];
    let mut changes = moved("a", 1);
    changes.tasks.extend(rows.clone());
    store.commit(&changes).await.unwrap();
    for (marked, wanted) in [
        (Some(TermMark::Extended), &rows[..1]),
        (Some(TermMark::Held), &rows[1..2]),
    ] {
        for roles in [Vec::new(), vec!["clerk".to_owned()]] {
            let filter = TaskFilter {
                marked,
                roles,
                ..TaskFilter::default()
            };
            assert_eq!(store.tasks(&filter, &all()).await.unwrap(), wanted);
            assert_eq!(store.count_tasks(&filter, 9).await.unwrap(), 1);
        }
    }
    // Rows of this version lack nothing.
    assert!(store.incomplete_tasks(9).await.unwrap().is_empty());
}

pub(super) async fn filters_are_one_persons_and_bounded(store: Arc<dyn Store>) {
    let save = async |person: &str, title: &str, query: &str| {
        let place = (person, "tasks");
        store
            .save_filter(place, (title, query), at(1), 2)
            .await
            .unwrap()
    };
    assert!(save("anna", "б", "view=week").await);
    assert!(save("anna", "а", "view=all").await);
    assert!(save("vera", "а", "view=today").await);
    assert!(!save("anna", "в", "view=all").await, "a third one");
    assert!(save("anna", "а", "q=x").await, "the same name again");
    let of = async |person: &str, list: &str| store.saved_filters(person, list).await.unwrap();
    let annas = of("anna", "tasks").await;
    let told: Vec<(&str, &str)> = annas
        .iter()
        .map(|row| (row.title.as_str(), row.query.as_str()))
        .collect();
    assert_eq!(told, [("а", "q=x"), ("б", "view=week")]);
    assert!(of("anna", "control").await.is_empty());
    assert!(!store.remove_filter("vera", annas[0].id).await.unwrap());
    assert!(store.remove_filter("anna", annas[0].id).await.unwrap());
    assert_eq!(of("anna", "tasks").await.len(), 1);
}

async fn with_instances(store: &Arc<dyn Store>, count: u32) {
    let change = |n: u32| {
        let process = if n.is_multiple_of(2) {
            "request"
        } else {
            "appeal"
        };
        // Two of them start at the same instant.
        let mut row = instance(&format!("i{n:03}"), process, n / 2);
        row.ended_at = n.is_multiple_of(3).then(|| at(90));
        InstanceChange {
            expected: 0,
            row,
            snapshot: None,
        }
    };
    let instances = (0..count).map(change).collect();
    store
        .commit(&ChangeSet {
            instances,
            ..ChangeSet::default()
        })
        .await
        .unwrap();
}

pub(super) async fn instances_come_newest_first(store: Arc<dyn Store>) {
    with_instances(&store, 8).await;
    let filter = |processes: &[&str], running| InstanceFilter {
        processes: processes.iter().map(|p| (*p).to_owned()).collect(),
        running,
        ..InstanceFilter::default()
    };
    let list = async |filter: InstanceFilter| {
        let rows = store.instances(&filter, &all()).await.unwrap();
        rows.into_iter().map(|row| row.id.0).collect::<Vec<_>>()
    };
    assert_eq!(
        list(filter(&["request"], None)).await,
        ["i006", "i004", "i002", "i000"]
    );
    assert_eq!(
        list(filter(&["request"], Some(true))).await,
        ["i004", "i002"]
    );
    let both = filter(&["request", "appeal"], Some(false));
    assert_eq!(list(both).await, ["i006", "i003", "i000"]);
    assert!(list(filter(&[], None)).await.is_empty());
}

pub(super) async fn pages_meet_without_gap_or_overlap(store: Arc<dyn Store>) {
    with_instances(&store, 25).await;
    let filter = InstanceFilter {
        processes: vec!["request".into(), "appeal".into()],
        ..InstanceFilter::default()
    };
    let mut seen: Vec<InstanceId> = Vec::new();
    let mut after: Option<(DateTime<Utc>, InstanceId)> = None;
    loop {
        let rows = store
            .instances(&filter, &Page { after, limit: 4 })
            .await
            .unwrap();
        let Some(last) = rows.last() else { break };
        after = Some((last.started_at, last.id.clone()));
        seen.extend(rows.into_iter().map(|row| row.id));
    }
    assert_eq!(seen.len(), 25);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 25);
}

pub(super) async fn timers_come_in_order(store: Arc<dyn Store>) {
    let timers = vec![
        timer("a", 2, 7),
        timer("a", 1, 7),
        timer("a", 3, 5),
        timer("a", 4, 50),
    ];
    store
        .commit(&ChangeSet {
            timers,
            ..moved("a", 1)
        })
        .await
        .unwrap();
    assert_eq!(store.next_timer().await.unwrap(), Some(at(5)));
    assert!(store.due_timers(at(4), None, 9).await.unwrap().is_empty());
    let first = store.due_timers(at(7), None, 2).await.unwrap();
    assert_eq!(first, [timer("a", 3, 5), timer("a", 1, 7)]);
    let rest = store.due_timers(at(7), first.last(), 9).await.unwrap();
    assert_eq!(rest, [timer("a", 2, 7)]);
    let dropped_timers = vec![timer("a", 3, 5)];
    store
        .commit(&ChangeSet {
            dropped_timers,
            ..moved("a", 2)
        })
        .await
        .unwrap();
    assert_eq!(store.next_timer().await.unwrap(), Some(at(7)));
}

pub(super) async fn text_is_found_in_any_case(store: Arc<dyn Store>) {
    with_instances(&store, 3).await;
    for (text, found) in [
        ("ЗАЯВИТЕЛЬ i001", 1),
        ("i001-code", 1),
        ("%", 0),
        ("заявитель", 3),
    ] {
        let filter = InstanceFilter {
            processes: vec!["request".into(), "appeal".into()],
            text: Some(text.into()),
            ..InstanceFilter::default()
        };
        assert_eq!(
            store.instances(&filter, &all()).await.unwrap().len(),
            found,
            "{text}"
        );
    }
}

/// Somebody closes the window while a list is read, at any moment of it: whoever asks next sees what is committed since.
pub(super) async fn whoever_gives_up_leaves_no_old_state(store: Arc<dyn Store>) {
    let (filter, page) = (TaskFilter::default(), all());
    for polls in 1..8 {
        // All connections are there, and in nobody's hands.
        assert!(seen(&store, polls - 1).await);
        let mut asked: Vec<_> = (0..12).map(|_| store.tasks(&filter, &page)).collect();
        for _ in 0..polls {
            let mut waiting = Vec::new();
            for mut one in asked {
                let polled = poll_fn(|context| Poll::Ready(one.as_mut().poll(context)));
                if polled.await.is_pending() {
                    waiting.push(one);
                }
            }
            asked = waiting;
            tokio::task::yield_now().await;
        }
        drop(asked);
        assert!(seen(&store, polls - 1).await);
        let change = moved("a", u64::from(polls));
        store.commit(&change).await.unwrap();
        assert!(
            seen(&store, polls).await,
            "an old state of the tables was shown"
        );
    }
}

/// Whether everybody who asks sees so many rows of the journal.
async fn seen(store: &Arc<dyn Store>, rows: u32) -> bool {
    let asked = (0..40).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.journal(&"a".into(), 0, 100).await.unwrap().len() })
    });
    let mut all = true;
    for asked in asked.collect::<Vec<_>>() {
        all &= asked.await.unwrap() == rows as usize;
    }
    all
}
