//! Which trace the work under way belongs to, so that one request can be followed from its address to its letter.
//!
//! Ids and the header are those of W3C Trace Context (<https://www.w3.org/TR/trace-context/>). Spans are those of
//! `tracing`, all under [`TARGET`]; `adapters/telemetry` tells them to a collector if there is one, the log prints their
//! ids in any case. They carry identifiers and kinds, never what somebody wrote. Nothing here is stored: an effect that
//! is carried out by another server, or after a restart, begins a trace of its own.

mod ordered;

use std::fmt;

use reglament_core::InstanceId;
use tracing::{Span, field};

pub(crate) use ordered::Ordered;

/// The target of every span that belongs to a trace.
pub const TARGET: &str = "reglament::trace";

/// A span of a trace: what is done now, and what others may name as their parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceContext {
    trace: u128,
    span: u64,
    sampled: bool,
}

/// Sixteen bytes, as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug)]
pub struct TraceId(u128);

/// Eight bytes, as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug)]
pub struct SpanId(u64);

tokio::task_local! {
    static CURRENT: TraceContext;
}

impl TraceContext {
    /// A trace that begins here.
    pub fn begin() -> Self {
        Self {
            trace: (u128::from(fresh()) << 64) | u128::from(fresh()),
            span: fresh(),
            sampled: true,
        }
    }

    /// Reads a `traceparent`; whatever is not one is as if there was none. Later versions may say more behind the flags.
    pub fn read(header: &str) -> Option<Self> {
        let mut parts = header.trim().split('-');
        let (version, trace, span, flags) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let rest = parts.next();
        if hex(version, 2)? == 0xff || (version == "00" && rest.is_some()) {
            return None;
        }
        let (trace, span) = (hex(trace, 32)?, u64::try_from(hex(span, 16)?).ok()?);
        let sampled = hex(flags, 2)? & 1 == 1;
        (trace != 0 && span != 0).then_some(Self {
            trace,
            span,
            sampled,
        })
    }

    /// A span below this one.
    #[must_use]
    pub fn child(self) -> Self {
        Self {
            span: fresh(),
            ..self
        }
    }

    /// The `traceparent` that names this span.
    pub fn header(self) -> String {
        let flags = u8::from(self.sampled);
        format!("00-{:032x}-{:016x}-{flags:02x}", self.trace, self.span)
    }

    /// Id of the trace.
    pub fn trace_id(self) -> TraceId {
        TraceId(self.trace)
    }

    /// Id of the span; none in a trace that whoever began it does not collect: it is not told then.
    pub fn span_id(self) -> Option<SpanId> {
        self.sampled.then_some(SpanId(self.span))
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Display for SpanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Does work as a part of a trace: commands given in between are below `context`.
pub async fn within<F: Future>(context: TraceContext, work: F) -> F::Output {
    CURRENT.scope(context, work).await
}

/// The span that the work under way is a part of.
pub(crate) fn current() -> Option<TraceContext> {
    CURRENT.try_with(|context| *context).ok()
}

/// From a command to its answer. Below what gave it, or the beginning of a trace.
pub(crate) fn command(kind: &'static str, instance: &InstanceId) -> (TraceContext, Span) {
    let parent = current();
    let context = parent.map_or_else(TraceContext::begin, TraceContext::child);
    // The level only says that every filter of the log lets the ids through.
    let span = tracing::error_span!(
        target: TARGET,
        "command",
        trace_id = told(parent.is_none(), context.trace_id()),
        span_id = context.span_id().map(field::display),
        parent_id = parent.and_then(TraceContext::span_id).map(field::display),
        kind,
        %instance,
        result = field::Empty,
    );
    (context, span)
}

/// One try to write what was decided about some commands; `first` of them is its parent, the others are linked.
pub(crate) fn batch(first: Option<TraceContext>, commands: usize) -> (TraceContext, Span) {
    let context = first.map_or_else(TraceContext::begin, TraceContext::child);
    let span = tracing::error_span!(
        target: TARGET,
        "batch",
        trace_id = %context.trace_id(),
        span_id = context.span_id().map(field::display),
        parent_id = first.and_then(TraceContext::span_id).map(field::display),
        commands,
    );
    (context, span)
}

/// The transaction of a batch.
pub(crate) fn commit(batch: TraceContext) -> Span {
    tracing::error_span!(
        target: TARGET,
        "commit",
        span_id = batch.child().span_id().map(field::display),
        parent_id = batch.span_id().map(field::display),
        result = field::Empty,
    )
}

/// One try of a letter, a document, a call: below the batch that ordered it, if that is known.
pub(crate) fn effect(
    kind: &'static str,
    ordered: Option<TraceContext>,
    instance: Option<&InstanceId>,
    attempt: u32,
) -> (TraceContext, Span) {
    let context = ordered.map_or_else(TraceContext::begin, TraceContext::child);
    let span = tracing::error_span!(
        target: TARGET,
        "effect",
        trace_id = %context.trace_id(),
        span_id = context.span_id().map(field::display),
        parent_id = ordered.and_then(TraceContext::span_id).map(field::display),
        kind,
        instance = instance.map(field::display),
        attempt,
        result = field::Empty,
    );
    (context, span)
}

fn told(at_all: bool, id: TraceId) -> Option<field::DisplayValue<TraceId>> {
    at_all.then(|| field::display(id))
}

/// Never nought, which means "no id".
fn fresh() -> u64 {
    getrandom::u64().unwrap_or_default().max(1)
}

/// Lower-case digits only, as the standard wants it.
fn hex(text: &str, digits: usize) -> Option<u128> {
    let right = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let fits = text.len() == digits && text.bytes().all(right);
    fits.then(|| u128::from_str_radix(text, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::TraceContext;

    const GOOD: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_header_is_read_as_the_standard_says() {
        let read = TraceContext::read(GOOD).unwrap();
        assert_eq!(read.header(), GOOD);
        let below = read.child();
        assert_eq!(below.header()[..36], GOOD[..36]);
        assert_ne!(below.header(), GOOD);
        let later = GOOD.replacen("00", "01", 1) + "-more";
        assert!(TraceContext::read(&later).is_some(), "later versions");
        let not_collected = GOOD.replace("-01", "-00");
        assert!(
            TraceContext::read(&not_collected)
                .unwrap()
                .span_id()
                .is_none()
        );
        for wrong in [
            "",
            "00",
            &GOOD.replacen("00", "ff", 1),
            &GOOD.to_uppercase(),
            &format!("{GOOD}-more"),
            &GOOD.replace("4bf92f3577b34da6a3ce929d0e0e4736", &"0".repeat(32)),
            &GOOD.replace("00f067aa0ba902b7", &"0".repeat(16)),
            &GOOD.replace("00f0", "0х"),
            &GOOD[..54],
        ] {
            assert_eq!(TraceContext::read(wrong), None, "{wrong}");
        }
    }
}
