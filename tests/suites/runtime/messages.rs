//! Messages from outside: delivered by key, kept until wanted, once per id, from those who may send them.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use reglament_core::CommandId;
use reglament_runtime::port::MessageState;
use reglament_runtime::{MessageTaken, MessageWish, ProgramWish, Scope, Service, ServiceError};
use serde_json::json;

use super::world::{World, files, input, until};

const PERMIT: &str = "
process: permit
title: Разрешение
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {clerk: Специалист}
correlation:
  paid: {key: number, keep: 10 дней, role: clerk, data: {sum: {integer: Сумма}}}
  asked: {key: number, role: clerk, data: {number: {text: Номер}}}
data:
  number: {text: Номер}
  sum: {integer: Оплачено}
start:
  role: clerk
  form: [number]
  message: {name: asked, set: {number: message.number}}
on:
  again: {title: Спросили снова, message: asked, interrupting: false, next: noted}
steps:
  payment: {wait: Оплата, message: paid, set: {sum: message.sum}, next: done}
  noted: {end: Учтено}
  done: {end: Оплачено}
";

async fn publish(service: &Service) {
    let mut files = files();
    files.insert("permit/process.yaml".into(), PERMIT.into());
    service.publish(files, "test").await.unwrap();
}

fn wish(message: &str, key: Option<&str>, data: serde_json::Value) -> MessageWish {
    MessageWish {
        process: "permit".into(),
        message: message.into(),
        key: key.map(str::to_owned),
        instance: None,
        data: input(data),
    }
}

async fn send(
    service: &Service,
    id: &str,
    wish: MessageWish,
) -> Result<MessageTaken, ServiceError> {
    service
        .message(CommandId(id.into()), Some("anna"), wish)
        .await
}

async fn start(service: &Service, key: &str, number: &str) -> reglament_core::InstanceId {
    let answers = input(json!({"number": number}));
    let id = CommandId(key.into());
    let started = service.start_manual(id, "anna", "permit", answers, BTreeMap::new());
    started.await.unwrap().instance
}

#[tokio::test]
async fn a_message_waits_for_its_instance_and_no_longer_than_it_may() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    publish(&service).await;
    let early = send(&service, "p1", wish("paid", Some("7"), json!({"sum": 5})))
        .await
        .unwrap();
    assert_eq!(
        (early.state, early.instances.len()),
        (MessageState::Kept, 0)
    );
    assert_eq!(service.kept_messages().await.unwrap().len(), 1);
    let id = start(&service, "s1", "7").await;
    until(async || service.instance("anna", &id).await.unwrap().ended).await;
    let again = send(&service, "p1", wish("paid", Some("7"), json!({"sum": 5})))
        .await
        .unwrap();
    assert_eq!(
        (again.state, again.instances),
        (MessageState::Delivered, vec![id])
    );

    send(&service, "p2", wish("paid", Some("8"), json!({})))
        .await
        .unwrap();
    world.clock.set(service.now() + TimeDelta::days(12));
    until(async || {
        service
            .kept_messages()
            .await
            .unwrap()
            .is_empty()
            .then_some(())
    })
    .await;
    let late = start(&service, "s2", "8").await;
    assert!(
        service
            .instance("anna", &late)
            .await
            .unwrap()
            .ended
            .is_none()
    );
    runtime.stop().await;
}

#[tokio::test]
async fn a_repeated_message_counts_once_and_another_under_its_id_is_refused() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    publish(&service).await;
    let first = send(
        &service,
        "a1",
        wish("asked", Some("9"), json!({"number": "9"})),
    )
    .await
    .unwrap();
    assert_eq!(first.state, MessageState::Delivered);
    let again = send(
        &service,
        "a1",
        wish("asked", Some("9"), json!({"number": "9"})),
    )
    .await;
    assert_eq!(again.unwrap(), first, "no second instance");
    let other = send(&service, "a2", wish("asked", Some("9"), json!({})))
        .await
        .unwrap();
    assert_eq!(
        other.instances, first.instances,
        "a running instance has the key"
    );
    let foreign = send(&service, "a1", wish("asked", Some("10"), json!({}))).await;
    assert_eq!(foreign, Err(ServiceError::KeyReused));
    assert!(service.verify().await.unwrap().is_empty());
    runtime.stop().await;
}

#[tokio::test]
async fn only_declared_senders_send_declared_messages() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    publish(&service).await;
    let by = async |person: Option<&str>, wish: MessageWish| {
        let id = service.new_command_id();
        service.message(id, person, wish).await
    };
    let paid = || wish("paid", Some("7"), json!({"sum": 5}));
    assert_eq!(
        by(Some("nobody"), paid()).await,
        Err(ServiceError::Forbidden)
    );
    assert!(by(None, paid()).await.is_ok(), "the operator may");
    let unknown = by(Some("anna"), wish("payed", Some("7"), json!({}))).await;
    assert_eq!(unknown, Err(ServiceError::NotFound));
    let odd = by(Some("anna"), wish("paid", Some("7"), json!({"summ": 5}))).await;
    assert_eq!(
        odd.map_err(|e| e.code().to_owned()),
        Err("invalid_form".into())
    );
    let keyless = by(Some("anna"), wish("paid", None, json!({}))).await;
    assert_eq!(
        keyless.map_err(|e| e.code().to_owned()),
        Err("cannot_evaluate".into())
    );
    let id = start(&service, "s1", "70").await;
    let straight = MessageWish {
        instance: Some(id.clone()),
        ..wish("paid", None, json!({"sum": 1}))
    };
    assert_eq!(by(Some("anna"), straight).await.unwrap().instances, [id]);
    runtime.stop().await;
}

#[tokio::test]
async fn a_program_sends_messages_and_begins_cases_of_its_processes_only() {
    let world = World::open().await;
    let runtime = world.start_writer().await;
    let service = runtime.service();
    publish(&service).await;
    let program = async |name: &str, process: &str| {
        let wish = ProgramWish {
            name: name.into(),
            scopes: vec![Scope::MessagesSend],
            processes: vec![process.into()],
            until: service.days_of_a_token().1,
        };
        let given = service.add_program(None, wish).await.unwrap();
        let known = service.program(&given.token).await.unwrap().unwrap();
        known.as_person().id
    };
    let (cashier, archive) = (
        program("касса", "permit").await,
        program("архив", "request").await,
    );
    let paid = || wish("paid", Some("7"), json!({"sum": 500}));
    let send = async |id: &str, by: &str| {
        let id = CommandId(id.into());
        service.message(id, Some(by), paid()).await
    };
    assert_eq!(send("p1", &archive).await, Err(ServiceError::Forbidden));
    let waiting = send("p2", &cashier).await.unwrap();
    assert_eq!(waiting.state, MessageState::Kept);
    let begin = async |id: &str, by: &str| {
        let answers = input(json!({"number": "7"}));
        let id = CommandId(id.into());
        service
            .start_manual(id, by, "permit", answers, BTreeMap::new())
            .await
    };
    let refused = begin("s1", &archive).await.unwrap_err();
    assert_eq!(refused.code(), "start_not_allowed");
    let case = begin("s2", &cashier).await.unwrap().instance;
    assert!(service.sees_instance(&cashier, &case).await.unwrap());
    assert!(!service.sees_instance(&archive, &case).await.unwrap());
    assert!(service.startable(&archive).await.unwrap().len() == 1);
    // A program that never showed a token has nothing.
    let nobody = "program:nobody";
    assert!(!service.sees_instance(nobody, &case).await.unwrap());
    assert_eq!(send("p3", nobody).await, Err(ServiceError::Forbidden));
    runtime.stop().await;
}
