//! Counts requests and how long their answers took to begin.
//!
//! By kind, method and class of the status only: an address may name a case, and a count of it would name it too.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use reglament_metrics::{Durations, Text};

use crate::App;

/// Requests so far. Shared by all copies of the application.
#[derive(Clone, Debug)]
pub(crate) struct Requests {
    durations: Arc<Durations<3>>,
}

impl Default for Requests {
    fn default() -> Self {
        let kinds = ["page", "api"].into_iter();
        let rows = kinds.flat_map(|kind| {
            let classes = ["2xx", "4xx", "5xx"];
            ["GET", "POST"]
                .into_iter()
                .flat_map(move |method| classes.map(|class| [kind, method, class]))
        });
        Self {
            durations: Arc::new(Durations::from_nought(rows)),
        }
    }
}

impl Requests {
    /// Writes the family.
    pub(super) fn write(&self, text: &mut Text) {
        self.durations.write(
            text,
            "reglament_http_request_duration_seconds",
            "From a request to the beginning of its answer; wait: requests that wait for news on purpose.",
            ["kind", "method", "status"],
        );
    }
}

/// Measures a request.
pub(super) async fn measured(State(app): State<App>, request: Request, next: Next) -> Response {
    let (kind, method) = (kind(request.uri().path()), method(request.method()));
    let began = Instant::now();
    let response = next.run(request).await;
    let labels = [kind, method, class(response.status())];
    app.requests().durations.took(labels, began.elapsed());
    response
}

fn kind(path: &str) -> &'static str {
    match path {
        "/healthz" | "/readyz" => "probe",
        "/api/v1/events" | "/api/v1/jobs/fetch" => "wait",
        path if path.starts_with("/api/") => "api",
        path if path.starts_with("/s/") => "static",
        _ => "page",
    }
}

fn method(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}
