//! Why a database was not copied, in Russian and English. No sentence repeats a password.

use reglament_runtime::port::StoreError;
use thiserror::Error;

use super::Contents;
use crate::{Database, OpenError};

/// Why a database was not copied. The destination holds nothing of it then.
#[derive(Debug, Error)]
pub enum MoveError {
    /// One of the two cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// There is no file to copy.
    #[error("there is no database `{0}` to copy: see that its name is right")]
    Missing(Database),
    /// What is to be copied was not made by this program.
    #[error(
        "`{0}` is no database of Reglament: name the one that `reglament serve` works with first, and the new one second"
    )]
    Foreign(Database),
    /// The source was not brought up to date.
    #[error(
        "the database `{database}` is as an older program left it (change {found}, this program has {newest}): back it up, open it once \
         with this program (`reglament verify`), and copy it then"
    )]
    Older {
        /// Source.
        database: Database,
        /// Its newest change.
        found: i64,
        /// The newest change of this program.
        newest: i64,
    },
    /// A change of the source was not carried out to its end, or by another text.
    #[error(
        "change {version} of the database `{database}` is not that of this program: copy it with the program that serves it"
    )]
    Altered {
        /// Source.
        database: Database,
        /// Number of the change.
        version: i64,
    },
    /// The source came out of a backup and was not opened since.
    #[error(
        "the database `{0}` was restored and has not taken note of it: open it once with this program (`reglament verify`), and copy \
         it then"
    )]
    Restored(Database),
    /// Source and destination are one.
    #[error("`{0}` would be copied onto itself: name another database as the second one")]
    Same(Database),
    /// The destination holds something.
    #[error(
        "the database `{database}` is not empty ({}): nothing in it was changed; name a new file, or an empty database made with `createdb`",
        listed(tables)
    )]
    NotEmpty {
        /// Destination.
        database: Database,
        /// Tables with rows, and tables of others.
        tables: Vec<String>,
    },
    /// The tables of the two have different columns, although their versions agree.
    #[error(
        "the table {table} has other columns in the source than in the copy: somebody has changed one of them by hand"
    )]
    OtherColumns {
        /// Table.
        table: &'static str,
    },
    /// A text is no UTF-8, or a column holds what it should not.
    #[error(
        "{table}.{column} of the row {row} cannot be read: it is no UTF-8 text or another value than the column has; nothing was copied"
    )]
    Unreadable {
        /// Table.
        table: &'static str,
        /// Column.
        column: String,
        /// Its key.
        row: String,
    },
    /// A text with the letter U+0000 that cannot be replaced.
    #[error(
        "{table}.{column} holds the letter U+0000, which PostgreSQL has not, and cannot do without it; nothing was copied"
    )]
    Zero {
        /// Table.
        table: &'static str,
        /// Column.
        column: String,
    },
    /// What arrived is not what was sent.
    #[error(
        "the table {table} did not arrive as it was: {} rows with the digest {} were sent, {} rows with {} are there; nothing was kept",
        left.rows, left.sha256, arrived.rows, arrived.sha256
    )]
    Differs {
        /// Table.
        table: &'static str,
        /// In the source.
        left: Contents,
        /// In the destination.
        arrived: Contents,
    },
    /// A database failed on the way.
    #[error("the database `{database}` failed while it was copied: {why}; nothing was kept")]
    Failed {
        /// Which one.
        database: Database,
        /// Why.
        why: String,
    },
}

/// Tables named in a sentence at most.
const NAMED: usize = 5;

fn listed(tables: &[String]) -> String {
    let named = tables.iter().take(NAMED).map(String::as_str);
    let mut text = named.collect::<Vec<_>>().join(", ");
    if tables.len() > NAMED {
        text += ", …";
    }
    text
}

impl MoveError {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Open(error) => error.code(),
            Self::Missing(_) => "copy.missing",
            Self::Foreign(_) => "copy.foreign",
            Self::Older { .. } => "copy.older",
            Self::Altered { .. } => "copy.altered",
            Self::Restored(_) => "copy.restored",
            Self::Same(_) => "copy.same",
            Self::NotEmpty { .. } => "copy.not_empty",
            Self::OtherColumns { .. } => "copy.columns",
            Self::Unreadable { .. } => "copy.unreadable",
            Self::Zero { .. } => "copy.zero",
            Self::Differs { .. } => "copy.differs",
            Self::Failed { .. } => "copy.failed",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::Open(error) => error.ru(),
            Self::Missing(database) => {
                format!("Базы «{database}», которую нужно скопировать, нет: проверьте её имя.")
            }
            Self::Foreign(database) => format!(
                "«{database}» — не база Регламента: первой назовите ту, с которой работает `reglament serve`, второй — новую."
            ),
            Self::Older {
                database,
                found,
                newest,
            } => format!(
                "База «{database}» осталась от более старой программы (изменение {found}, у этой программы {newest}): сделайте копию, \
                 откройте базу один раз этой программой (`reglament verify`) и повторите."
            ),
            Self::Altered { database, version } => format!(
                "Изменение {version} базы «{database}» — не то, что у этой программы: копируйте той программой, которая с ней работает."
            ),
            Self::Restored(database) => format!(
                "База «{database}» восстановлена из копии и ещё не открывалась: откройте её один раз этой программой \
                 (`reglament verify`) и повторите."
            ),
            Self::Same(database) => {
                format!("База «{database}» копируется сама в себя: второй назовите другую базу.")
            }
            Self::NotEmpty { database, tables } => format!(
                "База «{database}» не пуста ({}): в ней ничего не изменено. Назовите новый файл или пустую базу, созданную командой \
                 `createdb`.",
                listed(tables)
            ),
            contents => contents.ru_of_contents(),
        }
    }

    /// What is told of rows on their way.
    fn ru_of_contents(&self) -> String {
        match self {
            Self::OtherColumns { table } => format!(
                "Столбцы таблицы {table} в исходной базе и в копии разные: одну из баз меняли вручную."
            ),
            Self::Unreadable { table, column, row } => format!(
                "Не читается {table}.{column} в строке {row}: это не текст UTF-8 или не то значение, которое бывает в этом столбце. \
                 Ничего не скопировано."
            ),
            Self::Zero { table, column } => format!(
                "В {table}.{column} есть знак U+0000, которого в PostgreSQL нет и без которого здесь нельзя. Ничего не скопировано."
            ),
            Self::Differs {
                table,
                left,
                arrived,
            } => format!(
                "Таблица {table} дошла не такой, какой была: отправлено строк {} с суммой {}, в копии {} с суммой {}. Ничего не \
                 сохранено.",
                left.rows, left.sha256, arrived.rows, arrived.sha256
            ),
            Self::Failed { database, why } => {
                format!("Сбой базы «{database}» при копировании: {why}. Ничего не сохранено.")
            }
            other => other.to_string(),
        }
    }

    pub(super) fn failed(database: &Database, error: StoreError) -> Self {
        let database = database.clone();
        let why = error.to_string();
        Self::Failed { database, why }
    }

    /// A destination that this process holds already is the source under another name.
    pub(super) fn beside(self, source: &Database) -> Self {
        let own = std::process::id().to_string();
        match self {
            Self::Open(OpenError::InUse { database, process })
                if process.split(' ').next() == Some(own.as_str())
                    && matches!(database, Database::File(_))
                        == matches!(source, Database::File(_)) =>
            {
                Self::Same(database)
            }
            other => other,
        }
    }
}
