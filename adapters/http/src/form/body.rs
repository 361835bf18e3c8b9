//! Reads a form body, urlencoded or multipart, within the limits on size and count.
//!
//! The body limit itself is a layer of the router; here pairs and names are bounded.

use axum::extract::multipart::MultipartError;
use axum::extract::{Form, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use tokio::sync::Semaphore;

use crate::limits;

/// A file sent with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadedFile {
    /// Name of the input.
    pub input: String,
    /// Name of the file as the browser gives it: shown, never used as a path.
    pub name: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// A form as sent: pairs in their order, and files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormBody {
    /// Names and values.
    pub pairs: Vec<(String, String)>,
    /// Files that have a name; empty file inputs are left out.
    pub files: Vec<UploadedFile>,
}

/// Why a body is not a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormRejection {
    /// More bytes, pairs or longer names than allowed.
    #[error("the form is larger than the limits allow")]
    TooLarge,
    /// Not urlencoded, not multipart, or broken.
    #[error("the body is not a form")]
    Unreadable,
}

impl FormRejection {
    /// The HTTP status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
        }
    }

    /// Key of the sentence for the person.
    pub fn message(self) -> &'static str {
        match self {
            Self::TooLarge => "form.too_large",
            Self::Unreadable => "form.unreadable",
        }
    }
}

impl FormBody {
    /// Reads the body of a request, at most `limit` bytes of contents.
    ///
    /// # Errors
    /// [`FormRejection`] when it is not a form or larger than the limits.
    pub async fn read(request: Request, limit: usize) -> Result<Self, FormRejection> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok());
        let body = if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            read_multipart(request, limit).await?
        } else {
            let request = bounded(request, limit.min(limits::BODY_BYTES)).await?;
            let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, &())
                .await
                .map_err(|error| rejection(error.status()))?;
            Self {
                pairs,
                files: Vec::new(),
            }
        };
        let long_name = |(name, _): &(String, String)| name.len() > limits::FIELD_NAME_BYTES;
        if body.pairs.len() > limits::FORM_PAIRS || body.pairs.iter().any(long_name) {
            return Err(FormRejection::TooLarge);
        }
        Ok(body)
    }

    /// The first value with this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The same request, its body read up to a limit: that of the route may be larger, for files.
async fn bounded(request: Request, limit: usize) -> Result<Request, FormRejection> {
    let (parts, body) = request.into_parts();
    let read = axum::body::to_bytes(body, limit).await;
    let bytes = read.map_err(|_| FormRejection::TooLarge)?;
    Ok(Request::from_parts(parts, bytes.into()))
}

/// Forms with files are read into memory, so that only so many are read at once; others wait.
static PLACES: Semaphore = Semaphore::const_new(limits::UPLOADS);

async fn read_multipart(request: Request, limit: usize) -> Result<FormBody, FormRejection> {
    let unreadable = |_| FormRejection::Unreadable;
    let _place = PLACES.acquire().await.map_err(unreadable)?;
    let (mut body, mut left) = (FormBody::default(), limit);
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|_| FormRejection::Unreadable)?;
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        if body.pairs.len() + body.files.len() >= limits::FORM_PAIRS {
            return Err(FormRejection::TooLarge);
        }
        let input = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(str::to_owned);
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            left = left
                .checked_sub(chunk.len())
                .ok_or(FormRejection::TooLarge)?;
            bytes.extend_from_slice(&chunk);
        }
        match name {
            Some(name) if name.is_empty() => {}
            Some(name) => body.files.push(UploadedFile { input, name, bytes }),
            None => {
                let text = String::from_utf8(bytes).map_err(|_| FormRejection::Unreadable)?;
                body.pairs.push((input, text));
            }
        }
    }
    Ok(body)
}

fn broken(error: MultipartError) -> FormRejection {
    rejection(error.status())
}

fn rejection(status: StatusCode) -> FormRejection {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        FormRejection::TooLarge
    } else {
        FormRejection::Unreadable
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;

    use super::{FormBody, FormRejection};
    use crate::limits;

    const LIMIT: usize = 100_000;

    async fn read(kind: &str, body: impl Into<Body>) -> Result<FormBody, FormRejection> {
        let request = Request::post("/")
            .header("content-type", kind)
            .body(body.into())
            .unwrap();
        FormBody::read(request, LIMIT).await
    }

    #[tokio::test]
    async fn both_kinds_of_bodies_give_the_same_pairs() {
        let plain = read("application/x-www-form-urlencoded", "a.0.b=%D1%91+1&a=2")
            .await
            .unwrap();
        let parts = "--x\r\nContent-Disposition: form-data; name=\"a.0.b\"\r\n\r\nё 1\r\n\
                     --x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n2\r\n\
                     --x\r\nContent-Disposition: form-data; name=\"_file.t\"; filename=\"t.csv\"\r\n\r\nx;1\r\n\
                     --x\r\nContent-Disposition: form-data; name=\"_file.u\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
        let multipart = read("multipart/form-data; boundary=x", parts)
            .await
            .unwrap();
        assert_eq!(plain.pairs, multipart.pairs);
        assert_eq!(plain.get("a.0.b"), Some("ё 1"));
        assert_eq!(multipart.files.len(), 1);
        assert_eq!(multipart.files[0].bytes, b"x;1");
    }

    #[tokio::test]
    async fn what_is_not_a_form_is_refused() {
        assert_eq!(
            read("text/plain", "a=1").await,
            Err(FormRejection::Unreadable)
        );
        let broken = read("multipart/form-data; boundary=x", "--x\r\nrubbish").await;
        assert_eq!(broken, Err(FormRejection::Unreadable));
        let many = "a=1&".repeat(limits::FORM_PAIRS + 1);
        let many = read("application/x-www-form-urlencoded", many).await;
        assert_eq!(many, Err(FormRejection::TooLarge));
        let long = format!("a={}", "1".repeat(LIMIT));
        let long = read("application/x-www-form-urlencoded", long).await;
        assert_eq!(long, Err(FormRejection::TooLarge));
        let head = "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\n";
        let large = |bytes: usize| format!("{head}{}\r\n--x--\r\n", "1".repeat(bytes));
        let fits = read("multipart/form-data; boundary=x", large(LIMIT)).await;
        assert_eq!(fits.map(|body| body.files[0].bytes.len()), Ok(LIMIT));
        let large = read("multipart/form-data; boundary=x", large(LIMIT + 1)).await;
        assert_eq!(large, Err(FormRejection::TooLarge));
    }
}
