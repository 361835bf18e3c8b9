//! Programs of other systems, as administrators and the programs themselves see them.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::PersonView;
use crate::{scope::Scope, service::program_id};

/// What a new program is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramWish {
    /// Name, shown in histories and in the access log.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The processes whose cases it sees.
    pub processes: Vec<String>,
    /// The last day of its token.
    pub until: NaiveDate,
}

/// How a program stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgramState {
    /// Its token is taken.
    Valid,
    /// Its time is over.
    Expired,
    /// Its token was withdrawn.
    Withdrawn,
}

/// A program that was given a token. The token itself is nowhere to be seen.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ProgramView {
    /// Number.
    pub id: u32,
    /// Name.
    pub name: String,
    /// How it stands.
    pub state: ProgramState,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The processes whose cases it sees.
    pub processes: Vec<String>,
    /// When it was given.
    pub created_at: DateTime<Utc>,
    /// By whom; none for the operator of the server.
    pub created_by: Option<String>,
    /// The last day of its token.
    pub until: NaiveDate,
    /// When it was last used, to the minute.
    pub used_at: Option<DateTime<Utc>>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// By whom.
    pub withdrawn_by: Option<String>,
}

impl ProgramView {
    /// The program where a person is asked for: under an id of its own, without any role.
    pub fn as_person(&self) -> PersonView {
        PersonView {
            id: program_id(&self.name),
            name: self.name.clone(),
            position: String::new(),
            roles: Vec::new(),
        }
    }
}

/// A program with its token, told this once.
#[derive(Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct NewProgram {
    /// The program.
    pub program: ProgramView,
    /// What stands in `Authorization: Bearer`. It is kept nowhere.
    pub token: String,
}

impl std::fmt::Debug for NewProgram {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "NewProgram({}, …)", self.program.name)
    }
}
