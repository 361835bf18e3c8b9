//! The rows of an answer one after another, for answers that do not fit into memory. How many the driver reads ahead is a
//! setting of the connection.

use futures_util::{StreamExt as _, stream::BoxStream};
use reglament_runtime::port::StoreError;

use super::{On, Query, Row};
use crate::error::failed;

/// Rows under way.
pub(crate) struct Rows<'a>(BoxStream<'a, Result<Row, sqlx::Error>>);

impl Rows<'_> {
    /// The next row; none at the end.
    pub(crate) async fn next(&mut self) -> Option<Result<Row, StoreError>> {
        let row = self.0.next().await?;
        Some(row.map_err(failed))
    }
}

impl<'q> Query<'q> {
    /// Asks, and gives the rows as they come.
    pub(crate) fn stream<'a>(self, on: impl Into<On<'a>>) -> Rows<'a>
    where
        'q: 'a,
    {
        Rows(match on.into() {
            On::SqlitePool(on) => self.sqlite().fetch(on).map(sqlite).boxed(),
            On::Sqlite(on) => self.sqlite().fetch(on).map(sqlite).boxed(),
            On::PostgresPool(on) => self.postgres().fetch(on).map(postgres).boxed(),
            On::Postgres(on) => self.postgres().fetch(on).map(postgres).boxed(),
        })
    }
}

fn sqlite(row: Result<sqlx::sqlite::SqliteRow, sqlx::Error>) -> Result<Row, sqlx::Error> {
    row.map(Row::Sqlite)
}

fn postgres(row: Result<sqlx::postgres::PgRow, sqlx::Error>) -> Result<Row, sqlx::Error> {
    row.map(Row::Postgres)
}
