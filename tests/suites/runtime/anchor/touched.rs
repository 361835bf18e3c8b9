//! A journal that was changed behind the program's back: rows edited, lost, inserted, exchanged.

use reglament_runtime::AnchorDepth;

use super::{Anchored, codes};
use crate::runtime::world::World;

async fn verified(world: &World) -> String {
    let runtime = world.start_writer().await;
    let differences = runtime.service().verify().await.unwrap();
    runtime.stop().await;
    let all = differences.iter();
    let all = all.map(|one| format!("{} {} {}", one.place, one.what, one.detail));
    all.collect::<Vec<_>>().join("\n")
}

/// What is done to the journal, and what anchors say of it; nothing: `reglament verify` alone must.
type Touch = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const TOUCHES: &[Touch] = &[
    (
        "a payload is edited",
        &["UPDATE journal SET events = replace(events, 'Крыша', 'Дверь') WHERE position = 1"],
        &[],
    ),
    (
        "the last row of an instance is edited with its digest",
        &[
            "UPDATE journal SET hash = 'forged' WHERE position = (SELECT MAX(position) FROM journal)",
            "UPDATE instance SET hash = 'forged' WHERE id = (SELECT instance FROM journal WHERE hash = 'forged')",
        ],
        &["events_changed"],
    ),
    (
        "the last row is deleted",
        &["DELETE FROM journal WHERE position = (SELECT MAX(position) FROM journal)"],
        &["database_older", "_lost"],
    ),
    (
        "an instance is deleted without a trace",
        &[
            "DELETE FROM instance WHERE id = (SELECT instance FROM journal WHERE position = 1)",
            "DELETE FROM journal WHERE instance = (SELECT instance FROM journal WHERE position = 1)",
            "DELETE FROM task",
            "DELETE FROM timer",
        ],
        &["instance_lost"],
    ),
    (
        "a row is inserted before the others",
        &[
            "INSERT INTO journal (position, instance, first_seq, last_seq, at, actor, cause, events, hash) \
           SELECT 0, 'forged', first_seq, last_seq, at, actor, cause, events, hash FROM journal WHERE position = 1",
        ],
        &["events_added"],
    ),
    (
        "a later row is put where an earlier one was",
        &[
            "UPDATE journal SET position = 1000000 WHERE position = 1",
            "UPDATE journal SET position = 1 WHERE position = (SELECT MAX(position) FROM journal WHERE position < 1000000)",
        ],
        &["_"],
    ),
];

async fn touched(open: impl AsyncFn() -> World) {
    for (what, sql, wanted) in TOUCHES {
        let office = Anchored::in_world(open().await);
        office.run(&["k", "l", "m"]).await;
        assert_eq!(
            codes(&office.found(AnchorDepth::Own).await),
            [""; 0],
            "{what}"
        );
        for sql in *sql {
            office.world.sql(sql).await;
        }
        for depth in [AnchorDepth::Last, AnchorDepth::Own, AnchorDepth::Copy] {
            let found = office.found(depth).await;
            let told = codes(&found);
            for wanted in *wanted {
                let is_told = told.iter().any(|code| code.contains(wanted));
                assert!(is_told, "{what}: {depth:?} says {found:#?}");
            }
        }
        if wanted.is_empty() {
            let told = verified(&office.world).await;
            assert!(
                told.contains("the chain breaks at position 1"),
                "{what}: {told}"
            );
        }
    }
}

#[tokio::test]
async fn touches_are_found_with_instance_and_event() {
    touched(World::open).await;
}

#[tokio::test]
async fn touches_are_found_on_a_server() {
    touched(World::with_neighbours).await;
}

#[tokio::test]
async fn a_lost_row_names_its_instance_and_event() {
    let office = Anchored::in_world(World::open().await);
    office.run(&["k", "l"]).await;
    let last = office.world.store.journal_end().await.unwrap();
    let link = office
        .world
        .store
        .journal_links(last - 1, last, 1)
        .await
        .unwrap();
    office
        .world
        .sql("DELETE FROM journal WHERE position = (SELECT MAX(position) FROM journal)")
        .await;
    let found = office.found(AnchorDepth::Last).await;
    let lost = found.iter().find(|one| one.instance.is_some()).unwrap();
    assert_eq!(lost.instance.as_ref(), Some(&link[0].instance));
    assert!(lost.seq.unwrap() <= link[0].last_seq, "{lost:?}");
    assert!(lost.ru.contains(link[0].instance.as_str()), "{lost:?}");
}
