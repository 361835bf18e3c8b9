//! A small office with its site: requests go through the whole router, with the cookies of one visitor.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, TimeZone, Utc};
use reglament_http::auth::{Demand, FactorKey, Passwords, SignInRules, Worker, Workers};
use reglament_http::tables::{Sheet, SheetRow, TablePreview, TableQuestion, TableReader};
use reglament_http::{App, SettingGroup, SettingInForce, SettingValue, Settings, access, router};
use reglament_runtime::port::{
    Account, Delivery, DocumentJob, JournalJob, Mailer, NoWebhooks, OutgoingLetter, RenderError,
    Renderer, WebhookAnswer, WebhookCall, WebhookCaller, YamlCompiler,
};
use reglament_runtime::{CountedIds, ManualClock, Parts, Runtime, Service, Title};
use reglament_store::SqlStore;
use reglament_tests::TestDatabase;
use tower::ServiceExt;

use super::contract::Contract;

/// The token of the one worker, for the topic `checks`.
pub(super) const WORKER_TOKEN: &str = "token of the checker";

pub(super) const PASSWORD: &str = "правильный пароль";

/// The address about which the program cannot be asked without a fault of its own.
pub(super) const FAULT: &str = "https://fault.example.ru/";

/// Takes every letter and draws every document.
struct Post;

#[async_trait]
impl Mailer for Post {
    async fn send(&self, _: &OutgoingLetter) -> Delivery {
        Delivery::Sent
    }
}

#[async_trait]
impl Renderer for Post {
    async fn render(&self, _: DocumentJob) -> Result<Vec<u8>, RenderError> {
        Ok(b"%PDF".to_vec())
    }

    async fn journal(&self, job: JournalJob) -> Result<Vec<u8>, RenderError> {
        Ok(format!("{}; {} строки", job.title, job.lines.len()).into_bytes())
    }
}

#[async_trait]
impl WebhookCaller for Post {
    async fn call(&self, call: &WebhookCall) -> WebhookAnswer {
        NoWebhooks.call(call).await
    }

    fn unfit(&self, url: &str) -> Option<(String, String)> {
        assert!(url != FAULT, "a fault of the program");
        let inside = !url.starts_with("https://") || url.contains("//10.");
        inside.then(|| ("внутренний адрес".into(), "an inner address".into()))
    }
}

/// Matches nothing, because that has tests of its own; a table is the lines of a text with semicolons.
struct PlainTables;

impl TableReader for PlainTables {
    fn preview(&self, _: &TableQuestion) -> Result<TablePreview, Title> {
        Err(Title::russian("не таблица"))
    }

    fn sheet(&self, file_name: &str, bytes: &[u8]) -> Result<(Sheet, Vec<Title>), Title> {
        let text = std::str::from_utf8(bytes).ok();
        let text = text.filter(|_| file_name.ends_with(".csv"));
        let mut lines = text.ok_or_else(|| Title::russian("не таблица"))?.lines();
        let cells = |line: &str| line.split(';').map(|cell| cell.trim().to_owned()).collect();
        let header = lines.next().map(cells).unwrap_or_default();
        let rows = lines.zip(2..).map(|(line, number)| SheetRow {
            number,
            cells: cells(line),
        });
        let rows = rows.collect();
        Ok((Sheet { header, rows }, Vec::new()))
    }
}

/// The site.
pub(super) struct Site {
    pub(super) service: Service,
    pub(super) clock: Arc<ManualClock>,
    pub(super) app: App,
    /// What is under it, to be taken away.
    pub(super) store: SqlStore,
    router: Router,
    rehearsal: Router,
    _runtime: Runtime,
    _database: TestDatabase,
}

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(super) fn location(&self) -> &str {
        self.header("location")
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// The key hidden in the form of this page.
    pub(super) fn key(&self) -> String {
        let (_, rest) = self
            .text
            .split_once("name=\"_command\" value=\"")
            .expect("a form");
        rest[..32].to_owned()
    }
}

/// A Monday morning in Kemerovo.
pub(super) fn monday() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 16, 3, 0, 0).unwrap()
}

impl Site {
    pub(super) async fn open() -> Self {
        Self::open_with(Settings::default()).await
    }

    pub(super) async fn open_with(settings: Settings) -> Self {
        Self::open_demanding(settings, Demand::Optional).await
    }

    /// The site where a second factor is demanded; authenticators go by the clock of the test.
    pub(super) async fn open_demanding(settings: Settings, demand: Demand) -> Self {
        Self::open_changed(settings, demand, |app, _| app).await
    }

    /// The site with something beside it; `change` is given the clock of the test.
    pub(super) async fn open_changed(
        settings: Settings,
        demand: Demand,
        change: impl FnOnce(App, Arc<ManualClock>) -> App,
    ) -> Self {
        let database = TestDatabase::chosen().await;
        let store = database.open().await;
        let clock = Arc::new(ManualClock::new(monday()));
        let parts = Parts {
            store: Arc::new(store.clone()),
            clock: clock.clone(),
            ids: Arc::new(CountedIds::default()),
            compiler: Arc::new(YamlCompiler),
            mailer: Arc::new(Post),
            renderer: Arc::new(Post),
            webhooks: Arc::new(Post),
            base_url: "https://office.example.ru".into(),
        };
        let runtime = Runtime::start_writer(&parts).await.unwrap();
        let service = runtime.service();
        service.publish(files(), "test").await.unwrap();
        let account = |person: &str, blocked| Account {
            person: person.to_owned(),
            password: Passwords::hash(PASSWORD).unwrap(),
            blocked,
            changed_at: monday(),
        };
        for (person, blocked) in [
            ("anna", false),
            ("vera", false),
            ("oleg", false),
            ("boris", true),
        ] {
            service
                .save_account(&account(person, blocked))
                .await
                .unwrap();
        }
        let worker = Worker::with_token("checker", WORKER_TOKEN, vec!["checks".into()]);
        let app = App::new(service.clone(), Arc::new(PlainTables), settings).unwrap();
        let app = app.with_workers(Workers::new(vec![worker]));
        let rules = SignInRules {
            demand,
            clock: clock.clone(),
            ..SignInRules::with_key(FactorKey::random().unwrap())
        };
        let app = app.with_rules(rules);
        let app = app
            .with_accessibility_contact("dostup@example.ru")
            .with_settings_in_force(in_force());
        let app = change(app, clock.clone());
        let site = Self {
            service,
            clock,
            rehearsal: access::rehearsal(app.clone()),
            router: router(app.clone()),
            app,
            store,
            _runtime: runtime,
            _database: database,
        };
        Contract::keep(&site.get("", "/api/v1/openapi.json").await.text);
        site
    }

    /// Every door with nothing behind it.
    pub(super) fn rehearsal(&self) -> Router {
        self.rehearsal.clone()
    }

    /// Sends a request as it is. Answers of the API must be as they are described.
    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let answer = self.answer(request).await;
        if path.starts_with("/api/v1/")
            && method != Method::HEAD
            && let Some(contract) = Contract::read()
        {
            contract.check(&method, &path, &answer);
        }
        answer
    }

    /// Sends a request whose answer has no end of its own.
    pub(super) async fn open_answer(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.open_answer(request).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub(super) async fn get(&self, cookie: &str, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(super) async fn post(&self, cookie: &str, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let escaped =
            |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(pairs.join("&"))).unwrap())
            .await
    }

    /// A request of a program. `token` and `key` may be empty.
    pub(super) async fn call(
        &self,
        (method, path): (Method, &str),
        token: &str,
        key: &str,
        body: &serde_json::Value,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json");
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        self.send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    /// Signs in and gives the cookie.
    pub(super) async fn sign_in(&self, person: &str) -> String {
        let sent = [
            ("login", person),
            ("password", PASSWORD),
            ("back", "/tasks"),
        ];
        let answer = self.post("", "/sign-in", &sent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let cookie = answer.header("set-cookie");
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Files a request through the public form; gives the receipt code.
    pub(super) async fn file_request(&self) -> String {
        let form = self.get("", "/f/request").await;
        let key = form.key();
        let sent = [
            ("topic", "Крыша"),
            ("email", "a@example.ru"),
            ("_command", &key),
        ];
        let answer = self.post("", "/f/request", &sent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let code = answer
            .location()
            .trim_start_matches("/c/")
            .trim_end_matches("/receipt");
        code.to_owned()
    }

    /// Publishes complaints beside the rest and files one; gives the receipt code.
    pub(super) async fn complain(&self) -> String {
        let mut files = files();
        let process = include_str!("../runtime/office/complaint.yaml");
        files.insert("complaint/process.yaml".into(), process.into());
        let letter = "Тема: Срок продлён\n\n{{ act.reason }}\n";
        files.insert("complaint/letters/extended.md".into(), letter.into());
        self.service.publish(files, "test").await.unwrap();
        let data = serde_json::json!({"topic": "Крыша", "email": "a@example.ru"});
        let id = reglament_core::CommandId("complaint".into());
        let answers = data.as_object().unwrap().clone();
        let receipt = self
            .service
            .start_public(id, "complaint", answers, BTreeMap::new());
        receipt.await.unwrap().code
    }

    /// Publishes one more process beside the rest.
    pub(super) async fn publish_beside(&self, path: &str, process: &str) {
        let mut files = files();
        files.insert(path.to_owned(), process.to_owned());
        self.service.publish(files, "test").await.unwrap();
    }

    /// Publishes the same office with another directory.
    pub(super) async fn publish_organisation(&self, change: impl FnOnce(&str) -> String) {
        let mut files = files();
        if let Some(text) = files.get_mut("organisation.yaml") {
            *text = change(text);
        }
        self.service.publish(files, "test").await.unwrap();
    }

    /// Address of the first task of a person.
    pub(super) async fn first_task(&self, person: &str) -> String {
        let tasks = self.service.my_tasks(person, None).await.unwrap();
        let line = tasks.rows.first().expect("a task");
        format!("/tasks/{}/{}", line.instance, line.task)
    }
}

pub(super) fn files() -> BTreeMap<String, String> {
    let files = [
        (
            "organisation.yaml",
            include_str!("../runtime/office/organisation.yaml"),
        ),
        (
            "registers.yaml",
            include_str!("../runtime/office/registers.yaml"),
        ),
        (
            "request/process.yaml",
            include_str!("../runtime/office/request.yaml"),
        ),
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
        (
            "errand/process.yaml",
            include_str!("../runtime/office/errand.yaml"),
        ),
        ("errand/documents/note.typ", "// title: Справка\n"),
        (
            "meeting/process.yaml",
            include_str!("../runtime/office/meeting.yaml"),
        ),
        (
            "meeting/guest.yaml",
            include_str!("../runtime/office/guest.yaml"),
        ),
    ];
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
}

/// A value, a switch, a secret and nothing.
fn in_force() -> Vec<SettingInForce> {
    let told = |about, key: &str, value| SettingInForce::new(SettingGroup::Mail, about, key, value);
    vec![
        told(
            "setting.mail.host",
            "mail.host",
            Some("mail.example.ru").into(),
        ),
        told(
            "setting.mail.hours.every_day",
            "mail.hours.every_day",
            SettingValue::Switch(true),
        ),
        told(
            "setting.mail.password",
            "mail.password",
            SettingValue::Secret(true),
        ),
        told(
            "setting.mail.reply_to",
            "mail.reply_to",
            SettingValue::Unset,
        ),
    ]
}
