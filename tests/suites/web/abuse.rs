//! Attacks that no other suite of the site is about: connections, paths and headers by which programs of this kind were broken
//! into. docs/abuse.md has the whole catalogue.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use reglament_http::Settings;
use reglament_http::access::{DOORS, Relation};
use reglament_http::limits::{FILINGS_OF_ADDRESS, FILINGS_OF_MAILBOX};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::site::Site;

/// Serves the site on a port of its own until the test ends.
async fn served(site: &Site) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = site.app.clone();
    tokio::spawn(reglament_http::serve(listener, app, std::future::pending()));
    address
}

/// Sends bytes as they are and reads until the server ends the connection.
async fn answered(address: SocketAddr, bytes: &[u8]) -> String {
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    // A server that has had enough may reset the connection: what came before counts.
    let _ = socket.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// Slowloris: the clock of the runtime goes on by itself while everybody waits.
#[tokio::test]
async fn a_head_that_does_not_end_ends_the_connection() {
    let site = Site::open().await;
    let address = served(&site).await;
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let answer = answered(address, b"GET /sign-in HTTP/1.1\r\nhost: a\r\nx-slow: ").await;
    assert!(!answer.contains("HTTP/1.1 2"), "{answer}");
    let waited = begun.elapsed();
    assert!(
        waited <= reglament_http::limits::HEADER_TIMEOUT * 2,
        "{waited:?}"
    );
}

/// What a proxy and a server could cut into different requests, and what speaks another protocol.
#[tokio::test]
async fn heads_that_can_be_read_in_two_ways_are_refused() {
    let site = Site::open().await;
    let address = served(&site).await;
    let heads: [&[u8]; 9] = [
        b"POST /sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef",
        b"POST /sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: +5\r\n\r\nabcde",
        b"POST /sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: 5, 6\r\n\r\nabcdef",
        b"POST /sign-in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"GET /sign-in HTTP/1.1\r\nhost : a\r\n\r\n",
        b"GET /sign-in HTTP/1.1\r\nhost: a\r\n folded: b\r\n\r\n",
        b"GET /sign-in\0 HTTP/1.1\r\nhost: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0",
    ];
    for head in heads {
        let answer = answered(address, head).await;
        let shown = String::from_utf8_lossy(head);
        let first = answer.lines().next().unwrap_or_default();
        assert!(
            first.is_empty() || first.starts_with("HTTP/1.1 4"),
            "{shown}\n{answer}"
        );
        assert_eq!(
            answer.matches("HTTP/1.1 ").count(),
            usize::from(!first.is_empty()),
            "{shown}\n{answer}"
        );
    }
}

/// The path with something in every place of a name.
fn filled(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |filled, part| {
        filled + "1" + part.split_once('}').map_or("", |(_, rest)| rest)
    })
}

/// The way in by an address that only looks like one of the public ones.
#[tokio::test]
async fn no_spelling_of_an_address_goes_around_the_check() {
    let site = Site::open().await;
    for door in DOORS.iter().filter(|door| door.method == "GET") {
        if matches!(door.relation, Relation::Everyone | Relation::Code) {
            continue;
        }
        let path = filled(door.path);
        let spellings = [
            format!("{path}/"),
            format!("{path};a=b"),
            format!("{path}.css"),
            format!("{path}%00"),
            format!("{path}%2f"),
            format!("/static/..{path}"),
            format!("/static/%2e%2e{path}"),
            format!("/sign-in/..{path}"),
            format!("/f/request/../..{path}"),
            path.to_uppercase(),
        ];
        for spelling in spellings {
            let Ok(request) = Request::get(&spelling).body(Body::empty()) else {
                continue;
            };
            let status = site.open_answer(request).await.status();
            assert!(
                !status.is_success() && !status.is_server_error(),
                "{spelling}: {status}"
            );
        }
    }
}

#[tokio::test]
async fn ten_thousand_names_in_a_query_are_answered() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    // Short names without values: an address of more than 65 534 bytes is no request at all.
    let many: Vec<String> = (0..10_000).map(|number| number.to_string()).collect();
    for path in ["/tasks", "/f/request", "/sign-in"] {
        let answer = site.get(&anna, &format!("{path}?{}", many.join("&"))).await;
        assert!(
            !answer.status.is_server_error(),
            "{path}: {}",
            answer.status
        );
    }
}

/// Guesses by one machine count as one, whatever address it writes into its requests.
async fn guesses(behind_proxy: bool, forwarded: fn(usize) -> String) -> Vec<StatusCode> {
    let settings = Settings {
        behind_proxy,
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    let address = served(&site).await;
    let mut found = Vec::new();
    for number in 0..=reglament_http::limits::ADDRESS_FAILURES as usize {
        let body = format!("{{\"login\": \"nobody{number}\", \"password\": \"wrong\"}}");
        let head = format!(
            "POST /api/v1/session HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-forwarded-for: {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            forwarded(number),
            body.len(),
        );
        let answer = answered(address, head.as_bytes()).await;
        let status = answer
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        found.push(StatusCode::from_u16(status.unwrap_or(0)).unwrap());
    }
    found
}

#[tokio::test]
async fn a_forged_address_does_not_help_to_guess() {
    let anywhere = guesses(false, |number| format!("198.51.100.{number}")).await;
    assert_eq!(
        anywhere.last(),
        Some(&StatusCode::TOO_MANY_REQUESTS),
        "{anywhere:?}"
    );
    let before = guesses(true, |number| format!("198.51.100.{number}, 203.0.113.7")).await;
    assert_eq!(
        before.last(),
        Some(&StatusCode::TOO_MANY_REQUESTS),
        "{before:?}"
    );
    let others = guesses(true, |number| format!("203.0.113.7, 198.51.100.{number}")).await;
    assert_ne!(
        others.last(),
        Some(&StatusCode::TOO_MANY_REQUESTS),
        "{others:?}"
    );
}

/// A form of the public, sent by the page or by a program, from an address and with a mailbox; the answer's status and text.
async fn filed(
    site: &Site,
    by_program: bool,
    address: &str,
    mailbox: &str,
) -> (StatusCode, String) {
    let key = site.get("", "/f/request").await.key();
    let request = if by_program {
        Request::post("/api/v1/processes/request/instances")
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .body(json!({"data": {"topic": "т", "email": mailbox}}).to_string())
    } else {
        Request::post("/f/request")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(format!("topic=%D1%82&email={mailbox}&_command={key}"))
    };
    let (mut parts, body) = request.unwrap().into_parts();
    let forwarded = format!("127.0.0.1, {address}");
    parts
        .headers
        .insert("x-forwarded-for", forwarded.parse().unwrap());
    let answer = site.send(Request::from_parts(parts, body.into())).await;
    (answer.status, answer.text)
}

#[tokio::test]
async fn a_flood_of_public_forms_is_held_back() {
    let settings = Settings {
        behind_proxy: true,
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    for form in 0..FILINGS_OF_ADDRESS {
        let mailbox = format!("person{form}@example.ru");
        let (status, text) = filed(&site, form % 2 == 0, "203.0.113.7", &mailbox).await;
        assert!(!status.is_client_error(), "{form}: {status} {text}");
    }
    let (status, text) = filed(&site, false, "203.0.113.7", "one@example.ru").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = "С вашего сетевого адреса за час отправлено слишком много форм.";
    assert!(
        text.contains(told) && text.contains("one@example.ru"),
        "{text}"
    );
    let (status, text) = filed(&site, true, "203.0.113.7", "one@example.ru").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{text}");
    for form in 0..FILINGS_OF_MAILBOX {
        let address = format!("198.51.100.{form}");
        let (status, text) = filed(&site, form % 2 == 0, &address, "victim@example.ru").await;
        assert!(!status.is_client_error(), "{form}: {status} {text}");
    }
    let (status, text) = filed(&site, false, "198.51.100.200", "victim@example.ru").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        text.contains("С этим адресом почты за сутки подано слишком много форм."),
        "{text}"
    );
    // Others are not in their way.
    let (status, text) = filed(&site, false, "198.51.100.200", "other@example.ru").await;
    assert!(!status.is_client_error(), "{status} {text}");
}

#[tokio::test]
async fn the_host_of_a_request_stands_in_no_address() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    for path in [
        "/",
        "/tasks",
        "/sign-in",
        "/f/request",
        "/api/v1/openapi.json",
        "/nothing",
    ] {
        for name in ["host", "x-forwarded-host", "forwarded"] {
            let request = Request::get(path)
                .header(header::COOKIE, &anna)
                .header(name, "evil.example");
            let answer = site.open_answer(request.body(Body::empty()).unwrap()).await;
            let told = format!("{:?}", answer.headers());
            let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            let text = told + &String::from_utf8_lossy(&bytes);
            assert!(!text.contains("evil.example"), "{name} of {path}");
        }
    }
}

/// What only the inside of the server knows.
const INSIDE: [&str; 7] = [
    "sqlx",
    "sqlite",
    "panick",
    ".rs:",
    "/src/",
    "backtrace",
    "connection pool",
];

#[tokio::test]
async fn a_fault_says_nothing_of_its_inside() {
    let site = Site::open().await;
    let anna = site.sign_in("anna").await;
    site.store.close().await;
    for path in ["/tasks", "/c/AAAA-BBBB", "/api/v1/tasks", "/api/v1/me"] {
        let request = Request::get(path).header(header::COOKIE, &anna);
        let answer = site.open_answer(request.body(Body::empty()).unwrap()).await;
        let status = answer.status();
        assert!(status.is_server_error(), "{path}: {status}");
        assert_eq!(answer.headers()["x-request-id"].len(), 16, "{path}");
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let told = INSIDE.iter().find(|inside| text.contains(**inside));
        assert_eq!(told, None, "{path}: {text}");
    }
}
