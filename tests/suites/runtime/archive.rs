//! The archive of a running office: what closed long ago is moved by whoever leads, reads as before, and whatever is done to it
//! behind the program's back is found as in the journal.

use chrono::TimeDelta;
use reglament_anchor::AnchorFile;
use reglament_core::{CommandId, InstanceId, TaskId};
use reglament_metrics::Text;
use reglament_runtime::{
    AnchorDepth, AnchorRules, Clock as _, Runtime, Service, compare_anchors, port::Archived,
};
use reglament_store::{Database, copy, examine};
use serde_json::json;

use super::world::{World, input, request, until};

/// The usual setting.
fn half_a_year() -> TimeDelta {
    TimeDelta::days(180)
}

async fn accept(service: &Service, key: &str, instance: &InstanceId) {
    let (id, outcome) = (CommandId(key.to_owned()), Some("accept".to_owned()));
    let done = service.complete_task(id, "anna", instance, TaskId(1), outcome, input(json!({})));
    done.await.unwrap();
}

/// Rows that this server has archived, as its metrics say.
async fn archived(service: &Service) -> u64 {
    let mut text = Text::default();
    service.write_metrics(&mut text).await;
    let text = text.finish();
    let mut lines = text.lines();
    let line = lines.find_map(|line| line.strip_prefix("reglament_archived_rows_total "));
    line.unwrap().parse().unwrap()
}

/// An office in which a case was closed, and its page.
async fn closed(world: &World) -> (Runtime, InstanceId) {
    let runtime = world.start().await;
    let service = runtime.service();
    let case = request(&service, "old").await.instance;
    accept(&service, "done", &case).await;
    let store = world.store.clone();
    until(async || {
        let rows = store.outbox_of(&case).await.unwrap();
        rows.iter().all(|row| row.done_at.is_some()).then_some(())
    })
    .await;
    (runtime, case)
}

async fn page(service: &Service, case: &InstanceId) -> String {
    format!("{:?}", service.instance("anna", case).await.unwrap())
}

async fn findings(service: &Service) -> Vec<String> {
    let found = service.verify().await.unwrap();
    found.into_iter().map(|one| format!("{one:?}")).collect()
}

/// Days pass; somebody else has a case of that day.
async fn pass(world: &World, service: &Service, days: i64) {
    world.clock.set(world.clock.now() + TimeDelta::days(days));
    request(service, &format!("after-{days}")).await;
}

#[tokio::test]
async fn a_case_closed_half_a_year_ago_is_archived_and_read_as_before() {
    let world = World::open().await;
    let (mut runtime, case) = closed(&world).await;
    let service = runtime.service();
    pass(&world, &service, 179).await;
    runtime.keep_archive(half_a_year());
    let rows = world.store.journal(&case, 0, 100).await.unwrap();
    pass(&world, &service, 2).await;
    let before = page(&service, &case).await;
    // Rows of the old case are moved once the hour is over.
    let count = rows.len() as u64;
    until(async || (archived(&service).await == count).then_some(())).await;
    assert_eq!(page(&service, &case).await, before);
    assert_eq!(world.store.journal(&case, 0, 100).await.unwrap(), rows);
    assert_eq!(findings(&service).await, [""; 0]);
    runtime.stop().await;

    // Nothing of it was only in memory.
    let runtime = world.start_writer().await;
    let service = runtime.service();
    assert_eq!(page(&service, &case).await, before);
    assert_eq!(findings(&service).await, [""; 0]);
    runtime.stop().await;
}

#[tokio::test]
async fn what_is_done_to_the_archive_is_found() {
    for (what, sql) in [
        (
            "edited",
            "UPDATE journal_archive SET events = replace(events, 'Крыша', 'Погреб')",
        ),
        ("lost", "DELETE FROM journal_archive WHERE first_seq = 1"),
        (
            "lost at its end",
            "DELETE FROM journal_archive WHERE position = (SELECT MAX(position) FROM journal_archive)",
        ),
        (
            "moved away",
            "UPDATE instance SET archived_at = archived_at + 1 WHERE archived = 1",
        ),
        (
            "hidden behind a forged copy",
            "INSERT INTO journal (position, instance, first_seq, last_seq, at, actor, cause, events, hash, salt) \
             SELECT position, instance, first_seq, last_seq, at, actor, cause, replace(events, 'Крыша', 'Погреб'), hash, salt \
             FROM journal_archive WHERE first_seq = 1",
        ),
    ] {
        let world = World::open().await;
        let (runtime, _) = closed(&world).await;
        let service = runtime.service();
        pass(&world, &service, 181).await;
        archive_all(&world).await;
        assert_eq!(findings(&service).await, [""; 0], "{what}");
        world.sql(sql).await;
        let found = findings(&service).await;
        assert!(!found.is_empty(), "{what}");
        println!("{what}: {}", found[0]);
        runtime.stop().await;
    }
}

async fn archive_all(world: &World) {
    let now = world.clock.now();
    let moved = world.store.archive(now - half_a_year(), now, 10, 1_000);
    assert_ne!(moved.await.unwrap(), Archived::default());
}

/// A backup is looked through without the engine, the archive with the rest.
#[tokio::test]
async fn a_copy_is_examined_with_its_archive() {
    let world = World::open().await;
    let Database::File(file) = world.database() else {
        return;
    };
    let (runtime, _) = closed(&world).await;
    pass(&world, &runtime.service(), 181).await;
    runtime.stop().await;
    let folder = tempfile::tempdir().unwrap();
    let examined = async |name: &str| {
        let to = folder.path().join(name);
        copy(file, &to).await.unwrap();
        examine(&to).await.unwrap()
    };
    let before = examined("before").await;
    archive_all(&world).await;
    let after = examined("after").await;
    assert_eq!((after.problems, &after.head), (vec![], &before.head));
    assert!(after.rows["journal_archive"] > 0, "{:?}", after.rows);
    let sql = "UPDATE journal_archive SET events = replace(events, 'Крыша', 'Погреб')";
    world.sql(sql).await;
    let found = examined("edited").await.problems;
    assert!(found[0].ends_with("the chain breaks at 1"), "{found:?}");
    world.sql("DELETE FROM journal_archive").await;
    let found = examined("lost").await.problems;
    assert!(
        found[0].ends_with("does not end where the instance does"),
        "{found:?}"
    );
}

/// Anchors are lines about rows by their place: the same before and after.
#[tokio::test]
async fn anchors_agree_with_what_was_archived() {
    let world = World::open().await;
    let folder = tempfile::tempdir().unwrap();
    let file = AnchorFile::at(&folder.path().join("office.anchors"));
    let (mut runtime, _) = closed(&world).await;
    runtime.keep_anchors(AnchorRules {
        keeper: std::sync::Arc::new(file.clone()),
        every: std::time::Duration::from_secs(60),
        letters_to: Vec::new(),
    });
    pass(&world, &runtime.service(), 181).await;
    runtime.stop().await;
    archive_all(&world).await;
    let differ = async || {
        let found = compare_anchors(&*world.store, &file, AnchorDepth::Copy).await;
        found.unwrap().findings
    };
    assert_eq!(differ().await, []);
    world
        .sql("UPDATE journal_archive SET hash = 'forged' WHERE first_seq = 1")
        .await;
    assert_ne!(differ().await, []);
}

/// A server of an older program would find journals cut short.
#[tokio::test]
async fn nothing_is_moved_while_an_older_server_is_there() {
    let world = World::with_neighbours().await;
    let (mut runtime, _) = closed(&world).await;
    let service = runtime.service();
    world
        .sql("INSERT INTO lease VALUES ('server older', 'older', 1, 9223372036854775807)")
        .await;
    pass(&world, &service, 181).await;
    runtime.keep_archive(half_a_year());
    // It is looked for every hour, beside what people do.
    for hour in 0..20 {
        world.clock.set(world.clock.now() + TimeDelta::hours(1));
        request(&service, &format!("meanwhile-{hour}")).await;
        assert_eq!(archived(&service).await, 0);
    }
    world
        .sql("DELETE FROM lease WHERE name = 'server older'")
        .await;
    until(async || {
        world.clock.set(world.clock.now() + TimeDelta::hours(1));
        (archived(&service).await > 0).then_some(())
    })
    .await;
    assert_eq!(findings(&service).await, [""; 0]);
    runtime.stop().await;
}
