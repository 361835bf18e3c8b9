//! Traces: one request is followed from its address to its letter, over the real program and a collector on the loopback.
//! What people wrote is in no span and in no line of the log; a collector that is away costs a count.

mod collector;

use std::time::Instant;

use opentelemetry_proto::tonic::trace::v1::Span;
use reglament_mail::sink::{Script, Sink};
use reglament_metrics::Text;
use reglament_telemetry::{Telemetry, TelemetrySettings};
use reglament_tests::browser::{Browser, Request, send};
use reglament_tests::program;
use serde_json::json;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::crash::regulation::{self, CLERK, PROCESS};
use collector::{Collector, attribute};

/// What a person wrote; none of it may be told to anybody but those who work on the case.
const SEEDS: [&str; 3] = [
    "МАРКЕР-ТЕМА-7731",
    "marker-7731@example.org",
    "МАРКЕР-ОТВЕТ-7731",
];

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER: &str = "00f067aa0ba902b7";

#[test]
fn a_request_is_followed_to_its_letter() {
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let sink = tokio.block_on(Sink::start(Script::default()));
    let mut collector = Collector::start();
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path()).logging("warn,reglament=trace");
    regulation::prepare(&program, folder.path(), sink.port());
    let file = folder.path().join("reglament.toml");
    let settings = std::fs::read_to_string(&file).unwrap();
    let port = collector.port;
    let more =
        format!("[telemetry]\nendpoint = \"http://127.0.0.1:{port}\"\n[log]\nformat = \"json\"\n");
    std::fs::write(&file, settings + &more).unwrap();
    let server = program.serve();

    let path = format!("/api/v1/processes/{PROCESS}/instances");
    let body = json!({"data": {"topic": SEEDS[0], "email": SEEDS[1]}});
    let start = send(
        server.address(),
        &Request::command(&path, "start-of-the-followed-1", body),
    )
    .unwrap();
    let instance = start.json()["instance"].as_str().unwrap().to_owned();
    let began_here = start.header("traceparent").unwrap();
    assert!(!began_here.contains(TRACE), "{began_here}");

    let mut browser = Browser::new(server.address());
    browser.sign_in(CLERK.0, CLERK.1);
    let path = format!("/api/v1/tasks/{instance}/1/complete");
    let body = json!({"data": {"note": SEEDS[2]}});
    let mut request = Request::command(&path, "answer-of-the-followed-1", body);
    request.headers.extend([
        ("Cookie".to_owned(), browser.cookies()),
        ("traceparent".to_owned(), format!("00-{TRACE}-{CALLER}-01")),
    ]);
    let answer = send(server.address(), &request).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.html());
    let told = answer.header("traceparent").unwrap().to_owned();
    assert!(told.starts_with(&format!("00-{TRACE}-")), "{told}");

    let of_letter = |span: &Span| span.name == "effect" && hex::encode(&span.trace_id) == TRACE;
    collector.until("the letter", |spans| spans.iter().any(of_letter));
    collector.until("the request", |spans| {
        spans
            .iter()
            .any(|span| hex::encode(&span.span_id) == told[36..52])
    });
    is_followed(&collector.spans, &told[36..52], &instance);

    // A refused request is in the log with its trace.
    let mut refused = Request::get(&format!("/api/v1/instances/{instance}"));
    let header = ("traceparent".to_owned(), format!("00-{TRACE}-{CALLER}-00"));
    refused.headers.push(header);
    assert_eq!(send(server.address(), &refused).unwrap().status, 401);
    server_log(&server, &collector, &instance);
}

/// From the caller down to the letter, each below the one before.
fn is_followed(spans: &[Span], request: &str, instance: &str) {
    let below = |parent: &str, name: &str| {
        let found = spans.iter().find(|span| {
            span.name == name
                && hex::encode(&span.trace_id) == TRACE
                && hex::encode(&span.parent_span_id) == parent
        });
        found.unwrap_or_else(|| panic!("no `{name}` below {parent}:\n{spans:#?}"))
    };
    let first = below(CALLER, "request");
    assert_eq!(hex::encode(&first.span_id), request);
    assert_eq!(attribute(first, "http.request.method"), "POST");
    assert_eq!(attribute(first, "http.response.status_code"), "200");
    let route = attribute(first, "http.route");
    assert!(
        route.contains("/tasks/{") && !route.contains(instance),
        "{route}"
    );
    let command = below(request, "command");
    assert_eq!(attribute(command, "reglament.instance"), instance);
    assert_eq!(attribute(command, "reglament.result"), "done");
    let batch = below(&hex::encode(&command.span_id), "batch");
    let commit = below(&hex::encode(&batch.span_id), "commit");
    assert_eq!(attribute(commit, "reglament.result"), "done");
    let letter = below(&hex::encode(&batch.span_id), "effect");
    assert_eq!(attribute(letter, "reglament.kind"), "letter");
    for span in [first, command, batch, commit, letter] {
        assert!(span.end_time_unix_nano >= span.start_time_unix_nano);
    }
}

/// What was told holds none of what was written, and the log names the trace.
fn server_log(server: &reglament_tests::Running, collector: &Collector, instance: &str) {
    let began = Instant::now();
    let mut log = String::new();
    while !log.contains("a request was refused") {
        assert!(
            began.elapsed().as_secs() < 20,
            "the log says nothing:\n{log}"
        );
        std::thread::yield_now();
        log += &server.log();
    }
    let line = log
        .lines()
        .find(|line| line.contains("a request was refused"));
    assert!(line.unwrap().contains(TRACE), "{line:?}");
    let spans = format!("{:?}", collector.spans);
    assert!(spans.contains(instance), "the grep below sees nothing");
    for seed in SEEDS.iter().chain(&["7731", "Орлова", CLERK.1]) {
        assert!(!spans.contains(seed), "a span tells {seed}");
        assert!(!log.contains(seed), "the log tells {seed}:\n{log}");
    }
}

/// More spans than the queue has room for.
const SPANS: u64 = 20_000;

#[test]
fn a_collector_that_is_away_costs_a_count() {
    let nobody = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = nobody.local_addr().unwrap();
    drop(nobody);
    let [sent, dropped, failed] = fates(&format!("http://{address}"));
    assert!(sent == 0 && failed > 0, "{failed} failed, {sent} sent");
    // What stood in the queue when the end came is neither.
    assert!(
        dropped + failed <= SPANS,
        "{dropped} dropped, {failed} failed"
    );
    assert!(
        Telemetry::start(&TelemetrySettings::default())
            .unwrap()
            .is_none()
    );
}

/// It takes the connection and says nothing: nobody waits for it, and the queue grows no further.
#[test]
fn a_collector_that_hangs_costs_a_count() {
    let silent = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = silent.local_addr().unwrap();
    let [sent, dropped, failed] = fates(&format!("http://{address}"));
    assert!(sent == 0 && dropped > 0, "{dropped} dropped, {sent} sent");
    assert!(
        dropped + failed <= SPANS,
        "{dropped} dropped, {failed} failed"
    );
}

/// What becomes of many spans for a collector: sent, dropped, failed.
fn fates(endpoint: &str) -> [u64; 3] {
    let settings = TelemetrySettings {
        endpoint: Some(endpoint.to_owned()),
    };
    let telemetry = Telemetry::start(&settings).unwrap().unwrap();
    let measures = telemetry.measures();
    let listening = tracing_subscriber::registry().with(telemetry.layer());
    tracing::subscriber::with_default(listening, || {
        for n in 1..=SPANS {
            let span_id = format!("{n:016x}");
            let _span = tracing::error_span!(
                target: "reglament::trace",
                "request",
                trace_id = TRACE,
                span_id,
            )
            .entered();
        }
    });
    telemetry.close();
    let mut text = Text::default();
    measures(&mut text);
    let text = text.finish();
    ["sent", "dropped", "failed"].map(|result| {
        let row = format!("reglament_trace_spans_total{{result=\"{result}\"}} ");
        let found = text.lines().find_map(|line| line.strip_prefix(&row));
        let found = found.unwrap_or_else(|| panic!("{row}\n{text}"));
        found.parse().unwrap()
    })
}
