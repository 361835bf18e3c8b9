//! OpenID Connect: the code flow with PKCE, and nothing else of it.
//!
//! Order of reading: `settings`, `provider` (the two questions of the port), `document`, `token`, `http`.

mod document;
mod http;
mod provider;
mod settings;
mod token;

pub use provider::OidcProvider;
pub use settings::OidcSettings;
