//! Why a program is not given a token, in sentences that say what to do. Nothing was written.

use chrono::NaiveDate;

use crate::limits::{MAX_PROGRAMS, PROGRAM_NAME_CHARS};
use crate::service::ServiceError;

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProgramProblem {
    /// No name, or too long a one.
    Name,
    /// A program had this name before.
    NameTaken,
    /// Nothing that it may do.
    NoScopes,
    /// No process for it.
    NoProcesses,
    /// Whoever gives the token does not see all cases of this process.
    NotYours(String),
    /// The last day is not between these.
    Until {
        /// The first that may be.
        first: NaiveDate,
        /// The last that may be.
        last: NaiveDate,
    },
    /// As many programs as there may be.
    TooMany,
}

impl ProgramProblem {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name => "program_name",
            Self::NameTaken => "program_name_taken",
            Self::NoScopes => "program_scopes",
            Self::NoProcesses => "program_processes",
            Self::NotYours(_) => "program_process_not_yours",
            Self::Until { .. } => "program_until",
            Self::TooMany => "program_too_many",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::Name => format!("Назовите программу: от 1 до {PROGRAM_NAME_CHARS} знаков."),
            Self::NameTaken => {
                "Программа с таким названием уже была: её действия записаны под ним. Возьмите другое.".into()
            }
            Self::NoScopes => "Отметьте, что программе можно: хотя бы одно право.".into(),
            Self::NoProcesses => "Отметьте процессы, дела которых программа видит: хотя бы один.".into(),
            Self::NotYours(process) => format!(
                "Процесса «{process}» нет, или вы видите не все его дела: программе нельзя дать больше, чем видите вы."
            ),
            Self::Until { first, last } => format!(
                "Последний день действия: от {} до {}.",
                first.format("%d.%m.%Y"),
                last.format("%d.%m.%Y")
            ),
            Self::TooMany => format!(
                "Действует {MAX_PROGRAMS} программ, больше нельзя: отзовите те, что не нужны."
            ),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Name => format!("Name the program: 1 to {PROGRAM_NAME_CHARS} characters."),
            Self::NameTaken => {
                "There was a program of this name: what it did is recorded under it. Take another."
                    .into()
            }
            Self::NoScopes => "Tick what the program may do: one scope at least.".into(),
            Self::NoProcesses => "Tick the processes whose cases it sees: one at least.".into(),
            Self::NotYours(process) => format!(
                "There is no process `{process}`, or you do not see all of its cases: nobody gives a program more than they see."
            ),
            Self::Until { first, last } => format!("The last day is from {first} to {last}."),
            Self::TooMany => {
                format!(
                    "There are {MAX_PROGRAMS} programs, as many as there may be: withdraw some."
                )
            }
        }
    }
}

impl From<ProgramProblem> for ServiceError {
    fn from(problem: ProgramProblem) -> Self {
        Self::Program(problem)
    }
}
