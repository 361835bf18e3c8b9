//! Tells the spans of `reglament_runtime::trace` to an OpenTelemetry collector: OTLP over HTTP, protobuf.
//!
//! Off unless a collector is named. It never makes anybody wait: spans go into a bounded queue, a thread of its own sends
//! them, and what finds no room or no collector is counted and forgotten. It tells nothing but those spans: no line of the
//! log, no span of a library, because those may hold what people wrote. Messages are those of `opentelemetry-proto`; the
//! SDK and its exporter are left out, as they also obey `OTEL_*` variables that no page of settings shows.

mod counts;
mod layer;
mod limits;
mod message;
mod open;
mod sender;
mod settings;

pub use layer::SpanLayer;
pub use sender::Telemetry;
pub use settings::{SettingsError, TelemetrySettings};
