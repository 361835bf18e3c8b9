//! Editions with dates of effect, and running instances that go over to them.

use chrono::TimeDelta;
use reglament_core::Terms;
use reglament_runtime::{MigrationOrder, MigrationState, Service};

use super::world::{World, files, monday, request};

/// The next edition: in force from Friday, with a shorter term and a step of another name.
fn next_edition(edition: &str) -> std::collections::BTreeMap<String, String> {
    let mut files = files();
    let text = &files["request/process.yaml"];
    let changed = text
        .replacen("title:", &format!("edition: {edition}\ntitle:"), 1)
        .replace("5 рабочих дней", "3 рабочих дня");
    assert_ne!(*text, changed);
    files.insert("request/process.yaml".into(), changed);
    files
}

async fn version(service: &Service, id: &reglament_core::InstanceId) -> u32 {
    let page = service
        .instances("vera", &reglament_runtime::InstanceQuery::default())
        .await
        .unwrap();
    page.rows.iter().find(|row| row.id == *id).unwrap().version
}

fn order(terms: Terms, dry_run: bool) -> MigrationOrder {
    MigrationOrder {
        process: "request".into(),
        version: 2,
        terms,
        dry_run,
        ..MigrationOrder::default()
    }
}

#[tokio::test]
async fn an_edition_waits_for_its_date_and_instances_for_an_order() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let old = request(&service, "a").await.instance;
    let edition = "{in_force: 2026-11-20, begun_before: move}";
    let published = service
        .publish(next_edition(edition), "test")
        .await
        .unwrap();
    let proposal = &published.migrations[0];
    assert_eq!(
        (proposal.process.as_str(), proposal.version),
        ("request", 2)
    );
    assert_eq!(proposal.from.unwrap().to_string(), "2026-11-20");
    assert_eq!(proposal.instances, std::slice::from_ref(&old));
    let before = request(&service, "b").await.instance;
    assert_eq!(version(&service, &before).await, 1);
    // Friday begins at 17:00 UTC on Thursday in Kemerovo.
    world
        .clock
        .set(monday() + TimeDelta::days(3) + TimeDelta::hours(13) + TimeDelta::minutes(59));
    let late = request(&service, "c").await.instance;
    assert_eq!(version(&service, &late).await, 1);
    world
        .clock
        .set(monday() + TimeDelta::days(3) + TimeDelta::hours(14));
    let new = request(&service, "d").await.instance;
    assert_eq!(version(&service, &new).await, 2);
    assert_eq!(version(&service, &old).await, 1);
    assert_eq!(
        service.proposals_for("vera").await.unwrap()[0]
            .instances
            .len(),
        3
    );
    assert!(service.proposals_for("anna").await.is_err());
    runtime.stop().await;
}

#[tokio::test]
async fn a_migration_shows_terms_writes_only_when_ordered_and_verifies() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    let id = request(&service, "a").await.instance;
    service
        .publish(next_edition("{note: Срок сокращён}"), "test")
        .await
        .unwrap();
    let shown = service
        .migrate(None, &order(Terms::Recount, true))
        .await
        .unwrap();
    let line = &shown.instances[0];
    assert_eq!(line.state, MigrationState::Possible, "{line:?}");
    let dates = (line.terms[0].before, line.terms[0].after);
    let days = (dates.0.unwrap().to_string(), dates.1.unwrap().to_string());
    assert_eq!(days, ("2026-11-23".to_owned(), "2026-11-19".to_owned()));
    assert_eq!(version(&service, &id).await, 1);
    assert!(
        service
            .migrate(None, &order(Terms::Keep, false))
            .await
            .is_err()
    );
    assert!(
        service
            .migrate(Some("anna"), &order(Terms::Keep, false))
            .await
            .is_err()
    );
    let done = service
        .migrate(Some("vera"), &order(Terms::Keep, false))
        .await
        .unwrap();
    assert_eq!(done.instances[0].state, MigrationState::Done, "{done:?}");
    assert_eq!(version(&service, &id).await, 2);
    let task = service
        .task("anna", &id, reglament_core::TaskId(1))
        .await
        .unwrap();
    assert_eq!(task.due.unwrap().on.to_string(), "2026-11-23");
    let told = service.instance("vera", &id).await.unwrap();
    let entry = told
        .history
        .iter()
        .find(|line| line.ru.contains("переведено"))
        .unwrap();
    assert!(
        entry.ru.contains("23.11.2026") && entry.actor.is_some(),
        "{entry:?}"
    );
    assert_eq!(service.verify().await.unwrap(), []);
    let again = service
        .migrate(Some("vera"), &order(Terms::Keep, false))
        .await
        .unwrap();
    assert!(again.instances.is_empty());
    runtime.stop().await;
}

#[tokio::test]
async fn what_is_published_is_there_when_the_clock_is_set_back() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    world.clock.set(monday() - TimeDelta::days(2));
    let begun = request(&service, "a").await.instance;
    assert_eq!(version(&service, &begun).await, 1);
}
