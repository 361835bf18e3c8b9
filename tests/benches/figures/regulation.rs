//! The regulation that is measured: a form, a task with a term, a decision, a service, a wait, an end.
//!
//! Four durable commands and about half a kilobyte of variables. A reminder leaves only where a task waits for days, and no
//! document is drawn: they would measure other things.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::RawInput;
use reglament_runtime::{
    Clock, Parts, RandomIds, Runtime,
    port::{
        Delivery, DocumentJob, Mailer, NoWebhooks, OutgoingLetter, RenderError, Renderer, Store,
        YamlCompiler,
    },
};
use serde_json::json;

/// The process.
pub(crate) const PROCESS: &str = "permit";
/// Who does the tasks and sees every instance.
pub(crate) const CLERK: &str = "orlova";
/// What the worker asks for.
pub(crate) const TOPIC: &str = "registry";
/// Durable commands of one instance: start, task, service, timer.
pub(crate) const COMMANDS: usize = 4;

const REMINDER: &str = "Тема: {{ task.title }}\n\nСрок: {{ task.due_on }}\n";

/// A running engine on this store and clock, with the regulation published.
pub(crate) async fn engine(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Runtime {
    let runtime = start(store, clock).await;
    let published = runtime.service().publish(files(), "benchmark").await;
    published.unwrap();
    runtime
}

/// The engine alone.
pub(crate) async fn start(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Runtime {
    let parts = Parts {
        store,
        clock,
        ids: Arc::new(RandomIds),
        compiler: Arc::new(YamlCompiler),
        mailer: Arc::new(Nobody),
        renderer: Arc::new(Nobody),
        webhooks: Arc::new(NoWebhooks),
        base_url: "https://example.ru".into(),
    };
    Runtime::start(parts).await.unwrap()
}

/// The form of the `n`-th applicant.
pub(crate) fn application(n: usize) -> RawInput {
    let family = ["Иванова", "Петрова", "Ёлкина", "Яковлева"][n % 4];
    let form = json!({
        "name": {"family": family, "given": "Анна", "patronymic": "Ивановна"},
        "school": format!("Муниципальное бюджетное учреждение «Школа № {n}»"),
        "wish": "Прошу разрешить проведение занятий в помещении второго корпуса с первого сентября текущего года.",
        "pupils": "640",
    });
    form.as_object().cloned().unwrap()
}

/// The form of the task.
pub(crate) fn note() -> RawInput {
    let form = json!({"note": "Документы представлены полностью, замечаний нет."});
    form.as_object().cloned().unwrap()
}

/// What the worker answers.
pub(crate) fn extract() -> RawInput {
    let form = json!({"title": "Выписка получена, сведения совпадают"});
    form.as_object().cloned().unwrap()
}

fn files() -> BTreeMap<String, String> {
    let files = [
        (
            "organisation.yaml",
            include_str!("permit/organisation.yaml"),
        ),
        ("permit/process.yaml", include_str!("permit/process.yaml")),
        ("shared/letters/reminder.md", REMINDER),
    ];
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
}

/// Monday morning, so that terms in working days cross no holidays.
pub(crate) fn monday() -> DateTime<Utc> {
    "2026-04-06T02:00:00Z".parse().unwrap()
}

/// Nothing is sent and nothing drawn.
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
