//! `/admin/effects`: whether letters and calls leave, and the one button about it.

use askama::Template;

use super::parts::{Pair, Shell};

/// View of `/admin/effects`.
#[derive(Clone, Debug, Template)]
#[template(path = "effects.html")]
pub struct EffectsPage {
    /// Surroundings.
    pub shell: Shell,
    /// Whether nothing leaves.
    pub wait: bool,
    /// Whether it is so because the data came out of a backup.
    pub restored: bool,
    /// Whether the visitor may see what waits.
    pub sees_list: bool,
    /// Since when, by whom, how many wait.
    pub facts: Vec<Pair>,
}
