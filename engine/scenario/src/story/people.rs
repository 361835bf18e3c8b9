//! Actions about who does a task, as written.

use serde::Deserialize;

/// Changing who has a task, or a vote.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hand {
    /// Step of the task.
    pub task: String,
    /// Instance; absent: the only one with such a task open.
    pub instance: Option<String>,
    /// Who does it.
    pub by: String,
    /// To whom, for `delegate` and `reassign`.
    pub to: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Local time.
    pub at: Option<String>,
}

/// An absence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Away {
    /// Who is away.
    pub person: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Who acts instead, in order.
    #[serde(default)]
    pub substitute: OneOrMore,
    /// Number of the order.
    pub order: String,
}

/// One name or a list.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Default for OneOrMore {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl OneOrMore {
    /// The names.
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one.clone()],
            Self::Many(many) => many.clone(),
        }
    }
}
