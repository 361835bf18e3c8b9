//! Correcting what was handed in, on the page and over the API: what stands there, who may, what is demanded, what is told.

use axum::http::{Method, StatusCode};
use reglament_core::{CommandId, InstanceId};
use serde_json::{Value, json};

use super::api::token;
use super::site::Site;

const PROCESS: &str = "
process: memo
title: Записка
time_zone: Asia/Novokuznetsk
calendar: ru
subject: topic
roles: {clerk: Специалист, controller: Контроль}
data:
  topic: {text: Тема}
  received: {date: Получено}
  pages: {integer: Листов}
  urgent: {boolean: Срочно}
  note: {long_text: Примечание}
  passport: {text: Паспорт, confidential: true}
  rows: {list: Приложения, of: {title: {text: Название}, sheets: {integer: Листов}}}
start: {role: clerk, form: [topic, received, pages, urgent?, note?, passport?, rows?], next: work}
steps:
  work: {user_task: Работа, basis: none, role: clerk, deadline: {term: 5 рабочих дней, from: received}, next: done}
  done: {end: Сделано, basis: none}
";

const PAGE: &str = "reason-of-correction";

struct Case {
    site: Site,
    instance: String,
}

impl Case {
    async fn open() -> Self {
        let site = Site::open().await;
        let mut files = super::site::files();
        files.insert("memo/process.yaml".into(), PROCESS.into());
        site.service.publish(files, "test").await.unwrap();
        let data = json!({"topic": "Отпук", "received": "2026-11-16", "pages": 3, "note": "первая строка\nвторая",
            "passport": "32 01", "rows": [{"title": "Заявление", "sheets": 2}]});
        let data = data.as_object().unwrap().clone();
        let id = CommandId("memo".into());
        let files = std::collections::BTreeMap::new();
        let begun = site.service.start_manual(id, "anna", "memo", data, files);
        let instance = begun.await.unwrap().instance.0;
        Self { site, instance }
    }

    fn page(&self) -> String {
        format!("/instances/{}/correction", self.instance)
    }

    async fn data(&self, field: &str) -> Value {
        let id = InstanceId(self.instance.clone());
        let view = self.site.service.instance("vera", &id).await.unwrap();
        let found = view.data.into_iter().find(|data| data.name == field);
        found.map_or(Value::Null, |data| json!(data.ru))
    }

    async fn history(&self) -> String {
        let vera = self.site.sign_in("vera").await;
        let path = format!("/instances/{}/history", self.instance);
        self.site.get(&vera, &path).await.text
    }
}

/// The form as a browser sends it when nothing was typed.
fn untouched() -> Vec<(&'static str, &'static str)> {
    vec![
        ("topic", "Отпук"),
        ("received", "16.11.2026"),
        ("pages", "3"),
        ("note", "первая строка\r\nвторая"),
        ("passport", "32 01"),
        ("rows.0.title", "Заявление"),
        ("rows.0.sheets", "2"),
    ]
}

#[tokio::test]
async fn only_what_was_typed_otherwise_is_corrected() {
    let case = Case::open().await;
    let site = &case.site;
    let vera = site.sign_in("vera").await;
    let whole = site
        .get(&vera, &format!("/instances/{}", case.instance))
        .await;
    assert!(whole.text.contains(&case.page()), "{}", whole.text);
    let page = site.get(&vera, &case.page()).await;
    assert!(page.text.contains("value=\"Отпук\""), "{}", page.text);
    let key = page.key();
    let mut sent = untouched();
    sent.push(("_command", &key));
    sent.push((PAGE, "Описка"));
    let same = site.post(&vera, &case.page(), &sent).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(same.text.contains("Ничего не изменено"), "{}", same.text);

    sent[0].1 = "Отпуск";
    sent[4].1 = "32 02";
    sent.last_mut().unwrap().1 = "";
    let silent = site.post(&vera, &case.page(), &sent).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("Укажите причину"), "{}", silent.text);
    assert!(
        silent.text.contains("value=\"Отпуск\""),
        "what was typed stays"
    );
    assert_eq!(case.data("topic").await, json!("Отпук"));

    sent.last_mut().unwrap().1 = "Описка в заявлении";
    for _ in 0..2 {
        let done = site.post(&vera, &case.page(), &sent).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    assert_eq!(case.data("topic").await, json!("Отпуск"));
    let history = case.history().await;
    let told = "Исправлены данные: Паспорт; Тема: Отпук → Отпуск. Причина: Описка в заявлении";
    assert!(history.contains(told), "{history}");
    assert!(history.contains("Смирнова Вера Олеговна"), "who decided");
    assert!(
        !history.contains("32 0"),
        "a confidential value is told: {history}"
    );
    assert_eq!(history.matches("Исправлены данные").count(), 1);
}

#[tokio::test]
async fn rows_are_added_and_dates_move() {
    let case = Case::open().await;
    let site = &case.site;
    let vera = site.sign_in("vera").await;
    let key = site.get(&vera, &case.page()).await.key();
    let mut sent = untouched();
    sent.extend([
        ("_command", key.as_str()),
        (PAGE, "Принесли позже"),
        ("_add", "rows"),
    ]);
    let more = site.post(&vera, &case.page(), &sent).await;
    assert_eq!(more.status, StatusCode::OK);
    assert!(more.text.contains("rows.1.title"), "{}", more.text);
    assert_eq!(
        case.data("rows").await,
        json!("Название: Заявление · Листов: 2"),
        "not sent yet"
    );
    sent.pop();
    sent[1].1 = "17.11.2026";
    sent.extend([("rows.1.title", "Справка"), ("rows.1.sheets", "1")]);
    let done = site.post(&vera, &case.page(), &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let rows = case.data("rows").await;
    assert!(rows.as_str().unwrap().contains("Справка"), "{rows}");
    let history = case.history().await;
    assert!(
        history.contains("«Работа»: 23.11.2026 → 24.11.2026"),
        "{history}"
    );
}

#[tokio::test]
async fn nobody_else_corrects() {
    let case = Case::open().await;
    let site = &case.site;
    let (anna, oleg) = (site.sign_in("anna").await, site.sign_in("oleg").await);
    let page = site.get(&anna, &case.page()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let whole = format!("/instances/{}", case.instance);
    let seen = site.get(&anna, &whole).await.text;
    assert!(!seen.contains("Исправить данные"), "{seen}");
    let stranger = site.get(&oleg, &case.page()).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_program_of_an_overseer_does_the_same() {
    let case = Case::open().await;
    let (vera, anna) = (
        token(&case.site, "vera").await,
        token(&case.site, "anna").await,
    );
    let path = format!("/api/v1{}", case.page());
    let nothing = json!(null);
    let told = case
        .site
        .call((Method::GET, &path), &vera, "", &nothing)
        .await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
    assert_eq!(told.json()["form"]["fields"][0]["value"], "Отпук");
    let right = json!({"input": {"topic": "Отпуск"}, "reason": "Описка"});
    for (number, (by, sent, status, code)) in [
        (&anna, right.clone(), 403, "correction_not_yours"),
        (
            &vera,
            json!({"input": {"topic": "Отпуск"}, "reason": ""}),
            422,
            "correction_reason_needed",
        ),
        (
            &vera,
            json!({"input": {}, "reason": "Описка"}),
            422,
            "correction_changes_nothing",
        ),
        (
            &vera,
            json!({"input": {"pages": "много"}, "reason": "Описка"}),
            422,
            "invalid_form",
        ),
        (&vera, right, 200, ""),
    ]
    .into_iter()
    .enumerate()
    {
        let key = format!("key_of_correction_{number}");
        let answer = case.site.call((Method::POST, &path), by, &key, &sent).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
        if !code.is_empty() {
            assert_eq!(answer.json()["code"], code);
        }
    }
    assert_eq!(case.data("topic").await, json!("Отпуск"));
}

#[tokio::test]
async fn handing_a_task_over_is_offered_where_it_is_possible() {
    let case = Case::open().await;
    let site = &case.site;
    let whole = format!("/instances/{}", case.instance);
    let form = format!("/tasks/{}/1?open=reassign", case.instance);
    for (person, offered, opens) in [("vera", true, false), ("anna", false, true)] {
        let visitor = site.sign_in(person).await;
        let page = site.get(&visitor, &whole).await.text;
        assert_eq!(page.contains(&form), offered, "{person}: {page}");
        assert_eq!(page.contains("Открыть задачу"), opens, "{person}: {page}");
    }
    let vera = site.sign_in("vera").await;
    let open = site.get(&vera, &form).await.text;
    assert!(
        open.contains("<details open><summary>Передать другому"),
        "{open}"
    );
    let folded = site
        .get(&vera, &form.replace("?open=reassign", ""))
        .await
        .text;
    assert!(!folded.contains("<details open>"), "{folded}");
}
