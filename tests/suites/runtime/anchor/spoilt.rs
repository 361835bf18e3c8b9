//! A file of anchors that is not what the program wrote.

use std::{fs, path::Path};

use reglament_runtime::{
    AnchorDepth,
    port::{AnchorKeeper as _, AnchorNote},
};

use super::{Anchored, codes, found};
use crate::runtime::world::{World, monday, request};

/// What is done to the file, and what is said at the start of a server.
#[tokio::test]
async fn a_touched_file_is_found() {
    type Spoil = (&'static str, fn(&Path), &'static str);
    const SPOILS: &[Spoil] = &[
        (
            "emptied",
            |path| fs::write(path, "").unwrap(),
            "anchor_empty",
        ),
        (
            "removed",
            |path| fs::remove_file(path).unwrap(),
            "anchor_missing",
        ),
        (
            "cut by a line",
            |path| {
                let text = fs::read_to_string(path).unwrap();
                let end = text.trim_end().rfind('\n').unwrap();
                fs::write(path, &text[..=end]).unwrap();
            },
            "anchor_shortened",
        ),
        (
            "a line edited",
            |path| {
                let text = fs::read_to_string(path).unwrap();
                fs::write(path, text.replacen("\"rows\":", "\"rows\":1", 1)).unwrap();
            },
            "anchor_broken",
        ),
        (
            "the last line edited",
            |path| {
                let text = fs::read_to_string(path).unwrap();
                let place = text.rfind("\"instances\":").unwrap() + 12;
                let text = format!("{}9{}", &text[..place], &text[place..]);
                fs::write(path, text).unwrap();
            },
            "anchor_exchanged",
        ),
        (
            "a line of nonsense",
            |path| {
                let text = fs::read_to_string(path).unwrap();
                fs::write(path, text + "nonsense\n").unwrap();
            },
            "anchor_broken",
        ),
    ];
    for (what, spoil, wanted) in SPOILS {
        let office = Anchored::in_world(World::open().await);
        office.run(&["k"]).await;
        office.run(&["l"]).await;
        spoil(&office.path());
        if office.world.store.is_shared() && *wanted == "anchor_missing" {
            // Every server has a file of its own there: a new one begins.
            continue;
        }
        let found = office.found(AnchorDepth::Own).await;
        assert_eq!(codes(&found), [*wanted], "{what}: {found:#?}");
    }
}

#[tokio::test]
async fn a_killed_writer_leaves_nothing_to_worry_about() {
    let office = Anchored::in_world(World::open().await);
    office.run(&["k"]).await;
    let whole = fs::read(office.path()).unwrap();
    let half = [&whole[..], br#"{"anchor":"#].concat();
    fs::write(office.path(), half).unwrap();
    assert_eq!(codes(&office.found(AnchorDepth::Own).await), [""; 0]);
    office.run(&["l"]).await;
    assert_eq!(codes(&office.found(AnchorDepth::Own).await), [""; 0]);
    assert!(fs::read(office.path()).unwrap().starts_with(&whole));
}

/// Killed between the promise of the first anchor and its line: with no file yet, or with an empty one.
#[tokio::test]
async fn a_first_anchor_that_was_only_promised_is_no_loss() {
    for is_empty in [false, true] {
        let office = Anchored::in_world(World::open().await);
        let runtime = office.world.start().await;
        request(&runtime.service(), "k").await;
        runtime.stop().await;
        let promised = AnchorNote {
            keeper: "9f3a".to_owned(),
            place: office.file().place(),
            number: 1,
            position: 1,
            digest: String::new(),
            at: monday(),
            is_written: false,
        };
        office.world.store.note_anchor(&promised).await.unwrap();
        if is_empty {
            fs::write(office.path(), "").unwrap();
        }
        assert_eq!(codes(&office.found(AnchorDepth::Last).await), [""; 0]);
        office.run(&["l"]).await;
        assert_eq!(codes(&office.found(AnchorDepth::Own).await), [""; 0]);
        assert!(fs::metadata(office.path()).unwrap().len() > 0);
    }
}

#[tokio::test]
async fn anchors_of_others_are_refused() {
    let office = Anchored::in_world(World::open().await);
    office.run(&["k"]).await;
    let other = Anchored::in_world(World::open().await);
    // Databases of tests on PostgreSQL are copies of one.
    other
        .world
        .sql("UPDATE installation SET id = 'other'")
        .await;
    other.run(&["k"]).await;
    let found = found(&other.world.store, &office.file(), AnchorDepth::Last).await;
    assert_eq!(codes(&found), ["anchor_foreign"]);
}
