//! The provider's document with its keys: read at the first sign-in, believed for a while, read anew when a key is unknown.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
    CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{AdditionalProviderMetadata, DiscoveryError, IssuerUrl, ProviderMetadata};
use reglament_runtime::port::ElsewhereError;
use serde::{Deserialize, Serialize};
use ureq::Agent;

use super::http::ask;
use super::settings::is_loopback;
use crate::limits::DOCUMENT_LIFE;

/// What we read of a document beside the usual.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct More {
    /// Every answer names its provider (RFC 9207): one that does not is refused.
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for More {}

/// The document.
pub(super) type Document = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Whether every answer must name its provider.
pub(super) fn names_itself(document: &Document) -> bool {
    let more = document.additional_metadata();
    more.authorization_response_iss_parameter_supported
}

/// The document that is believed at present.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Option<(DateTime<Utc>, Arc<Document>)>>);

impl Cache {
    /// The document, read when there is none or it is old.
    pub(super) fn document(
        &self,
        agent: &Agent,
        issuer: &IssuerUrl,
        now: DateTime<Utc>,
    ) -> Result<Arc<Document>, ElsewhereError> {
        let known = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        match known {
            Some((at, document)) if (now - at).abs() < DOCUMENT_LIFE => Ok(document),
            _ => self.anew(agent, issuer, now),
        }
    }

    /// The document read now, whatever was known: nobody waits for another one who reads it too.
    pub(super) fn anew(
        &self,
        agent: &Agent,
        issuer: &IssuerUrl,
        now: DateTime<Utc>,
    ) -> Result<Arc<Document>, ElsewhereError> {
        let found = Document::discover(issuer, &|request| ask(agent, request));
        let found = found.map_err(|error| ElsewhereError::Down(told(&error)))?;
        // Browsers are sent to this address.
        let page = found.authorization_endpoint().url();
        if page.scheme() != "https" && !(is_loopback(issuer) && is_loopback(page.as_str())) {
            let why = "the document sends browsers to an address without TLS";
            return Err(ElsewhereError::Down(why.to_owned()));
        }
        let found = Arc::new(found);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((now, found.clone()));
        Ok(found)
    }
}

fn told(error: &DiscoveryError<ureq::Error>) -> String {
    match error {
        DiscoveryError::Parse(why) => format!("its document cannot be read: {why}"),
        DiscoveryError::Request(why) => format!("its document was not got: {why}"),
        DiscoveryError::Response(_, _, why) => format!("its document was not got: {why}"),
        other => format!("its document is refused: {other}"),
    }
}
