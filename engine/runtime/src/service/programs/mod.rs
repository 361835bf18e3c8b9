//! Programs of other systems: giving them tokens, withdrawing them, knowing them by their tokens.
//!
//! A program acts as itself. Where a person's id stands in a call, its id is `program:` and its name: it holds no roles, is
//! in no directory, and sees the cases of the processes that it was given. What it may ask for is said by its scopes, which
//! whoever faces programs checks. Nobody gives a program more than they see themselves.

mod given;
mod problem;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use reglament_calendar::{end_of_local_day, local_date};
use reglament_definition::Title;

pub(crate) use given::GivenToPrograms;
pub(super) use given::name_of;
pub(crate) use given::program_id;
pub use problem::ProgramProblem;

use super::{Service, ServiceError, rights::Reach};
use crate::{
    limits::{MAX_PROGRAMS, PROGRAM_LIFE, PROGRAM_NAME_CHARS, PROGRAM_USE},
    port::{AuditAct, ProgramRow},
    signer::token_digest,
    view::{NewProgram, ProgramState, ProgramView, ProgramWish},
};

/// How the token of a program begins, so that it is known for what it is wherever it turns up.
const TOKEN: &str = "rgp_";

impl Service {
    /// Gives a token to a new program. `by`: the administrator; none: the operator of the server.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; what is wrong with the wish; the store's failures.
    pub async fn add_program(
        &self,
        by: Option<&str>,
        wish: ProgramWish,
    ) -> Result<NewProgram, ServiceError> {
        let allowed = self.given_by(by)?;
        let rows = self.shared.store.programs(MAX_PROGRAMS).await?;
        let now = self.now();
        let valid = rows.iter().filter(|row| is_valid(row, now)).count();
        if valid >= MAX_PROGRAMS as usize {
            return Err(ProgramProblem::TooMany.into());
        }
        let wish = self.checked(wish, &allowed)?;
        let ids = &self.shared.ids;
        let secret: String = (0..4).map(|_| format!("{:016x}", ids.random())).collect();
        let token = format!("{TOKEN}{secret}");
        let mut row = ProgramRow {
            id: 0,
            name: wish.name,
            scopes: wish.scopes,
            processes: wish.processes,
            token: token_digest(&token),
            created_at: now,
            created_by: by.map(str::to_owned),
            expires_at: end_of_local_day(wish.until, self.shared.zone()),
            used_at: None,
            withdrawn_at: None,
            withdrawn_by: None,
        };
        let kept = self.shared.store.add_program(&row).await?;
        row.id = kept.ok_or(ProgramProblem::NameTaken)?;
        self.note_act(by, AuditAct::ProgramGiven, &row.name).await?;
        tracing::info!(name = row.name, ?by, "a program was given a token");
        Ok(NewProgram {
            program: self.program_view(row),
            token,
        })
    }

    /// The programs given last, the newest first, at most [`MAX_PROGRAMS`]. `by` as for [`Self::add_program`].
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn programs(&self, by: Option<&str>) -> Result<Vec<ProgramView>, ServiceError> {
        self.may_give(by)?;
        let rows = self.shared.store.programs(MAX_PROGRAMS).await?;
        Ok(rows.into_iter().map(|row| self.program_view(row)).collect())
    }

    /// Withdraws the token of a program: the next request with it is refused. `by` as for [`Self::add_program`].
    ///
    /// # Errors
    /// Forbidden for those who do not administer; not found when there is no such program or it was withdrawn before.
    pub async fn withdraw_program(&self, by: Option<&str>, id: u32) -> Result<(), ServiceError> {
        self.may_give(by)?;
        let store = &self.shared.store;
        let known = store.programs(MAX_PROGRAMS).await?;
        let name = known.into_iter().find(|row| row.id == id);
        match store.withdraw_program(id, by, self.now()).await? {
            true => {
                let name = name.map(|row| row.name).unwrap_or_default();
                self.note_act(by, AuditAct::ProgramWithdrawn, &name).await?;
                tracing::info!(id, ?by, "the token of a program was withdrawn");
                Ok(())
            }
            false => Err(ServiceError::NotFound),
        }
    }

    /// The processes that somebody may give to a program: those whose cases they all see, by id.
    ///
    /// # Errors
    /// Forbidden for those who do not administer.
    pub fn processes_for_programs(
        &self,
        by: Option<&str>,
    ) -> Result<Vec<(String, Title)>, ServiceError> {
        let allowed = self.given_by(by)?;
        let package = self.shared.library.current();
        let definitions = package.definitions.iter();
        let allowed = definitions.filter(|(id, _)| allowed.contains(*id));
        Ok(allowed
            .map(|(id, definition)| (id.clone(), definition.title.clone()))
            .collect())
    }

    /// Whether a secret is meant to be the token of a program.
    pub fn is_program_token(token: &str) -> bool {
        token.starts_with(TOKEN)
    }

    /// The program of a token that is neither withdrawn nor too old. Notes its use, to the minute.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn program(&self, token: &str) -> Result<Option<ProgramView>, ServiceError> {
        let store = &self.shared.store;
        let now = self.now();
        let found = store.program(&token_digest(token)).await?;
        let Some(mut row) = found.filter(|row| is_valid(row, now)) else {
            return Ok(None);
        };
        if row.used_at.is_none_or(|at| now - at >= PROGRAM_USE) {
            store.program_used(row.id, now).await?;
            row.used_at = Some(now);
        }
        self.shared.given.note(&row.name, &row.processes);
        Ok(Some(self.program_view(row)))
    }

    fn may_give(&self, by: Option<&str>) -> Result<(), ServiceError> {
        by.map_or(Ok(()), |by| self.must_administer(by))
    }

    /// Names of the processes that may be given.
    pub(in crate::service) fn given_by(
        &self,
        by: Option<&str>,
    ) -> Result<BTreeSet<String>, ServiceError> {
        self.may_give(by)?;
        let package = self.shared.library.current();
        let rights = by.map(|by| self.rights(by));
        let definitions = package.definitions.iter().filter(|(_, definition)| {
            let rights = rights.as_ref();
            rights.is_none_or(|rights| rights.reach(definition) == Reach::Whole)
        });
        Ok(definitions.map(|(id, _)| id.clone()).collect())
    }

    fn checked(
        &self,
        wish: ProgramWish,
        allowed: &BTreeSet<String>,
    ) -> Result<ProgramWish, ProgramProblem> {
        let name = wish.name.trim().to_owned();
        let long = name.chars().count() > PROGRAM_NAME_CHARS;
        if name.is_empty() || long || name.chars().any(char::is_control) {
            return Err(ProgramProblem::Name);
        }
        let (mut scopes, mut processes) = (wish.scopes, wish.processes);
        scopes.sort();
        scopes.dedup();
        processes.sort();
        processes.dedup();
        if scopes.is_empty() {
            return Err(ProgramProblem::NoScopes);
        }
        if processes.is_empty() {
            return Err(ProgramProblem::NoProcesses);
        }
        if let Some(foreign) = processes.iter().find(|id| !allowed.contains(*id)) {
            return Err(ProgramProblem::NotYours(foreign.clone()));
        }
        let (first, last) = self.days_of_a_token();
        if wish.until < first || wish.until > last {
            return Err(ProgramProblem::Until { first, last });
        }
        Ok(ProgramWish {
            name,
            scopes,
            processes,
            until: wish.until,
        })
    }

    /// Between which days a token given today may end.
    pub fn days_of_a_token(&self) -> (NaiveDate, NaiveDate) {
        let today = self.today();
        (today, today + PROGRAM_LIFE)
    }

    fn program_view(&self, row: ProgramRow) -> ProgramView {
        let state = match (row.withdrawn_at, row.expires_at > self.now()) {
            (Some(_), _) => ProgramState::Withdrawn,
            (None, true) => ProgramState::Valid,
            (None, false) => ProgramState::Expired,
        };
        // A token ends with the first instant after its last day.
        let last = row.expires_at - TimeDelta::microseconds(1);
        ProgramView {
            id: row.id,
            name: row.name,
            state,
            scopes: row.scopes,
            processes: row.processes,
            created_at: row.created_at,
            created_by: row.created_by,
            until: local_date(last, self.shared.zone()),
            used_at: row.used_at,
            withdrawn_at: row.withdrawn_at,
            withdrawn_by: row.withdrawn_by,
        }
    }
}

fn is_valid(row: &ProgramRow, now: DateTime<Utc>) -> bool {
    row.withdrawn_at.is_none() && row.expires_at > now
}
