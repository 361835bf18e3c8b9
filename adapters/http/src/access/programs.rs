//! What a program of another system may pass: doors of the API whose operation has a scope that it was given.
//!
//! It is asked before how the program stands to what is behind the door, which is the same question as for people.

use super::{Door, Relation};
use crate::api::operations::{ForPrograms, for_programs};
use crate::web::{Failure, Visitor};

/// Refuses programs what is not for them, and everybody else what is for programs.
pub(super) fn allowed(visitor: &Visitor, door: &Door) -> Result<(), Failure> {
    let Some(program) = &visitor.program else {
        return match (door.relation, &visitor.person) {
            (Relation::Program, Some(_)) => Err(Failure::ProgramNeeded),
            (Relation::Program, None) => Err(Failure::SignInNeeded),
            _ => Ok(()),
        };
    };
    match for_programs(door) {
        Some(ForPrograms::Open) => Ok(()),
        Some(ForPrograms::With(scope)) if program.scopes.contains(&scope) => Ok(()),
        Some(ForPrograms::With(scope)) => Err(Failure::NoScope(scope)),
        Some(ForPrograms::Never) | None => Err(Failure::PersonNeeded),
    }
}
