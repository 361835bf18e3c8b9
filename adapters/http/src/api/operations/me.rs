//! Somebody's own account: who they are, how pages look to them, their password, sessions and kept filters.

use axum::http::StatusCode;

use super::session::refusal;
use super::{Operation, Refusal};
use crate::access::door;
use crate::api::filters::{KeepFilter, KeptFilter};
use crate::api::me::{ChangePassword, Me, OwnSession};
use crate::api::own_settings::{ChooseSettings, OwnSettings};

pub(super) fn operations() -> Vec<Operation> {
    let mut all = vec![
        Operation::at("operation.session_me", door!("GET /api/v1/me"))
            .for_people()
            .more("operation.session_me_more")
            .gives::<Me>(),
        Operation::at("operation.me_settings", door!("PUT /api/v1/me/settings"))
            .for_people()
            .more("operation.me_settings_more")
            .takes::<ChooseSettings>()
            .gives::<OwnSettings>(),
        Operation::at("operation.me_password", door!("POST /api/v1/me/password"))
            .for_people()
            .more("operation.me_password_more")
            .takes::<ChangePassword>()
            .refused(of_passwords()),
    ];
    all.extend(sessions());
    all.extend(filters());
    all
}

fn of_passwords() -> [Refusal; 5] {
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    [
        refusal(StatusCode::CONFLICT, "password_elsewhere", "me.no_password"),
        refusal(unfit, "password_unfit", "password.own"),
        refusal(unfit, "password_same", "me.same_password"),
        refusal(unfit, "wrong_password", "me.wrong_password"),
        Refusal::too_many(),
    ]
}

fn sessions() -> Vec<Operation> {
    vec![
        Operation::at("operation.me_sessions", door!("GET /api/v1/me/sessions"))
            .for_people()
            .gives::<Vec<OwnSession>>(),
        Operation::at(
            "operation.me_close_session",
            door!("DELETE /api/v1/me/sessions/{session}"),
        )
        .for_people(),
        Operation::at(
            "operation.me_close_others",
            door!("DELETE /api/v1/me/sessions"),
        )
        .for_people()
        .more("operation.me_close_others_more"),
    ]
}

fn filters() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.filters_list",
            door!("GET /api/v1/filters/{list}"),
        )
        .for_people()
        .gives::<Vec<KeptFilter>>(),
        Operation::at(
            "operation.filters_keep",
            door!("POST /api/v1/filters/{list}"),
        )
        .for_people()
        .more("operation.filters_keep_more")
        .takes::<KeepFilter>()
        .creates::<KeptFilter>()
        .refused([refusal(
            StatusCode::UNPROCESSABLE_ENTITY,
            "filter_not_kept",
            "saved.unkept",
        )]),
        Operation::at(
            "operation.filters_remove",
            door!("DELETE /api/v1/filters/{list}/{id}"),
        )
        .for_people(),
    ]
}
