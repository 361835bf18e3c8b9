//! Flags and environment variables that go over the settings file, shared by all commands that open the database.
//!
//! The password of the mail server has no flag: the list of processes shows flags to everybody.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use reglament_mail::Secret;

use super::database::DatabaseText;

/// Where the settings are and what goes over them.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SettingsArguments {
    #[arg(
        long,
        env = "REGLAMENT_SETTINGS",
        value_name = "FILE",
        help = "Файл настроек; без него reglament.toml, если есть ¦ Settings file; otherwise reglament.toml, if there is one"
    )]
    pub(super) settings: Option<PathBuf>,
    #[arg(
        long,
        env = "REGLAMENT_DATABASE",
        hide_env_values = true,
        value_name = "PLACE",
        help = "База данных: файл или postgres://…; важнее --data ¦ Database: a file or postgres://…; goes before --data"
    )]
    pub(super) database: Option<DatabaseText>,
    #[arg(
        long,
        env = "REGLAMENT_DATA",
        value_name = "FILE",
        help = "База данных; без настройки var/reglament.db ¦ Database; var/reglament.db unless set"
    )]
    pub(crate) data: Option<PathBuf>,
    #[arg(
        long,
        env = "REGLAMENT_BASE_URL",
        value_name = "URL",
        help = "Адрес сайта для ссылок в письмах ¦ Address of the site, for links in letters"
    )]
    pub(super) base_url: Option<String>,
    #[arg(
        long,
        env = "REGLAMENT_LOG",
        value_name = "FILTER",
        help = "Что писать в журнал программы ¦ What is logged"
    )]
    pub(super) log: Option<String>,
    #[arg(skip)]
    pub(super) listen: Option<SocketAddr>,
    #[arg(skip)]
    pub(super) metrics_listen: Option<SocketAddr>,
    #[arg(skip = password())]
    pub(super) mail_password: Option<MailPassword>,
}

/// The password of the mail server, from the environment.
#[derive(Clone, Debug)]
pub(super) struct MailPassword(pub(super) Secret);

fn password() -> Option<MailPassword> {
    let password = std::env::var("REGLAMENT_MAIL_PASSWORD").ok()?;
    Some(MailPassword(Secret::new(password)))
}

impl SettingsArguments {
    /// The same with addresses to listen on: for visitors, and for Prometheus.
    pub(crate) fn listening(
        &self,
        listen: Option<SocketAddr>,
        metrics: Option<SocketAddr>,
    ) -> Self {
        Self {
            listen: listen.or(self.listen),
            metrics_listen: metrics.or(self.metrics_listen),
            ..self.clone()
        }
    }
}
