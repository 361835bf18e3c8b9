//! Calls against a scripted server on the loopback: what is sent, and what is made of every answer.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use chrono::DateTime;
use reglament_runtime::port::{WebhookAnswer, WebhookCall, WebhookCaller};
use reglament_webhook::{Hook, Webhooks};

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
