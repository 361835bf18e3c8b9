//! Migrations of running instances: what is proposed, what would happen, and the order itself.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use reglament_core::{InstanceId, Terms};
use reglament_runtime::{MigrationOrder, MigrationReport, ProposedMigration, ServiceError};
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Named, Sent};
use crate::App;
use crate::web::{Failure, Official};

/// An order to migrate.
#[derive(Debug, JsonSchema, Deserialize)]
#[schemars(rename = "MigrateInstances")]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Version to go to.
    version: u32,
    /// Old step id -> new step id.
    #[serde(default)]
    mapping: BTreeMap<String, String>,
    /// What becomes of running terms.
    #[serde(default)]
    terms: Terms,
    /// One instance only.
    instance: Option<InstanceId>,
    /// Only say what would happen; the default, so that nothing goes over by mistake.
    #[serde(default = "yes")]
    dry_run: bool,
}

fn yes() -> bool {
    true
}

pub(super) async fn proposed(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<ProposedMigration>>, Failure> {
    Ok(Json(app.service().proposals_for(official.id()).await?))
}

pub(super) async fn migrate(
    State(app): State<App>,
    official: Official,
    Named(process): Named<String>,
    Sent(wanted): Sent<Wanted>,
) -> Result<Json<MigrationReport>, Failure> {
    if wanted.version == 0 {
        return Err(ServiceError::NotFound.into());
    }
    let order = MigrationOrder {
        process,
        version: wanted.version,
        mapping: wanted.mapping,
        terms: wanted.terms,
        instance: wanted.instance,
        dry_run: wanted.dry_run,
    };
    Ok(Json(
        app.service().migrate(Some(official.id()), &order).await?,
    ))
}
