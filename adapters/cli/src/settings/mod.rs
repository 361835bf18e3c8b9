//! The settings: one TOML file, environment variables over it, flags over both.
//!
//! Every key is documented in docs/operations.md. An unknown key is an error with its line; secrets may come from the
//! environment and are never printed.

mod anchor;
mod archive;
mod arguments;
mod backup;
mod database;
mod elsewhere;
mod file;
mod sign_in;
mod told;
mod webhooks;
mod workers;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use reglament_http::auth::Workers;
use reglament_mail::{Encryption, Language as MailLanguage, Settings as Mail, Transport};
use reglament_store::Database;
use reglament_telemetry::TelemetrySettings;
use reglament_webhook::{Hook, SubscriberSettings};

pub(crate) use anchor::AnchorSettings;
pub(crate) use archive::ArchiveSettings;
pub(crate) use arguments::SettingsArguments;
pub(crate) use backup::BackupSettings;
pub(crate) use database::DatabaseText;
pub(crate) use file::{LogFormat, SignIn};

use crate::failure::Failure;
use file::File;

/// What a command that opens the database works with.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The database.
    pub(crate) database: Database,
    /// Its file; of a database on a server, the file beside which keys and letters would lie.
    pub(crate) data: PathBuf,
    /// Address under which people reach the pages, without a slash at its end.
    pub(crate) base_url: String,
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    /// Where Prometheus reads, if anywhere; never an address for visitors.
    pub(crate) metrics_listen: Option<SocketAddr>,
    /// A proxy of ours stands in front and names the visitor in `X-Forwarded-For`.
    pub(crate) behind_proxy: bool,
    /// The office has one administrator, who publishes what is his own.
    pub(crate) one_administrator: bool,
    /// How letters are delivered.
    pub(crate) mail: Mail,
    /// How people sign in.
    pub(crate) sign_in: SignIn,
    /// Whom to write to about the accessibility of the site; may be empty.
    pub(crate) accessibility_contact: String,
    /// What is logged: a filter of `tracing-subscriber`.
    pub(crate) log: String,
    /// How log lines look.
    pub(crate) log_format: LogFormat,
    /// Addresses that services call, by name.
    pub(crate) webhooks: BTreeMap<String, Hook>,
    /// How subscribers are called.
    pub(crate) subscriptions: SubscriberSettings,
    /// Programs that fetch jobs.
    pub(crate) workers: Workers,
    /// Who is told of traces.
    pub(crate) telemetry: TelemetrySettings,
    /// Where backups go.
    pub(crate) backup: BackupSettings,
    /// Where the end of the journal is written down.
    pub(crate) anchor: AnchorSettings,
    /// When journals of closed cases are archived.
    pub(crate) archive: ArchiveSettings,
    /// The file of the settings, if there is one.
    pub(crate) file: Option<PathBuf>,
}

impl Settings {
    /// Reads the file, lays environment and flags over it, fills in the rest.
    ///
    /// # Errors
    /// A file that is missing although it was named, or that is no settings file.
    pub(crate) fn read(arguments: &SettingsArguments) -> Result<Self, Failure> {
        let (file, place) = File::read(arguments.settings.as_deref())?;
        Self::over(file, place, arguments)
    }

    /// Those of a database alone, whatever a settings file says.
    ///
    /// # Errors
    /// The address of a server cannot be read.
    pub(crate) fn of_database(database: &DatabaseText) -> Result<Self, Failure> {
        let arguments = SettingsArguments {
            database: Some(database.clone()),
            // Nothing is kept beside it, and no folder is made.
            data: Some(PathBuf::from("reglament.db")),
            ..SettingsArguments::default()
        };
        Self::over(File::default(), None, &arguments)
    }

    fn over(
        file: File,
        place: Option<PathBuf>,
        arguments: &SettingsArguments,
    ) -> Result<Self, Failure> {
        let database = arguments.database.clone().or(file.database);
        let data = arguments.data.clone().or(file.data);
        let (database, data) = database::chosen(database, data)?;
        let listen = arguments.listen.or(file.http.listen);
        let listen = listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let base_url = arguments.base_url.clone().or(file.http.base_url);
        let base_url = base_url.unwrap_or_else(|| format!("http://{listen}"));
        let mut mail = file.mail.unwrap_or_else(|| letters_beside(&data));
        if let Some(password) = &arguments.mail_password {
            mail.password = Some(password.0.clone());
        }
        Ok(Self {
            database,
            data,
            base_url: base_url.trim_end_matches('/').to_owned(),
            listen,
            metrics_listen: arguments.metrics_listen.or(file.metrics_listen),
            behind_proxy: file.http.behind_proxy,
            one_administrator: file.administration.one_administrator,
            mail,
            sign_in: elsewhere::with_secrets(file.sign_in),
            accessibility_contact: file.accessibility.contact,
            log: arguments
                .log
                .clone()
                .or(file.log.filter)
                .unwrap_or_else(|| "warn,reglament=info".to_owned()),
            log_format: file.log.format,
            webhooks: webhooks::with_secrets(file.webhooks),
            subscriptions: file.subscriptions,
            workers: workers::read(&file.workers)?,
            telemetry: file.telemetry,
            backup: file.backup,
            anchor: file.anchor,
            archive: file.archive,
            file: place,
        })
    }
}

impl Settings {
    /// Takes note of the address really listened on; links follow it unless a base address was set.
    pub(crate) fn bound_to(&mut self, local: SocketAddr) {
        if self.base_url == format!("http://{}", self.listen) {
            self.base_url = format!("http://{local}");
        }
        self.listen = local;
    }
}

/// Without a mail server, letters become files in `letters` beside the database.
fn letters_beside(data: &Path) -> Mail {
    let folder = data.parent().unwrap_or(Path::new("")).join("letters");
    Mail {
        transport: Transport::Folder,
        folder: Some(folder),
        encryption: Encryption::None,
        language: MailLanguage::Ru,
        ..Mail::minimal_smtp("", "Регламент <no-reply@reglament.example>")
    }
}
