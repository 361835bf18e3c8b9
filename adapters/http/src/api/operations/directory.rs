//! The directory, accounts of others, the acts of administration.

use axum::http::StatusCode;
use reglament_runtime::{
    AuditPage, DirectoryEntry, DirectoryPage, EffectsView, IntegrityView, PersonFound, PersonalData,
};

use super::session::refusal;
use super::{Operation, Refusal};
use crate::access::door;
use crate::api::directory::{After, Done, Wanted, Wish};
use crate::api::identities::IdentityView;
use crate::api::personal_data;
use crate::in_force::SettingInForce;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.directory_list", door!("GET /api/v1/people"))
            .for_people()
            .asks::<Wanted>()
            .gives::<DirectoryPage>(),
        Operation::at(
            "operation.directory_show",
            door!("GET /api/v1/people/{person}"),
        )
        .for_people()
        .gives::<DirectoryEntry>(),
        Operation::at(
            "operation.directory_account",
            door!("POST /api/v1/people/{person}/account"),
        )
        .more("operation.directory_account_more")
        .for_people()
        .takes::<Wish>()
        .gives::<Done>()
        .refused([
            refusal(StatusCode::CONFLICT, "identity_taken", "elsewhere.taken"),
            refusal(
                StatusCode::UNPROCESSABLE_ENTITY,
                "identity_unfit",
                "elsewhere.unfit",
            ),
        ]),
        Operation::at(
            "operation.directory_identities",
            door!("GET /api/v1/people/{person}/identities"),
        )
        .for_people()
        .gives::<Vec<IdentityView>>(),
        Operation::at("operation.settings", door!("GET /api/v1/settings"))
            .for_people()
            .gives::<Vec<SettingInForce>>(),
        Operation::at("operation.integrity_show", door!("GET /api/v1/integrity"))
            .more("operation.integrity_show_more")
            .for_people()
            .gives::<IntegrityView>(),
        Operation::at("operation.effects_show", door!("GET /api/v1/effects"))
            .for_people()
            .gives::<EffectsView>(),
        Operation::at(
            "operation.effects_pause",
            door!("POST /api/v1/effects/pause"),
        )
        .more("operation.effects_pause_more")
        .for_people()
        .gives::<EffectsView>(),
        Operation::at(
            "operation.effects_resume",
            door!("POST /api/v1/effects/resume"),
        )
        .more("operation.effects_resume_more")
        .for_people()
        .gives::<EffectsView>(),
        Operation::at("operation.audit_list", door!("GET /api/v1/audit"))
            .for_people()
            .asks::<After>()
            .gives::<AuditPage>(),
    ]
    .into_iter()
    .chain(about_a_person())
    .collect()
}

fn about_a_person() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.personal_data_find",
            door!("GET /api/v1/personal-data"),
        )
        .more("operation.personal_data_find_more")
        .for_people()
        .asks::<personal_data::Wanted>()
        .gives::<PersonFound>(),
        Operation::at(
            "operation.personal_data_give",
            door!("POST /api/v1/personal-data"),
        )
        .more("operation.personal_data_give_more")
        .for_people()
        .takes::<personal_data::Wish>()
        .gives::<PersonalData>()
        .refused([Refusal::not_found()]),
    ]
}
