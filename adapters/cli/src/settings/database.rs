//! Which database: a file, or a server whose address may hold a password. The text is printed nowhere, not even when it
//! cannot be read.

use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use reglament_store::{Database, OpenError};
use serde::Deserialize;

use crate::failure::Failure;

/// The setting `database` as written.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct DatabaseText(String);

impl DatabaseText {
    /// The database.
    ///
    /// # Errors
    /// The address of a server cannot be read.
    pub(crate) fn read(&self) -> Result<Database, Failure> {
        Database::read(&self.0).map_err(|error| unread(&error))
    }
}

impl FromStr for DatabaseText {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for DatabaseText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The database, and the file beside which keys and letters are kept.
///
/// # Errors
/// The address of a server cannot be read.
pub(super) fn chosen(
    database: Option<DatabaseText>,
    data: Option<PathBuf>,
) -> Result<(Database, PathBuf), Failure> {
    let beside = data.unwrap_or_else(|| PathBuf::from("var/reglament.db"));
    let Some(text) = database else {
        return Ok((Database::file(&beside), beside));
    };
    Ok(match text.read()? {
        Database::File(path) => (Database::file(&path), path),
        server @ Database::Server(_) => (server, beside),
    })
}

fn unread(error: &OpenError) -> Failure {
    Failure::usage("settings.database", error.ru(), format!("{error}."))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::chosen;

    #[test]
    fn a_server_leaves_files_where_they_were() {
        let choose =
            |database: &str| chosen(Some(database.parse().unwrap()), Some("a/b.db".into()));
        let (database, beside) = choose("c/d.db").unwrap();
        assert_eq!(
            (database.to_string().as_str(), beside.as_path()),
            ("c/d.db", Path::new("c/d.db"))
        );
        let (database, beside) = choose("postgres://u:hidden@db/cases").unwrap();
        assert_eq!(database.to_string(), "postgres://u@db:5432/cases");
        assert_eq!(beside, Path::new("a/b.db"));
        let refused = choose("postgres://u:hidden@db:x/cases").unwrap_err();
        assert!(!format!("{refused:?}").contains("hidden"), "{refused:?}");
    }
}
