//! A sample of the settings in force: a value, a switch, a secret, one that is not set.

use super::{Sample, Samples};
use crate::ui::parts::Pair;
use crate::ui::settings::{SettingRow, SettingsPage, SettingsPart};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let locale = make.locale;
    let row = |key: &str, about: &'static str, value: &str, is_set| SettingRow {
        key: key.to_owned(),
        about: locale.text(about).to_owned(),
        value: value.to_owned(),
        is_set,
    };
    let part = SettingsPart {
        id: "part-2".to_owned(),
        title: locale.text("settings.mail").to_owned(),
        rows: vec![
            row("mail.host", "setting.mail.host", "mail.example.ru", true),
            row(
                "mail.hours.every_day",
                "setting.mail.hours.every_day",
                locale.text("settings.off"),
                true,
            ),
            row(
                "mail.password",
                "setting.mail.password",
                locale.text("settings.secret"),
                true,
            ),
            row(
                "mail.reply_to",
                "setting.mail.reply_to",
                locale.text("settings.unset"),
                false,
            ),
        ],
    };
    vec![make.page(
        "settings",
        SettingsPage {
            shell: make.staff(locale.text("settings.title"), "/admin/audit"),
            facts: vec![Pair::new(locale.text("settings.version"), "0.1.0")],
            parts: vec![part],
        },
    )]
}
