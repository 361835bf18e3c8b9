//! The exit codes of the program, the same for every subcommand.
//!
//! Scripts and CI depend on them: they are listed in `reglament --help` and docs/operations.md and never change meaning.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Ok,
    /// The command worked and found something wrong: errors in a definition, failed scenarios, differences.
    Findings,
    /// The command line or a file it names cannot be read.
    Usage,
    /// The engine refused the command; nothing has changed.
    Refused,
    /// A database, a disk or a network failed.
    Fault,
}

impl Exit {
    /// The number given to the shell.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Fault => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
