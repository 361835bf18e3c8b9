//! Views of somebody's data: what a marked door showed to whom, for the access log.
//!
//! Only what was shown is a view: a refusal, a redirect or a question about the headers is none.

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use reglament_core::InstanceId;
use reglament_runtime::port::ViewRow;

use super::guard::named;
use super::{Door, Relation};
use crate::App;
use crate::api::Caller;
use crate::web::{Failure, Visitor, address_of};

/// Cases whose data an answer hands over, where the address does not name them; a handler puts it into the answer.
#[derive(Clone, Debug)]
pub(crate) struct Handed(pub(crate) Vec<InstanceId>);

/// The view that a request will be if its answer shows something.
pub(super) async fn of(app: &App, door: &Door, parts: &mut Parts) -> Option<ViewRow> {
    let what = door.views?;
    if parts.method == Method::HEAD {
        return None;
    }
    let worker = match door.relation {
        Relation::Worker => Caller::from_request_parts(parts, app).await.ok(),
        _ => None,
    };
    let visitor = parts.extensions.get::<Visitor>();
    let program = visitor.and_then(|visitor| visitor.program.as_ref());
    let program = program.map(|program| program.name.clone());
    let person = visitor.and_then(Visitor::id).map(str::to_owned);
    let person = person.filter(|_| worker.is_none() && program.is_none());
    let target = parts.uri.path_and_query();
    Some(ViewRow {
        at: app.service().now(),
        person,
        program: worker.map(|worker| worker.name().to_owned()).or(program),
        address: address_of(app, parts),
        what,
        door: format!("{} {}", door.method, door.path),
        target: target.map_or_else(String::new, |target| target.as_str().to_owned()),
        process: None,
        instance: named(parts, "instance").await.ok().map(InstanceId),
    })
}

/// The answer, once its view is on the way to the log.
pub(super) async fn recorded(app: &App, view: Option<ViewRow>, answer: Response) -> Response {
    let Some(view) = view.filter(|_| answer.status().is_success()) else {
        return answer;
    };
    let views = match answer.extensions().get::<Handed>() {
        Some(Handed(cases)) => {
            let of = |case: &InstanceId| ViewRow {
                instance: Some(case.clone()),
                ..view.clone()
            };
            cases.iter().map(of).collect()
        }
        None => vec![view],
    };
    for view in views {
        if let Err(error) = app.service().record_view(view).await {
            return Failure::from(error).into_response();
        }
    }
    answer
}
