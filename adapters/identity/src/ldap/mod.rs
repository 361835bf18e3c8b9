//! LDAP: one question, whether a password is that of a login. Nothing is read of the directory but the name of the entry.
//!
//! Order of reading: `settings`, `name` (how a login becomes a question), `directory` (the port), `connection`.

mod connection;
mod directory;
mod name;
mod settings;

pub use directory::LdapDirectory;
pub use settings::LdapSettings;
