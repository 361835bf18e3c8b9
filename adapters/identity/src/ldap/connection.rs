//! Connections to a directory: over TLS with the authorities of the settings, and gone when the question is answered.

use std::sync::Arc;
use std::time::Duration;

use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, LdapError};
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio::task::JoinHandle;

use super::settings::{LdapSettings, SECTION};
use crate::settings::{SettingsError, read_file, unreadable, wrong};

/// A connection; what moves its bytes ends with it.
pub(super) struct Connection {
    pub(super) ldap: Ldap,
    driver: JoinHandle<()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl Connection {
    pub(super) async fn open(line: LdapConnSettings, url: &str) -> Result<Self, LdapError> {
        let (connection, ldap) = LdapConnAsync::with_settings(line, url).await?;
        let driver = tokio::spawn(async move {
            if let Err(error) = connection.drive().await {
                tracing::debug!(%error, "a connection to the directory ended");
            }
        });
        Ok(Self { ldap, driver })
    }
}

/// How connections are made.
pub(super) fn line(settings: &LdapSettings) -> Result<LdapConnSettings, SettingsError> {
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(SECTION, &error.to_string(), &error.to_string()))?
        .with_root_certificates(authorities(settings)?)
        .with_no_client_auth();
    Ok(LdapConnSettings::new()
        .set_conn_timeout(Duration::from_secs(settings.timeout_seconds))
        .set_starttls(settings.start_tls)
        .set_config(Arc::new(tls)))
}

fn authorities(settings: &LdapSettings) -> Result<RootCertStore, SettingsError> {
    let mut trusted = RootCertStore::empty();
    let Some(file) = &settings.ca_file else {
        trusted.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        return Ok(trusted);
    };
    let pem = read_file(SECTION, file)?;
    let mut add = |found: Result<CertificateDer<'static>, String>| {
        let added = found.and_then(|one| trusted.add(one).map_err(|error| error.to_string()));
        added.map_err(|why| unreadable(SECTION, file, &why))
    };
    for found in CertificateDer::pem_slice_iter(&pem) {
        add(found.map_err(|error| error.to_string()))?;
    }
    match trusted.is_empty() {
        true => Err(unreadable(SECTION, file, "it holds no certificate")),
        false => Ok(trusted),
    }
}
