//! Redeems a code and checks the token: signature by the provider's keys, issuer, audience, nonce, time.
//!
//! The access token is thrown away: nothing is asked in anybody's name.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, Client, ClientSecret,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdToken, IdTokenClaims,
    IdTokenFields, Nonce, PkceCodeVerifier, RequestTokenError, SignatureVerificationError,
    StandardErrorResponse, StandardTokenResponse,
};
use reglament_runtime::port::{ElsewhereError, Identity, IdentityAnswer, IdentityRequest};
use serde::{Deserialize, Serialize};

use super::document::{Document, names_itself};
use super::http::ask;
use super::provider::Parts;
use crate::limits::{CLOCK_SKEW, CODE_BYTES, TOLD_CHARS};
use crate::settings::Secret;

/// Signatures that are believed. Not among them: `none`, and those made with a secret that this site shares.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims beside the usual ones: one of them may name a login.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct OtherClaims {
    #[serde(flatten)]
    all: BTreeMap<String, serde_json::Value>,
}

impl AdditionalClaims for OtherClaims {}

type Fields = IdTokenFields<
    OtherClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Token = IdToken<
    OtherClaims,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Claims = IdTokenClaims<OtherClaims, CoreGenderClaim>;

/// This site as the provider knows it.
pub(super) type Site = Client<
    OtherClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

pub(super) fn client(parts: &Parts, document: &Document) -> Site {
    let secret = parts.settings.client_secret.as_ref().map(Secret::reveal);
    let secret = secret.map(|secret| ClientSecret::new(secret.to_owned()));
    let ways = document.token_endpoint_auth_methods_supported();
    // The header is the rule; the body is for providers that take nothing else.
    let only_body = ways.is_some_and(|ways| {
        ways.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)
    });
    Site::from_provider_metadata(document.clone(), parts.client.clone(), secret)
        .set_redirect_uri(parts.back.clone())
        .set_auth_type(match only_body {
            true => AuthType::RequestBody,
            false => AuthType::BasicAuth,
        })
}

/// Who came back with this answer.
pub(super) fn redeem(
    parts: &Parts,
    request: IdentityRequest,
    answer: IdentityAnswer,
) -> Result<Identity, ElsewhereError> {
    let now = parts.clock.now();
    let document = parts.cache.document(&parts.agent, &parts.issuer, now)?;
    match &answer.issuer {
        Some(named) if named == parts.issuer.as_str() => {}
        None if !names_itself(&document) => {}
        Some(named) => return Err(unproved(&format!("the answer is from `{named}`"))),
        None => return Err(unproved("the answer does not say from whom it is")),
    }
    if answer.code.is_empty() || answer.code.len() > CODE_BYTES {
        return Err(unproved("the answer has no code"));
    }
    let client = client(parts, &document);
    let token = exchange(parts, &client, request.verifier, answer.code)?;
    let nonce = Nonce::new(request.nonce);
    let claims = match verify(&client, &token, &nonce, now) {
        Err(ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        )) => {
            // The provider has changed its keys since its document was read.
            let document = parts.cache.anew(&parts.agent, &parts.issuer, now)?;
            verify(&self::client(parts, &document), &token, &nonce, now)
        }
        verified => verified,
    };
    let claims = claims.map_err(|error| unproved(&error.to_string()))?;
    let party = claims.authorized_party();
    if party.is_some_and(|party| *party != parts.client) {
        return Err(unproved("the token was issued to another site"));
    }
    Ok(identity(parts, &claims))
}

fn exchange(
    parts: &Parts,
    client: &Site,
    verifier: String,
    code: String,
) -> Result<Token, ElsewhereError> {
    let asked = client.exchange_code(AuthorizationCode::new(code));
    let asked = asked.map_err(|_| down("its document names no token endpoint"))?;
    let answered = asked
        .set_pkce_verifier(PkceCodeVerifier::new(verifier))
        .request(&|request| ask(&parts.agent, request));
    let tokens = answered.map_err(|error| match error {
        RequestTokenError::ServerResponse(said) => {
            unproved(&format!("the code was refused: {}", said.error()))
        }
        RequestTokenError::Request(why) => down(&format!("the code was not redeemed: {why}")),
        // What cannot be read may hold tokens: only the place of the mistake is told.
        RequestTokenError::Parse(why, _) => down(&format!(
            "the answer about the code cannot be read at `{}`",
            why.path()
        )),
        RequestTokenError::Other(why) => down(&why),
    })?;
    let token = tokens.extra_fields().id_token().cloned();
    token.ok_or_else(|| unproved("there is no identity token in the answer"))
}

fn verify(
    client: &Site,
    token: &Token,
    nonce: &Nonce,
    now: DateTime<Utc>,
) -> Result<Claims, ClaimsVerificationError> {
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || now - CLOCK_SKEW)
        .set_issue_time_verifier_fn(move |issued| match issued > now + CLOCK_SKEW {
            true => Err("the token is from the future: one of the clocks is wrong".to_owned()),
            false => Ok(()),
        });
    token.claims(&verifier, nonce).cloned()
}

fn identity(parts: &Parts, claims: &Claims) -> Identity {
    let text = |name: &str| {
        // The claims are what was just read from JSON.
        let all = serde_json::to_value(claims).ok()?;
        all.get(name)?.as_str().map(str::to_owned)
    };
    let name = text("name").or_else(|| text("preferred_username"));
    let login = parts.settings.login_claim.as_deref().and_then(text);
    Identity {
        issuer: parts.issuer.as_str().to_owned(),
        subject: claims.subject().as_str().to_owned(),
        name: name.unwrap_or_default(),
        login: login.map(|login| login.trim().to_owned()),
    }
}

fn unproved(why: &str) -> ElsewhereError {
    ElsewhereError::Unproved(short(why))
}

fn down(why: &str) -> ElsewhereError {
    ElsewhereError::Down(short(why))
}

fn short(why: &str) -> String {
    why.chars().take(TOLD_CHARS).collect()
}
