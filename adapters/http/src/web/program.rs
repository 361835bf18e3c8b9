//! Programs of other systems, known by the token in `Authorization`, at the addresses of the API only.
//!
//! A token that counts for nothing is refused at once, even where strangers pass: a program that believes to act as itself
//! must not act as a stranger. Guessing is slowed as with passwords.

use axum::http::header;
use axum::http::request::Parts;
use reglament_runtime::{ProgramView, Service};

use super::{Failure, address_of};
use crate::App;

/// How much of a wrong token is remembered by the brake.
const KNOWN_CHARS: usize = 12;

/// The program that asks; none when whoever asks does not say to be one.
pub(super) async fn of(app: &App, parts: &Parts) -> Result<Option<ProgramView>, Failure> {
    let header = parts.headers.get(header::AUTHORIZATION);
    let token = header.and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let token = token.filter(|token| Service::is_program_token(token));
    let Some(token) = token.filter(|_| parts.uri.path().starts_with("/api/v1/")) else {
        return Ok(None);
    };
    let (now, address) = (app.service().now(), address_of(app, parts));
    let begin: String = token.chars().take(KNOWN_CHARS).collect();
    if let Some(delay) = app.token_limiter().delay(&begin, &address, now) {
        return Err(Failure::TooMany(delay.as_secs().max(1)));
    }
    let found = app.service().program(token).await?;
    if found.is_none() {
        app.token_limiter().failed(&begin, &address, now);
        tracing::info!(address, "the token of a program was refused");
    }
    found.map(Some).ok_or(Failure::ProgramRefused)
}
