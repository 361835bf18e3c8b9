//! Statements with their values, asked of a pool or of a transaction.

use std::{borrow::Cow, marker::PhantomData, time::Duration};

use reglament_runtime::port::StoreError;
use sqlx::{
    AssertSqlSafe, PgConnection, Postgres, Sqlite,
    postgres::PgArguments,
    query::Query as Asked,
    sqlite::{SqliteArguments, SqliteQueryResult},
};

use super::{
    On,
    patience::{COMMIT, STATEMENT, answered, asked},
    row::{Column, Columns, Row},
    value::{Value, json_without_zero, without_zero},
};
use crate::{
    dialect::{Dialect, Sql},
    error::failed,
};

/// The text of a statement: known beforehand, or made for one database out of pieces that are. Values never are a part.
#[derive(Debug)]
pub(crate) enum Text {
    Known(Sql),
    Made(String),
}

impl From<Sql> for Text {
    fn from(sql: Sql) -> Self {
        Self::Known(sql)
    }
}

impl From<&'static str> for Text {
    fn from(both: &'static str) -> Self {
        Self::Known(Sql::new(both, both))
    }
}

impl From<String> for Text {
    fn from(made: String) -> Self {
        Self::Made(made)
    }
}

/// A statement.
#[derive(Debug)]
pub(crate) struct Query<'q> {
    text: Text,
    values: Vec<Value<'q>>,
    /// How long PostgreSQL may leave it unanswered.
    patience: Duration,
}

/// A statement that gives rows, or nothing.
pub(crate) fn query<'q>(text: impl Into<Text>) -> Query<'q> {
    Query {
        text: text.into(),
        values: Vec::new(),
        patience: STATEMENT,
    }
}

impl<'q> Query<'q> {
    /// A statement with values that stand in it already.
    pub(super) fn with(text: String, values: Vec<Value<'q>>) -> Self {
        Self {
            values,
            ..query(text)
        }
    }

    /// The same as a commit of its own, which waits for a standby where there is one.
    pub(crate) fn confirmed(mut self) -> Self {
        self.patience = COMMIT;
        self
    }

    /// The next value.
    pub(crate) fn bind(mut self, value: impl Into<Value<'q>>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Gives how many rows it touched.
    pub(crate) async fn execute<'a>(self, on: impl Into<On<'a>>) -> Result<u64, StoreError> {
        let patience = self.patience;
        match on.into() {
            On::SqlitePool(on) => touched(self.sqlite().execute(on).await),
            On::Sqlite(on) => touched(self.sqlite().execute(on).await),
            On::PostgresPool(on) => {
                let ask = async |c: &mut PgConnection| self.postgres().execute(c).await;
                let done = asked(on, patience, ask).await?;
                Ok(done.rows_affected())
            }
            On::Postgres(on) => {
                let done = answered(patience, self.postgres().execute(on)).await?;
                Ok(done.rows_affected())
            }
        }
    }

    pub(crate) async fn fetch_all<'a>(self, on: impl Into<On<'a>>) -> Result<Vec<Row>, StoreError> {
        fn rows<T>(found: Vec<T>, row: fn(T) -> Row) -> Vec<Row> {
            found.into_iter().map(row).collect()
        }
        let patience = self.patience;
        match on.into() {
            On::SqlitePool(on) => {
                let found = self.sqlite().fetch_all(on).await.map_err(failed);
                found.map(|all| rows(all, Row::Sqlite))
            }
            On::Sqlite(on) => {
                let found = self.sqlite().fetch_all(on).await.map_err(failed);
                found.map(|all| rows(all, Row::Sqlite))
            }
            On::PostgresPool(on) => {
                let ask = async |c: &mut PgConnection| self.postgres().fetch_all(c).await;
                let found = asked(on, patience, ask).await;
                found.map(|all| rows(all, Row::Postgres))
            }
            On::Postgres(on) => {
                let found = answered(patience, self.postgres().fetch_all(on)).await;
                found.map(|all| rows(all, Row::Postgres))
            }
        }
    }

    pub(crate) async fn fetch_optional<'a>(
        self,
        on: impl Into<On<'a>>,
    ) -> Result<Option<Row>, StoreError> {
        let patience = self.patience;
        match on.into() {
            On::SqlitePool(on) => {
                let found = self.sqlite().fetch_optional(on).await.map_err(failed);
                found.map(|row| row.map(Row::Sqlite))
            }
            On::Sqlite(on) => {
                let found = self.sqlite().fetch_optional(on).await.map_err(failed);
                found.map(|row| row.map(Row::Sqlite))
            }
            On::PostgresPool(on) => {
                let ask = async |c: &mut PgConnection| self.postgres().fetch_optional(c).await;
                let found = asked(on, patience, ask).await;
                found.map(|row| row.map(Row::Postgres))
            }
            On::Postgres(on) => {
                let found = answered(patience, self.postgres().fetch_optional(on)).await;
                found.map(|row| row.map(Row::Postgres))
            }
        }
    }

    pub(crate) async fn fetch_one<'a>(self, on: impl Into<On<'a>>) -> Result<Row, StoreError> {
        let found = self.fetch_optional(on).await?;
        found.ok_or_else(|| failed(sqlx::Error::RowNotFound))
    }

    pub(super) fn sqlite(self) -> Asked<'q, Sqlite, SqliteArguments> {
        let asked = match self.text {
            Text::Known(sql) => sqlx::query(sql.of(Dialect::Sqlite)),
            Text::Made(sql) => sqlx::query(AssertSqlSafe(sql)),
        };
        self.values
            .into_iter()
            .fold(asked, |asked, value| match value {
                Value::Text(text) => asked.bind(text.map(|text| text.into_owned())),
                Value::Json(json) => asked.bind(json),
                Value::Number(number) => asked.bind(number),
                Value::Bytes(bytes) => asked.bind(bytes.map(Cow::into_owned)),
            })
    }

    pub(super) fn postgres(self) -> Asked<'q, Postgres, PgArguments> {
        let asked = match self.text {
            Text::Known(sql) => sqlx::query(sql.of(Dialect::Postgres)),
            Text::Made(sql) => sqlx::query(AssertSqlSafe(sql)),
        };
        self.values
            .into_iter()
            .fold(asked, |asked, value| match value {
                Value::Text(text) => asked.bind(text.map(without_zero).as_deref()),
                Value::Json(json) => asked.bind(json.map(json_without_zero)),
                Value::Number(number) => asked.bind(number),
                Value::Bytes(bytes) => asked.bind(bytes.as_deref()),
            })
    }
}

fn touched(done: Result<SqliteQueryResult, sqlx::Error>) -> Result<u64, StoreError> {
    done.map(|done| done.rows_affected()).map_err(failed)
}

/// A statement whose first column is wanted.
#[derive(Debug)]
pub(crate) struct Scalar<'q, T>(Query<'q>, PhantomData<fn() -> T>);

/// A statement that gives one value a row.
pub(crate) fn query_scalar<'q, T: Column>(text: impl Into<Text>) -> Scalar<'q, T> {
    Scalar(query(text), PhantomData)
}

impl<'q, T: Column> Scalar<'q, T> {
    /// As [`Query::confirmed`].
    pub(crate) fn confirmed(self) -> Self {
        Self(self.0.confirmed(), PhantomData)
    }

    pub(crate) fn bind(self, value: impl Into<Value<'q>>) -> Self {
        Self(self.0.bind(value), PhantomData)
    }

    pub(crate) async fn fetch_all<'a>(self, on: impl Into<On<'a>>) -> Result<Vec<T>, StoreError> {
        let rows = self.0.fetch_all(on).await?;
        rows.iter().map(|row| row.number(0)).collect()
    }

    pub(crate) async fn fetch_optional<'a>(
        self,
        on: impl Into<On<'a>>,
    ) -> Result<Option<T>, StoreError> {
        let row = self.0.fetch_optional(on).await?;
        row.map(|row| row.number(0)).transpose()
    }

    pub(crate) async fn fetch_one<'a>(self, on: impl Into<On<'a>>) -> Result<T, StoreError> {
        self.0.fetch_one(on).await?.number(0)
    }
}

/// A statement that gives several columns.
#[derive(Debug)]
pub(crate) struct As<'q, T>(Query<'q>, PhantomData<fn() -> T>);

/// A statement whose columns come in the order of `T`.
pub(crate) fn query_as<'q, T: Columns>(text: impl Into<Text>) -> As<'q, T> {
    As(query(text), PhantomData)
}

impl<'q, T: Columns> As<'q, T> {
    pub(crate) fn bind(self, value: impl Into<Value<'q>>) -> Self {
        Self(self.0.bind(value), PhantomData)
    }

    pub(crate) async fn fetch_all<'a>(self, on: impl Into<On<'a>>) -> Result<Vec<T>, StoreError> {
        let rows = self.0.fetch_all(on).await?;
        rows.iter().map(T::of).collect()
    }

    pub(crate) async fn fetch_optional<'a>(
        self,
        on: impl Into<On<'a>>,
    ) -> Result<Option<T>, StoreError> {
        let row = self.0.fetch_optional(on).await?;
        row.as_ref().map(T::of).transpose()
    }

    pub(crate) async fn fetch_one<'a>(self, on: impl Into<On<'a>>) -> Result<T, StoreError> {
        T::of(&self.0.fetch_one(on).await?)
    }
}
