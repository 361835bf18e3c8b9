//! Makes the calls behind the runtime's port. The client blocks, so each call runs on a thread made for that.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use reglament_runtime::port::{
    NoWebhooks, Notified, NotifyCall, WebhookAnswer, WebhookCall, WebhookCaller,
};
use ureq::Agent;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::transport::DefaultConnector;

use crate::{
    answer,
    limits::{ANSWER_BYTES, BODY_BYTES},
    resolver::PublicOnly,
    settings::{Hook, Secret, SettingsError},
    sign::signature,
    subscribers::{SubscriberSettings, Subscribers},
};

/// The webhooks of the settings.
#[derive(Debug)]
pub struct Webhooks {
    hooks: BTreeMap<String, Arc<Line>>,
    subscribers: Option<Subscribers>,
}

/// A webhook with its client.
struct Line {
    url: String,
    secret: Secret,
    agent: Agent,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

impl Webhooks {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// The first mistake found.
    pub fn new(hooks: &BTreeMap<String, Hook>) -> Result<Self, SettingsError> {
        let line = |(name, hook): (&String, &Hook)| Ok((name.clone(), Arc::new(line(name, hook)?)));
        let hooks: Result<_, SettingsError> = hooks.iter().map(line).collect();
        Ok(Self {
            hooks: hooks?,
            subscribers: None,
        })
    }

    /// The same that also calls subscribers; without this nobody can be subscribed.
    ///
    /// # Errors
    /// The first mistake found.
    pub fn with_subscribers(
        mut self,
        settings: &SubscriberSettings,
    ) -> Result<Self, SettingsError> {
        self.subscribers = Some(Subscribers::new(settings)?);
        Ok(self)
    }
}

fn line(name: &str, hook: &Hook) -> Result<Line, SettingsError> {
    hook.check(name)?;
    let agent = agent(
        &format!("webhooks.{name}"),
        hook.private,
        hook.timeout_seconds,
        hook.ca_file.as_deref(),
    )?;
    Ok(Line {
        url: hook.url.clone(),
        secret: hook.secret.clone().unwrap_or_else(|| Secret::new("")),
        agent,
    })
}

/// A client that follows no redirect and reaches no private address unless it may. `section`: of the settings.
pub(crate) fn agent(
    section: &str,
    private: bool,
    timeout_seconds: u64,
    ca_file: Option<&Path>,
) -> Result<Agent, SettingsError> {
    let roots = match ca_file {
        Some(file) => authorities(section, file)?,
        None => RootCerts::WebPki,
    };
    let config = Agent::config_builder()
        .https_only(!private)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(timeout_seconds)))
        .user_agent("reglament")
        .max_idle_connections(0)
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .build();
    let resolver = PublicOnly { private };
    Ok(Agent::with_parts(
        config,
        DefaultConnector::default(),
        resolver,
    ))
}

fn authorities(section: &str, file: &Path) -> Result<RootCerts, SettingsError> {
    let unreadable = |why: String| SettingsError {
        ru: format!(
            "Настройка {section}.ca_file: «{}» не читается: {why}.",
            file.display()
        ),
        en: format!(
            "The setting {section}.ca_file: `{}` cannot be read: {why}.",
            file.display()
        ),
    };
    let pem = std::fs::read(file).map_err(|error| unreadable(error.to_string()))?;
    let mut found = Vec::new();
    for item in parse_pem(&pem) {
        match item.map_err(|error| unreadable(error.to_string()))? {
            PemItem::Certificate(certificate) => found.push(certificate),
            _ => return Err(unreadable("it holds more than certificates".to_owned())),
        }
    }
    if found.is_empty() {
        return Err(unreadable("it holds no certificate".to_owned()));
    }
    Ok(RootCerts::new_with_certs(&found))
}

#[async_trait]
impl WebhookCaller for Webhooks {
    async fn call(&self, call: &WebhookCall) -> WebhookAnswer {
        let Some(line) = self.hooks.get(&call.name).cloned() else {
            return WebhookAnswer::Refused(format!("no webhook is configured as `{}`", call.name));
        };
        let call = call.clone();
        let done = tokio::task::spawn_blocking(move || post(&line, &call)).await;
        done.unwrap_or_else(|_| WebhookAnswer::Later("the call broke off".to_owned()))
    }

    fn unfit(&self, url: &str) -> Option<(String, String)> {
        match &self.subscribers {
            Some(subscribers) => subscribers.unfit(url),
            None => NoWebhooks.unfit(url),
        }
    }

    async fn notify(&self, call: &NotifyCall) -> Notified {
        let Some(subscribers) = self.subscribers.clone() else {
            return NoWebhooks.notify(call).await;
        };
        let call = call.clone();
        let done = tokio::task::spawn_blocking(move || subscribers.call(&call)).await;
        done.unwrap_or_else(|_| Notified::Later("the call broke off".to_owned()))
    }
}

fn post(line: &Line, call: &WebhookCall) -> WebhookAnswer {
    let body = call.body.to_string().into_bytes();
    if body.len() > BODY_BYTES {
        return WebhookAnswer::Refused(format!("more than {BODY_BYTES} bytes are to be sent"));
    }
    let timestamp = call.at.timestamp();
    let sent = line
        .agent
        .post(&line.url)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("Idempotency-Key", &call.key)
        .header("Reglament-Attempt", call.attempt.to_string())
        .header("Reglament-Timestamp", timestamp.to_string())
        .header(
            "Reglament-Signature",
            signature(line.secret.reveal(), timestamp, &body),
        )
        .send(&body[..]);
    let mut response = match sent {
        Ok(response) => response,
        Err(error) => return WebhookAnswer::Later(error.to_string()),
    };
    let status = response.status().as_u16();
    let read = response
        .body_mut()
        .with_config()
        .limit(ANSWER_BYTES)
        .read_to_vec();
    match read {
        Ok(body) => answer::read(status, &body),
        Err(error) => WebhookAnswer::Later(format!("{status}: {error}")),
    }
}
