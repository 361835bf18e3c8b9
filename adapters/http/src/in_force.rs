//! The settings that the program works with, for the page of the settings: read there, changed in their file.
//!
//! Whoever puts the program together says them; secrets are never among them, only whether there is one.

use schemars::JsonSchema;
use serde::Serialize;

/// A setting in force.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SettingInForce {
    /// Its key in the settings file: `mail.host`.
    pub key: String,
    /// What it is.
    pub value: SettingValue,
    /// Which group it stands in, and the words about it.
    #[serde(skip)]
    pub words: SettingWords,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingValue {
    /// As the file would say it.
    Text(String),
    /// On or off.
    Switch(bool),
    /// A secret: whether there is one.
    Secret(bool),
    /// Not set.
    Unset,
}

/// A part of the settings, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettingGroup {
    /// The site and the database.
    Site,
    /// How people sign in.
    SignIn,
    /// Letters.
    Mail,
    /// Programs of other systems.
    Others,
    /// Backups.
    Backup,
    /// The log.
    Log,
}

/// Where a setting stands and which words tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingWords {
    /// Its group.
    pub group: SettingGroup,
    /// Key of the words: `setting.mail.host`.
    pub about: &'static str,
}

impl SettingInForce {
    /// A setting with a value of its own.
    pub fn new(
        group: SettingGroup,
        about: &'static str,
        key: impl Into<String>,
        value: SettingValue,
    ) -> Self {
        Self {
            key: key.into(),
            value,
            words: SettingWords { group, about },
        }
    }

    /// Whether the pages have words for it, in both languages.
    pub fn has_words(&self) -> bool {
        use crate::locale::{Language, Locale};
        let both = [Language::Russian, Language::English];
        let known = |language| Locale::new(language).find(self.words.about).is_some();
        both.into_iter().all(known)
    }
}

impl<T: Into<String>> From<Option<T>> for SettingValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unset, |text| Self::Text(text.into()))
    }
}

impl SettingGroup {
    /// All, in the order of the page.
    pub(crate) const ALL: [Self; 6] = [
        Self::Site,
        Self::SignIn,
        Self::Mail,
        Self::Others,
        Self::Backup,
        Self::Log,
    ];

    /// Key of its title.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Site => "settings.site",
            Self::SignIn => "settings.sign_in",
            Self::Mail => "settings.mail",
            Self::Others => "settings.others",
            Self::Backup => "settings.backup",
            Self::Log => "settings.log",
        }
    }
}
