//! Refuses commands that another site makes a browser send.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, else `Origin`); programs say neither and carry no
//! cookies of their own accord. A proxy must pass `Host` unchanged.

use axum::extract::Request;
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Failure;

/// Lets through what reads, and what this site itself sends.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_own(request.headers()) {
        next.run(request).await
    } else {
        Failure::ForeignSite.into_response()
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if headers.contains_key("sec-fetch-site") {
        return matches!(text("sec-fetch-site"), Some("same-origin" | "none"));
    }
    if !headers.contains_key(header::ORIGIN) {
        return true;
    }
    let origin = text("origin").and_then(|origin| origin.parse::<Uri>().ok());
    let host = origin.as_ref().and_then(Uri::authority);
    host.is_some_and(|host| Some(host.as_str()) == text("host"))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::is_own;

    #[test]
    fn only_own_forms_and_programs_pass() {
        let rows: &[(&[(&'static str, &'static str)], bool)] = &[
            (&[], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("origin", "http://a:80"), ("host", "a:80")], true),
            (&[("origin", "http://b"), ("host", "a")], false),
            (&[("origin", "null"), ("host", "a")], false),
            (&[("origin", "http://a")], false),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "http://a"),
                    ("host", "a"),
                ],
                false,
            ),
        ];
        for (sent, expected) in rows {
            let headers: HeaderMap = sent
                .iter()
                .map(|(name, value)| {
                    (
                        HeaderName::from_static(name),
                        HeaderValue::from_static(value),
                    )
                })
                .collect();
            assert_eq!(is_own(&headers), *expected, "{sent:?}");
        }
    }
}
