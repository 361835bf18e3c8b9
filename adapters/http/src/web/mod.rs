//! Between the socket and the handlers: who asks, from which page, and how an error is told.
//!
//! Order of reading: `router` (every address), `visitor`, `csrf`, `failure`, `serve`.

mod came_from;
mod csrf;
mod failure;
mod kept_form;
mod key;
mod measured;
mod metrics;
mod own_account;
mod program;
mod readiness;
mod router;
mod serve;
mod shell;
mod sign_in;
mod streams;
mod traced;
mod visitor;

pub use metrics::metrics_router;
pub use router::{router, routes};
pub use serve::{serve, serve_metrics};

pub(crate) use came_from::CameFrom;
pub(crate) use failure::{Failure, wants_json};
pub(crate) use kept_form::{COMES_BACK, KeptForm};
pub(crate) use key::{command_id, fresh_key};
pub(crate) use measured::Requests;
pub(crate) use own_account::{
    PasswordWish, Unchanged, change_own_password, close_other_sessions, close_own_session,
    session_handle,
};
pub(crate) use readiness::Stopping;
pub(crate) use sign_in::{
    Comer, Refused, Standing, Voucher, check_code, check_password, open_session,
};
pub(crate) use streams::{NoPlace, Place, Streams};
pub(crate) use traced::routed;
pub(crate) use visitor::{
    Halfway, Needs, Official, REFRESH, Visitor, address_of, recognise, url_encoded,
};
