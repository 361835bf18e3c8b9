//! The product over a database: the writer, the pages, and people who are signed in. No timer fires, no letter leaves.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use async_trait::async_trait;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use chrono::{DateTime, TimeDelta, Utc};
use reglament_http::{
    App, Settings,
    auth::SessionId,
    router,
    tables::{Sheet, TablePreview, TableQuestion, TableReader},
};
use reglament_runtime::{
    ManualClock, Parts, RandomIds, Runtime, Service, Title,
    port::{
        Account, Delivery, DocumentJob, Mailer, NoWebhooks, OutgoingLetter, RenderError, Renderer,
        Session, YamlCompiler,
    },
};
use reglament_store::{Database, SqlStore};
use tower::ServiceExt as _;

/// A running product.
pub(crate) struct Engine {
    runtime: Runtime,
    store: SqlStore,
    router: Router,
    /// Cookies of those who have asked something.
    cookies: BTreeMap<String, String>,
}

/// An answer, read to its end, as it went over the wire.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) bytes: Vec<u8>,
}

/// Today, for everybody in the database.
pub(crate) fn today() -> DateTime<Utc> {
    "2026-11-16T03:00:00Z".parse().unwrap()
}

impl Engine {
    pub(crate) async fn open(path: &Path) -> Self {
        let store = SqlStore::open(&Database::file(path)).await.unwrap();
        let parts = Parts {
            store: Arc::new(store.clone()),
            clock: Arc::new(ManualClock::new(today())),
            ids: Arc::new(RandomIds),
            compiler: Arc::new(YamlCompiler),
            mailer: Arc::new(Nobody),
            renderer: Arc::new(Nobody),
            webhooks: Arc::new(NoWebhooks),
            base_url: "https://example.ru".into(),
        };
        let runtime = Runtime::start_writer(&parts).await.unwrap();
        let app = App::new(runtime.service(), Arc::new(Nobody), Settings::default()).unwrap();
        Self {
            runtime,
            store,
            router: router(app),
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) fn service(&self) -> Service {
        self.runtime.service()
    }

    pub(crate) async fn close(self) {
        self.runtime.stop().await;
        self.store.close().await;
    }

    /// Signs a person in.
    pub(crate) async fn sign_in(&mut self, person: &str) {
        if self.cookies.contains_key(person) {
            return;
        }
        let secret = SessionId::random().unwrap();
        let account = Account {
            person: person.to_owned(),
            password: "none".into(),
            blocked: false,
            changed_at: today(),
        };
        self.service().save_account(&account).await.unwrap();
        let session = Session {
            token: secret.digest(),
            person: person.to_owned(),
            created_at: today(),
            expires_at: today() + TimeDelta::days(1),
            seen_at: today(),
            device: String::new(),
            awaits_code: false,
            provider: None,
            vouched: false,
        };
        self.service().open_session(&session).await.unwrap();
        self.cookies
            .insert(person.to_owned(), format!("session={}", secret.as_str()));
    }

    /// Asks for a page as somebody who has signed in; packed as browsers want it.
    pub(crate) async fn get(&self, person: &str, path: &str, packed: bool) -> Answer {
        let mut request = Request::get(path).header(header::COOKIE, &self.cookies[person]);
        if packed {
            request = request.header(header::ACCEPT_ENCODING, "gzip");
        }
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            bytes: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }
}

/// Nothing is sent, drawn or read.
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

impl TableReader for Nobody {
    fn preview(&self, _: &TableQuestion) -> Result<TablePreview, Title> {
        Err(Title::russian("не таблица"))
    }

    fn sheet(&self, _: &str, _: &[u8]) -> Result<(Sheet, Vec<Title>), Title> {
        Err(Title::russian("не таблица"))
    }
}
