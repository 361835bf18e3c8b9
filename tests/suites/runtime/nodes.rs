//! Two servers on one database of PostgreSQL: nothing is done twice, nothing is refused by what one of them remembers, and one
//! goes on where the other stopped.

use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::AtomicU32, atomic::Ordering},
    time::Duration,
};

use chrono::TimeDelta;
use reglament_core::{CommandId, TaskId};
use reglament_runtime::{HandOver, Parts, Receipt, Runtime, Service, Told, Watched};
use serde_json::json;

use super::{
    faulty::{Fault, FaultyStore},
    world::{World, files, input, monday, request, until},
};

/// The office with two servers; the first leads.
async fn office() -> (World, Runtime, Runtime) {
    let world = World::with_neighbours().await;
    let first = world.start().await;
    let second = Runtime::start(world.beside().await).await.unwrap();
    (world, first, second)
}

async fn verified(service: &Service) {
    let found = service.verify().await.unwrap();
    assert!(found.is_empty(), "{found:?}");
}

async fn accept(service: &Service, key: String, receipt: &Receipt) {
    let outcome = Some("accept".to_owned());
    let (id, instance) = (CommandId(key), &receipt.instance);
    let done = service.complete_task(id, "anna", instance, TaskId(1), outcome, input(json!({})));
    done.await.unwrap();
}

/// Every command is given to both servers at once, as by somebody who presses again when no answer comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_given_to_both_happens_once() {
    let (_world, first, second) = office().await;
    let services = [first.service(), second.service()];
    let mut filing = tokio::task::JoinSet::new();
    for number in 0..20 {
        let [one, two] = services.clone();
        filing.spawn(async move {
            let key = format!("filed-{number}");
            let (by_one, by_two) = tokio::join!(request(&one, &key), request(&two, &key));
            assert_eq!(by_one, by_two, "one receipt for one command");
            accept(&two, format!("done-{number}"), &by_one).await;
            accept(&one, format!("done-{number}"), &by_one).await;
            by_one.instance
        });
    }
    let instances = filing.join_all().await;
    let [one, two] = &services;
    let rows = one
        .instances("vera", &Default::default())
        .await
        .unwrap()
        .rows;
    assert_eq!(rows.len(), instances.len());
    let register = two.register("vera", "answers", 2026, None).await.unwrap();
    let numbers: Vec<u32> = register.entries.iter().map(|row| row.number).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (1..=20).collect::<Vec<_>>(), "gapless, each once");
    verified(one).await;
    verified(two).await;
}

#[tokio::test]
async fn a_refusal_is_not_by_what_a_server_remembers() {
    let (_world, first, second) = office().await;
    let (one, two) = (first.service(), second.service());
    let receipt = request(&one, "k").await;
    let hand = async |service: &Service, key: &str, wish: HandOver| {
        let (id, instance) = (CommandId(key.to_owned()), &receipt.instance);
        service
            .hand_over(id, "anna", instance, TaskId(1), wish)
            .await
    };
    let give_back = || HandOver::Return { reason: None };
    hand(&two, "a", HandOver::Claim).await.unwrap();
    hand(&two, "b", give_back()).await.unwrap();
    hand(&one, "c", HandOver::Claim).await.unwrap();
    // The second remembers that nobody has the task.
    hand(&two, "d", give_back()).await.unwrap();
    let refused = hand(&two, "e", give_back()).await;
    assert!(refused.is_err(), "nobody has it now");
    verified(&two).await;
}

#[tokio::test]
async fn what_one_publishes_the_other_knows() {
    let (_world, first, second) = office().await;
    let mut all = files();
    let people = all.get_mut("organisation.yaml").unwrap();
    *people = people.replace("Смирнова", "Кузнецова");
    first.service().publish(all, "test").await.unwrap();
    let two = second.service();
    let known = async || {
        two.person("vera")
            .filter(|person| person.name.contains("Кузнецова"))
    };
    until(known).await;
}

#[tokio::test]
async fn the_other_leads_when_the_first_is_gone() {
    let (world, first, second) = office().await;
    let two = second.service();
    request(&two, "k").await;
    // A server that is killed gives nothing back: its lease runs out.
    drop(first);
    world.sql("UPDATE lease SET until = 0").await;
    world.clock.set(monday() + TimeDelta::days(9));
    let told = async || {
        let letters = world.post.letters.lock().unwrap();
        let overdue = letters
            .iter()
            .filter(|letter| letter.subject == "Просрочено");
        (overdue.count() > 0).then_some(())
    };
    until(told).await;
    verified(&two).await;
}

#[tokio::test]
async fn a_server_that_stops_gives_the_lead_back() {
    let (world, first, second) = office().await;
    request(&first.service(), "k").await;
    first.stop().await;
    world.clock.set(monday() + TimeDelta::days(9));
    let told = async || {
        let letters = world.post.letters.lock().unwrap();
        letters
            .iter()
            .any(|letter| letter.subject == "Просрочено")
            .then_some(())
    };
    until(told).await;
    drop(second);
}

#[tokio::test]
async fn what_a_dead_server_left_behind_is_carried_out() {
    let (world, first, second) = office().await;
    let key = CommandId("m".into());
    let one = first.service();
    let meeting = one.start_manual(key, "anna", "meeting", input(json!({})), BTreeMap::new());
    let meeting = meeting.await.unwrap().instance;
    // A third server adds a guest and dies before it starts the child.
    let parts = world.beside().await;
    let fault = Arc::new(AtomicU32::new(0));
    let store = Arc::new(FaultyStore::new(parts.store.clone(), fault.clone()));
    let third = Runtime::start_writer(&Parts { store, ..parts })
        .await
        .unwrap();
    fault.store(Fault::DieAfter as u32, Ordering::SeqCst);
    let answers = input(json!({"email": "g@example.ru"}));
    let dying = third.service();
    let lost = dying.add_item("g".into(), None, &meeting, "guests", answers, None);
    assert!(lost.await.is_err());
    drop(third);
    world.clock.set(monday() + TimeDelta::minutes(1));
    let service = second.service();
    until(async || {
        let page = service.my_tasks("anna", None).await.unwrap();
        let mut rows = page.rows.iter();
        rows.any(|row| row.title.ru == "Встретить").then_some(())
    })
    .await;
    verified(&service).await;
}

/// Somebody looks at her tasks on one server; requests come to others. The clock stands still, so that no look by itself can be
/// what tells her.
#[tokio::test]
async fn who_looks_here_hears_what_happens_there() {
    let (world, first, second) = office().await;
    let parts = world.beside().await;
    let fault = Arc::new(AtomicU32::new(0));
    let store = Arc::new(FaultyStore::new(parts.store.clone(), fault.clone()));
    let third = Runtime::start(Parts { store, ..parts }).await.unwrap();
    let mut watch = second
        .service()
        .watch("anna", Watched::Tasks, None)
        .await
        .unwrap();
    let mut now = monday();
    let mut heard = async || {
        let told = tokio::time::timeout(Duration::from_millis(1_500), watch.next()).await;
        now += TimeDelta::seconds(2);
        world.clock.set(now);
        told.ok()
    };
    // What the beginning of three servers has stirred up.
    while heard().await.is_some() {}
    request(&first.service(), "told").await;
    assert_eq!(heard().await, Some(Told::Changed));
    while heard().await.is_some() {}
    fault.store(Fault::Mute as u32, Ordering::SeqCst);
    request(&third.service(), "not told").await;
    assert_eq!(heard().await, None, "there is another way than by hints");
}

/// Nothing is told between the servers: what one has written the other finds when it looks, and whoever looks at a page is told
/// to look again.
#[tokio::test]
async fn without_hints_everything_happens_a_little_later() {
    let (world, first, second) = office().await;
    let parts = world.beside().await;
    let fault = Arc::new(AtomicU32::new(Fault::Mute as u32));
    let store = Arc::new(FaultyStore::new(parts.store.clone(), fault));
    let mute = Runtime::start(Parts { store, ..parts }).await.unwrap();
    let receipt = request(&mute.service(), "k").await;
    accept(&mute.service(), "done".into(), &receipt).await;
    drop(mute);
    // The letter of the mute server, which is gone, and its lease with it.
    world.clock.set(monday() + TimeDelta::minutes(5));
    let sent = async || {
        let letters = world.post.letters.lock().unwrap();
        let sent = letters.iter().any(|letter| letter.subject == "Ответ");
        sent.then_some(())
    };
    until(sent).await;
    verified(&first.service()).await;
    verified(&second.service()).await;
}
