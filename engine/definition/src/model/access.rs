//! Who sees an instance, of those who hold a role of its process. Who may do what in it is said at its steps.

use std::collections::BTreeSet;

/// `access` of a process; without it every holder of one of its roles sees every instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// The field with the id of the unit that an instance is about: people who work in a unit see instances of their own
    /// unit and of those that belong to it.
    pub unit: Option<String>,
    /// Roles that see only instances in which a task was given to themselves.
    pub own: BTreeSet<String>,
}
