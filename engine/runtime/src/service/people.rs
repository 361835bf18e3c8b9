//! People of the directory.

use super::Service;
use crate::view::PersonView;

impl Service {
    /// A person of the directory.
    pub fn person(&self, id: &str) -> Option<PersonView> {
        let _ = id;
        None
    }

    /// Everybody of the directory, by id.
    pub fn people(&self) -> Vec<PersonView> {
        Vec::new()
    }
}
