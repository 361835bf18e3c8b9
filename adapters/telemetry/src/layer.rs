//! Listens to spans of traces and hands over those that have ended. Nothing else is listened to.

use reglament_runtime::trace::TARGET;
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

use crate::limits::LINKS;
use crate::message;
use crate::open::Open;
use crate::sender::Queue;

/// The layer to put beside the log.
#[derive(Clone, Debug)]
pub struct SpanLayer {
    queue: Queue,
}

impl SpanLayer {
    pub(crate) fn new(queue: Queue) -> Self {
        Self { queue }
    }

    /// Whether this is a span of a trace: to be asked by a filter of this layer, so that it hears of nothing else.
    pub fn hears(of: &Metadata<'_>) -> bool {
        of.is_span() && of.target() == TARGET
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for SpanLayer {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if !Self::hears(attributes.metadata()) {
            return;
        }
        let Some(span) = context.span(id) else {
            return;
        };
        let mut open = Open::now();
        attributes.record(&mut open);
        if open.trace.is_empty() {
            let mut around = span.scope().skip(1);
            let trace =
                around.find_map(|outer| Some(outer.extensions().get::<Open>()?.trace.clone()));
            open.trace = trace.unwrap_or_default();
        }
        span.extensions_mut().insert(open);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id);
        if let Some(span) = span
            && let Some(open) = span.extensions_mut().get_mut::<Open>()
        {
            values.record(open);
        }
    }

    fn on_follows_from(&self, id: &Id, followed: &Id, context: Context<'_, S>) {
        let (Some(span), Some(followed)) = (context.span(id), context.span(followed)) else {
            return;
        };
        let other = followed.extensions();
        let other = other.get::<Open>();
        let Some(link) = other.map(|other| (other.trace.clone(), other.span.clone())) else {
            return;
        };
        if let Some(open) = span.extensions_mut().get_mut::<Open>()
            && open.links.len() < LINKS
            && !link.1.is_empty()
        {
            open.links.push(link);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else {
            return;
        };
        let open = span.extensions_mut().remove::<Open>();
        if let Some(open) = open
            && !open.span.is_empty()
            && !open.trace.is_empty()
        {
            self.queue.put(message::span(span.name(), open));
        }
    }
}
