//! How one instance stands, or what is usual of many, painted over the picture of their definition.
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
    /// Left undone: the instance went on without it.
    Skipped,
    /// A token is here.
    Here,
    /// A token is here and the due date has passed.
    Late,
    /// Stuck until a person acts.
    Stuck,
}

/// One step of an instance, or of many together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub stand: Stand,
    /// How often it has been entered.
    pub runs: u32,
    /// What is told of it where no single instance is looked at.
    pub badge: Option<Badge>,
}

/// A few words on the edge of a card: how long a step usually takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// One line of text.
    pub text: String,
    /// Whether the step holds the others up: then the badge has a clock.
    pub heavy: bool,
}

/// The steps of an instance, by id. Ids that the picture does not have are ignored; steps without a mark are ahead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub BTreeMap<String, Mark>);

impl Marks {
    /// The mark of a step.
    pub fn of(&self, step: &str) -> Mark {
        self.0.get(step).cloned().unwrap_or_default()
    }
}
