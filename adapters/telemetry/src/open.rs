//! A span that is open, and what its fields say.
//!
//! The ids are fields like others: whoever opens a span knows them, because the answer and the next span name them.

use std::fmt;
use std::time::SystemTime;

use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue, any_value::Value};
use tracing::field::{Field, Visit};

use crate::limits::VALUE_CHARS;

/// A span that is open.
#[derive(Debug)]
pub(crate) struct Open {
    /// When it was opened.
    pub(crate) began: SystemTime,
    /// Sixteen bytes; empty until somebody says.
    pub(crate) trace: Vec<u8>,
    /// Eight bytes; empty: it is not told.
    pub(crate) span: Vec<u8>,
    /// Eight bytes; empty: it has no parent.
    pub(crate) parent: Vec<u8>,
    /// What else is known.
    pub(crate) attributes: Vec<KeyValue>,
    /// Trace and span of others that it follows.
    pub(crate) links: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Open {
    /// Opened now.
    pub(crate) fn now() -> Self {
        Self {
            began: SystemTime::now(),
            trace: Vec::new(),
            span: Vec::new(),
            parent: Vec::new(),
            attributes: Vec::new(),
            links: Vec::new(),
        }
    }

    fn add(&mut self, field: &Field, value: Value) {
        let key = match field.name() {
            name if name.contains('.') => name.to_owned(),
            name => format!("reglament.{name}"),
        };
        self.attributes.push(KeyValue {
            key,
            value: Some(AnyValue { value: Some(value) }),
            ..KeyValue::default()
        });
    }
}

impl Visit for Open {
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field, Value::IntValue(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        self.add(field, Value::IntValue(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field, Value::BoolValue(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "trace_id" => self.trace = bytes(value),
            "span_id" => self.span = bytes(value),
            "parent_id" => self.parent = bytes(value),
            _ => {
                let told = value.chars().take(VALUE_CHARS).collect();
                self.add(field, Value::StringValue(told));
            }
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.record_str(field, &format!("{value:?}"));
    }
}

/// What hexadecimal digits stand for; nothing if they are none.
fn bytes(hex: &str) -> Vec<u8> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let all: Option<Vec<u8>> = hex.as_bytes().chunks(2).map(pair).collect();
    all.unwrap_or_default()
}
