//! The control board: its list and its strip together say what each says alone, with more late tasks than the strip counts.

use chrono::TimeDelta;
use reglament_runtime::OverdueQuery;

use super::world::{World, monday, request};

#[tokio::test]
async fn the_list_with_the_strip_is_the_list_and_the_strip() {
    let world = World::open().await;
    // Only the writer: nobody is told that the tasks are late, so that nothing moves meanwhile.
    let runtime = world.start_writer().await;
    let service = runtime.service();
    for n in 0..1_010 {
        request(&service, &format!("k{n}")).await;
    }
    world.clock.set(monday() + TimeDelta::days(14));
    let of = |change: fn(&mut OverdueQuery)| {
        let mut query = OverdueQuery::default();
        change(&mut query);
        query
    };
    let queries = [
        ("everything", of(|_| {}), 100),
        ("a short page", of(|query| query.limit = Some(7)), 7),
        ("a role", of(|query| query.role = Some("clerk".into())), 100),
        (
            "a role without tasks",
            of(|query| query.role = Some("registry".into())),
            0,
        ),
        (
            "a person",
            of(|query| query.person = Some("anna".into())),
            100,
        ),
        (
            "a person without tasks",
            of(|query| query.person = Some("oleg".into())),
            0,
        ),
        (
            "a step",
            of(|query| query.step = Some("answer".into())),
            100,
        ),
        (
            "another step",
            of(|query| query.step = Some("another".into())),
            0,
        ),
    ];
    for (name, query, rows) in queries {
        let (list, strip) = service.overdue_with_strip("vera", &query).await.unwrap();
        let alone = service.overdue("vera", &query).await.unwrap();
        assert_eq!(list.rows.len(), rows, "{name}");
        assert_eq!(list, alone, "{name}");
        assert_eq!(
            strip,
            service.strip("vera", &query).await.unwrap(),
            "{name}"
        );
        assert_eq!((strip.counted, strip.more), (1_000, true), "{name}");
        if list.next.is_some() {
            let next = OverdueQuery {
                cursor: list.next,
                ..query
            };
            let (list, _) = service.overdue_with_strip("vera", &next).await.unwrap();
            assert_eq!(
                list,
                service.overdue("vera", &next).await.unwrap(),
                "{name}, next"
            );
        }
    }
    runtime.stop().await;
}
