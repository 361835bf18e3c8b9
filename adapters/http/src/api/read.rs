//! Reading requests of programs: addresses, queries and bodies, with refusals that say what cannot be read.
//!
//! An address that cannot be read names nothing (404); a query or a body that cannot be read is a mistake (400).

use std::ops::RangeInclusive;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use reglament_runtime::limits::MAX_PAGE;
use serde::de::DeserializeOwned;

use crate::web::Failure;

/// The variable parts of an address.
pub(super) struct Named<T>(pub(super) T);

/// What stands after the question mark.
pub(super) struct Asked<T>(pub(super) T);

/// A body in JSON.
pub(super) struct Sent<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Named<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let read = Path::from_request_parts(parts, state).await;
        read.map(|Path(found)| Self(found))
            .map_err(|_| Failure::NotFound)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let read: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, state).await;
        read.map(|Query(found)| Self(found))
            .map_err(|why| Failure::Malformed(why.body_text()))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            let why = "Expected request with `Content-Type: application/json`";
            return Err(Failure::Malformed(why.to_owned()));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|why| Failure::of_status(why.status()))?;
        // Without names a list would be taken for the values of the fields in their order.
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            return Err(Failure::Malformed("expected a JSON object".to_owned()));
        }
        let read: Result<Json<T>, JsonRejection> = Json::from_bytes(&bytes);
        read.map(|Json(found)| Self(found))
            .map_err(|why| Failure::Malformed(why.body_text()))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json") || kind.ends_with("+json")
}

/// A cursor that a list of this kind gave. A damaged one is refused: a page would begin anew, a program would go round
/// in a circle.
pub(super) fn cursor(
    text: Option<String>,
    is_cursor: fn(&str) -> bool,
) -> Result<Option<String>, Failure> {
    match text {
        Some(text) if !is_cursor(&text) => Err(no_cursor()),
        text => Ok(text),
    }
}

/// What was given for a cursor is none.
pub(super) fn no_cursor() -> Failure {
    Failure::Malformed("after: expected `next` of the page before".to_owned())
}

/// How many rows of a list are wanted, of at most [`MAX_PAGE`].
pub(super) fn page_limit(wanted: Option<u32>) -> Result<Option<u32>, Failure> {
    if let Some(limit) = wanted {
        within("limit", limit, 1..=MAX_PAGE)?;
    }
    Ok(wanted)
}

/// Refuses a number outside of its bounds.
pub(super) fn within(name: &str, value: u32, bounds: RangeInclusive<u32>) -> Result<(), Failure> {
    match bounds.contains(&value) {
        true => Ok(()),
        false => {
            let (least, most) = bounds.into_inner();
            let why = format!("{name}: expected {least} to {most}");
            Err(Failure::Malformed(why))
        }
    }
}
