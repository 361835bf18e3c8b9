//! Every address of the site, and the layers around them.
//!
//! Deny by default: who may pass is said in `access.txt`, and a route that has no line there does not compile.

use std::any::Any;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::measured::measured;
use super::readiness::{ready, unless_stopping};
use super::traced::traced;
use super::visitor::recognise;
use super::{Failure, csrf, failure};
use crate::access::{Door, Site, door};
use crate::{App, api, assets, headers, limits, pages};

/// The whole site.
pub fn router(app: App) -> Router {
    let https = app.settings().https;
    let site = pages::public()
        .merge(pages::officials())
        .merge(api::public())
        .merge(api::officials())
        .guarded(&app)
        .fallback(|| async { Failure::NotFound })
        .layer(from_fn_with_state(app.clone(), recognise))
        .layer(CatchPanicLayer::custom(broken))
        .layer(DefaultBodyLimit::max(limits::BODY_BYTES))
        .layer(from_fn(csrf::guard))
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(app.clone(), unless_stopping))
        .layer(from_fn_with_state(app.clone(), failure::explain));
    bare()
        .guarded(&app)
        .fallback_service(site.with_state(app.clone()))
        .layer(CompressionLayer::new())
        .layer(from_fn(move |request, next: Next| {
            headers::protect(https, request, next)
        }))
        .layer(from_fn_with_state(app.clone(), measured))
        .layer(from_fn(traced))
        .with_state(app)
}

/// Every route that there is.
pub fn routes() -> Vec<Door> {
    let sites = [
        bare(),
        pages::public(),
        pages::officials(),
        api::public(),
        api::officials(),
    ];
    sites.iter().flat_map(Site::doors).copied().collect()
}

/// What is answered without asking who asks, in which language and in what time.
fn bare() -> Site {
    Site::new()
        .on(door!("GET /healthz"), health)
        .on(door!("GET /readyz"), ready)
        .on(door!("GET /s/{version}/{*name}"), assets::serve)
}

/// Ends a request that takes too long; one that carries files may take longer.
async fn in_time(request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let files = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"))
        || request.uri().path() == "/api/v1/files"
        || request.uri().path().starts_with("/api/v1/uploads");
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

/// Alive: the process answers. Whether it can do its work is `/readyz`.
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
