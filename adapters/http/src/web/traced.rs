//! Every request is a span of a trace: that of its `traceparent`, or one that begins here. The answer names it, so that
//! whoever asks can be told by its number.
//!
//! The span carries the pattern of the address, never the address itself: that may name a case, a person or a code.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use reglament_runtime::trace::{TARGET, TraceContext, within};
use tracing::{Instrument as _, Span, field};

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Opens the span of a request. Probes and files of the site begin none.
pub(super) async fn traced(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path == "/healthz" || path == "/readyz" || path.starts_with("/s/") {
        return next.run(request).await;
    }
    let header = request.headers().get(TRACEPARENT);
    let parent = header.and_then(|value| TraceContext::read(value.to_str().ok()?));
    let context = parent.map_or_else(TraceContext::begin, TraceContext::child);
    let span = tracing::error_span!(
        target: TARGET,
        "request",
        trace_id = %context.trace_id(),
        span_id = context.span_id().map(field::display),
        parent_id = parent.and_then(TraceContext::span_id).map(field::display),
        http.request.method = method(request.method()),
        http.route = field::Empty,
        http.response.status_code = field::Empty,
    );
    let answered = within(context, next.run(request));
    let mut response = answered.instrument(span.clone()).await;
    span.record("http.response.status_code", response.status().as_u16());
    if let Ok(value) = HeaderValue::from_str(&context.header()) {
        response.headers_mut().insert(TRACEPARENT, value);
    }
    response
}

/// Takes note of the pattern by which a request was routed.
pub(crate) fn routed(pattern: &str) {
    Span::current().record("http.route", pattern);
}

/// What is no method of ours may be any text.
fn method(method: &Method) -> &str {
    match method.as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known,
        _ => "_OTHER",
    }
}
