//! Requests that nobody in good faith sends, to every operation of the API. Each must be answered as the description says,
//! and none may break anything. What to send is made from the description, so that a new operation is tried at once.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

use super::api::token;
use super::contract::Contract;
use super::site::{Site, WORKER_TOKEN};

/// Parts of an address, as they stand in it.
const ODD_PLACES: &[&str] = &[
    "x",
    "0",
    "-1",
    "1.5",
    "4294967296",
    "99999999999999999999",
    "%00",
    "%FF%FE",
    "%2e%2e%2fetc",
    "%F0%9F%92%A9",
    "'%22--%20",
    "%20",
];

/// What may follow a name of the query.
const ODD_ASKED: &[&str] = &[
    "",
    "abc",
    "-1",
    "99999999999999999999",
    "%FF",
    "%00",
    "true",
];

/// Whole bodies.
const ODD_BODIES: &[&[u8]] = &[
    b"",
    b"null",
    b"true",
    b"[]",
    b"[null, null]",
    b"1e999",
    b"\"text\"",
    b"{",
    b"{}",
    b"{\"nobody_knows_this\": 1}",
    b"{\"data\": {\"data\": {\"data\": {}}}}",
    b"\xff\xfe\x00{",
    b"{\"reason\": \"\xc3\x28\"}",
    b"{\"reason\": \"\\u0000\\ud800\"}",
];

/// Values that any property of a body may be given.
fn odd_values() -> [Value; 11] {
    [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(u64::MAX),
        json!(1.5e300),
        json!(""),
        json!("\u{0}\u{202e}'\"<b>"),
        json!("9".repeat(20_000)),
        json!([[[]]]),
        json!({"": {"a": [null]}}),
    ]
}

/// An operation with places that exist.
struct Attempt<'a> {
    method: String,
    path: String,
    places: Vec<(&'a str, String)>,
    asked: Vec<&'a str>,
    properties: Vec<String>,
    takes_json: bool,
}

impl Attempt<'_> {
    fn address(&self, odd: Option<(&str, &str)>) -> String {
        let mut path = self.path.clone();
        for (name, usual) in &self.places {
            let value = odd.filter(|(known, _)| known == name);
            let value = value.map_or(usual.as_str(), |(_, value)| value);
            path = path.replace(&format!("{{{name}}}"), value);
        }
        path
    }

    /// The address with every parameter of the query in its place.
    fn whole(&self) -> String {
        let asked: Vec<String> = self
            .asked
            .iter()
            .map(|name| format!("{name}=a.csv"))
            .collect();
        match asked.is_empty() {
            true => self.address(None),
            false => format!("{}?{}", self.address(None), asked.join("&")),
        }
    }
}

/// Every operation of the description.
fn attempts<'a>(document: &'a Value, known: &'a Value) -> Vec<Attempt<'a>> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().unwrap();
            let named = |place: &'static str| {
                let inside = parameters.iter().filter(move |p| p["in"] == place);
                inside.map(|p| p["name"].as_str().unwrap())
            };
            let usual = |name| (name, known[name].as_str().unwrap_or("1").to_owned());
            all.push(Attempt {
                method: method.to_uppercase(),
                path: path.clone(),
                places: named("path").map(usual).collect(),
                asked: named("query").collect(),
                properties: properties(document, operation),
                takes_json: operation["requestBody"]["content"]["application/json"].is_object(),
            });
        }
    }
    all
}

/// Names of the properties of the body.
fn properties(document: &Value, operation: &Value) -> Vec<String> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    let found = schema
        .as_str()
        .and_then(|name| document.pointer(&name[1..]));
    let found = found.and_then(|schema| schema["properties"].as_object());
    found.map_or_else(Vec::new, |found| found.keys().cloned().collect())
}

/// Sends and demands that nothing breaks; that the answer is described is demanded by the site.
async fn send(site: &Site, attempt: &Attempt<'_>, address: &str, who: &str, body: Vec<u8>) {
    let mut request = Request::builder()
        .method(attempt.method.as_str())
        .uri(address)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", format!("key-{:0>20}", body.len()));
    if !who.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {who}"));
    }
    let shown = String::from_utf8_lossy(&body[..body.len().min(100)]).into_owned();
    let answer = site.send(request.body(Body::from(body)).unwrap()).await;
    let what = format!("{} {address} {shown}: {}", attempt.method, answer.text);
    assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{what}");
    let is_object = shown.trim_start().starts_with('{');
    let taken = answer.status.is_success();
    assert!(is_object || !attempt.takes_json || !taken, "{what}");
}

/// A site with a request, a task, a document to be, and what the addresses call them.
async fn prepared() -> (Site, Value) {
    let site = Site::open().await;
    let code = site.file_request().await;
    let case = site.get("", &format!("/api/v1/cases/{code}")).await.json();
    let known = json!({
        "instance": case["instance"], "code": code, "process": "request", "register": "answers",
        "action": "claim", "format": "pdf", "term": "instance", "step": "answer", "event": "withdrawal",
        "set": "figures", "field": "topic", "list": "tasks",
    });
    (site, known)
}

#[tokio::test]
async fn odd_addresses_and_queries_are_answered_as_described() {
    let (site, known) = prepared().await;
    let anna = token(&site, "anna").await;
    let document = &Contract::read().unwrap().document;
    for attempt in attempts(document, &known) {
        let worker = attempt.path.contains("/jobs/").then_some(WORKER_TOKEN);
        let who = worker.unwrap_or(&anna);
        if attempt.path.ends_with("/session") {
            continue;
        }
        for (name, _) in &attempt.places {
            for odd in ODD_PLACES {
                let address = attempt.address(Some((name, odd)));
                send(&site, &attempt, &address, who, b"{}".to_vec()).await;
                send(&site, &attempt, &address, "", b"{}".to_vec()).await;
            }
        }
        for name in &attempt.asked {
            for odd in ODD_ASKED {
                let address = format!("{}?{name}={odd}", attempt.address(None));
                send(&site, &attempt, &address, who, b"{}".to_vec()).await;
                let twice = format!("{address}&{name}={odd}&unknown[]=1");
                send(&site, &attempt, &twice, who, b"{}".to_vec()).await;
            }
        }
    }
}

#[tokio::test]
async fn odd_bodies_are_answered_as_described() {
    let (site, known) = prepared().await;
    let anna = token(&site, "anna").await;
    let document = &Contract::read().unwrap().document;
    let nested = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
    for attempt in attempts(document, &known) {
        if attempt.method == "GET" || attempt.path.ends_with("/session") && attempt.method != "POST"
        {
            continue;
        }
        let worker = attempt.path.contains("/jobs/").then_some(WORKER_TOKEN);
        let who = worker.unwrap_or(&anna);
        let whole = attempt.whole();
        for body in ODD_BODIES
            .iter()
            .map(|body| body.to_vec())
            .chain([nested.clone()])
        {
            send(&site, &attempt, &whole, who, body.clone()).await;
            send(&site, &attempt, &whole, "", body).await;
        }
        for name in &attempt.properties {
            for odd in odd_values() {
                let body = json!({ name.as_str(): odd }).to_string();
                send(&site, &attempt, &whole, who, body.into_bytes()).await;
            }
        }
    }
}

#[tokio::test]
async fn odd_headers_are_answered_as_described() {
    let (site, known) = prepared().await;
    let document = &Contract::read().unwrap().document;
    for attempt in attempts(document, &known) {
        let headers: [(&str, &[u8]); 7] = [
            ("authorization", b"Bearer \xff\xfe"),
            ("authorization", b"Basic YTpi"),
            ("authorization", b"Bearer"),
            ("cookie", b"session=\xff; session=;;=="),
            ("idempotency-key", b"\xff"),
            ("content-type", b"text/plain; charset=\xff"),
            ("content-length", b"7"),
        ];
        for (name, value) in headers {
            let request = Request::builder()
                .method(attempt.method.as_str())
                .uri(attempt.whole())
                .header(name, value);
            let answer = site.send(request.body(Body::from("{}")).unwrap()).await;
            let what = format!(
                "{} {} {name}: {}",
                attempt.method, attempt.path, answer.text
            );
            assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{what}");
        }
    }
}

#[tokio::test]
async fn another_method_is_named_as_the_mistake() {
    let site = Site::open().await;
    let request = Request::put("/api/v1/me").body(Body::empty()).unwrap();
    let answer = site.send(request).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.json()["code"], "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET");
}
