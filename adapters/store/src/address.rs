//! Where a database is: a file, or a server with a name and perhaps a password, which is shown nowhere.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr as _,
};

use sqlx::postgres::PgConnectOptions;

use crate::OpenError;

/// Parameters after the `?` of an address that mean something. Anything else is a mistake and would be ignored silently.
const PARAMETERS: [&str; 11] = [
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "options",
];

/// A database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file of SQLite.
    File(PathBuf),
    /// A database of a PostgreSQL server.
    Server(ServerAddress),
}

impl Database {
    /// Reads what somebody has written: `postgres://…` is a server, everything else the path of a file.
    ///
    /// # Errors
    /// The address of a server cannot be read. The error does not repeat it, because it may hold a password.
    pub fn read(text: &str) -> Result<Self, OpenError> {
        match text.starts_with("postgres://") || text.starts_with("postgresql://") {
            true => ServerAddress::read(text).map(Self::Server),
            false => Ok(Self::File(text.into())),
        }
    }

    /// The database in a file.
    pub fn file(path: &Path) -> Self {
        Self::File(path.to_owned())
    }

    /// Whether there is nothing at this place yet. A server is asked when it is opened.
    pub fn is_missing(&self) -> bool {
        match self {
            Self::File(path) => !path.exists(),
            Self::Server(_) => false,
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Server(address) => write!(f, "{address}"),
        }
    }
}

/// A database of a PostgreSQL server. Printed without the password.
#[derive(Clone)]
pub struct ServerAddress {
    options: Box<PgConnectOptions>,
    shown: String,
}

impl ServerAddress {
    fn read(text: &str) -> Result<Self, OpenError> {
        let wrong = |why: String| OpenError::Address { why };
        let question = text.split_once('?').map_or("", |(_, question)| question);
        let mut names = question.split('&').filter(|part| !part.is_empty());
        let unknown = names.find_map(|part| {
            let name = part.split('=').next().unwrap_or_default();
            (!PARAMETERS.contains(&name)).then(|| name.to_owned())
        });
        if let Some(name) = unknown {
            return Err(wrong(format!("`{name}` is no parameter of an address")));
        }
        let options = PgConnectOptions::from_str(text);
        let options = options.map_err(|error| wrong(error.to_string()))?;
        let place = match options.get_socket() {
            Some(folder) => folder.display().to_string(),
            None => format!("{}:{}", options.get_host(), options.get_port()),
        };
        let user = options.get_username();
        let name = options.get_database().unwrap_or(user);
        let shown = format!("postgres://{user}@{place}/{name}");
        Ok(Self {
            options: Box::new(options),
            shown,
        })
    }

    /// How the driver is told.
    pub(crate) fn options(&self) -> PgConnectOptions {
        (*self.options).clone()
    }
}

impl PartialEq for ServerAddress {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown
    }
}

impl Eq for ServerAddress {}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ServerAddress").field(&self.shown).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Database;

    #[test]
    fn passwords_are_shown_nowhere() {
        for text in [
            "postgres://office:hidden%2Fword@db.example.ru:5433/cases?sslmode=require",
            "postgresql:///cases?host=/run/postgresql&user=office&password=hidden",
        ] {
            let database = Database::read(text).unwrap();
            for shown in [database.to_string(), format!("{database:?}")] {
                assert!(
                    !shown.contains("hidden") && shown.contains("office@"),
                    "{shown}"
                );
            }
        }
        for text in [
            "postgres://office:hidden@db:port/cases",
            "postgres://a:hidden@db/c?passwd=hidden",
        ] {
            let refused = Database::read(text).unwrap_err();
            let said = format!("{refused} {refused:?} {}", refused.ru());
            assert!(!said.contains("hidden"), "{said}");
        }
    }

    #[test]
    fn everything_else_is_a_file() {
        let database = Database::read("var/reglament.db").unwrap();
        assert_eq!(database, Database::File("var/reglament.db".into()));
    }
}
