//! Every address of the site, and the layers around them.
//!
//! Deny by default: routes of officials stand behind one check, so that a new one cannot be left open by oversight;
//! a test goes through all of them.

use std::any::Any;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

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
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            limits::REQUEST_TIMEOUT,
        ))
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
