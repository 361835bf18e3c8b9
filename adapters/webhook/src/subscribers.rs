//! Calls to subscribers: addresses that administrators gave, not the settings. What is inside the own network is called only
//! when the settings allow it; the answer of a subscriber is a status and nothing else.

use std::path::PathBuf;
use std::sync::Arc;

use reglament_runtime::port::{Notified, NotifyCall};
use serde::Deserialize;
use ureq::Agent;
use ureq::http::Uri;

use crate::{
    address::is_public,
    caller::agent,
    limits::{ANSWER_BYTES, LONGEST_TIMEOUT, USUAL_TIMEOUT},
    settings::SettingsError,
    sign::signature,
};

/// The settings of subscriptions: `[subscriptions]` of the settings file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SubscriberSettings {
    /// Whether addresses may lie inside the own network (and be called without TLS).
    pub private: bool,
    /// Time for a call, seconds.
    pub timeout_seconds: u64,
    /// PEM file with the certification authorities to be trusted instead of the usual ones.
    pub ca_file: Option<PathBuf>,
}

impl Default for SubscriberSettings {
    fn default() -> Self {
        Self {
            private: false,
            timeout_seconds: USUAL_TIMEOUT,
            ca_file: None,
        }
    }
}

/// What calls subscribers.
#[derive(Clone)]
pub(crate) struct Subscribers {
    private: bool,
    agent: Arc<Agent>,
}

impl std::fmt::Debug for Subscribers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subscribers")
            .field("private", &self.private)
            .finish_non_exhaustive()
    }
}

impl Subscribers {
    pub(crate) fn new(settings: &SubscriberSettings) -> Result<Self, SettingsError> {
        if !(1..=LONGEST_TIMEOUT).contains(&settings.timeout_seconds) {
            return Err(SettingsError {
                ru: format!("Настройка subscriptions.timeout_seconds – от 1 до {LONGEST_TIMEOUT}."),
                en: format!("The setting subscriptions.timeout_seconds is 1 to {LONGEST_TIMEOUT}."),
            });
        }
        let made = agent(
            "subscriptions",
            settings.private,
            settings.timeout_seconds,
            settings.ca_file.as_deref(),
        )?;
        Ok(Self {
            private: settings.private,
            agent: Arc::new(made),
        })
    }

    /// Why an address is not called, in Russian and English. A name is looked at again with every call, when it is known
    /// where it leads.
    pub(crate) fn unfit(&self, url: &str) -> Option<(String, String)> {
        let uri: Option<Uri> = url.parse().ok();
        let scheme = uri.as_ref().and_then(Uri::scheme_str);
        let host = uri.as_ref().and_then(Uri::host).unwrap_or_default();
        let plain = scheme == Some("http") && self.private;
        let said = |ru: &str, en: &str| Some((ru.to_owned(), en.to_owned()));
        if host.is_empty() || !(scheme == Some("https") || plain) {
            return said(
                "Нужен адрес https://…; без TLS – только если настройки сервера разрешают адреса своей сети.",
                "An address https://… is needed; without TLS only when the settings of the server allow addresses of the own network.",
            );
        }
        let authority = uri.as_ref().and_then(Uri::authority);
        if authority.is_some_and(|authority| authority.as_str().contains('@')) {
            return said(
                "Пароль в адресе не пишут: приёмник узнаёт отправителя по подписи.",
                "No password belongs in the address: the receiver knows the sender by the signature.",
            );
        }
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let inside = match bare.parse() {
            Ok(address) => !is_public(address),
            Err(_) => bare.eq_ignore_ascii_case("localhost"),
        };
        if inside && !self.private {
            return said(
                "Это адрес внутренней сети: такие вызываются, только если настройки сервера это разрешают (subscriptions.private).",
                "This is an address of an inner network: such are called only when the settings of the server allow it (subscriptions.private).",
            );
        }
        None
    }

    /// One call. It blocks.
    pub(crate) fn call(&self, call: &NotifyCall) -> Notified {
        if let Some((_, why)) = self.unfit(&call.url) {
            return Notified::Refused(why);
        }
        let body = call.body.to_string().into_bytes();
        let timestamp = call.at.timestamp();
        let sent = self
            .agent
            .post(&call.url)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", &call.key)
            .header("Reglament-Event", call.event)
            .header("Reglament-Attempt", call.attempt.to_string())
            .header("Reglament-Timestamp", timestamp.to_string())
            .header(
                "Reglament-Signature",
                signature(&call.secret, timestamp, &body),
            )
            .send(&body[..]);
        let mut response = match sent {
            Ok(response) => response,
            Err(error) => return Notified::Later(error.to_string()),
        };
        let status = response.status().as_u16();
        // Read to its end within bounds, and not looked at: what stands there is not shown to anybody.
        let body = response.body_mut().with_config().limit(ANSWER_BYTES);
        let read = body.read_to_vec();
        match (status, read) {
            (200..300, _) => Notified::Taken,
            // Gone: the receiver wants no more of this one.
            (410, _) => Notified::Refused("HTTP 410".to_owned()),
            (status, _) => Notified::Later(format!("HTTP {status}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SubscriberSettings, Subscribers};

    #[test]
    fn addresses_of_inner_networks_are_refused_unless_allowed() {
        let rows = [
            ("https://example.ru/hook", true, true),
            ("https://example.ru:8443/hook?a=1", true, true),
            ("https://[2a02:6b8::2:242]/", true, true),
            ("http://example.ru/hook", false, true),
            ("https://10.0.0.1/", false, true),
            ("https://127.0.0.1:8080/", false, true),
            ("https://169.254.169.254/latest", false, true),
            ("https://[::1]/", false, true),
            ("https://[::ffff:10.0.0.1]/", false, true),
            ("https://localhost/", false, true),
            ("http://localhost:9/", false, true),
            ("ftp://example.ru/", false, false),
            ("https://user:word@example.ru/", false, false),
            ("example.ru", false, false),
            ("", false, false),
        ];
        let made = |private| {
            let settings = SubscriberSettings {
                private,
                ..SubscriberSettings::default()
            };
            Subscribers::new(&settings).unwrap()
        };
        let (usual, inside) = (made(false), made(true));
        for (url, public, private) in rows {
            assert_eq!(usual.unfit(url).is_none(), public, "{url}");
            assert_eq!(inside.unfit(url).is_none(), private, "{url}, allowed");
        }
        let slow = SubscriberSettings {
            timeout_seconds: 61,
            ..SubscriberSettings::default()
        };
        assert!(Subscribers::new(&slow).is_err());
    }
}
