//! `GET /metrics` for Prometheus, on a listener of its own: never a route of the site, so that no mistake of a proxy can
//! show it to visitors. It asks nobody who they are and tells no personal data.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use reglament_metrics::{Kind, Text};

use crate::App;

/// All that the listener for metrics answers.
pub fn metrics_router(app: App) -> Router {
    Router::new().route("/metrics", get(scrape)).with_state(app)
}

async fn scrape(State(app): State<App>) -> impl IntoResponse {
    let mut text = Text::default();
    let name = "reglament_build_info";
    text.family(name, Kind::Gauge, "Always 1; the version of the program.");
    text.sample(name, &[("version", env!("CARGO_PKG_VERSION"))], 1);
    app.requests().write(&mut text);
    app.service().write_metrics(&mut text).await;
    app.write_more(&mut text);
    ([(header::CONTENT_TYPE, Text::MEDIA_TYPE)], text.finish())
}
