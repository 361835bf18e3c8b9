//! An office with one case that is full of somebody: a letter, two documents, a file, a register tell of them too.
//! What is done to the case afterwards is with the tests.

use std::collections::BTreeMap;

use reglament_core::{CommandId, ErasureScope, InstanceId};
use reglament_runtime::port::OutboxState;
use reglament_runtime::{ErasureWish, Runtime, Service, ServiceError};
use serde_json::json;

use crate::runtime::world::{World, files, input, until};

const VISIT: &str = "
process: visit
title: Запись на приём
time_zone: Asia/Novokuznetsk
calendar: ru
subject: who
applicant: email
roles: {clerk: Специалист, controller: Контроль}
retention: {term: 1 год, article: \"Номенклатура дел, 01-15\"}
data:
  topic: {text: Тема}
  who: {person_name: Кто}
  name: {text: Как обращаться, personal: true}
  email: {email: Почта}
  phone: {phone: Телефон}
  note: {text: Обстоятельства, personal: true}
  scan: {file: Скан}
  plan: {file: План, personal: false}
  present: {people: Присутствовали, role: clerk}
start: {role: clerk, form: [topic, who, name, email, phone, note, scan, plan, present]}
steps:
  meet:
    user_task: Принять
    role: clerk
    document: {template: pass, register: answers, data: {topic: topic, phone: phone}, entry: {topic: topic}}
    next: memo
  memo: {document: Составить памятку, template: memo, data: {who: who}, next: reply}
  reply: {mail: Сообщить, letter: told, to: email, next: done}
  done: {end: Принят}
";

/// What may be found nowhere afterwards.
const GONE: [&str; 6] = [
    "Сидорова",
    "Мария",
    "+7 913 123-45-67",
    "maria@example.ru",
    "болеет с весны",
    "скан паспорта.pdf",
];

pub(super) struct Office {
    pub(super) world: World,
    pub(super) runtime: Runtime,
    pub(super) service: Service,
    pub(super) case: InstanceId,
}

async fn publish(service: &Service) {
    let mut all = files();
    for (path, text) in [
        ("visit/process.yaml", VISIT),
        (
            "visit/letters/told.md",
            "Тема: Приём\n\n{{ who.family }}, вас ждут.\n",
        ),
        ("visit/documents/pass.typ", "// title: Пропуск\n"),
        ("visit/documents/memo.typ", "// title: Памятка\n"),
    ] {
        all.insert(path.to_owned(), text.to_owned());
    }
    service.publish(all, "test").await.unwrap();
}

impl Office {
    /// A case that has ended, its letter and documents delivered.
    pub(super) async fn closed() -> Self {
        let office = Self::open().await;
        let tasks = office.service.my_tasks("anna", None).await.unwrap();
        let line = tasks
            .rows
            .iter()
            .find(|line| line.instance == office.case)
            .unwrap();
        let id = CommandId("meet".into());
        let (instance, task) = (line.instance.clone(), line.task);
        office
            .service
            .complete_task(id, "anna", &instance, task, None, Default::default())
            .await
            .unwrap();
        let store = office.world.store.clone();
        let case = office.case.clone();
        until(async || {
            let rows = store.outbox_of(&case).await.unwrap();
            let sent = rows
                .iter()
                .filter(|row| row.state == OutboxState::Sent)
                .count();
            (sent >= 3 && sent == rows.len()).then_some(())
        })
        .await;
        office
    }

    pub(super) async fn open() -> Self {
        let world = World::open().await;
        let runtime = world.start().await;
        let service = runtime.service();
        publish(&service).await;
        let scan = service.upload(Some("anna"), "скан паспорта.pdf", b"%PDF-1.7 passport");
        let scan = scan.await.unwrap();
        let plan = service.upload(Some("anna"), "план.pdf", b"%PDF-1.7 plan");
        let plan = plan.await.unwrap();
        let answers = input(json!({
            "topic": "Приём",
            "who": {"family": "Сидорова", "given": "Мария", "patronymic": "Петровна"},
            "name": "Мария Петровна",
            "email": "maria@example.ru",
            "phone": "+7 913 123-45-67",
            "note": "болеет с весны",
            "scan": scan.id,
            "plan": plan.id,
            "present": ["boris"],
        }));
        let started = service
            .start_manual("visit".into(), "anna", "visit", answers, BTreeMap::new())
            .await
            .unwrap();
        Self {
            world,
            runtime,
            service,
            case: started.instance,
        }
    }

    pub(super) fn wish(&self, number: &str, scope: ErasureScope) -> ErasureWish {
        ErasureWish {
            cases: vec![self.case.clone()],
            number: number.to_owned(),
            reason: "Истёк срок хранения".into(),
            scope,
        }
    }

    pub(super) async fn destroy(
        &self,
        number: &str,
        scope: ErasureScope,
    ) -> Result<u32, ServiceError> {
        self.service
            .destroy("vera", &self.wish(number, scope))
            .await
    }

    /// Everything that the store tells of the case.
    pub(super) async fn told(&self) -> String {
        let store = &self.world.store;
        let ids = std::slice::from_ref(&self.case);
        let mut all = format!("{:?}", store.journal(&self.case, 0, 1000).await.unwrap());
        all += &format!("{:?}", store.instance_rows(ids).await.unwrap());
        all += &format!("{:?}", store.load(ids).await.unwrap());
        all += &format!("{:?}", store.outbox_of(&self.case).await.unwrap());
        all += &format!(
            "{:?}",
            store
                .register("answers", 2026, &Default::default())
                .await
                .unwrap()
        );
        all += &format!(
            "{:?}",
            self.service.instance("vera", &self.case).await.unwrap()
        );
        all
    }

    pub(super) async fn is_of_somebody(&self) {
        let told = self.told().await;
        for words in GONE {
            assert!(told.contains(words), "{words} was there: {told}");
        }
    }

    /// What is told of the case when nothing of [`GONE`] is left.
    pub(super) async fn is_without_anybody(&self) -> String {
        let told = self.told().await;
        for words in GONE {
            assert!(!told.contains(words), "{words} is left: {told}");
        }
        told
    }

    pub(super) async fn breaks(&self) -> Vec<String> {
        let found = self.service.verify().await.unwrap();
        found
            .into_iter()
            .map(|one| format!("{}: {}", one.what, one.detail))
            .collect()
    }
}
