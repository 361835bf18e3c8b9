//! Why a command could not be carried out: a sentence in both languages, a stable code and the exit code.
//!
//! Findings (errors in definitions, failed scenarios) are not failures: commands print them and end with `Exit::Findings`.

use std::path::Path;

use reglament_runtime::ServiceError;
use reglament_runtime::port::StoreError;
use reglament_store::Database;

use crate::exit::Exit;
use crate::language::Language;

/// A command that was not carried out.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What the shell is told.
    pub(crate) exit: Exit,
    /// Stable code for scripts.
    pub(crate) code: &'static str,
    ru: String,
    en: String,
}

impl Failure {
    /// The command line or a file cannot be read.
    pub(crate) fn usage(code: &'static str, ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            exit: Exit::Usage,
            code,
            ru: ru.into(),
            en: en.into(),
        }
    }

    /// A database, a disk or a network failed.
    pub(crate) fn fault(code: &'static str, ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            exit: Exit::Fault,
            ..Self::usage(code, ru, en)
        }
    }

    /// The command was refused; nothing has changed.
    pub(crate) fn refused(
        code: &'static str,
        ru: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            exit: Exit::Refused,
            ..Self::usage(code, ru, en)
        }
    }

    /// The same, with another exit code.
    pub(crate) fn with_exit(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }

    /// The system gave no random numbers.
    pub(crate) fn no_randomness() -> Self {
        Self::fault(
            "randomness",
            "Система не дала случайных чисел; повторите позже.",
            "The system gave no random numbers; try again later.",
        )
    }

    /// There is no database where there should be one.
    pub(crate) fn no_database(database: &Database) -> Self {
        Self::usage(
            "data.missing",
            format!("Базы «{database}» нет; её создают reglament publish и reglament serve."),
            format!(
                "There is no database `{database}`; `reglament publish` and `reglament serve` create one."
            ),
        )
    }

    /// A file could not be written.
    pub(crate) fn file(file: &Path, error: &std::io::Error) -> Self {
        Self::fault(
            "file",
            format!("Файл «{}» не записан: {error}.", file.display()),
            format!("The file `{}` was not written: {error}.", file.display()),
        )
    }

    /// The engine refused, or the store failed.
    pub(crate) fn service(error: &ServiceError) -> Self {
        let exit = match error {
            ServiceError::Unavailable(_) | ServiceError::Damaged(_) => Exit::Fault,
            _ => Exit::Refused,
        };
        let detail = match error {
            ServiceError::Unavailable(why) | ServiceError::Damaged(why) => format!(" ({why})"),
            _ => String::new(),
        };
        Self {
            exit,
            ..Self::usage(error.code(), error.ru() + &detail, error.en() + &detail)
        }
    }

    /// The store failed before the engine could be asked.
    pub(crate) fn store(error: &StoreError) -> Self {
        Self::fault(
            "store",
            format!("База данных не отвечает: {error}."),
            format!("The database does not answer: {error}."),
        )
    }

    /// The sentence in the language of the user.
    pub(crate) fn text(&self, language: Language) -> &str {
        language.pick(&self.ru, &self.en)
    }
}
