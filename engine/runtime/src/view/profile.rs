//! What somebody is told about themselves, as the directory has it today.

use reglament_definition::Title;

/// Everything that the directory says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileView {
    /// Full name.
    pub name: String,
    /// Position; empty without one.
    pub position: String,
    /// The unit in which they work.
    pub unit: Option<Title>,
    /// Offices that they hold, also as a deputy, each once and by title.
    pub offices: Vec<Title>,
    /// Where letters go.
    pub address: String,
    /// Words that a password must not be made of: parts of the name, the address before its `@`, the login.
    pub own_words: Vec<String>,
}
