//! The second factor of somebody: setting it up, what can be done with it, and the recovery codes that are shown once.

use askama::Template;

use super::parts::{Drawing, SecretField, Shell};

/// View of `/me/second-factor` while it is set up.
#[derive(Clone, Debug, Template)]
#[template(path = "second_factor_set_up.html")]
pub struct SetUpPage {
    /// Surroundings.
    pub shell: Shell,
    /// That the installation demands it; empty when it does not.
    pub demanded: String,
    /// The code for the camera; none when it cannot be drawn.
    pub qr: Option<Drawing>,
    /// The secret for the keyboard.
    pub key: String,
    /// The same login that stands in the authenticator.
    pub login: String,
    /// What makes the secret; it goes with the form and tells nothing by itself.
    pub salt: String,
    /// What is asked for: the code, and the password unless it was typed a moment ago.
    pub fields: Vec<SecretField>,
}

/// View of `/me/second-factor` once there is one.
#[derive(Clone, Debug, Template)]
#[template(path = "second_factor.html")]
pub struct SecondFactorPage {
    /// Surroundings.
    pub shell: Shell,
    /// Since when, in words.
    pub since: String,
    /// How many recovery codes are left, in words.
    pub left: String,
    /// Whether so few are left that it must be said.
    pub few: bool,
    /// The password that every change here asks for.
    pub password: SecretField,
    /// Whether it may be removed: the installation does not demand it.
    pub may_remove: bool,
}

/// The codes, right after they were made.
#[derive(Clone, Debug, Template)]
#[template(path = "recovery_codes.html")]
pub struct RecoveryPage {
    /// Surroundings.
    pub shell: Shell,
    /// The codes.
    pub codes: Vec<String>,
    /// Where to go on.
    pub next: &'static str,
}
