//! The product put together on one machine: store, engine, pages, SMTP server; the clock stands still unless set.
//!
//! A second stage on a copy of the database shows what would have happened otherwise.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reglament::{LetterMailer, PaperRenderer, SpreadsheetReader};
use reglament_http::auth::Passwords;
use reglament_http::{App, Settings};
use reglament_mail::sink::{ReceivedMail, Script, Sink};
use reglament_runtime::port::{
    Account, InstanceStore as _, NoWebhooks, OutboxState, QueryStore as _, YamlCompiler,
};
use reglament_runtime::{CountedIds, ManualClock, Parts, Runtime, Service};
use reglament_store::{Database, SqlStore};
use reglament_tests::browser::Browser;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::office::local;

/// Everybody's password.
const PASSWORD: &str = "a-long-password-of-tests";
/// How long the background may take to carry out what is due; drawing up a hundred papers takes most of it.
const PATIENCE: Duration = Duration::from_secs(240);

/// Papers drawn up at once.
const CHILDREN: usize = 2;

pub(super) struct Stage {
    tokio: tokio::runtime::Runtime,
    clock: Arc<ManualClock>,
    store: SqlStore,
    database: PathBuf,
    engine: Option<Runtime>,
    service: Service,
    address: SocketAddr,
    sink: Sink,
    _stop: oneshot::Sender<()>,
}

impl Stage {
    /// Everything on the database at `path`, at a local time; `program` draws up papers.
    pub(super) fn open(path: &Path, now: &str, program: PathBuf) -> Self {
        let tokio = tokio::runtime::Runtime::new().unwrap();
        let clock = Arc::new(ManualClock::new(local(now)));
        let (store, sink, engine) = tokio.block_on(async {
            let store = SqlStore::open(&Database::file(path)).await.unwrap();
            let sink = Sink::start(Script::default()).await;
            let letters = reglament_mail::Mailer::new(&sink.settings()).unwrap();
            let papers = reglament_documents::Renderer::new(program, CHILDREN);
            let parts = Parts {
                store: Arc::new(store.clone()),
                clock: clock.clone(),
                ids: Arc::new(CountedIds::default()),
                compiler: Arc::new(YamlCompiler),
                mailer: Arc::new(LetterMailer::of(letters, clock.clone())),
                renderer: Arc::new(PaperRenderer::of(papers)),
                webhooks: Arc::new(NoWebhooks),
                base_url: "https://example.ru".to_owned(),
            };
            let engine = Runtime::start(parts).await.unwrap();
            (store, sink, engine)
        });
        let service = engine.service();
        let app = App::new(
            service.clone(),
            Arc::new(SpreadsheetReader),
            Settings::default(),
        )
        .unwrap();
        let listener = tokio.block_on(TcpListener::bind(("127.0.0.1", 0))).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        tokio.spawn(reglament_http::serve(listener, app, async {
            let _ = stopped.await;
        }));
        let database = path.to_owned();
        Self {
            tokio,
            clock,
            store,
            database,
            engine: Some(engine),
            service,
            address,
            sink,
            _stop: stop,
        }
    }

    /// Publishes the shipped regulations and gives everybody an account.
    pub(super) fn publish(&self) {
        let publish = self.service.publish(reglament_tests::processes(), "test");
        self.tokio.block_on(publish).unwrap();
        let password = Passwords::hash(PASSWORD).unwrap();
        for person in self.service.library().current().organisation.people.keys() {
            let account = Account {
                person: person.clone(),
                password: password.clone(),
                blocked: false,
                changed_at: self.service.now(),
            };
            self.tokio
                .block_on(self.service.save_account(&account))
                .unwrap();
        }
    }

    /// Puts the clock to a local time, once everything that was due before is done.
    pub(super) fn at(&self, now: &str) {
        self.settle();
        self.clock.set(local(now));
        self.settle();
    }

    /// Waits until nothing is due: no timers, no commands between instances, no letters, no papers.
    pub(super) fn settle(&self) {
        let began = Instant::now();
        let mut quiet = 0;
        while quiet < 3 {
            quiet = if self.tokio.block_on(self.is_quiet()) {
                quiet + 1
            } else {
                0
            };
            assert!(
                began.elapsed() < PATIENCE,
                "the background does not come to rest"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    async fn is_quiet(&self) -> bool {
        let due = self
            .store
            .due_timers(self.service.now(), None, 1)
            .await
            .unwrap();
        let signals = self.store.signals(1).await.unwrap();
        let queued = self
            .store
            .count_outbox(OutboxState::Queued, 1)
            .await
            .unwrap();
        due.is_empty() && signals.is_empty() && queued == 0
    }

    /// A browser of somebody who has not signed in.
    pub(super) fn visitor(&self) -> Browser {
        Browser::new(self.address)
    }

    /// A browser of somebody who has just signed in.
    pub(super) fn person(&self, login: &str) -> Browser {
        let mut browser = self.visitor();
        browser.sign_in(login, PASSWORD);
        browser
    }

    /// Letters that the SMTP server has accepted.
    pub(super) fn letters(&self) -> Vec<ReceivedMail> {
        self.settle();
        self.sink.received()
    }

    /// What the check of all journals finds.
    pub(super) fn verify(&self) {
        let differences = self.tokio.block_on(self.service.verify()).unwrap();
        assert!(differences.is_empty(), "{differences:?}");
    }

    /// A copy of the database as it stands.
    pub(super) fn copy_to(&self, path: &Path) {
        self.settle();
        self.tokio.block_on(async {
            let mut database = open(&self.database).await;
            let sql = sqlx::query("VACUUM INTO $1").bind(path.to_string_lossy().into_owned());
            sql.execute(&mut database).await.unwrap();
        });
    }

    /// Ends it in good order.
    pub(super) fn close(mut self) {
        let engine = self.engine.take().unwrap();
        self.tokio.block_on(async {
            engine.stop().await;
            self.store.close().await;
        });
    }
}

async fn open(path: &Path) -> sqlx::SqliteConnection {
    use sqlx::Connection as _;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap()
}
