//! A provider behind the port. The client blocks, so each question runs on a thread made for that, a few at once.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{
    ClientId, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use reglament_runtime::Clock;
use reglament_runtime::port::{
    ElsewhereError, Identity, IdentityAnswer, IdentityProvider, IdentityRequest,
};
use tokio::sync::Semaphore;
use ureq::Agent;

use super::document::Cache;
use super::settings::OidcSettings;
use super::{http, token};
use crate::limits::AT_ONCE;
use crate::settings::{SettingsError, wrong};

/// A provider of identities.
pub struct OidcProvider {
    parts: Arc<Parts>,
    places: Arc<Semaphore>,
}

/// What a question needs.
pub(super) struct Parts {
    pub(super) settings: OidcSettings,
    pub(super) issuer: IssuerUrl,
    pub(super) client: ClientId,
    pub(super) back: RedirectUrl,
    pub(super) agent: Agent,
    pub(super) cache: Cache,
    pub(super) clock: Arc<dyn Clock>,
}

impl fmt::Debug for OidcProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("OidcProvider");
        shown
            .field("issuer", &self.parts.issuer)
            .finish_non_exhaustive()
    }
}

impl OidcProvider {
    /// Checks the settings; asks nothing yet. `back`: the address of this site to which browsers come back. `clock`: the
    /// time of the world, by which tokens expire.
    ///
    /// # Errors
    /// The first mistake found.
    pub fn new(
        settings: OidcSettings,
        back: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, SettingsError> {
        settings.check()?;
        let unfit = |key: &str| wrong(key, "это не адрес", "this is no address");
        let issuer = IssuerUrl::new(settings.issuer.clone());
        let back = RedirectUrl::new(back.to_owned());
        let parts = Parts {
            issuer: issuer.map_err(|_| unfit("sign_in.oidc.issuer"))?,
            back: back.map_err(|_| unfit("http.base_url"))?,
            client: ClientId::new(settings.client_id.clone()),
            agent: http::agent(&settings)?,
            cache: Cache::default(),
            clock,
            settings,
        };
        Ok(Self {
            parts: Arc::new(parts),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        })
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Parts) -> Result<T, ElsewhereError> + Send + 'static,
    ) -> Result<T, ElsewhereError> {
        let place = self.places.clone().try_acquire_owned();
        let place = place.map_err(|_| ElsewhereError::Busy)?;
        let parts = self.parts.clone();
        let asked = tokio::task::spawn_blocking(move || {
            // The place is free when the question has ended, also when nobody waits for it any more.
            let _place = place;
            question(&parts)
        });
        let asked = asked.await;
        asked.unwrap_or_else(|_| Err(ElsewhereError::Down("the question broke off".to_owned())))
    }
}

#[async_trait]
impl IdentityProvider for OidcProvider {
    fn title(&self) -> &str {
        self.parts.settings.title.trim()
    }

    fn issuer(&self) -> &str {
        &self.parts.settings.issuer
    }

    fn help(&self) -> &str {
        self.parts.settings.help.trim()
    }

    async fn begin(&self, request: &IdentityRequest) -> Result<String, ElsewhereError> {
        let request = request.clone();
        self.ask(move |parts| page(parts, request)).await
    }

    async fn redeem(
        &self,
        request: &IdentityRequest,
        answer: &IdentityAnswer,
    ) -> Result<Identity, ElsewhereError> {
        let (request, answer) = (request.clone(), answer.clone());
        self.ask(move |parts| token::redeem(parts, request, answer))
            .await
    }
}

/// The address of the provider's page.
fn page(parts: &Parts, request: IdentityRequest) -> Result<String, ElsewhereError> {
    let document = parts
        .cache
        .document(&parts.agent, &parts.issuer, parts.clock.now())?;
    let client = token::client(parts, &document);
    let verifier = PkceCodeVerifier::new(request.verifier);
    let (state, nonce) = (request.state, request.nonce);
    let scopes = parts.settings.scopes.iter().cloned().map(Scope::new);
    let (page, _, _) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        )
        .add_scopes(scopes)
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .url();
    Ok(page.into())
}
