//! A server that runs: it notices by itself and tells, its anchors hold under load.

use std::{fs, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use reglament_anchor::AnchorFile;
use reglament_runtime::{
    AnchorDepth, AnchorRules, Clock as _, Runtime, Service, compare_anchors,
    port::{AnchorKeeper, AnchorLines},
};

use super::{Anchored, codes};
use crate::runtime::world::{World, monday, request, until};

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
    // The chains may be followed at the same time and tell of it in their own words.
    let seen = until(async || {
        let anchor = service.integrity("vera").unwrap().anchor?;
        (!anchor.findings.is_empty()).then_some(anchor)
    })
    .await;
    assert_eq!(codes(&seen.findings), ["events_changed"]);
    assert!(service.journal_differs());
    let post = &office.world.post;
    until(async || {
        let letters = post.letters.lock().unwrap();
        let mut told = letters
            .iter()
            .filter(|one| one.to_address == "root@example.ru");
        told.any(|one| one.text.contains(&seen.findings[0].ru))
            .then_some(())
    })
    .await;
    assert!(service.integrity("anna").is_err());
    runtime.stop().await;
}

/// The database falls back behind the last anchor while the server runs, as one does that goes over to a standby that was not
/// synchronous.
#[tokio::test]
async fn a_running_server_notices_that_its_database_went_back() {
    let office = Anchored::in_world(World::open().await);
    let runtime = office.start().await;
    let service = runtime.service();
    request(&service, "kept").await;
    pass(60, &office, &service).await;
    request(&service, "lost").await;
    pass(60, &office, &service).await;
    let gone = "DELETE FROM journal WHERE instance = (SELECT instance FROM journal ORDER BY position DESC LIMIT 1)";
    office.world.sql(gone).await;
    let later = office.world.clock.now() + TimeDelta::hours(1);
    office.world.clock.set(later);
    let seen = until(async || {
        let anchor = service.integrity("vera").unwrap().anchor?;
        (!anchor.findings.is_empty()).then_some(anchor)
    })
    .await;
    let codes = codes(&seen.findings);
    for code in ["database_older", "instance_lost"] {
        assert!(codes.contains(&code), "{code} is missing: {codes:?}");
    }
    assert!(service.journal_differs());
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

/// A file so long that its first anchors are not among those compared each time.
#[derive(Clone, Debug)]
struct Long(AnchorFile);

#[async_trait]
impl AnchorKeeper for Long {
    fn place(&self) -> String {
        self.0.place()
    }

    async fn is_there(&self) -> Result<bool, String> {
        self.0.is_there().await
    }

    async fn read(&self, from: u64) -> Result<AnchorLines, String> {
        self.0.read(from).await
    }

    async fn near_end(&self, _: u64) -> Result<u64, String> {
        self.0.near_end(1).await
    }

    async fn add(&self, at: u64, line: &str) -> Result<(), String> {
        self.0.add(at, line).await
    }

    async fn set_aside(&self, at: DateTime<Utc>) -> Result<String, String> {
        self.0.set_aside(at).await
    }
}

#[tokio::test]
async fn what_was_changed_long_ago_is_found_within_a_day() {
    let office = Anchored::in_world(World::open().await);
    office.run(&["k"]).await;
    office.run(&["l"]).await;
    let mut runtime = office.world.start().await;
    let service = runtime.service();
    runtime.keep_anchors(AnchorRules {
        keeper: Arc::new(Long(office.file())),
        ..office.rules()
    });
    let seen = async || service.integrity("vera").unwrap().anchor;
    until(async || seen().await?.compared_whole_at).await;
    // Without a trace: no chain breaks.
    for sql in [
        "DELETE FROM instance WHERE id = (SELECT instance FROM journal WHERE position = 1)",
        "DELETE FROM journal WHERE instance = (SELECT instance FROM journal WHERE position = 1)",
    ] {
        office.world.sql(sql).await;
    }
    pass(60, &office, &service).await;
    assert_eq!(codes(&seen().await.unwrap().findings), [""; 0]);
    pass(24 * 60, &office, &service).await;
    until(async || service.journal_differs().then_some(())).await;
    let anchor = seen().await.unwrap();
    assert_eq!(codes(&anchor.findings), [""; 0]);
    assert_eq!(codes(&anchor.whole_findings), ["instance_lost"]);
    assert_eq!(service.integrity("vera").unwrap().findings().len(), 1);
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
