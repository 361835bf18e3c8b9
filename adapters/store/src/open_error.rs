//! Why a database cannot be opened, in Russian and English. No sentence repeats a password.

use sqlx::migrate::MigrateError;
use thiserror::Error;

use crate::{Database, file, file::CopyError};

/// Why the database cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error(
        "the database {database} is in use by process {process}: stop it first, or ask it over HTTP"
    )]
    InUse {
        /// Database.
        database: Database,
        /// Process id of the owner, and its address if it is on another machine.
        process: String,
    },
    /// The file or its folder cannot be used, or the server answers something unexpected.
    #[error("{place} cannot be used: {why}")]
    Unusable {
        /// File or server.
        place: String,
        /// Why.
        why: String,
    },
    /// The file lies on another machine; nothing was made there.
    #[error(
        "the database {database} lies on another machine ({system}), where its commits are not safe: keep it on a disk of this machine, or take PostgreSQL"
    )]
    Elsewhere {
        /// Database.
        database: Database,
        /// Kind of the file system.
        system: String,
    },
    /// Written by a newer program.
    #[error(
        "the database {database} was written by a newer version of the program (change {version}): use that version, or restore the backup taken before the upgrade"
    )]
    Newer {
        /// Database.
        database: Database,
        /// Number of the unknown migration.
        version: i64,
    },
    /// A migration failed; the database is as it was before.
    #[error("the database {database} could not be brought up to date: {why}")]
    Migration {
        /// Database.
        database: Database,
        /// Why.
        why: String,
    },
    /// The file is damaged, or is no database; nothing was written to it.
    #[error(
        "the database {database} is damaged ({why}); nothing was written to it: keep it and bring the last backup back with `reglament restore FILE --to NEW-FILE --key KEY-FILE`"
    )]
    Damaged {
        /// Database.
        database: Database,
        /// What SQLite says; it names the page, if one is known.
        why: String,
    },
    /// The copy before an upgrade could not be made; nothing was changed.
    #[error(
        "the tables of {database} are older than the program and were not changed, because the copy before it could not be made: {error}. Make room, or switch the copy off with `before_upgrade = 0` in the table `[backup]` of the settings"
    )]
    NoCopy {
        /// Database.
        database: Database,
        /// Why.
        error: CopyError,
    },
    /// The SQLite library is too old to be trusted with commits.
    #[error("SQLite {0} may lose commits; 3.51.3 or newer is needed")]
    OldLibrary(String),
    /// The address of a server cannot be read.
    #[error(
        "the address of the database cannot be read: {why}; it looks like postgres://user:password@host:5432/database"
    )]
    Address {
        /// Why, without the address.
        why: String,
    },
    /// The server does not answer.
    #[error(
        "the server of the database {database} cannot be reached: {why}; see that it runs and that its address is right"
    )]
    Unreachable {
        /// Database.
        database: Database,
        /// Why.
        why: String,
    },
    /// The way to the server is not as safe as the address demands; nothing was said on it.
    #[error(
        "the way to the server of the database {database} is not as safe as its address demands: {why}; see sslmode and sslrootcert in the address, the name in the certificate and `ssl` of the server"
    )]
    Unsafe {
        /// Database.
        database: Database,
        /// Why.
        why: String,
    },
    /// Wrong name or password, or the server lets nobody in from here.
    #[error(
        "the server of the database {database} does not let this user in: {why}; see the name, the password and pg_hba.conf"
    )]
    Refused {
        /// Database.
        database: Database,
        /// What the server says.
        why: String,
    },
    /// The server has no such database.
    #[error(
        "the server has no database {database}: create it with `createdb --owner=USER --encoding=UTF8 NAME`"
    )]
    NoDatabase {
        /// Database.
        database: Database,
    },
    /// The user may not create tables.
    #[error(
        "the user of the database {database} may not create tables in it: {why}; make the user its owner (ALTER DATABASE … OWNER TO …)"
    )]
    Forbidden {
        /// Database.
        database: Database,
        /// What the server says.
        why: String,
    },
    /// The server is too old.
    #[error("PostgreSQL {0} is too old; 15 or newer is needed")]
    OldServer(String),
    /// The database cannot hold every letter.
    #[error(
        "the database {database} is encoded in {encoding}; UTF8 is needed: create it with `createdb --encoding=UTF8 --template=template0 NAME`"
    )]
    Encoding {
        /// Database.
        database: Database,
        /// Its encoding.
        encoding: String,
    },
}

impl OpenError {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InUse { .. } => "data.in_use",
            Self::Unusable { .. } => "data.unusable",
            Self::Elsewhere { .. } => "data.elsewhere",
            Self::Newer { .. } => "data.newer",
            Self::Migration { .. } => "data.migration",
            Self::Damaged { .. } => "data.damaged",
            Self::NoCopy { .. } => "data.no_copy",
            Self::OldLibrary(_) => "data.library",
            Self::Address { .. } => "settings.database",
            Self::Unreachable { .. } => "data.unreachable",
            Self::Unsafe { .. } => "data.unsafe",
            Self::Refused { .. } => "data.refused",
            Self::NoDatabase { .. } => "data.no_database",
            Self::Forbidden { .. } => "data.forbidden",
            Self::OldServer(_) => "data.old_server",
            Self::Encoding { .. } => "data.encoding",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::InUse { database, process } => format!(
                "База «{database}» занята процессом {process}: остановите его или обращайтесь к нему по HTTP."
            ),
            Self::Unusable { place, why } => {
                format!("Файл или сервер «{place}» использовать нельзя: {why}.")
            }
            Self::Elsewhere { database, system } => format!(
                "База «{database}» лежит на другой машине ({system}), где записи ненадёжны: держите её на диске этой машины \
                 или возьмите PostgreSQL."
            ),
            Self::Newer { database, version } => format!(
                "База «{database}» записана более новой версией программы (изменение {version}): возьмите эту версию или \
                 восстановите копию, сделанную перед обновлением."
            ),
            Self::Migration { database, why } => {
                format!("База «{database}» не обновлена: {why}. Данные не изменились.")
            }
            Self::Damaged { database, why } => format!(
                "База «{database}» повреждена ({why}); в неё ничего не записано. Сохраните её и верните последнюю резервную \
                 копию: reglament restore ФАЙЛ --to НОВЫЙ-ФАЙЛ --key ФАЙЛ-КЛЮЧА."
            ),
            Self::NoCopy { database, error } => format!(
                "Таблицы базы «{database}» старше программы и не изменены, потому что копию перед обновлением сделать не \
                 удалось: {}. Освободите место или отключите копию настройкой before_upgrade = 0 в таблице [backup].",
                error.ru()
            ),
            Self::OldLibrary(version) => {
                format!("SQLite {version} может терять записи; нужна версия 3.51.3 или новее.")
            }
            server => server.ru_of_server(),
        }
    }

    /// What only servers have.
    fn ru_of_server(&self) -> String {
        match self {
            Self::Address { why } => format!(
                "Адрес базы не читается: {why}. Он выглядит так: postgres://пользователь:пароль@узел:5432/база."
            ),
            Self::Unreachable { database, why } => format!(
                "Сервер базы «{database}» недоступен: {why}. Проверьте, что он запущен и что адрес верен."
            ),
            Self::Unsafe { database, why } => format!(
                "Путь к серверу базы «{database}» не так защищён, как требует адрес: {why}. Проверьте sslmode и sslrootcert в \
                 адресе, имя в сертификате и настройку ssl сервера."
            ),
            Self::Refused { database, why } => format!(
                "Сервер базы «{database}» не пускает этого пользователя: {why}. Проверьте имя, пароль и pg_hba.conf."
            ),
            Self::NoDatabase { database } => format!(
                "На сервере нет базы «{database}»: создайте её командой `createdb --owner=ПОЛЬЗОВАТЕЛЬ --encoding=UTF8 БАЗА`."
            ),
            Self::Forbidden { database, why } => format!(
                "Пользователь базы «{database}» не может создавать в ней таблицы: {why}. Сделайте его владельцем базы \
                 (ALTER DATABASE … OWNER TO …)."
            ),
            Self::OldServer(version) => {
                format!("PostgreSQL {version} слишком стар; нужна версия 15 или новее.")
            }
            Self::Encoding { database, encoding } => format!(
                "База «{database}» в кодировке {encoding}, а нужна UTF8: создайте её командой \
                 `createdb --encoding=UTF8 --template=template0 БАЗА`."
            ),
            other => other.to_string(),
        }
    }

    /// What a failure before the tables are there means.
    pub(crate) fn of(database: &Database, error: &sqlx::Error) -> Self {
        let is_file = matches!(database, Database::File(_));
        let (database, why) = (database.clone(), error.to_string());
        match error {
            sqlx::Error::Database(told) if is_file && file::is_damage(error) => Self::Damaged {
                database,
                why: told.message().to_owned(),
            },
            sqlx::Error::Database(told) => {
                let why = told.message().to_owned();
                match told.code().as_deref() {
                    Some("28000" | "28P01") => Self::Refused { database, why },
                    Some("3D000") => Self::NoDatabase { database },
                    Some("42501") => Self::Forbidden { database, why },
                    Some("57P03") => Self::Unreachable { database, why },
                    _ => Self::Unusable {
                        place: database.to_string(),
                        why,
                    },
                }
            }
            sqlx::Error::Tls(_) => Self::Unsafe { database, why },
            // So a certificate is refused in the middle of the handshake.
            sqlx::Error::Io(error)
                if !is_file && error.kind() == std::io::ErrorKind::InvalidData =>
            {
                Self::Unsafe { database, why }
            }
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut
                if matches!(database, Database::Server(_)) =>
            {
                Self::Unreachable { database, why }
            }
            _ => Self::Unusable {
                place: database.to_string(),
                why,
            },
        }
    }

    /// What a failed migration means.
    pub(crate) fn of_migration(database: &Database, error: MigrateError) -> Self {
        let database = database.clone();
        match error {
            MigrateError::VersionMissing(version) => Self::Newer { database, version },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)
                if is_forbidden(&error) || file::is_damage(&error) =>
            {
                Self::of(&database, &error)
            }
            other => Self::Migration {
                database,
                why: other.to_string(),
            },
        }
    }
}

fn is_forbidden(error: &sqlx::Error) -> bool {
    let told = error.as_database_error();
    told.is_some_and(|told| told.code().as_deref() == Some("42501"))
}
