//! Bodies as no browser writes them: changed bytes of forms, files and JSON, through the whole router. Nothing breaks, and
//! a refusal of the API has its code.
//!
//! The parsers behind the router are tried one by one in `tests/parsers`; what operations make of odd values stands in
//! `malformed.rs`.

use axum::body::Body;
use axum::http::{Request, header};
use reglament_parsers::Mutator;

use super::site::Site;

/// Changed bodies of each kind.
const RUNS: usize = 150;

const PARTS: &str = "--b\r\ncontent-disposition: form-data; name=\"topic\"\r\n\r\nКрыша\r\n--b\r\ncontent-disposition: form-data; \
    name=\"email\"\r\n\r\na@example.ru\r\n--b\r\ncontent-disposition: form-data; name=\"paper\"; filename=\"a.pdf\"\r\n\
    content-type: application/pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n";

const WORDS: &[&str] = &[
    "--b",
    "--b--",
    "\r\n\r\n",
    "content-disposition: form-data; ",
    "name=\"topic\"",
    "filename=\"..\\\\..\\\\a\"",
    "filename*=UTF-8''%00",
    "name=",
    "topic=",
    "&",
    "%",
    "%FF",
    "%00",
    "[]",
    "_command=",
    "\"login\":",
    "\"password\":",
    "\"code\":",
    "\\ud800",
    "\\u0000",
    "[[[[[[",
    "1e999",
];

#[tokio::test]
async fn changed_bodies_break_nothing() {
    let site = Site::open().await;
    let kinds: [(&str, &str, &[u8]); 3] = [
        (
            "/f/request",
            "multipart/form-data; boundary=b",
            PARTS.as_bytes(),
        ),
        (
            "/f/request",
            "application/x-www-form-urlencoded",
            b"topic=%D0%9A&email=a%40example.ru&_command=0123456789abcdef0123456789abcdef",
        ),
        (
            "/api/v1/session",
            "application/json",
            b"{\"login\": \"nobody\", \"password\": \"wrong\", \"code\": \"123456\"}",
        ),
    ];
    let mut mutator = Mutator::new(20_261_123, WORDS);
    for (path, kind, usual) in kinds {
        for turn in 0..RUNS {
            let body = mutator.changed(usual, PARTS.as_bytes());
            let request = Request::post(path).header(header::CONTENT_TYPE, kind);
            let answer = site
                .send(request.body(Body::from(body.clone())).unwrap())
                .await;
            let what = || {
                format!(
                    "{path} {turn}: {}\n{}",
                    String::from_utf8_lossy(&body),
                    answer.text
                )
            };
            assert!(!answer.status.is_server_error(), "{}", what());
            if path.starts_with("/api/") && !answer.status.is_success() {
                assert!(answer.json()["code"].is_string(), "{}", what());
            }
        }
    }
}
