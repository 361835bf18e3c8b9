//! `/admin/effects`: whether letters and calls leave; making them wait and letting them go.

use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_runtime::EffectsView;
use reglament_runtime::port::PauseReason;
use serde::Deserialize;

use crate::App;
use crate::locale::Locale;
use crate::pages::page;
use crate::ui::effects::EffectsPage;
use crate::ui::parts::Pair;
use crate::web::{Failure, Official};

const HERE: &str = "/admin/effects";
/// Waiting deliveries up to which they are counted.
const COUNTED: u32 = 1_000;

#[derive(Deserialize)]
pub(super) struct Order {
    /// Whether letters and calls shall leave.
    #[serde(default)]
    leave: bool,
}

pub(super) async fn show(State(app): State<App>, official: Official) -> Result<Response, Failure> {
    let locale = official.locale();
    let found = app.service().effects(official.id()).await?;
    page(EffectsPage {
        shell: official.shell(&app, locale.text("effects.title"), HERE),
        wait: found.paused_at.is_some(),
        sees_list: app.service().oversees(official.id()),
        restored: found.why == Some(PauseReason::Restored),
        facts: facts(&app, locale, &found),
    })
}

pub(super) async fn order(
    State(app): State<App>,
    official: Official,
    Form(order): Form<Order>,
) -> Result<Response, Failure> {
    let service = app.service();
    match order.leave {
        true => service.resume_effects(official.id()).await?,
        false => service.pause_effects(official.id()).await?,
    };
    Ok(Redirect::to(HERE).into_response())
}

fn facts(app: &App, locale: Locale, found: &EffectsView) -> Vec<Pair> {
    let mut facts = Vec::new();
    if let Some(at) = found.paused_at {
        let since = locale.short_moment(at.with_timezone(&app.zone()));
        facts.push(Pair::new(locale.text("effects.since"), since));
    }
    if let Some(name) = &found.by_name {
        facts.push(Pair::new(locale.text("effects.by"), name.clone()));
    }
    let waiting = match found.waiting {
        COUNTED.. => format!("{COUNTED}+"),
        fewer => fewer.to_string(),
    };
    facts.push(Pair::new(locale.text("effects.waiting"), waiting));
    facts
}
