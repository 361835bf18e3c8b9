//! Asks the provider over HTTP: no redirects, no proxy, bounded in time and size. The client blocks.

use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

use super::settings::OidcSettings;
use crate::limits::ANSWER_BYTES;
use crate::settings::{SettingsError, read_file, unreadable};

const SECTION: &str = "sign_in.oidc";

/// A client for one provider.
pub(super) fn agent(settings: &OidcSettings) -> Result<Agent, SettingsError> {
    let roots = match &settings.ca_file {
        Some(file) => {
            let pem = read_file(SECTION, file)?;
            authorities(&pem).map_err(|why| unreadable(SECTION, file, &why))?
        }
        None => RootCerts::WebPki,
    };
    let config = Agent::config_builder()
        .https_only(!settings.is_local())
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(settings.timeout_seconds)))
        .user_agent("reglament")
        .max_idle_connections(0)
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .build();
    Ok(config.into())
}

fn authorities(pem: &[u8]) -> Result<RootCerts, String> {
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        match item.map_err(|error| error.to_string())? {
            PemItem::Certificate(certificate) => found.push(certificate),
            _ => return Err("it holds more than certificates".to_owned()),
        }
    }
    match found.is_empty() {
        true => Err("it holds no certificate".to_owned()),
        false => Ok(RootCerts::new_with_certs(&found)),
    }
}

/// Makes one call.
pub(super) fn ask(agent: &Agent, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
    let (parts, mut body) = agent.run(request)?.into_parts();
    let body = body.with_config().limit(ANSWER_BYTES).read_to_vec()?;
    Ok(HttpResponse::from_parts(parts, body))
}
