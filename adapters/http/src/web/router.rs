//! Every address of the site, and the layers around them.
//!
//! Deny by default: routes of officials stand behind one check, so that a new one cannot be left open by oversight;
//! a test goes through all of them.

use std::any::Any;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::visitor::{recognise, staff_only};
use super::{Failure, csrf, failure};
use crate::{App, api, assets, headers, limits, pages};

/// The whole site.
pub fn router(app: App) -> Router {
    let https = app.settings().https;
    let staff = pages::staff()
        .merge(api::staff())
        .route_layer(from_fn(staff_only));
    let site = pages::public()
        .merge(api::public())
        .merge(staff)
        .fallback(|| async { Failure::NotFound })
        .layer(from_fn_with_state(app.clone(), recognise))
        .layer(CatchPanicLayer::custom(broken))
        .layer(DefaultBodyLimit::max(limits::BODY_BYTES))
        .layer(from_fn(csrf::guard))
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(app.clone(), failure::explain));
    Router::new()
        .route("/healthz", get(health))
        .route("/s/{version}/{*name}", get(assets::serve))
        .fallback_service(site.with_state(app.clone()))
        .layer(CompressionLayer::new())
        .layer(from_fn(move |request, next: Next| {
            headers::protect(https, request, next)
        }))
        .with_state(app)
}

/// Ends a request that takes too long; one that carries files may take longer.
async fn in_time(request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let files = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"))
        || request.uri().path() == "/api/v1/files";
    let patience = if files {
        limits::UPLOAD_TIMEOUT
    } else {
        limits::REQUEST_TIMEOUT
    };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

/// Ready to serve: the process answers and its engine can be asked.
async fn health() -> &'static str {
    "ok\n"
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer hands the panic over by value"
)]
fn broken(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    tracing::error!(panic = text.unwrap_or_default(), "a handler panicked");
    Failure::Broken.into_response()
}
