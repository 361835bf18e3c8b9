//! A collector on the loopback: takes OTLP over HTTP and keeps the spans.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message as _;

/// How long spans may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// The collector.
pub(super) struct Collector {
    pub(super) port: u16,
    came: mpsc::Receiver<Vec<Span>>,
    /// All so far.
    pub(super) spans: Vec<Span>,
}

impl Collector {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sender, came) = mpsc::channel();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let sender = sender.clone();
                std::thread::spawn(move || take(&stream, &sender));
            }
        });
        Self {
            port,
            came,
            spans: Vec::new(),
        }
    }

    /// Waits until the spans are enough.
    pub(super) fn until(&mut self, what: &str, enough: impl Fn(&[Span]) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !enough(&self.spans) {
            let left = until.saturating_duration_since(Instant::now());
            match self.came.recv_timeout(left) {
                Ok(more) => self.spans.extend(more),
                Err(_) => panic!("{what} did not come:\n{:#?}", self.spans),
            }
        }
    }
}

/// Requests of one connection, each answered with 200.
fn take(stream: &TcpStream, sender: &mpsc::Sender<Vec<Span>>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let (mut line, mut length) = (String::new(), 0);
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        assert_eq!(line, "POST /v1/traces HTTP/1.1\r\n");
        while !line.trim().is_empty() {
            line.clear();
            reader.read_line(&mut line).ok()?;
            let lower = line.to_ascii_lowercase();
            if let Some(told) = lower.strip_prefix("content-length:") {
                length = told.trim().parse().ok()?;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let request = ExportTraceServiceRequest::decode(&body[..]).unwrap();
        let scopes = request.resource_spans.into_iter();
        let scopes = scopes.flat_map(|resource| resource.scope_spans);
        let spans = scopes.flat_map(|scope| scope.spans).collect();
        sender.send(spans).ok()?;
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        (&mut &*stream).write_all(answer).ok()?;
    }
}

/// What an attribute says, as text.
pub(super) fn attribute(span: &Span, key: &str) -> String {
    let found = span.attributes.iter().find(|one| one.key == key);
    let value = found.and_then(|one| one.value.as_ref()?.value.as_ref());
    match value {
        Some(Value::StringValue(text)) => text.clone(),
        Some(Value::IntValue(number)) => number.to_string(),
        other => format!("{other:?}"),
    }
}
