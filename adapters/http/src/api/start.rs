//! What can be begun, by whom, and beginning it. Without a session the public's rights apply.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use reglament_core::{InstanceId, RawInput};
use reglament_runtime::{PublicService, Receipt, ServiceError, StartForm};

use super::key::Key;
use super::read::{Named, Sent};
use super::{AddItem, StartInstance};
use crate::App;
use crate::web::{CameFrom, Failure, Filing, NotFiled, Official, Visitor};

pub(super) async fn services(State(app): State<App>) -> Result<Json<Vec<PublicService>>, Failure> {
    Ok(Json(app.service().public_services().await?))
}

pub(super) async fn startable(
    State(app): State<App>,
    official: Official,
) -> Result<Json<Vec<StartForm>>, Failure> {
    Ok(Json(app.service().startable(official.id()).await?))
}

pub(super) async fn form(
    State(app): State<App>,
    visitor: Visitor,
    Named(process): Named<String>,
) -> Result<Json<StartForm>, Failure> {
    Ok(Json(
        app.service().start_form(visitor.id(), &process).await?,
    ))
}

pub(super) async fn start(
    State(app): State<App>,
    visitor: Visitor,
    CameFrom(address): CameFrom,
    Named(process): Named<String>,
    Key(id): Key,
    Sent(sent): Sent<StartInstance>,
) -> Result<(StatusCode, Json<Receipt>), Failure> {
    let receipt = match visitor.id() {
        Some(person) => {
            app.service()
                .start_manual(id, person, &process, sent.data, sent.links)
                .await?
        }
        None => {
            let form = app.service().start_form(None, &process).await;
            let filing = filing(&app, &address, form, &sent.data)?;
            let begun = app
                .service()
                .start_public(id, &process, sent.data, sent.links);
            counted(begun.await?, filing)
        }
    };
    Ok((StatusCode::CREATED, Json(receipt)))
}

pub(super) async fn join_form(
    State(app): State<App>,
    Named((instance, step)): Named<(String, String)>,
) -> Result<Json<StartForm>, Failure> {
    Ok(Json(
        app.service()
            .join_form(&InstanceId(instance), &step)
            .await?,
    ))
}

pub(super) async fn join(
    State(app): State<App>,
    visitor: Visitor,
    CameFrom(address): CameFrom,
    Named((instance, step)): Named<(String, String)>,
    Key(id): Key,
    Sent(sent): Sent<AddItem>,
) -> Result<(StatusCode, Json<Receipt>), Failure> {
    let instance = InstanceId(instance);
    let filing = match visitor.id() {
        Some(_) => None,
        None => {
            let form = app.service().join_form(&instance, &step).await;
            filing(&app, &address, form, &sent.data)?
        }
    };
    let done = app
        .service()
        .add_item(id, visitor.id(), &instance, &step, sent.data, sent.reason);
    Ok((StatusCode::CREATED, Json(counted(done.await?, filing))))
}

/// What the public sends, unless there was too much of it. Without a form the engine answers alone: it knows what was sent
/// before and has taken effect, though the form is closed now.
fn filing<'a>(
    app: &'a App,
    address: &str,
    form: Result<StartForm, ServiceError>,
    input: &RawInput,
) -> Result<Option<Filing<'a>>, NotFiled> {
    let Ok(form) = form else {
        return Ok(None);
    };
    let filing = Filing::of(app, address, &form, input);
    filing.check()?;
    Ok(Some(filing))
}

fn counted(receipt: Receipt, filing: Option<Filing<'_>>) -> Receipt {
    if let Some(filing) = filing {
        filing.count();
    }
    receipt
}
