//! The statement of accessibility: colours and text size to choose, what the site conforms to, what it cannot do yet.

use askama::Template;

use super::parts::{Shell, Theme};

/// Colours, in the order of their buttons, with the key of their word.
const THEMES: [(Theme, &str); 4] = [
    (Theme::System, "shell.theme_system"),
    (Theme::Light, "shell.theme_light"),
    (Theme::Dark, "shell.theme_dark"),
    (Theme::Contrast, "shell.theme_contrast"),
];

/// View of `/accessibility`.
#[derive(Clone, Debug, Template)]
#[template(path = "accessibility.html")]
pub struct AccessibilityPage {
    /// Surroundings.
    pub shell: Shell,
    /// Whom to write to; empty when the settings do not say.
    pub contact: String,
    /// The version of the product that the statement is about.
    pub version: &'static str,
}

impl AccessibilityPage {
    fn themes(&self) -> [(Theme, &'static str); 4] {
        THEMES
    }
}
