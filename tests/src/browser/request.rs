//! One HTTP request over one connection, and what came back.
//!
//! Only what these tests need: a length or chunks, no compression, no keep-alive.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::Answer;

/// Longest silence of a server.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between the parts of a body with files.
const BOUNDARY: &str = "----part-of-a-form-7d3a";

/// A file of a form.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Name of the input.
    pub input: String,
    /// Name of the file.
    pub name: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// What is sent.
#[derive(Clone, Debug)]
pub enum Body {
    /// Nothing: a GET.
    Nothing,
    /// A form.
    Form(Vec<(String, String)>),
    /// A form with files.
    Multipart(Vec<(String, String)>, Vec<Attachment>),
    /// JSON.
    Json(serde_json::Value),
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Path with query.
    pub path: String,
    /// More headers.
    pub headers: Vec<(String, String)>,
    /// What is sent.
    pub body: Body,
}

/// No answer came; whether the request took effect is not known.
#[derive(Debug)]
pub struct Unanswered(pub String);

impl std::fmt::Display for Unanswered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<io::Error> for Unanswered {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

impl Request {
    /// A request for a page.
    pub fn get(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            headers: Vec::new(),
            body: Body::Nothing,
        }
    }

    /// A request of the API that may be repeated under its key.
    pub fn command(path: &str, key: &str, body: serde_json::Value) -> Self {
        Self {
            path: path.to_owned(),
            headers: vec![("Idempotency-Key".to_owned(), key.to_owned())],
            body: Body::Json(body),
        }
    }

    fn bytes(&self, host: SocketAddr) -> Vec<u8> {
        let (method, kind, body) = match &self.body {
            Body::Nothing => ("GET", String::new(), Vec::new()),
            Body::Form(pairs) => (
                "POST",
                "application/x-www-form-urlencoded".to_owned(),
                urlencoded(pairs),
            ),
            Body::Multipart(pairs, files) => (
                "POST",
                format!("multipart/form-data; boundary={BOUNDARY}"),
                multipart(pairs, files),
            ),
            Body::Json(value) => (
                "POST",
                "application/json".to_owned(),
                value.to_string().into_bytes(),
            ),
        };
        let mut head = format!(
            "{method} {} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n",
            self.path
        );
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if method == "POST" {
            head += &format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
        }
        [head.as_bytes(), b"\r\n", &body].concat()
    }
}

/// Sends a request and reads the whole answer.
///
/// # Errors
/// [`Unanswered`] when the connection failed or ended before the answer was complete.
pub fn send(address: SocketAddr, request: &Request) -> Result<Answer, Unanswered> {
    let mut connection = TcpStream::connect_timeout(&address, PATIENCE)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    connection.write_all(&request.bytes(address))?;
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes)?;
    Answer::read(&request.path, &bytes)
        .ok_or_else(|| Unanswered("the answer was cut off".to_owned()))
}

fn urlencoded(pairs: &[(String, String)]) -> Vec<u8> {
    let pair = |(name, value): &(String, String)| format!("{}={}", escaped(name), escaped(value));
    let pairs: Vec<String> = pairs.iter().map(pair).collect();
    pairs.join("&").into_bytes()
}

fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        b' ' => "+".to_owned(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn multipart(pairs: &[(String, String)], files: &[Attachment]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in pairs {
        let head =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    for Attachment { input, name, bytes } in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}
