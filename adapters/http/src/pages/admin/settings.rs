//! `/admin/settings`: what the program works with. Settings are changed in their file, by whoever runs the machine.

use axum::extract::State;
use axum::response::Response;
use reglament_runtime::ServiceError;

use crate::App;
use crate::in_force::{SettingGroup, SettingInForce, SettingValue};
use crate::locale::Locale;
use crate::pages::page;
use crate::ui::parts::Pair;
use crate::ui::settings::{SettingRow, SettingsPage, SettingsPart};
use crate::web::{Failure, Official};

const MENU: &str = "/admin/settings";

pub(super) async fn show(State(app): State<App>, official: Official) -> Result<Response, Failure> {
    let locale = official.locale();
    if !app.service().administers(official.id()) {
        return Err(ServiceError::Forbidden.into());
    }
    let version = env!("CARGO_PKG_VERSION");
    let parts = SettingGroup::ALL.iter().enumerate();
    page(SettingsPage {
        shell: official.shell(&app, locale.text("settings.title"), MENU),
        facts: vec![Pair::new(locale.text("settings.version"), version)],
        parts: parts
            .map(|(place, group)| part(&app, locale, place, *group))
            .filter(|part| !part.rows.is_empty())
            .collect(),
    })
}

fn part(app: &App, locale: Locale, place: usize, group: SettingGroup) -> SettingsPart {
    let own = app.in_force().iter();
    let own = own.filter(|setting| setting.words.group == group);
    SettingsPart {
        id: format!("part-{place}"),
        title: locale.text(group.title()).to_owned(),
        rows: own.map(|setting| row(locale, setting)).collect(),
    }
}

fn row(locale: Locale, setting: &SettingInForce) -> SettingRow {
    let word = |key: &'static str| locale.text(key).to_owned();
    SettingRow {
        key: setting.key.clone(),
        about: word(setting.words.about),
        value: match &setting.value {
            SettingValue::Text(text) => text.clone(),
            SettingValue::Switch(true) => word("settings.on"),
            SettingValue::Switch(false) => word("settings.off"),
            SettingValue::Secret(true) => word("settings.secret"),
            SettingValue::Secret(false) | SettingValue::Unset => word("settings.unset"),
        },
        is_set: !matches!(
            setting.value,
            SettingValue::Unset | SettingValue::Secret(false)
        ),
    }
}
