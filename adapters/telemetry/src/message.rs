//! Spans as the collector wants them.

use std::time::{SystemTime, UNIX_EPOCH};

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::{
    AnyValue, InstrumentationScope, KeyValue, any_value::Value,
};
use opentelemetry_proto::tonic::resource::v1::Resource;
use opentelemetry_proto::tonic::trace::v1::span::{Link, SpanKind};
use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, ScopeSpans, Span, Status};

use crate::open::Open;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A span that ends now.
pub(crate) fn span(name: &str, open: Open) -> Span {
    let kind = match name {
        "request" => SpanKind::Server,
        "effect" => SpanKind::Client,
        _ => SpanKind::Internal,
    };
    let link = |(trace_id, span_id)| Link {
        trace_id,
        span_id,
        ..Link::default()
    };
    let status = has_failed(&open).then(|| Status {
        code: 2,
        ..Status::default()
    });
    Span {
        trace_id: open.trace,
        span_id: open.span,
        parent_span_id: open.parent,
        name: name.to_owned(),
        kind: kind.into(),
        start_time_unix_nano: nanos(open.began),
        end_time_unix_nano: nanos(SystemTime::now()),
        attributes: open.attributes,
        links: open.links.into_iter().map(link).collect(),
        status,
        ..Span::default()
    }
}

/// One message of several spans.
pub(crate) fn message(spans: Vec<Span>) -> ExportTraceServiceRequest {
    let resource = Resource {
        attributes: vec![
            text("service.name", "reglament"),
            text("service.version", VERSION),
        ],
        ..Resource::default()
    };
    let scope = InstrumentationScope {
        name: "reglament".to_owned(),
        version: VERSION.to_owned(),
        ..InstrumentationScope::default()
    };
    ExportTraceServiceRequest {
        resource_spans: vec![ResourceSpans {
            resource: Some(resource),
            scope_spans: vec![ScopeSpans {
                scope: Some(scope),
                spans,
                ..ScopeSpans::default()
            }],
            ..ResourceSpans::default()
        }],
    }
}

/// A fault of ours: what was refused is no failure.
fn has_failed(open: &Open) -> bool {
    open.attributes.iter().any(|one| {
        let value = one.value.as_ref().and_then(|value| value.value.as_ref());
        match (one.key.as_str(), value) {
            ("http.response.status_code", Some(Value::IntValue(code))) => *code >= 500,
            ("reglament.result", Some(Value::StringValue(result))) => result == "failed",
            _ => false,
        }
    })
}

fn text(key: &str, value: &str) -> KeyValue {
    let value = Value::StringValue(value.to_owned());
    KeyValue {
        key: key.to_owned(),
        value: Some(AnyValue { value: Some(value) }),
        ..KeyValue::default()
    }
}

fn nanos(at: SystemTime) -> u64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}
