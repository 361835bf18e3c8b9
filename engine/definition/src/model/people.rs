//! Who does a user task: a computed assignee, candidates with attributes, exclusions; and the vote of a commission.
//!
//! Only what the author wrote, resolved. Who is eligible on a given day is the business of `reglament-core`.

use reglament_expression::Expression;

/// Narrows down who may do a user task. The default leaves it to the holders of the task's roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Gives a person or people: ids, or records with `id`. The roles of the task are empty then.
    pub assignee: Option<Expression>,
    /// Condition over `person`, which the holders of the role must fulfil.
    pub filter: Option<Expression>,
    /// Four eyes: user tasks whose doers and signers may not do this one.
    pub excludes: Vec<String>,
    /// Condition over `person`: where it holds, the person may not do the task.
    pub conflict: Option<Expression>,
    /// Roles that may hand the task to another person; empty: the controller and the head.
    pub reassign_by: Vec<String>,
}

/// The vote of a commission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// Who votes.
    pub members: People,
    /// Who closes the vote and, where the rules say so, casts the deciding vote.
    pub chair: People,
    /// How many of the members must take part.
    pub quorum: Quorum,
    /// Who voted for what is recorded nowhere; only who took part, and the count.
    pub secret: bool,
    /// How many votes carry an outcome.
    pub pass: Majority,
    /// With equal votes the chair's own vote decides.
    pub casting: bool,
    /// A member may add a dissenting opinion to the vote.
    pub dissent: bool,
    /// A member may recuse oneself.
    pub recusal: bool,
    /// Where to go when no outcome has enough votes.
    pub tie: Vec<String>,
    /// Where to go when too few took part.
    pub no_quorum: Vec<String>,
}

/// People named by a role or by an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum People {
    /// The holders of a role on the day.
    Role(String),
    /// Ids, or records with `id`.
    Expression(Expression),
}

/// How many members must take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quorum {
    /// A share of the members, rounded up.
    Share {
        /// Numerator, at least 1.
        of: u32,
        /// Denominator, at least the numerator.
        parts: u32,
    },
    /// So many people.
    Count(u32),
}

impl Quorum {
    /// How many of `members` are needed; never less than one.
    pub fn needed(self, members: u32) -> u32 {
        match self {
            Self::Share { of, parts } => {
                let share = u64::from(members) * u64::from(of);
                u32::try_from(share.div_ceil(u64::from(parts.max(1)))).unwrap_or(u32::MAX)
            }
            Self::Count(count) => count,
        }
        .max(1)
    }
}

/// How many votes of those who took part carry an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Majority {
    /// More than half.
    Simple,
    /// At least two thirds.
    TwoThirds,
    /// All.
    All,
}

impl Majority {
    /// Whether `votes` of `present` are enough.
    pub fn carried(self, votes: u32, present: u32) -> bool {
        let (votes, present) = (u64::from(votes), u64::from(present));
        match self {
            Self::Simple => votes * 2 > present,
            Self::TwoThirds => votes > 0 && votes * 3 >= present * 2,
            Self::All => votes > 0 && votes == present,
        }
    }
}
