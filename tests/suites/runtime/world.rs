//! A small office on a clock that stands still: one regulation, one store, recorded letters and documents.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use chrono::{DateTime, TimeZone, Utc};
use reglament_core::CommandId;
use reglament_runtime::{
    CountedIds, ManualClock, Parts, Runtime, Service,
    port::{
        Bounce, Delivery, DocumentJob, Mailer, Notified, NotifyCall, OutgoingLetter, RenderError,
        Renderer, Store, WebhookAnswer, WebhookCall, WebhookCaller, YamlCompiler,
    },
};
use reglament_store::Database;
use reglament_tests::TestDatabase;
use serde_json::{Map, Value as Json};

/// The files of the office.
pub(super) fn files() -> BTreeMap<String, String> {
    let files = [
        (
            "organisation.yaml",
            include_str!("office/organisation.yaml"),
        ),
        ("registers.yaml", include_str!("office/registers.yaml")),
        ("request/process.yaml", include_str!("office/request.yaml")),
        (
            "shared/letters/reminder.md",
            "Тема: Напоминание\n\n{{ task.title }}\n",
        ),
        (
            "shared/letters/overdue.md",
            "Тема: Просрочено\n\n{{ task.title }}\n",
        ),
        (
            "request/letters/answer.md",
            "Тема: Ответ\n\nРешение принято: {{ topic }}.\n",
        ),
        ("request/documents/answer.typ", "// title: Ответ\n"),
        ("errand/process.yaml", include_str!("office/errand.yaml")),
        ("errand/documents/note.typ", "// title: Справка\n"),
        ("meeting/process.yaml", include_str!("office/meeting.yaml")),
        ("meeting/guest.yaml", include_str!("office/guest.yaml")),
    ];
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
}

/// A Monday morning in Kemerovo.
pub(super) fn monday() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 16, 3, 0, 0).unwrap()
}

/// Answers letters and documents as told, and remembers them.
#[derive(Default)]
pub(super) struct Post {
    pub(super) letters: Mutex<Vec<OutgoingLetter>>,
    pub(super) answers: Mutex<Vec<Delivery>>,
    pub(super) broken: Mutex<bool>,
    pub(super) calls: Mutex<Vec<WebhookCall>>,
    pub(super) hooks: Mutex<Vec<WebhookAnswer>>,
    pub(super) told: Mutex<Vec<NotifyCall>>,
    pub(super) notified: Mutex<Vec<Notified>>,
    pub(super) reports: Mutex<Vec<Bounce>>,
    pub(super) administrators: Mutex<Vec<String>>,
}

#[async_trait]
impl Mailer for Post {
    async fn send(&self, letter: &OutgoingLetter) -> Delivery {
        self.letters.lock().unwrap().push(letter.clone());
        self.answers.lock().unwrap().pop().unwrap_or(Delivery::Sent)
    }

    async fn reports(&self) -> Result<Vec<Bounce>, String> {
        Ok(std::mem::take(&mut *self.reports.lock().unwrap()))
    }

    fn administrators(&self) -> Vec<String> {
        self.administrators.lock().unwrap().clone()
    }
}

#[async_trait]
impl Renderer for Post {
    async fn render(&self, job: DocumentJob) -> Result<Vec<u8>, RenderError> {
        if *self.broken.lock().unwrap() {
            return Err(RenderError("the template is broken".into()));
        }
        Ok(format!("{} {}", job.template, job.data).into_bytes())
    }
}

#[async_trait]
impl WebhookCaller for Post {
    async fn call(&self, call: &WebhookCall) -> WebhookAnswer {
        self.calls.lock().unwrap().push(call.clone());
        let answer = self.hooks.lock().unwrap().pop();
        answer.unwrap_or_else(|| WebhookAnswer::Later("503".into()))
    }

    fn unfit(&self, url: &str) -> Option<(String, String)> {
        let inside = url.contains("//10.");
        inside.then(|| ("внутренний адрес".into(), "an inner address".into()))
    }

    async fn notify(&self, call: &NotifyCall) -> Notified {
        self.told.lock().unwrap().push(call.clone());
        let answer = self.notified.lock().unwrap().pop();
        answer.unwrap_or(Notified::Taken)
    }
}

/// An office.
pub(super) struct World {
    pub(super) clock: Arc<ManualClock>,
    pub(super) post: Arc<Post>,
    pub(super) store: Arc<dyn Store>,
    pub(super) ids: Arc<CountedIds>,
    database: TestDatabase,
}

impl World {
    /// An empty office on Monday.
    pub(super) async fn open() -> Self {
        let database = TestDatabase::chosen().await;
        Self {
            clock: Arc::new(ManualClock::new(monday())),
            post: Arc::default(),
            store: Arc::new(database.open().await),
            ids: Arc::default(),
            database,
        }
    }

    /// The same where several servers may work.
    pub(super) async fn with_neighbours() -> Self {
        let database = TestDatabase::postgres().await;
        Self {
            clock: Arc::new(ManualClock::new(monday())),
            post: Arc::default(),
            store: Arc::new(database.open().await),
            ids: Arc::default(),
            database,
        }
    }

    /// The parts of another server on the same database.
    pub(super) async fn beside(&self) -> Parts {
        Parts {
            store: Arc::new(self.database.open().await),
            ..self.parts()
        }
    }

    pub(super) fn parts(&self) -> Parts {
        Parts {
            store: self.store.clone(),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            compiler: Arc::new(YamlCompiler),
            mailer: self.post.clone(),
            renderer: self.post.clone(),
            webhooks: self.post.clone(),
            base_url: "https://office.example.ru".into(),
        }
    }

    /// A running engine with the office's regulations published.
    pub(super) async fn start(&self) -> Runtime {
        let runtime = Runtime::start(self.parts()).await.unwrap();
        runtime.service().publish(files(), "test").await.unwrap();
        runtime
    }

    /// The writer alone: nothing happens in the background.
    pub(super) async fn start_writer(&self) -> Runtime {
        let runtime = Runtime::start_writer(&self.parts()).await.unwrap();
        runtime.service().publish(files(), "test").await.unwrap();
        runtime
    }

    /// Where the database is.
    pub(super) fn database(&self) -> &Database {
        self.database.database()
    }

    /// The database behind the store's back.
    pub(super) async fn sql(&self, sql: &'static str) {
        self.database.sql(sql).await;
    }
}

/// Asks again until the background has done what is waited for.
pub(super) async fn until<T>(mut look: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..2_000 {
        if let Some(found) = look().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    panic!("it did not happen");
}

/// Answers of a form.
pub(super) fn input(answers: Json) -> Map<String, Json> {
    answers.as_object().unwrap().clone()
}

/// Files a request and gives its receipt.
pub(super) async fn request(service: &Service, key: &str) -> reglament_runtime::Receipt {
    let answers = input(serde_json::json!({"topic": "Крыша", "email": "a@example.ru"}));
    let id = CommandId(key.to_owned());
    service
        .start_public(id, "request", answers, BTreeMap::new())
        .await
        .unwrap()
}
