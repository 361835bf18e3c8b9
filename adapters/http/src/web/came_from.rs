//! The network address of a request, for what is told or noted about it.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::address_of;
use crate::App;

/// Where a request comes from; empty when that is not known.
pub(crate) struct CameFrom(pub(crate) String);

impl FromRequestParts<App> for CameFrom {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(address_of(app, parts)))
    }
}
