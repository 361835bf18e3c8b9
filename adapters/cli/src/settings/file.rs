//! The settings file as written. Unknown keys are refused; the message of the TOML reader has line and caret.
//!
//! Without `--settings`, a `reglament.toml` in the working folder is read if it is there.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use reglament_identity::{LdapSettings, OidcSettings};
use reglament_mail::Settings as Mail;
use reglament_telemetry::TelemetrySettings;
use reglament_webhook::{Hook, SubscriberSettings};
use serde::Deserialize;

use super::database::DatabaseText;
use super::{AnchorSettings, ArchiveSettings, BackupSettings};
use crate::failure::Failure;

const USUAL: &str = "reglament.toml";

/// `reglament.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    /// The database: a file or a server.
    pub(super) database: Option<DatabaseText>,
    /// The database, if it is a file.
    pub(super) data: Option<PathBuf>,
    /// Where Prometheus reads; nowhere without it.
    pub(super) metrics_listen: Option<SocketAddr>,
    /// The server.
    pub(super) http: Http,
    /// Letters.
    pub(super) mail: Option<Mail>,
    /// Who publishes.
    pub(super) administration: Administration,
    /// How people sign in.
    pub(super) sign_in: SignIn,
    /// Whom to write to.
    pub(super) accessibility: Accessibility,
    /// The log.
    pub(super) log: Log,
    /// Addresses that services call, by name.
    pub(super) webhooks: BTreeMap<String, Hook>,
    /// How subscribers are called.
    pub(super) subscriptions: SubscriberSettings,
    /// Programs that fetch jobs, by name.
    pub(super) workers: BTreeMap<String, WorkerEntry>,
    /// A collector of traces.
    pub(super) telemetry: TelemetrySettings,
    /// Backups.
    pub(super) backup: BackupSettings,
    /// Anchors of the journal.
    pub(super) anchor: AnchorSettings,
    /// The archive of journals.
    pub(super) archive: ArchiveSettings,
}

/// `[workers.<name>]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkerEntry {
    /// SHA-256 of the token in hex, as `sha256sum` prints it.
    pub(super) token_sha256: String,
    /// Topics that it may fetch.
    pub(super) topics: Vec<String>,
}

/// `[http]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Http {
    /// Address and port.
    pub(super) listen: Option<SocketAddr>,
    /// Address of the site as people know it.
    pub(super) base_url: Option<String>,
    /// A proxy of ours stands in front and names the visitor in `X-Forwarded-For`.
    pub(super) behind_proxy: bool,
}

/// `[administration]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Administration {
    /// Whoever wrote a draft may publish it.
    pub(super) one_administrator: bool,
}

/// `[accessibility]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Accessibility {
    /// Whom to write to when something cannot be used, in words.
    pub(super) contact: String,
}

/// `[sign_in]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SignIn {
    /// Who must have a second factor.
    pub(crate) second_factor: SecondFactor,
    /// A file of leaked passwords: SHA-1, sorted by the hash.
    pub(crate) breached_passwords: Option<PathBuf>,
    /// The file of the key behind second factors; without it beside the database.
    pub(crate) key: Option<PathBuf>,
    /// A provider of identities.
    pub(crate) oidc: Option<OidcSettings>,
    /// A directory of accounts.
    pub(crate) ldap: Option<LdapSettings>,
}

/// Who must have a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SecondFactor {
    /// Nobody.
    #[default]
    Optional,
    /// Whoever administers processes.
    Administrators,
    /// Everybody with a password.
    Everyone,
}

/// `[log]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Log {
    /// What is logged.
    pub(super) filter: Option<String>,
    /// How lines look.
    pub(super) format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl File {
    /// Reads the named file, or the usual one if it is there; gives also which it was.
    pub(super) fn read(named: Option<&Path>) -> Result<(Self, Option<PathBuf>), Failure> {
        let path = named.unwrap_or(Path::new(USUAL));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == ErrorKind::NotFound => {
                return Ok((Self::default(), None));
            }
            Err(error) => return Err(unreadable(path, &error)),
        };
        let read = toml::from_str(&text);
        read.map(|read| (read, Some(path.to_owned())))
            .map_err(|error| {
                let (path, error) = (path.display(), error.to_string());
                Failure::usage(
                    "settings.wrong",
                    format!("Настройки «{path}» не читаются:\n{}", error.trim_end()),
                    format!(
                        "The settings `{path}` cannot be read:\n{}",
                        error.trim_end()
                    ),
                )
            })
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    Failure::usage(
        "settings.unreadable",
        format!("Файл настроек «{path}» не читается: {error}."),
        format!("The settings file `{path}` cannot be read: {error}."),
    )
}
