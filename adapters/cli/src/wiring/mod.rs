//! Ties the adapters to the runtime: the only place where the store, mail, Typst and the compiler meet.
//!
//! One command opens the engine without its loops, so that it sends no letter and fires no timer; the server opens it
//! with them. Only one process may have a database open.

mod anchor;
mod elsewhere;
mod mailer;
mod renderer;
mod table_reader;
mod with_service;

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use reglament_http::App;
use reglament_runtime::port::NodeStore as _;
use reglament_runtime::port::YamlCompiler;
use reglament_runtime::{
    AnchorRules, Clock, Ids, Parts, RandomIds, Runtime, Service, StoreClock, SystemClock,
};
use reglament_store::{OpenError, SqlStore, UpgradeCopies};
use reglament_webhook::Webhooks;

use crate::failure::Failure;
use crate::settings::Settings;
pub(crate) use anchor::{anchors, unreadable as anchor_failure};
pub use mailer::LetterMailer;
pub use renderer::PaperRenderer;
pub use table_reader::SpreadsheetReader;
pub(crate) use table_reader::columns;
pub(crate) use with_service::with_service;

/// The runtime over an open database.
pub(crate) struct Engine {
    store: Arc<SqlStore>,
    runtime: Runtime,
}

impl Engine {
    /// Opens a database that is there for one command.
    pub(crate) async fn open(settings: &Settings) -> Result<Self, Failure> {
        if settings.database.is_missing() {
            return Err(Failure::no_database(&settings.database));
        }
        Self::create(settings).await
    }

    /// Opens the database for one command, creating it when it is not there.
    pub(crate) async fn create(settings: &Settings) -> Result<Self, Failure> {
        let store = store(settings).await?;
        let clock = clock(&store).await?;
        let parts = parts(settings, store.clone(), clock, Arc::new(RandomIds))?;
        let runtime = Runtime::start_writer(&parts)
            .await
            .map_err(|error| Failure::store(&error))?;
        Ok(Self { store, runtime })
    }

    /// Starts everything over an open database: timers, schedules, letters, documents.
    pub(crate) async fn start(
        settings: &Settings,
        store: Arc<SqlStore>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Result<Self, Failure> {
        let parts = parts(settings, store.clone(), clock, ids)?;
        let runtime = Runtime::start(parts)
            .await
            .map_err(|error| Failure::store(&error))?;
        Ok(Self { store, runtime })
    }

    /// The front door of the engine.
    pub(crate) fn service(&self) -> Service {
        self.runtime.service()
    }

    /// The pages and the API over this engine.
    pub(crate) fn app(&self, settings: &Settings) -> Result<App, Failure> {
        let site = reglament_http::Settings {
            https: settings.base_url.starts_with("https://"),
            behind_proxy: settings.behind_proxy,
            one_administrator: settings.one_administrator,
        };
        let app = App::new(self.service(), Arc::new(SpreadsheetReader), site);
        let rules = settings.sign_in_rules()?;
        let app = app.ok_or_else(Failure::no_randomness)?;
        let app = app
            .with_accessibility_contact(&settings.accessibility_contact)
            .with_settings_in_force(settings.told());
        let clock = rules.clock.clone();
        let app = app.with_workers(settings.workers.clone()).with_rules(rules);
        elsewhere::with_ways_in(app, settings, clock)
    }

    /// Keeps anchors from now on, where there are rules for them.
    pub(crate) fn keep_anchors(&mut self, rules: Option<AnchorRules>) {
        if let Some(rules) = rules {
            self.runtime.keep_anchors(rules);
        }
    }

    /// Archives journals of cases that ended so long ago from now on, unless the settings say never.
    pub(crate) fn keep_archive(&mut self, after: Option<TimeDelta>) {
        if let Some(after) = after {
            self.runtime.keep_archive(after);
        }
    }

    /// Finishes what is under way and closes the database.
    pub(crate) async fn close(self) {
        self.runtime.stop().await;
        self.store.close().await;
    }

    /// Finishes what is under way and keeps the database open.
    pub(crate) async fn stop(self) {
        self.runtime.stop().await;
    }
}

/// The clock by which a store is used: that of a database with several servers, so that their own ones need not agree; that of
/// the machine otherwise.
pub(crate) async fn clock(store: &Arc<SqlStore>) -> Result<Arc<dyn Clock>, Failure> {
    if !store.is_shared() {
        return Ok(Arc::new(SystemClock));
    }
    let clock = StoreClock::of(&**store).await;
    let clock = Arc::new(clock.map_err(|error| Failure::store(&error))?);
    let (kept, store) = (clock.clone(), store.clone());
    tokio::spawn(async move { kept.keep(&*store).await });
    Ok(clock)
}

/// Opens the database, creating the folder of its file, or of what is kept beside a server.
pub(crate) async fn store(settings: &Settings) -> Result<Arc<SqlStore>, Failure> {
    folder_of(&settings.data)?;
    let copies = UpgradeCopies {
        keep: settings.backup.before_upgrade,
        at: SystemClock.now(),
    };
    let opened = SqlStore::open_with(&settings.database, Some(copies)).await;
    opened.map(Arc::new).map_err(|error| not_opened(&error))
}

/// Makes the folder of a file, if it is in one.
pub(crate) fn folder_of(file: &Path) -> Result<(), Failure> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), std::fs::create_dir_all);
    made.map_err(|error| {
        let folder = folder.unwrap_or(file).display();
        Failure::fault(
            "data.folder",
            format!("Папку «{folder}» создать не удалось: {error}."),
            format!("The folder `{folder}` could not be created: {error}."),
        )
    })
}

fn not_opened(error: &OpenError) -> Failure {
    Failure::fault(error.code(), error.ru(), format!("{error}."))
}

fn parts(
    settings: &Settings,
    store: Arc<SqlStore>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
) -> Result<Parts, Failure> {
    Ok(Parts {
        store,
        clock: clock.clone(),
        ids,
        compiler: Arc::new(YamlCompiler),
        mailer: Arc::new(LetterMailer::new(&settings.mail, clock)?),
        renderer: Arc::new(PaperRenderer::new()?),
        webhooks: Arc::new(webhooks(settings)?),
        base_url: settings.base_url.clone(),
    })
}

fn webhooks(settings: &Settings) -> Result<Webhooks, Failure> {
    let webhooks = Webhooks::new(&settings.webhooks);
    let webhooks = webhooks.and_then(|made| made.with_subscribers(&settings.subscriptions));
    webhooks.map_err(|error| Failure::usage("settings.webhook", error.ru, error.en))
}

/// Runs a future to its end on a runtime of its own.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| {
        Failure::fault(
            "threads",
            format!("Потоки не запускаются: {error}."),
            format!("The threads cannot be started: {error}."),
        )
    })?;
    runtime.block_on(future)
}
