//! How one instance stands, painted over the picture of its definition.
//!
//! Never by colour alone: a token carries a word, a late one a clock, a repeated step its count.

use std::collections::BTreeMap;

/// Where a step of an instance stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stand {
    /// Not reached yet.
    #[default]
    Ahead,
    /// Left.
    Passed,
    /// A token is here.
    Here,
    /// A token is here and the due date has passed.
    Late,
    /// Stuck until a person acts.
    Stuck,
}

/// One step of an instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub stand: Stand,
    /// How often it has been entered.
    pub runs: u32,
}

/// The steps of an instance, by id. Ids that the picture does not have are ignored; steps without a mark are ahead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub BTreeMap<String, Mark>);

impl Marks {
    /// The mark of a step.
    pub fn of(&self, step: &str) -> Mark {
        self.0.get(step).copied().unwrap_or_default()
    }
}
