//! The settings of webhooks: `[webhooks.<name>]` of the settings file.

use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;
use ureq::http::Uri;

use crate::limits::{LONGEST_TIMEOUT, SECRET_CHARS, USUAL_TIMEOUT};

/// One webhook.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hook {
    /// Address that is called.
    pub url: String,
    /// Secret of the signature; may come from the environment instead.
    pub secret: Option<Secret>,
    /// Time for a call, seconds.
    #[serde(default = "usual_timeout")]
    pub timeout_seconds: u64,
    /// Whether the address may lie inside the own network (and be called without TLS).
    #[serde(default)]
    pub private: bool,
    /// PEM file with the certification authorities to be trusted instead of the usual ones.
    pub ca_file: Option<PathBuf>,
}

fn usual_timeout() -> u64 {
    USUAL_TIMEOUT
}

/// A secret text; `Debug` prints `***`, and it cannot be serialised.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What is wrong with the settings of a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

fn wrong(name: &str, ru: &str, en: &str) -> SettingsError {
    SettingsError {
        ru: format!("Настройка webhooks.{name}: {ru}."),
        en: format!("The setting webhooks.{name}: {en}."),
    }
}

impl Hook {
    /// Checks the settings, so that a mistake is told at start and not in the middle of a case.
    pub(crate) fn check(&self, name: &str) -> Result<(), SettingsError> {
        let uri: Option<Uri> = self.url.parse().ok();
        let scheme = uri.as_ref().and_then(Uri::scheme_str);
        let host = uri.as_ref().and_then(Uri::host).unwrap_or_default();
        let plain = scheme == Some("http") && self.private;
        if host.is_empty() || !(scheme == Some("https") || plain) {
            let (ru, en) = (
                "нужен адрес https://…; без TLS – только с `private = true`",
                "an address https://… is needed; without TLS only with `private = true`",
            );
            return Err(wrong(name, ru, en));
        }
        let userinfo = uri.as_ref().and_then(Uri::authority);
        if userinfo.is_some_and(|authority| authority.as_str().contains('@')) {
            let (ru, en) = (
                "пароль в адресе не пишут",
                "no password belongs in the address",
            );
            return Err(wrong(name, ru, en));
        }
        let secret = self.secret.as_ref().map_or("", Secret::reveal);
        if secret.chars().count() < SECRET_CHARS {
            let ru = format!("нужен секрет не короче {SECRET_CHARS} знаков");
            let en = format!("a secret of at least {SECRET_CHARS} characters is needed");
            return Err(wrong(name, &ru, &en));
        }
        if !(1..=LONGEST_TIMEOUT).contains(&self.timeout_seconds) {
            let ru = format!("timeout_seconds – от 1 до {LONGEST_TIMEOUT}");
            let en = format!("timeout_seconds is 1 to {LONGEST_TIMEOUT}");
            return Err(wrong(name, &ru, &en));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Hook;

    #[test]
    fn mistakes_are_told_at_start() {
        let hook = |text: &str| toml::from_str::<Hook>(text).unwrap().check("x");
        let secret = "secret = '0123456789abcdef'\n";
        let rows = [
            ("url = 'https://example.ru/a'", true),
            ("url = 'http://10.0.0.1/a'\nprivate = true", true),
            ("url = 'http://example.ru/a'", false),
            ("url = 'ftp://example.ru/a'", false),
            ("url = 'https://user:pass@example.ru/a'", false),
            ("url = '/a'", false),
            ("url = 'https://example.ru/a'\ntimeout_seconds = 0", false),
            ("url = 'https://example.ru/a'\ntimeout_seconds = 61", false),
        ];
        for (text, right) in rows {
            assert_eq!(hook(&format!("{secret}{text}")).is_ok(), right, "{text}");
        }
        assert!(hook("url = 'https://example.ru/a'").is_err(), "no secret");
        assert!(hook("url = 'https://example.ru/a'\nsecret = 'short'").is_err());
        let shown = format!(
            "{:?}",
            toml::from_str::<Hook>(&format!("{secret}url = 'x'"))
        );
        assert!(!shown.contains("0123456789abcdef"), "{shown}");
    }
}
