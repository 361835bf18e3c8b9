//! Anchors: whatever is done to the journal or to the file of anchors behind the program's back is found, and what is the
//! program's own doing is not.

use std::{fs, path::Path, sync::Arc, time::Duration};

use chrono::TimeDelta;
use reglament_anchor::AnchorFile;
use reglament_runtime::{
    AnchorDepth, AnchorRules, Clock as _, IntegrityFinding, Runtime, Service, Standing,
    accept_rollback, compare_anchors, meet_anchors,
    port::{AnchorKeeper as _, AuditAct, Page, Store},
};
use reglament_store::{Database, SqlStore, copy, mark_as_restored};
use tempfile::TempDir;

use super::world::{World, monday, request, until};

/// An office with anchors, and everything that lies beside it.
struct Anchored {
    world: World,
    folder: TempDir,
}

impl Anchored {
    fn in_world(world: World) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { world, folder }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("office.anchors")
    }

    fn file(&self) -> AnchorFile {
        AnchorFile::at(&self.path())
    }

    fn rules(&self) -> AnchorRules {
        AnchorRules {
            keeper: Arc::new(self.file()),
            every: Duration::from_secs(60),
            letters_to: vec!["auditor@example.ru".to_owned()],
        }
    }

    async fn start(&self) -> Runtime {
        let mut runtime = self.world.start().await;
        runtime.keep_anchors(self.rules());
        runtime
    }

    /// Runs for these requests; the stop writes the last anchor.
    async fn run(&self, keys: &[&str]) {
        let runtime = self.start().await;
        for key in keys {
            request(&runtime.service(), key).await;
        }
        runtime.stop().await;
    }

    async fn found(&self, depth: AnchorDepth) -> Vec<IntegrityFinding> {
        found(&self.world.store, &self.file(), depth).await
    }
}

async fn found(
    store: &Arc<dyn Store>,
    file: &AnchorFile,
    depth: AnchorDepth,
) -> Vec<IntegrityFinding> {
    let compared = compare_anchors(&**store, file, depth).await.unwrap();
    compared.findings
}

fn codes(found: &[IntegrityFinding]) -> Vec<&str> {
    found.iter().map(|one| one.code.as_str()).collect()
}

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

#[tokio::test]
async fn anchors_of_others_are_refused() {
    let office = Anchored::in_world(World::open().await);
    office.run(&["k"]).await;
    let other = Anchored::in_world(World::open().await);
    other.run(&["k"]).await;
    let found = found(&other.world.store, &office.file(), AnchorDepth::Last).await;
    assert_eq!(codes(&found), ["anchor_foreign"]);
}

#[tokio::test]
async fn a_former_copy_of_the_database_is_refused_until_accepted() {
    let office = Anchored::in_world(World::open().await);
    let Database::File(file) = office.world.database() else {
        return;
    };
    office.run(&["k"]).await;
    let former = office.folder.path().join("former.db");
    copy(file, &former).await.unwrap();
    office.run(&["l", "m"]).await;
    let opened = SqlStore::open(&Database::file(&former)).await.unwrap();
    let store: Arc<dyn Store> = Arc::new(opened.clone());
    let told = found(&store, &office.file(), AnchorDepth::Last).await;
    assert!(codes(&told).contains(&"database_older"), "{told:#?}");
    assert!(codes(&told).contains(&"database_older_notes"), "{told:#?}");
    assert!(codes(&told).contains(&"instance_lost"), "{told:#?}");

    let kept = accept_rollback(&*store, &office.file(), "диск заменён", monday()).await;
    let kept = kept.unwrap().unwrap();
    assert!(fs::metadata(&kept).unwrap().len() > 0, "{kept}");
    assert_eq!(
        codes(&found(&store, &office.file(), AnchorDepth::Last).await),
        [""; 0]
    );
    let acts = store
        .acts(&Page {
            after: None,
            limit: 9,
        })
        .await
        .unwrap();
    assert_eq!(acts[0].1.act, AuditAct::RollbackAccepted);
    assert_eq!(acts[0].1.about, "диск заменён");
    opened.close().await;
}

#[tokio::test]
async fn a_copy_without_new_commands_is_older_too() {
    let office = Anchored::in_world(World::open().await);
    let Database::File(file) = office.world.database() else {
        return;
    };
    office.run(&[]).await;
    let former = office.folder.path().join("former.db");
    copy(file, &former).await.unwrap();
    // Nothing but time passes, and an anchor is written all the same.
    office.world.clock.set(monday() + TimeDelta::days(2));
    office.run(&[]).await;
    let opened = SqlStore::open(&Database::file(&former)).await.unwrap();
    let store: Arc<dyn Store> = Arc::new(opened.clone());
    let told = found(&store, &office.file(), AnchorDepth::Last).await;
    assert!(codes(&told).contains(&"database_older_notes"), "{told:#?}");
    opened.close().await;
}

#[tokio::test]
async fn a_restored_backup_is_known() {
    let office = Anchored::in_world(World::open().await);
    let Database::File(file) = office.world.database() else {
        return;
    };
    office.run(&["k"]).await;
    let backup = office.folder.path().join("backup.db");
    copy(file, &backup).await.unwrap();
    office.run(&["l"]).await;
    mark_as_restored(&backup, monday()).await.unwrap();
    let opened = SqlStore::open(&Database::file(&backup)).await.unwrap();
    let met = meet_anchors(&opened, &office.file(), monday())
        .await
        .unwrap();
    assert_eq!(codes(&met.findings), [""; 0]);
    let Standing::Restored { lost } = met.standing else {
        panic!("{met:?}");
    };
    assert!(lost > 0);
    let acts = opened_acts(&opened).await;
    assert_eq!(acts, [AuditAct::AnchorsRestored]);
    assert!(!office.file().is_there().await.unwrap());
    let again = meet_anchors(&opened, &office.file(), monday())
        .await
        .unwrap();
    assert_eq!((again.standing, again.findings.len()), (Standing::New, 0));
    opened.close().await;
}

async fn opened_acts(store: &SqlStore) -> Vec<AuditAct> {
    let store: &dyn Store = store;
    let acts = store
        .acts(&Page {
            after: None,
            limit: 9,
        })
        .await
        .unwrap();
    let acts = acts.into_iter().map(|(_, row)| row.act);
    acts.filter(|act| *act != AuditAct::Published).collect()
}

#[tokio::test]
async fn a_running_server_notices_and_tells() {
    let office = Anchored::in_world(World::open().await);
    *office.world.post.administrators.lock().unwrap() = vec!["root@example.ru".to_owned()];
    let runtime = office.start().await;
    let service = runtime.service();
    request(&service, "k").await;
    pass(60, &office, &service).await;
    assert!(!service.journal_differs());
    office.world.sql("UPDATE journal SET hash = 'forged' WHERE position = (SELECT MAX(position) FROM journal)").await;
    office
        .world
        .clock
        .set(office.world.clock.now() + TimeDelta::hours(1));
    until(async || service.journal_differs().then_some(())).await;
    let post = &office.world.post;
    let letter = until(async || {
        let letters = post.letters.lock().unwrap();
        letters
            .iter()
            .find(|one| one.to_address == "root@example.ru")
            .cloned()
    })
    .await;
    assert!(letter.text.contains("события"), "{}", letter.text);
    assert!(service.integrity("anna").is_err());
    let seen = service.integrity("vera").unwrap().anchor.unwrap();
    assert_eq!(codes(&seen.findings), ["events_changed"]);
    runtime.stop().await;
}

/// Minutes pass, and journal and anchors were compared.
async fn pass(minutes: i64, office: &Anchored, service: &Service) {
    let now = office.world.clock.now() + TimeDelta::minutes(minutes);
    office.world.clock.set(now);
    until(async || {
        let anchor = service.integrity("vera").unwrap().anchor?;
        (anchor.compared_at? >= now).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_first_anchor_of_a_day_goes_to_the_auditor() {
    let office = Anchored::in_world(World::open().await);
    let runtime = office.start().await;
    let service = runtime.service();
    let post = &office.world.post;
    let count = || {
        let letters = post.letters.lock().unwrap();
        let of = letters
            .iter()
            .filter(|one| one.to_address == "auditor@example.ru");
        of.count()
    };
    until(async || (count() == 1).then_some(())).await;
    for key in ["k", "l"] {
        request(&service, key).await;
        pass(60, &office, &service).await;
    }
    assert_eq!(count(), 1);
    office.world.clock.set(monday() + TimeDelta::days(2));
    until(async || (count() == 2).then_some(())).await;
    let seen = service
        .integrity("vera")
        .unwrap()
        .anchor
        .unwrap()
        .last
        .unwrap();
    let letters = post.letters.lock().unwrap().clone();
    let letter = letters
        .iter()
        .rfind(|one| one.to_address == "auditor@example.ru")
        .unwrap();
    assert!(letter.text.contains(&seen.digest), "{}", letter.text);
    let line = fs::read_to_string(office.path()).unwrap();
    assert_eq!(line.lines().count() as u64, seen.number);
    runtime.stop().await;
}

/// Two servers commit at once while anchors are written: no row comes before one that an anchor has seen.
#[tokio::test]
async fn anchors_under_the_load_of_two_servers_hold() {
    let office = Anchored::in_world(World::with_neighbours().await);
    let one = office.start().await;
    let two = Runtime::start(office.world.beside().await).await.unwrap();
    let load = |service: Service, name: &'static str| {
        tokio::spawn(async move {
            for n in 0..40 {
                request(&service, &format!("{name}{n}")).await;
            }
        })
    };
    let loads = [load(one.service(), "a"), load(two.service(), "b")];
    let mut anchors = 0;
    while !loads.iter().all(tokio::task::JoinHandle::is_finished) {
        pass(1, &office, &one.service()).await;
        anchors += 1;
    }
    for load in loads {
        load.await.unwrap();
    }
    two.stop().await;
    one.stop().await;
    assert!(anchors > 0);
    let compared = compare_anchors(&*office.world.store, &office.file(), AnchorDepth::Own).await;
    let compared = compared.unwrap();
    assert_eq!(codes(&compared.findings), [""; 0]);
    let last = compared.last.unwrap();
    assert!(last.instances >= 80, "{}", last.instances);
    assert_eq!(last.to, office.world.store.journal_end().await.unwrap());
}

/// A broken chain is found without anchors and without anybody asking.
#[tokio::test]
async fn broken_chains_are_found_in_the_background() {
    for (sql, wanted) in [
        (
            "UPDATE journal SET events = replace(events, 'Крыша', 'Дверь') WHERE position = 1",
            "chain_breaks",
        ),
        (
            "DELETE FROM journal WHERE position = (SELECT MAX(position) FROM journal)",
            "journal_short",
        ),
        (
            "UPDATE journal SET events = 'x' WHERE position = 1",
            "row_unreadable",
        ),
    ] {
        let world = World::open().await;
        *world.post.administrators.lock().unwrap() = vec!["root@example.ru".to_owned()];
        let runtime = world.start().await;
        let service = runtime.service();
        until(async || service.integrity("vera").unwrap().chains.ended_at).await;
        request(&service, "k").await;
        runtime.stop().await;
        world.sql(sql).await;
        let runtime = world.start().await;
        let service = runtime.service();
        until(async || service.journal_differs().then_some(())).await;
        let seen = service.integrity("vera").unwrap().chains;
        assert_eq!(codes(&seen.findings), [wanted], "{sql}");
        let letters = &world.post.letters;
        until(async || {
            let letters = letters.lock().unwrap();
            letters
                .iter()
                .any(|one| one.to_address == "root@example.ru")
                .then_some(())
        })
        .await;
        runtime.stop().await;
    }
}
