//! `GET /readyz`: whether visitors may be sent here. Whether the process lives at all is `/healthz`.
//!
//! A stop makes it 503 before anything else happens, and new requests are refused from then on; those under way end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Failure;
use crate::locale::{Language, Locale};
use crate::{App, limits};

/// Whether the server stops. Shared by all copies of the application.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stopping {
    stops: Arc<AtomicBool>,
}

impl Stopping {
    /// From now on.
    pub(crate) fn begin(&self) {
        self.stops.store(true, Ordering::SeqCst);
    }

    fn has_begun(&self) -> bool {
        self.stops.load(Ordering::SeqCst)
    }
}

/// Answers whoever decides where visitors are sent: 200, or 503 with the reason in words.
pub(super) async fn ready(State(app): State<App>) -> Response {
    if app.stopping().has_begun() {
        return not_ready("stopping", "ready.stopping");
    }
    match app.service().answers().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready: the database does not answer");
            not_ready("database", "ready.database")
        }
    }
}

/// Refuses a request that comes after the stop has begun.
pub(super) async fn unless_stopping(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Response {
    match app.stopping().has_begun() {
        true => Failure::Full(limits::STOP_PATIENCE.as_secs()).into_response(),
        false => next.run(request).await,
    }
}

fn not_ready(code: &str, words: &'static str) -> Response {
    let text = |language| Locale::new(language).text(words);
    let body = json!({
        "code": code, "ru": text(Language::Russian), "en": text(Language::English),
    });
    let retry = limits::STOP_PATIENCE.as_secs().to_string();
    let status = StatusCode::SERVICE_UNAVAILABLE;
    (status, [(header::RETRY_AFTER, retry)], Json(body)).into_response()
}
