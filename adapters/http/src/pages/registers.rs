//! The list of registers with the number of their entries; the entries themselves are on the page of each.

use axum::extract::State;
use axum::response::Response;
use reglament_runtime::RegisterView;

use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::registers::{RegisterCard, RegistersPage};
use crate::web::{Failure, Official, url_encoded};

pub(super) async fn show(State(app): State<App>, official: Official) -> Result<Response, Failure> {
    let registers = app.service().registers(official.id()).await?;
    let locale = official.locale();
    page(RegistersPage {
        shell: official.shell(&app, locale.text("registers.title"), "/registers"),
        registers: registers
            .iter()
            .map(|register| card(locale, register))
            .collect(),
    })
}

fn card(locale: Locale, register: &RegisterView) -> RegisterCard {
    let entries = register
        .years
        .iter()
        .map(|(_, count)| u64::from(*count))
        .sum();
    RegisterCard {
        title: locale.title(&register.title),
        href: format!("/registers/{}", url_encoded(&register.id)),
        note: locale.count("registers.entries", entries),
    }
}
