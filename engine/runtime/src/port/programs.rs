//! Programs of other systems: who they are by their token, what they may do and see.
//!
//! Tokens come in hashed. Rows are never removed: journals and the access log name programs.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;
use crate::scope::Scope;

/// A program that was given a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramRow {
    /// Number; 0 while it is not kept.
    pub id: u32,
    /// Name, given once for ever.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The processes whose cases it sees.
    pub processes: Vec<String>,
    /// SHA-256 of its token, in hexadecimal.
    pub token: String,
    /// When it was given.
    pub created_at: DateTime<Utc>,
    /// By whom; none for the operator of the server.
    pub created_by: Option<String>,
    /// The instant from which the token counts for nothing.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub used_at: Option<DateTime<Utc>>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// By whom; none also for the operator of the server.
    pub withdrawn_by: Option<String>,
}

/// Keeps programs.
#[async_trait]
pub trait ProgramStore: Send + Sync {
    /// Keeps a new program; gives its number, or none when the name was given before.
    async fn add_program(&self, program: &ProgramRow) -> Result<Option<u32>, StoreError>;
    /// The programs given last, the newest first, at most `limit`.
    async fn programs(&self, limit: u32) -> Result<Vec<ProgramRow>, StoreError>;
    /// The program of a token (hashed), be it withdrawn or not.
    async fn program(&self, token: &str) -> Result<Option<ProgramRow>, StoreError>;
    /// Notes that a program was used.
    async fn program_used(&self, id: u32, at: DateTime<Utc>) -> Result<(), StoreError>;
    /// Withdraws a program; false when there is none, or it was withdrawn before.
    async fn withdraw_program(
        &self,
        id: u32,
        by: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError>;
}
