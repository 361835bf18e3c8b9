//! One question or command over a database: opens it, asks, finishes what is under way and closes it, whatever the answer.

use reglament_runtime::{Service, ServiceError};

use super::{Engine, block_on};
use crate::failure::Failure;
use crate::settings::Settings;

/// Does `work` with the service of a database that is there.
///
/// # Errors
/// The database cannot be opened, or what `work` says.
pub(crate) fn with_service<T, E: Into<Failure>>(
    settings: &Settings,
    work: impl AsyncFnOnce(&Service) -> Result<T, E>,
) -> Result<T, Failure> {
    block_on(async {
        let engine = Engine::open(settings).await?;
        let done = work(&engine.service()).await;
        engine.close().await;
        done.map_err(Into::into)
    })
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        Self::service(&error)
    }
}
