//! A form together with where it comes from: the brake on guessing asks for the address, a session keeps the browser.

use axum::extract::{Form, FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::App;
use crate::auth::device::agent_of;
use crate::web::{Comer, Failure, address_of};

/// A form and its sender.
pub(super) struct FromDevice<T> {
    /// What was sent.
    pub(super) form: T,
    address: String,
    device: String,
}

impl<T> FromDevice<T> {
    /// Whoever sent it, by this login.
    pub(super) fn comer(&self, login: &str) -> Comer {
        Comer {
            login: login.to_owned(),
            address: self.address.clone(),
            device: self.device.clone(),
        }
    }
}

impl<T: DeserializeOwned> FromRequest<App> for FromDevice<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (parts, body) = request.into_parts();
        let address = address_of(app, &parts);
        let device = agent_of(&parts.headers);
        let Form(form) = Form::<T>::from_request(Request::from_parts(parts, body), &())
            .await
            .map_err(|rejection| Failure::of_status(rejection.status()))?;
        Ok(Self {
            form,
            address,
            device,
        })
    }
}
