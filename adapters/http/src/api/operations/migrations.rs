//! Migrations of running instances to another version.

use reglament_runtime::{MigrationReport, ProposedMigration};

use super::{Operation, Refusal};
use crate::api::migrations::Wanted;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("operation.migrations_list", "/api/v1/migrations")
            .gives::<Vec<ProposedMigration>>(),
        Operation::post(
            "operation.migrations_migrate",
            "/api/v1/processes/{process}/migrations",
        )
        .more("operation.migrations_migrate_more")
        .takes::<Wanted>()
        .gives::<MigrationReport>()
        .refused(Refusal::of_commands())
        .refused([Refusal::of_migrations()]),
    ]
}
