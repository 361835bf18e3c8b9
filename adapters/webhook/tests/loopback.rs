//! Calls against a scripted server on the loopback: what is sent, and what is made of every answer.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use chrono::DateTime;
use reglament_runtime::port::{Notified, NotifyCall, WebhookAnswer, WebhookCall, WebhookCaller};
use reglament_webhook::{Hook, SubscriberSettings, Webhooks};

const SECRET: &str = "0123456789abcdef";

/// Answers one connection and gives what it was sent.
fn serve(answer: Vec<u8>) -> (String, JoinHandle<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream);
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if line.trim().is_empty() {
                break;
            }
            let lower = line.to_lowercase();
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            head.push_str(&lower);
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        // The caller may hang up in the middle of an answer that is too long.
        let _ = reader.get_mut().write_all(&answer);
        (head, String::from_utf8(body).unwrap())
    });
    (url, server)
}

fn http(status: &str, more: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{more}Connection: close\r\n\r\n{body}"
    )
    .into_bytes()
}

fn hooks(url: &str, private: bool) -> Webhooks {
    let text =
        format!("url = '{url}'\nsecret = '{SECRET}'\nprivate = {private}\ntimeout_seconds = 2\n");
    let hook: Hook = toml::from_str(&text).unwrap();
    Webhooks::new(&BTreeMap::from([("scales".to_owned(), hook)])).unwrap()
}

fn call(name: &str) -> WebhookCall {
    WebhookCall {
        name: name.to_owned(),
        key: "case-7/2".to_owned(),
        attempt: 2,
        at: DateTime::from_timestamp(1_760_000_000, 0).unwrap(),
        body: serde_json::json!({"data": {"topic": "Крыша"}}),
    }
}

#[tokio::test]
async fn a_call_is_signed_and_its_answer_is_the_result() {
    let (url, server) = serve(http("200 OK", "", r#"{"size": 5}"#));
    let answer = hooks(&url, true).call(&call("scales")).await;
    let WebhookAnswer::Done(result) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(result["size"], 5);
    let (head, body) = server.join().unwrap();
    assert_eq!(body, r#"{"data":{"topic":"Крыша"}}"#);
    assert!(head.starts_with("post /hook "), "{head}");
    for line in [
        "idempotency-key: case-7/2\r\n",
        "reglament-attempt: 2\r\n",
        "reglament-timestamp: 1760000000\r\n",
        "reglament-signature: sha256=",
        "content-type: application/json\r\n",
    ] {
        assert!(head.contains(line), "{line} is not in {head}");
    }
}

#[tokio::test]
async fn a_business_error_is_told_apart_from_a_failure() {
    let (url, _) = serve(http(
        "422 No",
        "",
        r#"{"error": "not_found", "message": "Нет такого"}"#,
    ));
    let answer = hooks(&url, true).call(&call("scales")).await;
    let wanted = WebhookAnswer::Error {
        code: "not_found".into(),
        message: "Нет такого".into(),
    };
    assert_eq!(answer, wanted);
    let (url, _) = serve(http("503 Busy", "", "later"));
    let answer = hooks(&url, true).call(&call("scales")).await;
    assert_eq!(answer, WebhookAnswer::Later("503: later".into()));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (inside, _) = serve(http("200 OK", "", r#"{"secret": 1}"#));
    let (url, _) = serve(http("302 Found", &format!("Location: {inside}\r\n"), ""));
    let answer = hooks(&url, true).call(&call("scales")).await;
    assert_eq!(
        answer,
        WebhookAnswer::Later("302: redirects are not followed".into())
    );
}

#[tokio::test]
async fn an_endless_answer_and_silence_are_cut_off() {
    let endless = format!("{{\"a\": \"{}\"}}", "x".repeat(2 * 1024 * 1024));
    let (url, _) = serve(http("200 OK", "", &endless));
    let answer = hooks(&url, true).call(&call("scales")).await;
    assert!(matches!(&answer, WebhookAnswer::Later(_)), "{answer:?}");
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", silent.local_addr().unwrap());
    let answer = hooks(&url, true).call(&call("scales")).await;
    assert!(matches!(&answer, WebhookAnswer::Later(_)), "{answer:?}");
}

#[tokio::test]
async fn the_inside_of_the_network_is_called_only_on_purpose() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"] {
        let url = format!("https://{host}:{port}/hook");
        let answer = hooks(&url, false).call(&call("scales")).await;
        assert!(
            matches!(&answer, WebhookAnswer::Later(_)),
            "{host} {answer:?}"
        );
        assert!(listener.accept().is_err(), "{host} was connected to");
    }
}

#[tokio::test]
async fn an_unknown_name_is_refused() {
    let answer = hooks("https://example.ru/", false)
        .call(&call("other"))
        .await;
    assert!(matches!(answer, WebhookAnswer::Refused(_)));
}

fn subscribers(private: bool) -> Webhooks {
    let settings = SubscriberSettings {
        private,
        timeout_seconds: 2,
        ..SubscriberSettings::default()
    };
    let none = BTreeMap::new();
    let webhooks = Webhooks::new(&none).unwrap();
    webhooks.with_subscribers(&settings).unwrap()
}

fn notification(url: &str) -> NotifyCall {
    NotifyCall {
        url: url.to_owned(),
        secret: "It is a secret".to_owned(),
        event: "task.completed",
        key: "case-7/4/to/1".to_owned(),
        attempt: 1,
        at: DateTime::from_timestamp(1_760_000_000, 0).unwrap(),
        body: serde_json::json!({"a": 1}),
    }
}

#[tokio::test]
async fn a_notification_is_signed_with_its_moment() {
    // What the receiver answers is not read: a page is as good as nothing.
    let (url, server) = serve(http("200 OK", "", "<html>"));
    let answer = subscribers(true).notify(&notification(&url)).await;
    assert_eq!(answer, Notified::Taken);
    let (head, body) = server.join().unwrap();
    assert_eq!(body, r#"{"a":1}"#);
    for line in [
        "idempotency-key: case-7/4/to/1\r\n",
        "reglament-event: task.completed\r\n",
        "reglament-timestamp: 1760000000\r\n",
        // Computed with `openssl dgst -sha256 -hmac "It is a secret"` over `1760000000.{"a":1}`.
        "reglament-signature: sha256=57d8c659cba5d202192dd4d9a1bf37fce107f78765274a508ab9be034d8053ce\r\n",
    ] {
        assert!(head.contains(line), "{line} is not in {head}");
    }
}

#[tokio::test]
async fn a_subscriber_is_tried_again_unless_it_wants_no_more() {
    for (status, expected) in [
        ("204 No", Notified::Taken),
        ("410 Gone", Notified::Refused("HTTP 410".into())),
        ("500 Broken", Notified::Later("HTTP 500".into())),
        ("302 Found", Notified::Later("HTTP 302".into())),
    ] {
        let (url, _) = serve(http(status, "Location: http://127.0.0.1:9/\r\n", ""));
        let answer = subscribers(true).notify(&notification(&url)).await;
        assert_eq!(answer, expected, "{status}");
    }
    // Nobody listens there any more.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
    let url = format!("http://{}/", closed.unwrap());
    let answer = subscribers(true).notify(&notification(&url)).await;
    assert!(matches!(answer, Notified::Later(_)), "{answer:?}");
}

#[tokio::test]
async fn a_private_subscriber_is_not_called() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    for url in [
        format!("http://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("https://localhost:{port}/"),
        // A name that leads inside is found out when it is resolved.
        format!("https://localhost.:{port}/"),
    ] {
        let answer = subscribers(false).notify(&notification(&url)).await;
        assert_ne!(answer, Notified::Taken, "{url}");
        assert!(listener.accept().is_err(), "{url} was called");
    }
}
