//! The regulation that is measured: a form, a task with a term and reminders, a decision, a wait, an end.
//!
//! Small, but with what real ones have: a public form, roles, a term counted by the calendar, reminders as timers.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::RawInput;
use reglament_runtime::{
    Parts, RandomIds, Runtime,
    port::{
        Delivery, DocumentJob, Mailer, NoWebhooks, OutgoingLetter, RenderError, Renderer, Store,
        YamlCompiler,
    },
};
use serde_json::json;

use crate::clock::FastClock;

/// The process.
pub(crate) const PROCESS: &str = "permit";
/// Who does the tasks.
pub(crate) const CLERK: &str = "orlova";
/// Virtual seconds in a real one.
const FACTOR: u32 = 3_600;

const ORGANISATION: &str = "
organisation: {name: Управление}
people:
  orlova: {name: Орлова Вера Петровна, position: специалист, email: orlova@example.ru}
roles: {clerk: orlova}
";

const YAML: &str = "
process: permit
title: {ru: Разрешение, en: A permit}
time_zone: Asia/Novokuznetsk
calendar: ru
subject: name
roles:
  clerk: {ru: Специалист, en: Clerk}
data:
  name: {person_name: {ru: Заявитель, en: Applicant}}
  school: {text: {ru: Организация, en: School}}
  pupils: {integer: {ru: Детей, en: Pupils}, min: 0}
  note: {long_text: {ru: Отметка, en: Note}}
start:
  public: true
  form: [name, school, pupils]
  basis: none
  next: review
steps:
  review:
    user_task: {ru: Рассмотреть заявление, en: Consider}
    basis: none
    role: clerk
    show: [name, school, pupils]
    form: [note]
    deadline:
      term: 5 рабочих дней
      remind: [за 2 рабочих дня, в день срока]
      overdue: {notify: [clerk], every: рабочий день}
    next: large
  large:
    decision: {ru: Больше ста детей?, en: More than a hundred?}
    basis: none
    cases:
      - {when: pupils > 100, next: cooling}
    otherwise: refused
  cooling:
    wait: {ru: Ждать возражений, en: Wait for objections}
    basis: none
    term: 30 минут
    next: granted
  granted:
    end: {ru: Выдано, en: Granted}
    basis: none
  refused:
    end: {ru: Отказано, en: Refused}
    basis: none
";

const LETTER: &str = "Тема: {{ task.title }}\n\nСрок: {{ task.due_on }}\n";

/// A running engine on this store, with the regulation published.
pub(crate) async fn engine(store: Arc<dyn Store>) -> Runtime {
    let parts = Parts {
        store,
        clock: Arc::new(FastClock::new(monday(), FACTOR)),
        ids: Arc::new(RandomIds),
        compiler: Arc::new(YamlCompiler),
        mailer: Arc::new(Nobody),
        renderer: Arc::new(Nobody),
        webhooks: Arc::new(NoWebhooks),
        base_url: "https://example.ru".into(),
    };
    let runtime = Runtime::start(parts).await.unwrap();
    runtime
        .service()
        .publish(files(), "benchmark")
        .await
        .unwrap();
    runtime
}

/// The form of the `n`-th applicant.
pub(crate) fn application(n: usize) -> RawInput {
    let family = ["Иванова", "Петрова", "Ёлкина", "Яковлева"][n % 4];
    let form = json!({
        "name": {"family": family, "given": "Анна", "patronymic": "Ивановна"},
        "school": format!("МБОУ «Средняя общеобразовательная школа № {n}»"),
        "pupils": "640",
    });
    form.as_object().cloned().unwrap()
}

/// The form of the task.
pub(crate) fn note() -> RawInput {
    let form = json!({"note": "Документы представлены полностью, замечаний нет."});
    form.as_object().cloned().unwrap()
}

fn files() -> BTreeMap<String, String> {
    let files = [
        ("organisation.yaml", ORGANISATION),
        ("permit/process.yaml", YAML),
        ("shared/letters/reminder.md", LETTER),
        ("shared/letters/overdue.md", LETTER),
    ];
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
}

/// Monday morning, so that terms in working days cross no holidays.
fn monday() -> DateTime<Utc> {
    "2026-04-06T02:00:00Z".parse().unwrap()
}

/// There are no letters and no documents in this regulation.
struct Nobody;

#[async_trait]
impl Mailer for Nobody {
    async fn send(&self, _: &OutgoingLetter) -> Delivery {
        Delivery::Sent
    }
}

#[async_trait]
impl Renderer for Nobody {
    async fn render(&self, _: DocumentJob) -> Result<Vec<u8>, RenderError> {
        Ok(Vec::new())
    }
}
