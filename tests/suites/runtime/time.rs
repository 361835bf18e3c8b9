//! Time: timers fire once and never early, schedules start once.

use chrono::{TimeDelta, TimeZone, Utc};
use reglament_runtime::{InstanceQuery, OverdueQuery};

use super::world::{World, monday, request, until};

fn meetings() -> InstanceQuery {
    InstanceQuery {
        process: Some("meeting".into()),
        ..InstanceQuery::default()
    }
}

#[tokio::test]
async fn a_timer_storm_fires_each_timer_once() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    for n in 0..300 {
        request(&service, &format!("k{n}")).await;
    }
    // Five working days from Monday end on Monday; two weeks later everything is overdue, reminders included.
    world.clock.set(monday() + TimeDelta::days(14));
    until(async || {
        let page = service
            .overdue("vera", &OverdueQuery::default())
            .await
            .unwrap();
        let told = page.rows.len() == 100 && page.rows.iter().all(|row| row.overdue == 1);
        let next = world.store.next_timer().await.unwrap();
        (told && next.is_none_or(|at| at > monday() + TimeDelta::days(14))).then_some(())
    })
    .await;
    let page = service
        .overdue("vera", &OverdueQuery::default())
        .await
        .unwrap();
    let line = &page.rows[0];
    assert_eq!(
        line.holders,
        ["Иванова Анна Петровна", "Петров Борис Ильич"]
    );
    assert_eq!(line.due_on.unwrap().to_string(), "2026-11-23");
    assert_eq!(line.days_late, 5);
    assert!(page.next.is_some());
    assert_eq!(service.counters("vera").await.unwrap().overdue, 300);
    runtime.stop().await;
}

#[tokio::test]
async fn a_clock_that_jumps_fires_nothing_twice() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    let receipt = request(&service, "k").await;
    let late = monday() + TimeDelta::days(8);
    let notices = async || {
        let view = service.instance("vera", &receipt.instance).await.unwrap();
        view.history
            .iter()
            .filter(|line| line.ru.contains("Срок прошёл"))
            .count()
    };
    world.clock.set(late);
    until(async || (notices().await == 1).then_some(())).await;
    world.clock.set(monday());
    world.clock.set(late);
    request(&service, "another").await;
    assert_eq!(notices().await, 1);
    runtime.stop().await;
    assert!(
        world
            .start_writer()
            .await
            .service()
            .verify()
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_schedule_starts_once_whatever_restarts() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    assert!(
        service
            .instances("anna", &meetings())
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    // Tuesday 09:00 in Novokuznetsk is 02:00 UTC.
    let tuesday = Utc.with_ymd_and_hms(2026, 11, 17, 2, 0, 0).unwrap();
    world.clock.set(tuesday - TimeDelta::seconds(1));
    world.clock.set(tuesday);
    until(async || {
        let page = service.instances("anna", &meetings()).await.unwrap();
        (page.rows.len() == 1).then_some(())
    })
    .await;
    runtime.stop().await;
    for _ in 0..2 {
        let runtime = world.start().await;
        request(&runtime.service(), "unrelated").await;
        runtime.stop().await;
    }
    let runtime = world.start_writer().await;
    let page = runtime
        .service()
        .instances("anna", &meetings())
        .await
        .unwrap();
    assert_eq!(page.rows.len(), 1);
}

#[tokio::test]
async fn downtime_is_made_up_for_within_a_day() {
    for (hours, started) in [(20, 1), (30, 0)] {
        let world = World::open().await;
        world.start().await.stop().await;
        let tuesday = Utc.with_ymd_and_hms(2026, 11, 17, 2, 0, 0).unwrap();
        world.clock.set(tuesday + TimeDelta::hours(hours));
        let runtime = world.start().await;
        let service = runtime.service();
        // The schedules look at start; a request through the same writer comes after them or they come after it.
        for n in 0..50 {
            request(&service, &format!("k{n}")).await;
        }
        let page = service.instances("anna", &meetings()).await.unwrap();
        assert_eq!(page.rows.len(), started, "{hours} hours later");
        runtime.stop().await;
    }
}
