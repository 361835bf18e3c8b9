//! The queue, and the thread that empties it. A collector that is away costs a count and one line of the log.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Instant;

use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message as _;
use reglament_metrics::Text;
use ureq::Agent;

use crate::counts::{Fates, add};
use crate::layer::SpanLayer;
use crate::limits::{GATHER, MESSAGE_SPANS, PATIENCE, QUEUE, STOP_PATIENCE};
use crate::message::message;
use crate::settings::{SettingsError, TelemetrySettings};

/// The way to the collector, as long as it is held.
#[derive(Debug)]
pub struct Telemetry {
    queue: Queue,
    thread: JoinHandle<()>,
    ended: Receiver<()>,
}

impl Telemetry {
    /// Starts the thread; none when no collector is named.
    ///
    /// # Errors
    /// The address cannot be used, or the machine gives no thread.
    pub fn start(settings: &TelemetrySettings) -> Result<Option<Self>, SettingsError> {
        let Some(address) = settings.traces()? else {
            return Ok(None);
        };
        let (put, take) = sync_channel(QUEUE);
        let (told, ended) = sync_channel(1);
        let fates = Arc::new(Fates::default());
        let sender = Sender {
            agent: agent(),
            address,
            fates: fates.clone(),
            is_away: false,
        };
        let thread = std::thread::Builder::new().name("telemetry".to_owned());
        let thread = thread.spawn(move || {
            sender.run(&take);
            let _ = told.send(());
        });
        let thread = thread.map_err(|error| SettingsError {
            ru: format!("Поток для сборщика трасс не запускается: {error}."),
            en: format!("The thread for the collector of traces cannot be started: {error}."),
        })?;
        Ok(Some(Self {
            queue: Queue { put, fates },
            thread,
            ended,
        }))
    }

    /// The layer that hears the spans.
    pub fn layer(&self) -> SpanLayer {
        SpanLayer::new(self.queue.clone())
    }

    /// What writes the counts for Prometheus.
    pub fn measures(&self) -> Arc<dyn Fn(&mut Text) + Send + Sync> {
        let fates = self.queue.fates.clone();
        Arc::new(move |text| fates.write(text))
    }

    /// Sends what waits and ends, at the latest after two seconds. What comes later is counted as dropped.
    pub fn close(self) {
        let Self {
            queue,
            thread,
            ended,
        } = self;
        let _ = queue.put.try_send(Parcel::End);
        if ended.recv_timeout(STOP_PATIENCE).is_ok() {
            let _ = thread.join();
        }
    }
}

/// What goes through the queue. The end is said in words, because layers keep their half of the queue for ever.
#[derive(Debug)]
enum Parcel {
    Span(Box<Span>),
    End,
}

/// Where spans are put.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    put: SyncSender<Parcel>,
    fates: Arc<Fates>,
}

impl Queue {
    /// Never waits.
    pub(crate) fn put(&self, span: Span) {
        if let Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) =
            self.put.try_send(Parcel::Span(Box::new(span)))
        {
            add(&self.fates.dropped, 1);
        }
    }
}

struct Sender {
    agent: Agent,
    address: String,
    fates: Arc<Fates>,
    is_away: bool,
}

impl Sender {
    fn run(mut self, take: &Receiver<Parcel>) {
        while let Ok(Parcel::Span(first)) = take.recv() {
            let (spans, goes_on) = gather(*first, take);
            self.send(spans);
            if !goes_on {
                return;
            }
        }
    }

    fn send(&mut self, spans: Vec<Span>) {
        let count = spans.len();
        let body = message(spans).encode_to_vec();
        let sent = self.agent.post(&self.address);
        let sent = sent.header("Content-Type", "application/x-protobuf");
        let why = match sent.send(&body[..]) {
            Ok(answer) if answer.status().is_success() => {
                add(&self.fates.sent, count);
                if std::mem::take(&mut self.is_away) {
                    tracing::info!("the collector of traces takes them again");
                }
                return;
            }
            Ok(answer) => answer.status().to_string(),
            Err(error) => error.to_string(),
        };
        add(&self.fates.failed, count);
        if !std::mem::replace(&mut self.is_away, true) {
            tracing::warn!(
                collector = self.address,
                why,
                "the collector of traces does not take them; they are lost until it does"
            );
        }
    }
}

/// What comes within a moment goes together. False: nothing comes after it.
fn gather(first: Span, take: &Receiver<Parcel>) -> (Vec<Span>, bool) {
    let (mut spans, until) = (vec![first], Instant::now() + GATHER);
    while spans.len() < MESSAGE_SPANS {
        match take.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(Parcel::Span(span)) => spans.push(*span),
            Ok(Parcel::End) | Err(RecvTimeoutError::Disconnected) => return (spans, false),
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    (spans, true)
}

fn agent() -> Agent {
    let config = Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .timeout_global(Some(PATIENCE))
        .user_agent("reglament")
        .build();
    config.into()
}
