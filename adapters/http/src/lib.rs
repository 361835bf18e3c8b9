//! The web adapter: pages, the JSON API and sessions.
//!
//! Views and templates are plain texts; rules live in the engine and are reached through the runtime only. No page
//! needs JavaScript, no file comes from another site. Start at `access.txt` for every address and who may go there, `web/router.rs` for what stands around them, `pages/` for the
//! handlers, `ui/` for the views, `form/` for what browsers send, `auth/` for sign-in, `api/` for JSON.
//!
//! A request with a form goes: `FormBody::read` -> `raw_input(specs, pairs)` -> `Pressed::of` -> the engine -> either a
//! redirect or the same page with `FormView::new(locale, action, specs, raw, problems)` and status 422.
//! Looking at the pages: see `tests/gallery.rs`.

pub mod access;
pub mod api;
mod app;
pub mod assets;
pub mod auth;
mod desk;
pub mod form;
pub mod headers;
mod in_force;
pub mod limits;
pub mod locale;
mod pages;
pub mod tables;
pub mod ui;
mod web;

pub use app::{App, MoreMetrics, Settings};
pub use in_force::{SettingGroup, SettingInForce, SettingValue, SettingWords};
pub use web::{metrics_router, router, routes, serve, serve_metrics};

#[cfg(test)]
mod tests;
