//! The web adapter: pages, the JSON API and sessions.
//!
//! Views and templates are plain texts; rules live in the engine and are reached through the runtime only. No page
//! needs JavaScript, no file comes from another site. Start at `ui/` for pages, `form/` for what browsers send,
//! `auth/` for sign-in, `api/` for JSON.

pub mod api;
pub mod assets;
pub mod auth;
pub mod form;
pub mod headers;
pub mod limits;
pub mod locale;
pub mod ui;

#[cfg(test)]
mod tests;
