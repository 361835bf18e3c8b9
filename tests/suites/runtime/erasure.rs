//! Destroying what is personal: nothing of it is left anywhere, the chain stays whole, and what was changed without an act is
//! found.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeZone, Utc};
use reglament_core::{CommandId, ErasureScope, InstanceId};
use reglament_runtime::port::{OutboxState, StoreError};
use reglament_runtime::{ErasureRefusal, ErasureWish, Runtime, Service, ServiceError};
use reglament_store::{Database, copy, examine};
use serde_json::json;

use super::world::{World, files, input, request, until};

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

struct Office {
    world: World,
    runtime: Runtime,
    service: Service,
    case: InstanceId,
}

fn new_year_2028() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2028, 1, 10, 3, 0, 0).unwrap()
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
    async fn closed() -> Self {
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

    async fn open() -> Self {
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

    fn wish(&self, number: &str, scope: ErasureScope) -> ErasureWish {
        ErasureWish {
            cases: vec![self.case.clone()],
            number: number.to_owned(),
            reason: "Истёк срок хранения".into(),
            scope,
        }
    }

    async fn destroy(&self, number: &str, scope: ErasureScope) -> Result<u32, ServiceError> {
        self.service
            .destroy("vera", &self.wish(number, scope))
            .await
    }

    /// Everything that the store tells of the case.
    async fn told(&self) -> String {
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

    async fn breaks(&self) -> Vec<String> {
        let found = self.service.verify().await.unwrap();
        found
            .into_iter()
            .map(|one| format!("{}: {}", one.what, one.detail))
            .collect()
    }
}

fn refusal(result: Result<u32, ServiceError>) -> ErasureRefusal {
    match result {
        Err(ServiceError::Erasure(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn when_the_term_is_over_nothing_personal_is_left_and_the_chain_is_whole() {
    let office = Office::closed().await;
    let before = office.told().await;
    for words in GONE {
        assert!(before.contains(words), "{words} was there: {before}");
    }
    let early = refusal(office.destroy("1-у", ErasureScope::Everything).await);
    assert!(matches!(early, ErasureRefusal::Kept(..)), "{early:?}");
    assert!(
        office.service.retention("vera").await.unwrap().processes[0]
            .over
            .is_empty()
    );

    office.world.clock.set(new_year_2028());
    let view = office.service.retention("vera").await.unwrap();
    assert_eq!(view.processes[0].over.len(), 1, "{view:?}");
    let act = office
        .destroy("1-у", ErasureScope::Everything)
        .await
        .unwrap();
    let after = office.told().await;
    for words in GONE {
        assert!(!after.contains(words), "{words} is left: {after}");
    }
    // What is no person's stays, and so do registered documents.
    for words in [
        "Приём",
        "план.pdf",
        "application/pdf",
        "Иванова",
        "Петров Борис Ильич",
    ] {
        assert!(after.contains(words), "{words} went: {after}");
    }
    let store = &office.world.store;
    assert!(store.pdf(&office.case, 1).await.unwrap().is_some());
    assert_eq!(store.pdf(&office.case, 2).await.unwrap(), None);
    let instance = office.service.instance("vera", &office.case).await.unwrap();
    assert_eq!(instance.erased.as_ref().unwrap().act, "1-у");
    assert!(
        instance
            .history
            .iter()
            .any(|line| line.ru.contains("акт № 1-у"))
    );
    assert!(
        instance
            .data
            .iter()
            .any(|one| one.ru == "данные уничтожены")
    );
    assert_eq!(office.breaks().await, [""; 0]);

    // The act says what went, is listed, and its number is given once.
    let told = office.service.erasure_act("vera", act).await.unwrap();
    assert!(told.destroyed[0].at.is_some() && !told.destroyed[0].rows.is_empty());
    let again = office.service.go_on_with_act("vera", act).await;
    again.unwrap();
    assert_eq!(office.service.erasure_act("vera", act).await.unwrap(), told);
    let taken = refusal(office.destroy("1-у", ErasureScope::Everything).await);
    assert_eq!(taken, ErasureRefusal::NumberTaken);
    let view = office.service.retention("vera").await.unwrap();
    assert!(
        view.processes[0].over.is_empty() && view.acts.len() == 1,
        "{view:?}"
    );
    office.runtime.stop().await;
}

#[tokio::test]
async fn what_was_changed_after_an_erasure_is_found() {
    let office = Office::closed().await;
    office.world.clock.set(new_year_2028());
    office
        .destroy("1-у", ErasureScope::Everything)
        .await
        .unwrap();
    let copied = tempfile::tempdir().unwrap();
    if let Database::File(file) = office.world.database() {
        let to = copied.path().join("whole.db");
        copy(file, &to).await.unwrap();
        assert_eq!(examine(&to).await.unwrap().problems, [""; 0]);
    }
    office
        .world
        .sql("UPDATE journal SET events = replace(events, '███', 'Петров') WHERE first_seq = 1")
        .await;
    let found = office.breaks().await;
    assert!(
        found
            .iter()
            .any(|one| one.starts_with("chain: ") && one.ends_with(" 1")),
        "{found:?}"
    );
    if let Database::File(file) = office.world.database() {
        let to = copied.path().join("touched.db");
        copy(file, &to).await.unwrap();
        let problems = examine(&to).await.unwrap().problems;
        assert!(
            problems[0].ends_with("the chain breaks at 1"),
            "{problems:?}"
        );
    }
    office.runtime.stop().await;
}

#[tokio::test]
async fn what_was_erased_without_an_act_is_found_and_no_act_makes_it_good() {
    let office = Office::closed().await;
    office.world.clock.set(new_year_2028());
    office
        .world
        .sql("UPDATE journal SET events = replace(events, 'Сидорова', '███'), salt = NULL WHERE first_seq = 1")
        .await;
    let found = office.breaks().await;
    assert!(
        found.iter().any(|one| one.starts_with("chain: ")),
        "{found:?}"
    );
    let refused = office.destroy("1-у", ErasureScope::Everything).await;
    assert!(
        matches!(refused, Err(ServiceError::Damaged(_))),
        "{refused:?}"
    );
    assert!(
        office
            .service
            .retention("vera")
            .await
            .unwrap()
            .acts
            .is_empty()
    );
    office.runtime.stop().await;
}

#[tokio::test]
async fn the_hash_of_a_row_does_not_tell_a_short_value() {
    let office = Office::closed().await;
    let store = &office.world.store;
    let rows = store.journal(&office.case, 0, 1).await.unwrap();
    let row = &rows[0];
    assert_eq!(row.salt.as_ref().map(String::len), Some(32));
    assert_eq!(reglament_runtime::journal_link("", row), row.hash);
    let mut guessed = row.clone();
    guessed.salt = None;
    assert_ne!(reglament_runtime::journal_link("", &guessed), row.hash);
    office.world.clock.set(new_year_2028());
    office
        .destroy("1-у", ErasureScope::Everything)
        .await
        .unwrap();
    let rows = store.journal(&office.case, 0, 1).await.unwrap();
    assert_eq!((&rows[0].salt, &rows[0].hash), (&None, &row.hash));
    office.runtime.stop().await;
}

#[tokio::test]
async fn contacts_go_first_and_the_rest_when_its_time_has_come() {
    let office = Office::closed().await;
    office.destroy("1-у", ErasureScope::Contacts).await.unwrap();
    let after = office.told().await;
    for words in ["+7 913 123-45-67", "maria@example.ru"] {
        assert!(!after.contains(words), "{words} is left: {after}");
    }
    for words in ["Сидорова", "болеет с весны", "скан паспорта.pdf"]
    {
        assert!(after.contains(words), "{words} went: {after}");
    }
    assert_eq!(office.breaks().await, [""; 0]);
    office.world.clock.set(new_year_2028());
    office
        .destroy("2-у", ErasureScope::Everything)
        .await
        .unwrap();
    let after = office.told().await;
    for words in GONE {
        assert!(!after.contains(words), "{words} is left: {after}");
    }
    assert_eq!(office.breaks().await, [""; 0]);
    office.runtime.stop().await;
}

#[tokio::test]
async fn a_case_that_runs_is_not_touched_and_nobody_but_an_overseer_destroys() {
    let office = Office::open().await;
    let running = refusal(office.destroy("1-у", ErasureScope::Contacts).await);
    assert!(matches!(running, ErasureRefusal::Running(_)), "{running:?}");
    for (wish, expected) in [
        (
            ErasureWish {
                cases: Vec::new(),
                ..office.wish("1-у", ErasureScope::Contacts)
            },
            ErasureRefusal::Nothing,
        ),
        (
            office.wish(" ", ErasureScope::Contacts),
            ErasureRefusal::Number,
        ),
        (
            ErasureWish {
                reason: " ".into(),
                ..office.wish("1-у", ErasureScope::Contacts)
            },
            ErasureRefusal::Reason,
        ),
    ] {
        assert_eq!(
            refusal(office.service.destroy("vera", &wish).await),
            expected
        );
    }
    let wish = office.wish("1-у", ErasureScope::Contacts);
    let anna = office.service.destroy("anna", &wish).await;
    assert_eq!(anna, Err(ServiceError::Forbidden));
    let unknown: Result<_, StoreError> = office.world.store.erasure_act(1).await;
    assert_eq!(unknown.unwrap(), None);
    office.runtime.stop().await;
}

/// What was moved to the archive goes as well, and what is left of it is counted as before.
#[tokio::test]
async fn an_archived_case_is_destroyed_like_any_other() {
    let office = Office::closed().await;
    let store = office.world.store.clone();
    office.world.clock.set(new_year_2028());
    request(&office.service, "somebody else").await;
    let now = new_year_2028();
    let moved = store.archive(now, now, 10, 1_000).await.unwrap();
    assert!(moved.rows > 1 && moved.instances == 1, "{moved:?}");
    let before = office.told().await;
    for words in GONE {
        assert!(before.contains(words), "{words} was there: {before}");
    }
    office
        .destroy("1-у", ErasureScope::Everything)
        .await
        .unwrap();
    let after = office.told().await;
    for words in GONE {
        assert!(!after.contains(words), "{words} is left: {after}");
    }
    assert_eq!(office.breaks().await, [""; 0]);
    // The act itself follows the rest.
    request(&office.service, "and another").await;
    let moved = store.archive(now, now, 10, 1_000).await.unwrap();
    assert_eq!(moved.rows, 1);
    assert_eq!(office.told().await, after);
    assert_eq!(office.breaks().await, [""; 0]);
    office
        .world
        .sql("UPDATE journal_archive SET events = replace(events, '███', 'Петров') WHERE first_seq = 1")
        .await;
    assert_ne!(office.breaks().await, [""; 0]);
}
