//! Lists narrowed to what somebody sees: whole processes, units of others, and instances in which they have a part.

use std::collections::BTreeSet;
use std::sync::Arc;

use reglament_core::{InstanceId, TaskId};
use reglament_runtime::port::{
    ChangeSet, InstanceChange, InstanceFilter, Page, Part, ParticipantRow, Store, TaskFilter,
    TaskRow, Within,
};

use super::make::{at, instance, moved, task};

/// Units of the ten instances `i0`…`i9`, the newest last; even ones are schools, odd ones requests.
const UNITS: [Option<&str>; 10] = [
    Some("north"),
    None,
    Some("south"),
    None,
    Some("north"),
    None,
    None,
    None,
    Some("west"),
    None,
];

async fn ten(store: &Arc<dyn Store>) {
    let mut changes = ChangeSet::default();
    for (minute, unit) in (0..).zip(UNITS) {
        let process = ["school", "request"][minute as usize % 2];
        let mut row = instance(&format!("i{minute}"), process, minute);
        row.unit = unit.map(str::to_owned);
        let mut open = task(&format!("i{minute}"), 1, &["clerk"], Some(90 - minute));
        (open.process, open.unit) = (process.to_owned(), row.unit.clone());
        changes.tasks.push(open);
        changes.instances.push(InstanceChange {
            expected: 0,
            row,
            snapshot: None,
        });
    }
    for (id, part) in [("i3", Part::Start), ("i3", Part::Task), ("i6", Part::Task)] {
        changes.participants.push(participant(id, "anna", part));
    }
    store.commit(&changes).await.unwrap();
}

fn participant(id: &str, person: &str, part: Part) -> ParticipantRow {
    let minute: u32 = id[1..].parse().unwrap();
    ParticipantRow {
        instance: id.into(),
        started_at: at(minute),
        process: ["school", "request"][minute as usize % 2].to_owned(),
        person: person.to_owned(),
        part,
    }
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

fn within(units: &[&str]) -> Within {
    Within {
        processes: texts(&["school"]),
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
    }
}

/// More units than are walked one by one.
fn crowd() -> Within {
    let mut all = within(&["north", "south"]);
    all.units.extend((0..100).map(|n| format!("u{n}")));
    all
}

pub(super) async fn instances_are_chosen_by_process_unit_and_part(store: Arc<dyn Store>) {
    ten(&store).await;
    let own = |processes: &[&str]| Some(("anna".to_owned(), texts(processes)));
    let none = Within::default();
    let requests: &[&str] = &["request"];
    let cases = [
        (&[][..], none.clone(), None, "-"),
        (&[], none.clone(), own(&["school", "request"]), "i6 i3"),
        (&[], none.clone(), own(&["school"]), "i6"),
        (&[], none.clone(), own(&[]), "-"),
        (&[], within(&["north"]), None, "i4 i0"),
        (&[], within(&["north", "west"]), None, "i8 i4 i0"),
        (&[], within(&[]), None, "-"),
        (&[], crowd(), None, "i4 i2 i0"),
        (requests, none, own(&["school"]), "i9 i7 i6 i5 i3 i1"),
        (
            requests,
            within(&["south"]),
            own(requests),
            "i9 i7 i5 i3 i2 i1",
        ),
    ];
    for (processes, within, part, expected) in cases {
        let filter = InstanceFilter {
            processes: texts(processes),
            within,
            part,
            ..InstanceFilter::default()
        };
        let mut found: Vec<String> = Vec::new();
        let mut after = None;
        // Pages of two: merged walks must meet without gap or overlap.
        loop {
            let page = Page { after, limit: 2 };
            let rows = store.instances(&filter, &page).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some((last.started_at, last.id.clone()));
            found.extend(rows.into_iter().map(|row| row.id.0));
        }
        let found = match found.is_empty() {
            true => "-".to_owned(),
            false => found.join(" "),
        };
        assert_eq!(found, expected, "{filter:?}");
    }
}

pub(super) async fn tasks_are_chosen_by_process_and_unit(store: Arc<dyn Store>) {
    ten(&store).await;
    let none = Within::default();
    let cases: [(&[&str], Within, &[&str], &str); 6] = [
        (&[], none.clone(), &[], "i9 i8 i7 i6 i5 i4 i3 i2 i1 i0"),
        (&["request"], none, &[], "i9 i7 i5 i3 i1"),
        (&[], within(&["north"]), &[], "i4 i0"),
        (&[], crowd(), &[], "i4 i2 i0"),
        (
            &["request"],
            within(&["north"]),
            &["clerk"],
            "i9 i7 i5 i4 i3 i1 i0",
        ),
        (&["request"], within(&["north"]), &["nobody"], "-"),
    ];
    for (processes, within, roles, expected) in cases {
        let filter = TaskFilter {
            processes: texts(processes),
            within,
            roles: texts(roles),
            ..TaskFilter::default()
        };
        let mut found: Vec<String> = Vec::new();
        let mut after: Option<(_, InstanceId, TaskId)> = None;
        loop {
            let page = Page { after, limit: 3 };
            let rows = store.tasks(&filter, &page).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some((last.due_at, last.instance.clone(), last.task));
            found.extend(rows.into_iter().map(|row| row.instance.0));
        }
        let count = store.count_tasks(&filter, 99).await.unwrap();
        assert_eq!(count as usize, found.len(), "{filter:?}");
        let found = match found.is_empty() {
            true => "-".to_owned(),
            false => found.join(" "),
        };
        assert_eq!(found, expected, "{filter:?}");
    }
}

/// Roles with very many open tasks meet a unit in which they have all, some or hardly any.
pub(super) async fn roles_with_many_tasks_are_found_in_a_unit(store: Arc<dyn Store>) {
    const FAR: u32 = 3_100;
    const NEAR: u32 = 400;
    let row = |n: u32| {
        let roles: &[&str] = match n {
            _ if n < FAR => &["clerk", "driver", "head"],
            _ if n % 200 == 7 => &["clerk", "driver"],
            _ if n.is_multiple_of(2) => &["clerk", "head"],
            _ => &["clerk"],
        };
        TaskRow {
            process: "school".into(),
            unit: Some(if n < FAR { "far" } else { "north" }.into()),
            ..task("i0", n, roles, Some(n % 97))
        }
    };
    let tasks: Vec<TaskRow> = (0..FAR + NEAR).map(row).collect();
    let changes = ChangeSet {
        tasks: tasks.clone(),
        ..moved("i0", 1)
    };
    store.commit(&changes).await.unwrap();
    for role in ["clerk", "head", "driver", "nobody"] {
        let fits =
            |row: &&TaskRow| row.unit.as_deref() == Some("north") && row.roles.contains(role);
        let mut wanted: Vec<_> = tasks.iter().filter(fits).collect();
        wanted.sort_by_key(|row| (row.due_at, row.task));
        let wanted: Vec<u32> = wanted.into_iter().map(|row| row.task.0).collect();
        let filter = TaskFilter {
            within: within(&["north"]),
            roles: texts(&[role]),
            ..TaskFilter::default()
        };
        let mut found: Vec<u32> = Vec::new();
        let mut after: Option<(_, InstanceId, TaskId)> = None;
        loop {
            let page = Page { after, limit: 30 };
            let rows = store.tasks(&filter, &page).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some((last.due_at, last.instance.clone(), last.task));
            found.extend(rows.into_iter().map(|row| row.task.0));
        }
        assert_eq!(found, wanted, "{role}");
        let count = store.count_tasks(&filter, 10_000).await.unwrap();
        assert_eq!(count as usize, wanted.len(), "{role}");
    }
}

pub(super) async fn a_part_is_gained_and_lost(store: Arc<dyn Store>) {
    let parts = |participants, dropped_participants| ChangeSet {
        participants,
        dropped_participants,
        ..ChangeSet::default()
    };
    let of = async |id: &str| store.participants(&id.into()).await.unwrap();
    let (begun, given) = (
        participant("i1", "anna", Part::Start),
        participant("i1", "anna", Part::Task),
    );
    let gained = ChangeSet {
        participants: vec![begun, given.clone(), participant("i1", "oleg", Part::Task)],
        ..moved("i1", 1)
    };
    store.commit(&gained).await.unwrap();
    // Gained again, it is still one; a task taken away leaves whoever began the instance.
    store
        .commit(&parts(vec![given.clone()], Vec::new()))
        .await
        .unwrap();
    store.commit(&parts(Vec::new(), vec![given])).await.unwrap();
    let left = [("anna", Part::Start), ("oleg", Part::Task)];
    let left: BTreeSet<(String, Part)> = left.map(|(who, part)| (who.to_owned(), part)).into();
    assert_eq!(of("i1").await, left);
    let asked = ["i1".into(), "i2".into()];
    let anna = store.parts_of("anna", &asked).await.unwrap();
    assert_eq!(anna, BTreeSet::from(["i1".into()]));
    assert!(store.parts_of("boris", &asked).await.unwrap().is_empty());
}
