//! What the settings of both ways have in common: secrets, mistakes, bounds.

use std::fmt;
use std::path::Path;

use serde::Deserialize;

use crate::limits::{LONGEST_TIMEOUT, TITLE_CHARS, USUAL_TIMEOUT};

/// A secret text; `Debug` prints `***`, and it cannot be serialised.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What is wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

/// `key`: with its section, such as `sign_in.oidc.issuer`.
pub(crate) fn wrong(key: &str, ru: &str, en: &str) -> SettingsError {
    SettingsError {
        ru: format!("Настройка {key}: {ru}."),
        en: format!("The setting {key}: {en}."),
    }
}

pub(crate) fn usual_timeout() -> u64 {
    USUAL_TIMEOUT
}

/// Checks what every section has.
pub(crate) fn check(section: &str, title: &str, timeout: u64) -> Result<(), SettingsError> {
    let length = title.trim().chars().count();
    if length == 0 || length > TITLE_CHARS || title.chars().any(char::is_control) {
        let ru = format!("нужно название для кнопки, до {TITLE_CHARS} знаков в одну строку");
        let en =
            format!("a title for the button is needed, one line of up to {TITLE_CHARS} characters");
        return Err(wrong(&format!("{section}.title"), &ru, &en));
    }
    if !(1..=LONGEST_TIMEOUT).contains(&timeout) {
        let (ru, en) = (
            format!("от 1 до {LONGEST_TIMEOUT} секунд"),
            format!("1 to {LONGEST_TIMEOUT} seconds"),
        );
        return Err(wrong(&format!("{section}.timeout_seconds"), &ru, &en));
    }
    Ok(())
}

/// The certification authorities of a PEM file.
pub(crate) fn read_file(section: &str, file: &Path) -> Result<Vec<u8>, SettingsError> {
    std::fs::read(file).map_err(|error| unreadable(section, file, &error.to_string()))
}

/// A file of authorities that is none.
pub(crate) fn unreadable(section: &str, file: &Path, why: &str) -> SettingsError {
    let file = file.display();
    let key = format!("{section}.ca_file");
    wrong(
        &key,
        &format!("«{file}» не читается: {why}"),
        &format!("`{file}` cannot be read: {why}"),
    )
}
