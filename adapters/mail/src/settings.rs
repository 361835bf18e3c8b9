//! The `[mail]` table of the settings file. Plain data: what it means together is checked by `Mailer::new`.

use crate::{hours::Hours, limits, reason::Reason, secret::Secret};
use serde::Deserialize;
use std::{net::IpAddr, path::PathBuf, time::Duration};

/// Settings of e-mail delivery. Unknown keys are refused.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where letters go: `smtp` (a mail server) or `folder` (files, for demonstrations).
    pub transport: Transport,
    /// Host name of the mail server; required for `smtp`. The certificate must bear this name.
    #[serde(default)]
    pub host: String,
    /// Port; by default 465 for `tls`, 587 for `starttls`, 25 for `none`.
    #[serde(default)]
    pub port: Option<u16>,
    /// Protection of the connection; default `tls`. What is asked for is never given up.
    #[serde(default)]
    pub encryption: Encryption,
    /// User name at the mail server; absent = no sign-in.
    #[serde(default)]
    pub user: Option<String>,
    /// Password at the mail server; required with `user`. Never printed.
    #[serde(default)]
    pub password: Option<Secret>,
    /// Sender: `no-reply@edu.example.ru` or `Управление образования <no-reply@edu.example.ru>`.
    pub from: String,
    /// Heading of every letter; default the display name of `from`, else its domain.
    #[serde(default)]
    pub organisation: Option<String>,
    /// Where answers go; absent = the letter asks not to answer.
    #[serde(default)]
    pub reply_to: Option<String>,
    /// PEM file with further certification authorities, added to those of the operating system.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// Time for everything before the final dot of a letter together, seconds, 1 to 1800; default 60.
    #[serde(default = "default_timeout")]
    pub timeout_seconds: u64,
    /// Time to wait for the answer to the final dot, seconds, 1 to 1800; default 300. Long on purpose
    /// (RFC 5321, 4.5.3.2.6 advises 10 minutes): giving up here is what makes duplicates.
    #[serde(default = "default_final_reply")]
    pub final_reply_seconds: u64,
    /// Folder for `transport = "folder"`; created when absent.
    #[serde(default)]
    pub folder: Option<PathBuf>,
    /// At most this many letters a minute to one recipient domain; absent = no limit.
    #[serde(default)]
    pub per_domain_per_minute: Option<u32>,
    /// Language of the lines that every letter gets (footer, link button); default `ru`.
    #[serde(default)]
    pub language: Language,
    /// When letters that can wait may leave; default working days from 09:00 to 18:00.
    #[serde(default)]
    pub hours: Hours,
    /// Maildir folder into which reports about undelivered letters come; absent = they are not read.
    #[serde(default)]
    pub bounces: Option<PathBuf>,
    /// After how many hard bounces an address is marked; default 3, 0 = never.
    #[serde(default = "default_bounces")]
    pub bounces_max: u32,
    /// Addresses of those who are told of marked addresses.
    #[serde(default)]
    pub administrators: Vec<String>,
}

/// Way out of the system for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// A mail server.
    Smtp,
    /// One `.eml` file for each letter.
    Folder,
}

/// Protection of the connection to the mail server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Clear text; with a password only on the loopback.
    None,
    /// Clear greeting, then encryption (port 587); a server without STARTTLS is not used.
    StartTls,
    /// Encryption from the first byte (port 465).
    #[default]
    Tls,
}

/// Language of the fixed lines of a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Russian.
    #[default]
    Ru,
    /// English.
    En,
}

impl Settings {
    /// Settings of the `smtp` transport with every other key at its default.
    pub fn minimal_smtp(host: impl Into<String>, from: impl Into<String>) -> Self {
        Self {
            transport: Transport::Smtp,
            host: host.into(),
            port: None,
            encryption: Encryption::default(),
            user: None,
            password: None,
            from: from.into(),
            organisation: None,
            reply_to: None,
            ca_file: None,
            timeout_seconds: default_timeout(),
            final_reply_seconds: default_final_reply(),
            folder: None,
            per_domain_per_minute: None,
            language: Language::default(),
            hours: Hours::default(),
            bounces: None,
            bounces_max: default_bounces(),
            administrators: Vec::new(),
        }
    }

    /// The port in use: the one given, or the usual one of the encryption.
    pub fn effective_port(&self) -> u16 {
        self.port.unwrap_or(match self.encryption {
            Encryption::None => 25,
            Encryption::StartTls => 587,
            Encryption::Tls => 465,
        })
    }

    /// Limit for everything before the final dot.
    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds)
    }

    /// Limit for the answer to the final dot.
    pub(crate) fn final_reply(&self) -> Duration {
        Duration::from_secs(self.final_reply_seconds)
    }

    /// Checks the keys that do not depend on the transport.
    pub(crate) fn check_times(&self) -> Result<(), Reason> {
        for (key, value) in [
            ("timeout_seconds", self.timeout_seconds),
            ("final_reply_seconds", self.final_reply_seconds),
        ] {
            if !(1..=limits::TIMEOUT_SECONDS_MAX).contains(&value) {
                return Err(Reason::new(
                    "M101",
                    format!(
                        "Настройка `mail.{key}` равна {value}: укажите число секунд от 1 до {}.",
                        limits::TIMEOUT_SECONDS_MAX
                    ),
                    format!(
                        "Setting `mail.{key}` is {value}: give a number of seconds from 1 to {}.",
                        limits::TIMEOUT_SECONDS_MAX
                    ),
                ));
            }
        }
        if self.hours.from >= self.hours.until {
            return Err(Reason::new(
                "M108",
                "Настройка `mail.hours`: час `from` не раньше часа `until`, и письма не ушли бы никогда.",
                "Setting `mail.hours`: `from` is not before `until`, and letters would never leave.",
            ));
        }
        if self.per_domain_per_minute == Some(0) {
            return Err(Reason::new(
                "M102",
                "Настройка `mail.per_domain_per_minute` равна 0, и ни одно письмо не уйдёт: укажите 1 или больше либо уберите строку.",
                "Setting `mail.per_domain_per_minute` is 0 and no letter would go: give 1 or more, or remove the line.",
            ));
        }
        Ok(())
    }

    /// Checks host, sign-in and protection of the `smtp` transport together.
    pub(crate) fn check_smtp(&self) -> Result<(), Reason> {
        if self.host.is_empty()
            || self.host.len() > 253
            || self
                .host
                .chars()
                .any(|c| c.is_control() || c.is_whitespace())
        {
            return Err(Reason::new(
                "M103",
                "Настройка `mail.host` пуста или содержит пробелы: укажите имя почтового сервера, например «smtp.example.ru».",
                "Setting `mail.host` is empty or has spaces: give the name of the mail server, for example «smtp.example.ru».",
            ));
        }
        if self.user.is_some() != self.password.is_some() {
            return Err(Reason::new(
                "M104",
                "Настройки `mail.user` и `mail.password` задаются вместе: добавьте недостающую или уберите обе.",
                "Settings `mail.user` and `mail.password` go together: add the missing one or remove both.",
            ));
        }
        if self.user.is_some() && self.encryption == Encryption::None && !is_loopback(&self.host) {
            return Err(Reason::new(
                "M105",
                format!(
                    "Пароль ушёл бы на сервер «{}» открытым текстом: поставьте `mail.encryption = \"tls\"` или \"starttls\".",
                    self.host
                ),
                format!(
                    "The password would go to «{}» in clear text: set `mail.encryption = \"tls\"` or \"starttls\".",
                    self.host
                ),
            ));
        }
        Ok(())
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn default_timeout() -> u64 {
    60
}

fn default_bounces() -> u32 {
    3
}

fn default_final_reply() -> u64 {
    300
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Settings {
        toml::from_str(toml).unwrap()
    }

    #[test]
    fn defaults_are_the_safe_ones() {
        let settings = read("transport = 'smtp'\nhost = 'smtp.example.ru'\nfrom = 'a@example.ru'");
        assert_eq!(settings.encryption, Encryption::Tls);
        assert_eq!(
            (settings.effective_port(), settings.timeout_seconds),
            (465, 60)
        );
        assert_eq!(settings.final_reply_seconds, 300);
    }

    #[test]
    fn unknown_keys_are_refused() {
        let error = toml::from_str::<Settings>("transport = 'smtp'\nfrom = 'a@b.ru'\nhots = 'x'")
            .unwrap_err();
        assert!(error.to_string().contains("hots"), "{error}");
    }

    #[test]
    fn the_password_does_not_show() {
        let settings = read(
            "transport = 'smtp'\nfrom = 'a@b.ru'\nhost = 'h'\nuser = 'u'\npassword = 'тайна-7'",
        );
        assert!(!format!("{settings:?}").contains("тайна-7"));
    }

    #[test]
    fn bad_combinations_are_named() {
        for (more, code) in [
            ("", "M103"),
            ("host = 'a b'", "M103"),
            ("host = 'h'\nuser = 'u'", "M104"),
            (
                "host = 'h'\nencryption = 'none'\nuser = 'u'\npassword = 'p'",
                "M105",
            ),
        ] {
            let settings = read(&format!("transport = 'smtp'\nfrom = 'a@b.ru'\n{more}"));
            assert_eq!(settings.check_smtp().unwrap_err().code, code, "{more}");
        }
        for (more, code) in [
            ("timeout_seconds = 0", "M101"),
            ("final_reply_seconds = 9000", "M101"),
            ("per_domain_per_minute = 0", "M102"),
            ("hours = {from = '18:00', until = '09:00'}", "M108"),
        ] {
            let settings = read(&format!("transport = 'smtp'\nfrom = 'a@b.ru'\n{more}"));
            assert_eq!(settings.check_times().unwrap_err().code, code, "{more}");
        }
    }

    #[test]
    fn a_password_may_go_in_clear_on_the_loopback() {
        let settings = read(
            "transport = 'smtp'\nfrom = 'a@b.ru'\nhost = '127.0.0.1'\nencryption = 'none'\nuser = 'u'\npassword = 'p'",
        );
        assert_eq!(settings.check_smtp(), Ok(()));
    }
}
