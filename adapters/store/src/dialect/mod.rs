//! What the databases say differently, word by word.
//!
//! A statement is written once, in the subset that both understand: `$1` parameters, `CAST(… AS BIGINT)`,
//! `value->>'key'`, `ON CONFLICT`, `RETURNING`, `IS DISTINCT FROM`, columns of the changed row named with their table.
//! Where they differ stands a word of [`sql`]; `sqlite` and `postgres` are the two dictionaries and nothing else is here.

mod postgres;
mod sqlite;

/// Which database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// A piece of SQL in the words of both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    pub(crate) const fn new(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }

    /// Its text for one of them.
    pub(crate) const fn of(self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }
}

/// A constant [`Sql`] of texts and words, separated by commas.
macro_rules! sql {
    ($($part:tt),+ $(,)?) => {
        $crate::dialect::Sql::new(
            concat!($($crate::dialect::on_sqlite!($part)),+),
            concat!($($crate::dialect::on_postgres!($part)),+),
        )
    };
}

pub(crate) use postgres::on_postgres;
pub(crate) use sql;
pub(crate) use sqlite::on_sqlite;
