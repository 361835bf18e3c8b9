//! The access log: what is written is read back by person, case and time, and old lines go.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{Page, Store, ViewFilter, ViewKind, ViewRow};

use super::make::at;

fn view(minute: u32, person: Option<&str>, case: Option<(&str, &str)>) -> ViewRow {
    ViewRow {
        at: at(minute),
        person: person.map(str::to_owned),
        program: person.is_none().then(|| "checker".to_owned()),
        address: "192.0.2.7".into(),
        what: match case {
            Some(_) => ViewKind::Case,
            None => ViewKind::List,
        },
        door: "GET /instances".into(),
        target: "/instances?q=Иванова".into(),
        process: case.map(|(process, _)| process.to_owned()),
        instance: case.map(|(_, instance)| InstanceId(instance.to_owned())),
    }
}

async fn read(
    store: &Arc<dyn Store>,
    filter: &ViewFilter,
    after: Option<(DateTime<Utc>, u64)>,
    limit: u32,
) -> Vec<(u64, ViewRow)> {
    store.views(filter, &Page { after, limit }).await.unwrap()
}

fn written() -> Vec<ViewRow> {
    vec![
        view(1, Some("anna"), Some(("request", "i1"))),
        view(2, Some("vera"), Some(("appeal", "i2"))),
        view(2, Some("anna"), None),
        view(3, None, Some(("request", "i2"))),
    ]
}

pub(super) async fn views_are_found_by_person_case_and_time(store: Arc<dyn Store>) {
    let all = written();
    store.record_views(&all).await.unwrap();
    store.record_views(&[]).await.unwrap();
    let everything = ViewFilter {
        processes: vec!["request".into(), "appeal".into()],
        unplaced: true,
        ..ViewFilter::default()
    };
    let of = |filter: ViewFilter, expected: &'static [usize]| (filter, expected);
    let person = |name: &str| Some(name.to_owned());
    let rows = [
        of(everything.clone(), &[3, 2, 1, 0]),
        of(ViewFilter::default(), &[]),
        of(
            ViewFilter {
                unplaced: true,
                ..ViewFilter::default()
            },
            &[2],
        ),
        of(
            ViewFilter {
                processes: vec!["request".into()],
                ..ViewFilter::default()
            },
            &[3, 0],
        ),
        of(
            ViewFilter {
                person: person("anna"),
                ..everything.clone()
            },
            &[2, 0],
        ),
        of(
            ViewFilter {
                instance: Some(InstanceId("i2".into())),
                ..everything.clone()
            },
            &[3, 1],
        ),
        of(
            ViewFilter {
                from: Some(at(2)),
                until: Some(at(3)),
                ..everything
            },
            &[2, 1],
        ),
    ];
    for (filter, expected) in rows {
        let found = read(&store, &filter, None, 9).await;
        let found: Vec<ViewRow> = found.into_iter().map(|(_, row)| row).collect();
        let expected: Vec<ViewRow> = expected.iter().map(|index| all[*index].clone()).collect();
        assert_eq!(found, expected, "{filter:?}");
    }
}

pub(super) async fn views_come_page_by_page_and_go_when_old(store: Arc<dyn Store>) {
    store.record_views(&written()).await.unwrap();
    let filter = ViewFilter {
        processes: vec!["request".into(), "appeal".into()],
        unplaced: true,
        ..ViewFilter::default()
    };
    let whole = read(&store, &filter, None, 9).await;
    let mut pieces = Vec::new();
    let mut after = None;
    loop {
        let page = read(&store, &filter, after, 1).await;
        let Some((id, row)) = page.last() else { break };
        after = Some((row.at, *id));
        pieces.extend(page);
    }
    assert_eq!(pieces, whole);
    assert_eq!(store.forget_views(at(3), 2).await.unwrap(), 2);
    assert_eq!(store.forget_views(at(3), 2).await.unwrap(), 1);
    assert_eq!(store.forget_views(at(3), 2).await.unwrap(), 0);
    assert_eq!(read(&store, &filter, None, 9).await, whole[..1]);
}
