//! `/admin/settings`: what each setting is, in parts. The page changes nothing.

use askama::Template;

use super::parts::{Pair, Shell};

/// A setting.
#[derive(Clone, Debug)]
pub struct SettingRow {
    /// Its key in the file.
    pub key: String,
    /// What it is for.
    pub about: String,
    /// What it is.
    pub value: String,
    /// Whether it is set at all.
    pub is_set: bool,
}

/// A part of the settings.
#[derive(Clone, Debug)]
pub struct SettingsPart {
    /// Id of its heading.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its settings.
    pub rows: Vec<SettingRow>,
}

/// View of `/admin/settings`.
#[derive(Clone, Debug, Template)]
#[template(path = "settings.html")]
pub struct SettingsPage {
    /// Surroundings.
    pub shell: Shell,
    /// The program and its file of settings.
    pub facts: Vec<Pair>,
    /// The parts.
    pub parts: Vec<SettingsPart>,
}
