//! A provider of identities on the loopback: a document, keys and tokens, with one thing done wrong at a time. Its page is
//! played by the test; it checks what a real provider checks.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING as ES256, EcdsaKeyPair, KeyPair};
use ring::{digest, hmac};
use serde_json::{Value, json};

pub(super) const CLIENT: &str = "reglament";
pub(super) const SECRET: &str = "a secret of this site";
pub(super) const BACK: &str = "https://office.example.ru/sign-in/oidc/back";

/// What the provider does wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Quirk {
    #[default]
    None,
    OtherNonce,
    NoNonce,
    OtherAudience,
    OneAudienceMore,
    OtherParty,
    OtherIssuer,
    NoSignature,
    SharedSecret,
    ForeignKey,
    ChangedClaims,
    Expired,
    FromTheFuture,
    NoToken,
    NoJson,
    TokenElsewhere,
    TokenBroken,
    DocumentElsewhere,
    DocumentOfAnother,
    DocumentWithoutTls,
    Endless,
}

/// A provider that listens until it is dropped.
pub(super) struct Provider {
    pub(super) issuer: String,
    book: Arc<Book>,
    serving: tokio::task::JoinHandle<()>,
}

struct Book {
    issuer: String,
    now: Mutex<DateTime<Utc>>,
    quirk: Mutex<Quirk>,
    /// Every answer names its provider.
    names_itself: Mutex<bool>,
    key: Mutex<(String, EcdsaKeyPair)>,
    foreign: EcdsaKeyPair,
    grants: Mutex<BTreeMap<String, Grant>>,
    asked: Mutex<Vec<String>>,
}

/// What a code stands for.
#[derive(Clone)]
struct Grant {
    claims: Value,
    challenge: String,
    nonce: String,
}

fn fresh_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let made = EcdsaKeyPair::generate_pkcs8(&ES256, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ES256, made.as_ref(), &random).unwrap()
}

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl Provider {
    pub(super) async fn open(now: DateTime<Utc>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let book = Arc::new(Book {
            issuer: issuer.clone(),
            now: Mutex::new(now),
            quirk: Mutex::default(),
            names_itself: Mutex::new(true),
            key: Mutex::new(("first".to_owned(), fresh_key())),
            foreign: fresh_key(),
            grants: Mutex::default(),
            asked: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(document))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(book.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            issuer,
            book,
            serving,
        }
    }

    pub(super) fn does_wrong(&self, quirk: Quirk) {
        *self.book.quirk.lock().unwrap() = quirk;
    }

    pub(super) fn keeps_its_name_to_itself(&self) {
        *self.book.names_itself.lock().unwrap() = false;
    }

    pub(super) fn changes_its_key(&self) {
        *self.book.key.lock().unwrap() = ("second".to_owned(), fresh_key());
    }

    pub(super) fn sees(&self, now: DateTime<Utc>) {
        *self.book.now.lock().unwrap() = now;
    }

    /// What it was asked so far.
    pub(super) fn asked(&self) -> Vec<String> {
        self.book.asked.lock().unwrap().clone()
    }

    /// It does not answer any more.
    pub(super) async fn goes_away(&mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
    }

    /// Plays the provider's page: somebody signs in there. Gives the address to which the browser is sent back, without the
    /// site before it.
    pub(super) fn signs_in(&self, page: &str, claims: Value) -> String {
        let asked = query(page);
        assert!(
            page.starts_with(&format!("{}/page?", self.issuer)),
            "{page}"
        );
        let expected = [
            ("response_type", "code"),
            ("client_id", CLIENT),
            ("redirect_uri", BACK),
            ("code_challenge_method", "S256"),
            ("scope", "openid profile"),
        ];
        for (name, value) in expected {
            assert_eq!(asked[name], value, "{name} of {page}");
        }
        let grant = Grant {
            claims,
            challenge: asked["code_challenge"].clone(),
            nonce: asked["nonce"].clone(),
        };
        let mut grants = self.book.grants.lock().unwrap();
        let code = format!("code{}", grants.len() + 1);
        grants.insert(code.clone(), grant);
        let named = *self.book.names_itself.lock().unwrap();
        let named = if named {
            format!("&iss={}", self.issuer)
        } else {
            String::new()
        };
        format!(
            "/sign-in/oidc/back?code={code}&state={}{named}",
            asked["state"]
        )
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The query of an address.
pub(super) fn query(address: &str) -> BTreeMap<String, String> {
    let address: Uri = address.parse().unwrap();
    Query::try_from_uri(&address).unwrap().0
}

impl Book {
    fn note(&self, what: &str) -> Quirk {
        self.asked.lock().unwrap().push(what.to_owned());
        *self.quirk.lock().unwrap()
    }
}

async fn document(State(book): State<Arc<Book>>) -> Response {
    let quirk = book.note("document");
    if quirk == Quirk::DocumentElsewhere {
        return Redirect::to("/keys").into_response();
    }
    let issuer = match quirk {
        Quirk::DocumentOfAnother => "https://other.example.ru",
        _ => &book.issuer,
    };
    let page = match quirk {
        Quirk::DocumentWithoutTls => "http://page.example.ru",
        _ => &book.issuer,
    };
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{page}/page"),
        "token_endpoint": format!("{}/token", book.issuer),
        "jwks_uri": format!("{}/keys", book.issuer),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        // It offers what must not be taken.
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        "authorization_response_iss_parameter_supported": *book.names_itself.lock().unwrap(),
        "padding": "x".repeat(if quirk == Quirk::Endless { 1_000_000 } else { 0 }),
    }))
    .into_response()
}

async fn keys(State(book): State<Arc<Book>>) -> Json<Value> {
    book.note("keys");
    let key = book.key.lock().unwrap();
    let (x, y) = key.1.public_key().as_ref()[1..].split_at(32);
    Json(json!({"keys": [{
        "kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256",
        "kid": key.0, "x": encoded(x), "y": encoded(y),
    }]}))
}

async fn token(
    State(book): State<Arc<Book>>,
    headers: HeaderMap,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Response {
    let quirk = book.note("token");
    match quirk {
        Quirk::TokenElsewhere => return Redirect::temporary("/keys").into_response(),
        Quirk::TokenBroken => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Quirk::NoJson => return "<html>".into_response(),
        _ => {}
    }
    let site = BASE64_STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+")));
    let said = headers.get(header::AUTHORIZATION).unwrap();
    assert_eq!(said.to_str().unwrap(), format!("Basic {site}"));
    assert_eq!(sent["grant_type"], "authorization_code");
    assert_eq!(sent["redirect_uri"], BACK);
    // A code is redeemed once.
    let grant = book.grants.lock().unwrap().remove(&sent["code"]);
    let proof = encoded(digest::digest(
        &digest::SHA256,
        sent["code_verifier"].as_bytes(),
    ));
    let Some(grant) = grant.filter(|grant| grant.challenge == proof) else {
        let refusal = Json(json!({"error": "invalid_grant"}));
        return (StatusCode::BAD_REQUEST, refusal).into_response();
    };
    let mut answer = json!({"access_token": "access", "token_type": "Bearer", "expires_in": 60});
    if quirk != Quirk::NoToken {
        answer["id_token"] = Value::String(book.signed(quirk, &grant));
    }
    Json(answer).into_response()
}

impl Book {
    fn signed(&self, quirk: Quirk, grant: &Grant) -> String {
        let now = self.now.lock().unwrap().timestamp();
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "nonce": grant.nonce, "iat": now, "exp": now + 300,
        });
        let own = claims.as_object_mut().unwrap();
        own.extend(grant.claims.as_object().unwrap().clone());
        let (algorithm, changes) = wrong(quirk, now);
        own.extend(changes.as_object().unwrap().clone());
        own.retain(|_, value| !value.is_null());
        let key = self.key.lock().unwrap();
        let head = json!({"alg": algorithm, "kid": key.0}).to_string();
        let body = format!("{}.{}", encoded(head), encoded(claims.to_string()));
        let random = SystemRandom::new();
        let by = |key: &EcdsaKeyPair| encoded(key.sign(&random, body.as_bytes()).unwrap());
        let signature = match quirk {
            Quirk::NoSignature => String::new(),
            Quirk::SharedSecret => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
                encoded(hmac::sign(&key, body.as_bytes()))
            }
            Quirk::ForeignKey => by(&self.foreign),
            _ => by(&key.1),
        };
        if quirk == Quirk::ChangedClaims {
            claims["sub"] = json!("somebody else");
            let head = body.split('.').next().unwrap();
            return format!("{head}.{}.{signature}", encoded(claims.to_string()));
        }
        format!("{body}.{signature}")
    }
}

/// The algorithm that a token names, and what its claims say in the place of the truth.
fn wrong(quirk: Quirk, now: i64) -> (&'static str, Value) {
    match quirk {
        Quirk::OtherNonce => ("ES256", json!({"nonce": "of another sign-in"})),
        Quirk::NoNonce => ("ES256", json!({"nonce": null})),
        Quirk::OtherAudience => ("ES256", json!({"aud": "another site"})),
        Quirk::OneAudienceMore => ("ES256", json!({"aud": [CLIENT, "another site"]})),
        Quirk::OtherParty => ("ES256", json!({"azp": "another site"})),
        Quirk::OtherIssuer => ("ES256", json!({"iss": "https://other.example.ru"})),
        Quirk::NoSignature => ("none", json!({})),
        Quirk::SharedSecret => ("HS256", json!({})),
        Quirk::Expired => ("ES256", json!({"iat": now - 900, "exp": now - 600})),
        Quirk::FromTheFuture => ("ES256", json!({"iat": now + 600, "exp": now + 900})),
        _ => ("ES256", json!({})),
    }
}
