//! Migrations of running instances to another version.

use reglament_runtime::{MigrationReport, ProposedMigration};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::migrations::Wanted;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.migrations_list", door!("GET /api/v1/migrations"))
            .for_people()
            .gives::<Vec<ProposedMigration>>(),
        Operation::at(
            "operation.migrations_migrate",
            door!("POST /api/v1/processes/{process}/migrations"),
        )
        .for_people()
        .more("operation.migrations_migrate_more")
        .takes::<Wanted>()
        .gives::<MigrationReport>()
        .refused(Refusal::of_commands())
        .refused([Refusal::of_migrations()]),
    ]
}
