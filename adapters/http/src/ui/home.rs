//! The public front page: services that anybody may start, and the way to one's own case by code.

use askama::Template;

use super::parts::{Chip, Link, Shell};

/// When a public form takes answers.
#[derive(Clone, Debug)]
pub struct WindowView {
    /// Whether it does now.
    pub open: bool,
    /// «Регистрация открыта до …», «Откроется …».
    pub chip: Chip,
}

/// A service on the front page.
#[derive(Clone, Debug)]
pub struct ServiceCard {
    /// Title of the process.
    pub title: String,
    /// Which of several is meant; or empty.
    pub about: String,
    /// The act behind it.
    pub act: String,
    /// Its window.
    pub window: WindowView,
    /// Address of the form.
    pub href: String,
}

/// View of `/`.
#[derive(Clone, Debug, Template)]
#[template(path = "home.html")]
pub struct HomePage {
    /// Surroundings.
    pub shell: Shell,
    /// Services, open ones first.
    pub services: Vec<ServiceCard>,
    /// Public pages with publications.
    pub pages: Vec<Link>,
    /// The code typed last time.
    pub code: String,
    /// Why the code was not found, if it was not.
    pub problem: Option<String>,
}
