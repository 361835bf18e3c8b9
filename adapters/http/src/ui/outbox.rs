//! Incidents and outgoing letters: what stopped, what was not delivered, what a person may do about it.

use askama::Template;

use super::control::Counter;
use super::parts::{LetterRow, Shell, Tab};

/// An instance that is stuck until a person acts.
#[derive(Clone, Debug)]
pub struct IncidentRow {
    /// What happened, in plain words.
    pub title: String,
    /// Where: step and instance.
    pub place: String,
    /// The instance.
    pub instance_href: String,
    /// When.
    pub when: String,
    /// Details for the engineer, folded.
    pub details: String,
    /// Where «Повторить» posts to.
    pub retry_action: Option<String>,
    /// The page on which it is decided that the case goes on without the step.
    pub pass_href: String,
    /// «Повторить все такие (12)»; or empty when it is the only one.
    pub such: String,
    /// Key of that command, so that a second press does nothing.
    pub key: String,
}

/// An address that takes no letters.
#[derive(Clone, Debug)]
pub struct MarkedRow {
    /// The address.
    pub address: String,
    /// Since when.
    pub since: String,
}

/// A letter that did not arrive.
#[derive(Clone, Debug)]
pub struct BounceLine {
    /// Where it went.
    pub address: String,
    /// When the report came.
    pub when: String,
    /// What the server said.
    pub reason: String,
    /// The letter.
    pub href: String,
}

/// View of `/admin/outbox`.
#[derive(Clone, Debug, Template)]
#[template(path = "outbox.html")]
pub struct OutboxPage {
    /// Surroundings.
    pub shell: Shell,
    /// Incidents and deliveries that were given up.
    pub counters: Vec<Counter>,
    /// Open incidents, oldest first.
    pub incidents: Vec<IncidentRow>,
    /// Addresses that take no letters, the newest first.
    pub marked: Vec<MarkedRow>,
    /// Letters that did not arrive, the newest first.
    pub bounces: Vec<BounceLine>,
    /// States of deliveries to choose from.
    pub tabs: Vec<Tab>,
    /// Letters, newest first.
    pub letters: Vec<LetterRow>,
    /// Address of the next page.
    pub next: Option<String>,
}
