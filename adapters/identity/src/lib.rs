//! Signing in elsewhere: a provider of identities (OpenID Connect) and a directory of accounts (LDAP).
//!
//! Both only say who somebody is. Who may sign in here, links, sessions and the brake on guessing are the business of
//! others; nothing is kept here but the provider's document for an hour.

mod ldap;
mod limits;
mod oidc;
mod settings;

pub use ldap::{LdapDirectory, LdapSettings};
pub use oidc::{OidcProvider, OidcSettings};
pub use settings::{Secret, SettingsError};
