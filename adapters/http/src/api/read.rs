//! Reading requests of programs: addresses, queries and bodies, with refusals that say what cannot be read.
//!
//! An address that cannot be read names nothing (404); a query or a body that cannot be read is a mistake (400).

use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
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
        let read: Result<axum::Json<T>, JsonRejection> =
            axum::Json::from_request(request, state).await;
        read.map(|axum::Json(found)| Self(found))
            .map_err(|why| match why.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
                _ => Failure::Malformed(why.body_text()),
            })
    }
}
