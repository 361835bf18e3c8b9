//! «Сроки хранения» over the site: what is proposed, the act and its files, what the case shows afterwards, and who may.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use chrono::{TimeZone, Utc};
use reglament_core::{CommandId, InstanceId};
use serde_json::json;

use super::site::Site;

const HERE: &str = "/admin/retention";

const PROCESS: &str = "
process: visit
title: Запись на приём
time_zone: Asia/Novokuznetsk
calendar: ru
subject: who
roles: {clerk: Специалист, controller: Контроль}
retention: {term: 1 год, article: \"Номенклатура дел, 01-15\"}
data:
  who: {person_name: Кто}
  phone: {phone: Телефон}
start: {role: clerk, form: [who, phone]}
steps:
  meet: {user_task: Принять, role: clerk, next: done}
  done: {end: Принят}
";

impl Site {
    /// A visit; ended, when it is said so.
    async fn visited(&self, family: &str, ended: bool) -> InstanceId {
        let data = json!({
            "who": {"family": family, "given": "Мария", "patronymic": "Петровна"},
            "phone": "+7 913 123-45-67",
        });
        let data = data.as_object().unwrap().clone();
        let id = CommandId(format!("visit {family}"));
        let service = &self.service;
        let started = service.start_manual(id, "anna", "visit", data, BTreeMap::new());
        let instance = started.await.unwrap().instance;
        if ended {
            let tasks = service.my_tasks("anna", None).await.unwrap();
            let own = |line: &&reglament_runtime::TaskLine| line.instance == instance;
            let task = tasks.rows.iter().find(own).unwrap().task;
            let id = CommandId(format!("meet {family}"));
            let none = serde_json::Map::new();
            service
                .complete_task(id, "anna", &instance, task, None, none)
                .await
                .unwrap();
        }
        instance
    }
}

#[tokio::test]
async fn a_case_whose_term_is_over_is_proposed_and_destroyed_by_an_act() {
    let site = Site::open().await;
    site.publish_beside("visit/process.yaml", PROCESS).await;
    let case = site.visited("Сидорова", true).await;
    let vera = site.sign_in("vera").await;
    let early = site.get(&vera, HERE).await;
    assert!(
        early.text.contains("Номенклатура дел, 01-15"),
        "{}",
        early.text
    );
    assert!(!early.text.contains("Сидорова"), "{}", early.text);
    site.clock
        .set(Utc.with_ymd_and_hms(2028, 1, 10, 3, 0, 0).unwrap());
    let vera = site.sign_in("vera").await;
    let page = site.get(&vera, HERE).await;
    for words in ["Сидорова", "31.12.2027", "Уничтожить данные"] {
        assert!(page.text.contains(words), "{words}:\n{}", page.text);
    }
    // Without a number nothing happens, and what was typed stays.
    let sent = [
        ("case", case.as_str()),
        ("reason", "Истёк срок хранения дел 2026 года"),
        ("scope", "everything"),
    ];
    let refused = site.post(&vera, HERE, &sent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Укажите номер акта", "дел 2026 года"] {
        assert!(refused.text.contains(words), "{words}:\n{}", refused.text);
    }
    let mut sent = sent.to_vec();
    sent.push(("number", "17-у"));
    let done = site.post(&vera, HERE, &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let act = done.location().to_owned();
    let page = site.get(&vera, &act).await;
    for words in ["Акт № 17-у", "дел 2026 года", "Выгрузка из журнала"]
    {
        assert!(page.text.contains(words), "{words}:\n{}", page.text);
    }
    for (paper, told) in [
        (
            "act/pdf",
            "Акт № 17-у от 10.01.2028 об уничтожении персональных данных; 1 строки",
        ),
        (
            "log/xlsx",
            "Выгрузка из журнала событий к акту № 17-у от 10.01.2028; 1 строки",
        ),
    ] {
        let file = site.get(&vera, &format!("{act}/{paper}")).await;
        assert_eq!(file.text, told);
    }
    let missing = site.get(&vera, &format!("{act}/letter/pdf")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    for tab in ["", "/data", "/history"] {
        let shown = site.get(&vera, &format!("/instances/{case}{tab}")).await;
        assert!(
            shown
                .text
                .contains("Данные уничтожены 10.01.2028, акт № 17-у"),
            "{tab}"
        );
        assert!(!shown.text.contains("Сидорова"), "{tab}:\n{}", shown.text);
    }
    let audit = site.get(&vera, "/admin/audit").await;
    assert!(
        audit.text.contains("Уничтожены личные данные"),
        "{}",
        audit.text
    );
    let left = site.get(&vera, HERE).await;
    assert!(left.text.contains("№ 17-у") && left.text.contains("Дел с истёкшим сроком нет"));
}

#[tokio::test]
async fn at_a_demand_contacts_go_and_the_rest_is_kept_until_its_day() {
    let site = Site::open().await;
    site.publish_beside("visit/process.yaml", PROCESS).await;
    let case = site.visited("Сидорова", true).await;
    let runs = site.visited("Петрова", false).await;
    let vera = site.sign_in("vera").await;
    let found = site.get(&vera, &format!("{HERE}?case={case}")).await;
    assert!(found.text.contains("Только контакты"), "{}", found.text);
    let unknown = site.get(&vera, &format!("{HERE}?case=unknown")).await;
    assert!(
        unknown.text.contains("Дела с таким кодом нет"),
        "{}",
        unknown.text
    );
    let open = site.get(&vera, &format!("{HERE}?case={runs}")).await;
    assert!(open.text.contains("ещё идёт") && !open.text.contains("Только контакты"));
    let form = |case: &InstanceId, scope: &'static str| {
        vec![
            ("case", case.to_string()),
            ("code", case.to_string()),
            ("scope", scope.to_owned()),
            ("number", "1-у".to_owned()),
            ("reason", "Требование".to_owned()),
        ]
    };
    for (case, scope, words) in [
        (&case, "everything", "хранится до 31.12.2027"),
        (&runs, "contacts", "ещё идёт"),
    ] {
        let sent = form(case, scope);
        let sent: Vec<(&str, &str)> = sent
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let refused = site.post(&vera, HERE, &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(words), "{words}:\n{}", refused.text);
    }
    let sent = form(&case, "contacts");
    let sent: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let anna = site.sign_in("anna").await;
    let refused = site.post(&anna, HERE, &sent).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = site.post(&vera, HERE, &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let shown = site.get(&vera, &format!("/instances/{case}/data")).await;
    assert!(
        shown.text.contains("Сидорова") && !shown.text.contains("123-45-67"),
        "{}",
        shown.text
    );
}
