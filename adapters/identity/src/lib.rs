//! Signing in elsewhere: a provider of identities (OpenID Connect).
//!
//! It only says who somebody is. Who may sign in here, links, sessions and the brake on guessing are the business of
//! others; nothing is kept here but the provider's document for an hour.

mod limits;
mod oidc;
mod settings;

pub use oidc::{OidcProvider, OidcSettings};
pub use settings::{Secret, SettingsError};
