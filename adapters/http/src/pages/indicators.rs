//! The list of sets of indicators.

use axum::extract::State;
use axum::response::Response;
use reglament_runtime::IndicatorSetView;

use super::page;
use crate::App;
use crate::locale::Locale;
use crate::ui::indicators::{IndicatorSetCard, IndicatorsPage};
use crate::web::{Failure, Official, url_encoded};

pub(super) async fn show(State(app): State<App>, official: Official) -> Result<Response, Failure> {
    let locale = official.locale();
    let sets = app.service().indicator_sets(Some(official.id()));
    page(IndicatorsPage {
        shell: official.shell(&app, locale.text("indicators.title"), "/indicators"),
        sets: sets.iter().map(|set| card(locale, set)).collect(),
    })
}

fn card(locale: Locale, set: &IndicatorSetView) -> IndicatorSetCard {
    let number = locale.count("indicators.number_of", set.figures as u64);
    IndicatorSetCard {
        title: locale.title(&set.title),
        href: format!("/indicators/{}", url_encoded(&set.id)),
        note: match &set.act {
            Some(act) => format!("{number} · {act}"),
            None => number,
        },
    }
}
