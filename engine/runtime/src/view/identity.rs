//! What is made of an identity that a provider vouched for.

/// Whose an identity is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// That of this person, who may sign in.
    Person(String),
    /// That of a person who may not: their account is blocked, or the directory knows them no longer.
    Closed,
    /// Nobody's; it was noted for the administrators.
    Stranger,
}

/// How linking an identity ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// It is the person's from now on.
    Done,
    /// It is somebody's already, or the person has another one at this provider.
    Taken,
    /// What was typed is no subject: empty, too long, or with control characters.
    Unfit,
}
