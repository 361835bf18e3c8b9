//! Cancelling, calling and going through lists with a store: rights, words, versions, rows of registers.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use reglament_core::{CommandId, InstanceId, Rejection, TaskId};
use reglament_runtime::{InstanceQuery, Service, ServiceError, Viewer};
use serde_json::json;

use super::world::{World, files, input, monday, request, until};

#[tokio::test]
async fn a_controller_cancels_an_instance_and_its_children() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = &runtime.service();
    let key = CommandId("m".into());
    let begun = service.start_manual(key, "anna", "meeting", input(json!({})), BTreeMap::new());
    let id = begun.await.unwrap().instance;
    let answers = input(json!({"email": "g@example.ru"}));
    let guest = service.add_item("g".into(), None, &id, "guests", answers, None);
    let guest = guest.await.unwrap().instance;
    until(async || service.instance("anna", &guest).await.ok()).await;
    let cancel = async |key: &str, person: &str, reason: &str| {
        service.cancel(key.into(), person, &id, reason).await
    };
    let refused = cancel("c1", "oleg", "Шум").await.unwrap_err();
    assert_eq!(refused, ServiceError::NotFound);
    let refused = cancel("c2", "anna", "Шум").await.unwrap_err();
    assert_eq!(refused, Rejection::EventNotAllowed.into());
    let refused = cancel("c3", "vera", " ").await.unwrap_err();
    assert_eq!(refused, Rejection::CancelReasonNeeded.into());
    let buttons = async |person: &str| service.instance(person, &id).await.unwrap().events;
    assert!(buttons("anna").await.is_empty());
    assert_eq!(buttons("vera").await[0].id, "cancellation");
    let viewer = Viewer::Person("vera".into());
    let raise = async |key: &str| {
        let reason = Some("Пожар".to_owned());
        let done = service.raise_event(key.into(), &viewer, &id, "cancellation", reason);
        done.await
    };
    let first = raise("c4").await.unwrap();
    assert_eq!(raise("c4").await.unwrap(), first);
    assert_eq!(
        raise("c5").await.unwrap_err(),
        Rejection::InstanceEnded.into()
    );
    let view = service.instance("vera", &id).await.unwrap();
    assert_eq!(view.ended.unwrap().ru, "Прекращено");
    let told: Vec<&str> = view.history.iter().map(|line| line.ru.as_str()).collect();
    assert!(
        told.contains(&"Дело прекращено: Пожар (Смирнова Вера Олеговна)"),
        "{told:?}"
    );
    assert!(view.events.is_empty());
    let child = until(async || service.instance("anna", &guest).await.unwrap().ended).await;
    assert_eq!(child.ru, "Прекращено");
    assert!(
        service
            .my_tasks("boris", None)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    let ended = InstanceQuery {
        running: Some(false),
        ..InstanceQuery::default()
    };
    let listed = service.instances("vera", &ended).await.unwrap().rows;
    assert_eq!(listed[0].ended.as_ref().unwrap().ru, "Прекращено");
    assert!(service.verify().await.unwrap().is_empty());
    runtime.stop().await;
}

const CALLER: &str = "
process: caller
title: Проверка дважды
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {clerk: Специалист}
start: {role: clerk, next: begin}
steps:
  begin: {user_task: Начать проверки, role: clerk, next: [old, new]}
  old: {call: Как было, process: called, version: pinned, next: done}
  new: {call: Как стало, process: called, next: done}
  done: {end: Проверено}
";

const CALLED: &str = "
process: called
title: Проверка
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {clerk: Специалист}
start: {child: true, next: check}
steps:
  check: {user_task: Проверить, role: clerk, next: done}
  done: {end: Проверено}
";

async fn publish(service: &Service, called: &str) {
    let mut files = files();
    files.insert("caller/process.yaml".into(), CALLER.into());
    files.insert("caller/called.yaml".into(), called.into());
    service.publish(files, "test").await.unwrap();
}

#[tokio::test]
async fn a_pinned_call_starts_the_version_in_force_when_the_caller_began() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = &runtime.service();
    publish(service, CALLED).await;
    let begin = async |key: &str| {
        let answers = input(json!({}));
        let key = CommandId(key.into());
        let begun = service.start_manual(key, "anna", "caller", answers, BTreeMap::new());
        begun.await.unwrap().instance
    };
    let before = begin("b").await;
    world.clock.set(monday() + TimeDelta::hours(1));
    publish(service, &CALLED.replace("Проверить", "Проверить заново")).await;
    world.clock.set(monday() + TimeDelta::hours(2));
    let after = begin("a").await;
    assert_eq!(
        versions(service, &before).await,
        [("old", 1), ("new", 2)].map(owned)
    );
    assert_eq!(
        versions(service, &after).await,
        [("old", 2), ("new", 2)].map(owned)
    );
    assert!(service.verify().await.unwrap().is_empty());
    runtime.stop().await;
}

fn owned((step, version): (&str, u32)) -> (String, u32) {
    (step.to_owned(), version)
}

/// Lets the calls begin; gives the version on which each child runs.
async fn versions(service: &Service, id: &InstanceId) -> Vec<(String, u32)> {
    let key = CommandId(format!("go {id}"));
    let answers = input(json!({}));
    let done = service.complete_task(key, "anna", id, TaskId(1), None, answers);
    done.await.unwrap();
    let children = service.instance("anna", id).await.unwrap().children;
    let mut found = Vec::new();
    for child in children {
        let view = until(async || service.instance("anna", &child.instance).await.ok()).await;
        assert_ne!(view.receipt, "");
        found.push((child.step, view.definition.version));
    }
    found.sort_by_key(|(step, _)| *step != "old");
    found
}

pub(super) const REVIEW: &str = "
process: review
title: Пересмотр ответов
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {clerk: Специалист}
start: {role: clerk, next: all}
steps:
  all:
    for_each: Пересмотреть ответы
    process: reviewed
    each: row in register('answers').filter(r, r.topic == 'Крыша')
    give: {number: row.number}
    reports: [number]
    next: ask
  ask:
    user_task: Согласовать
    each: person in holders('clerk')
    form: [note?]
    next: done
  done: {end: Пересмотрено}
data:
  note: {text: Замечание}
";

pub(super) const REVIEWED: &str = "
process: reviewed
title: Ответ
time_zone: Asia/Novokuznetsk
calendar: ru
subject: number
roles: {clerk: Специалист}
data:
  number: {text: Номер}
start: {child: true, next: done}
steps:
  done: {end: Пересмотрен}
";

#[tokio::test]
async fn rows_of_a_register_and_holders_of_a_role_are_gone_through() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = &runtime.service();
    let mut files = files();
    files.insert("review/process.yaml".into(), REVIEW.into());
    files.insert("review/reviewed.yaml".into(), REVIEWED.into());
    service.publish(files, "test").await.unwrap();
    for key in ["r1", "r2"] {
        let id = request(service, key).await.instance;
        let accept = Some("accept".to_owned());
        let key = CommandId(format!("done {key}"));
        let answers = input(json!({}));
        let done = service.complete_task(key, "anna", &id, TaskId(1), accept, answers);
        done.await.unwrap();
    }
    let answers = input(json!({}));
    let begun = service.start_manual("r".into(), "anna", "review", answers, BTreeMap::new());
    let id = begun.await.unwrap().instance;
    let children = until(async || {
        let view = service.instance("anna", &id).await.unwrap();
        (view.tasks.len() == 2).then_some(view.children)
    })
    .await;
    let numbers: Vec<&str> = children
        .iter()
        .map(|child| child.data[0].ru.as_str())
        .collect();
    assert_eq!(numbers, ["1-о", "2-о"]);
    let mine = service.my_tasks("boris", None).await.unwrap().rows;
    assert_eq!(mine.len(), 1, "one task each: {mine:?}");
    let task = service.task("boris", &id, mine[0].task).await.unwrap();
    assert!(task.mine && task.roles.is_empty());
    assert_eq!(task.holders, ["Петров Борис Ильич"]);
    let other = service.task("anna", &id, mine[0].task).await.unwrap();
    assert!(!other.mine);
    for (person, number) in [
        ("boris", mine[0].task),
        ("anna", other_task(service, &id).await),
    ] {
        let key = CommandId(format!("ask {person}"));
        let answers = input(json!({"note": "Да"}));
        let done = service.complete_task(key, person, &id, number, None, answers);
        done.await.unwrap();
    }
    let view = service.instance("anna", &id).await.unwrap();
    assert_eq!(view.ended.unwrap().ru, "Пересмотрено");
    assert!(service.verify().await.unwrap().is_empty());
    runtime.stop().await;
}

async fn other_task(service: &Service, id: &InstanceId) -> TaskId {
    let mine = service.my_tasks("anna", None).await.unwrap().rows;
    mine.iter().find(|row| row.instance == *id).unwrap().task
}
