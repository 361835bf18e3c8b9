//! Several servers on one database: its clock, and leases by that clock.
//!
//! A file has one server, which needs none of it; it is answered all the same.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{Lease, NodeStore, StoreError};

use crate::{
    SqlStore, database,
    dialect::{Dialect, Sql, sql},
    error::position,
    moment::instant,
};

const NOW: Sql = sql!("SELECT ", clock);

/// An owner extends its lease; another one takes it once it has run out, and counts the owners up.
const LEASE: Sql = sql!(
    "INSERT INTO lease (name, owner, epoch, until) VALUES ($1, $2, 1, ",
    clock,
    " + $3) ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until, \
     epoch = lease.epoch + CASE WHEN lease.owner = excluded.owner THEN 0 ELSE 1 END \
     WHERE lease.owner = excluded.owner OR lease.until <= ",
    clock,
    " RETURNING epoch"
);

#[async_trait]
impl NodeStore for SqlStore {
    fn is_shared(&self) -> bool {
        self.writer().dialect() == Dialect::Postgres
    }

    async fn database_now(&self) -> Result<DateTime<Utc>, StoreError> {
        let query = database::query_scalar::<i64>(NOW);
        instant(query.fetch_one(&self.read).await?)
    }

    async fn lease(
        &self,
        name: &str,
        owner: &str,
        how_long: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        self.check()?;
        let micros = i64::try_from(how_long.as_micros()).unwrap_or(i64::MAX);
        let query = database::query_scalar::<i64>(LEASE);
        let query = query.bind(name).bind(owner).bind(micros);
        let epoch = query.fetch_optional(self.writer()).await?;
        epoch
            .map(|epoch| position(epoch).map(|epoch| Lease { epoch }))
            .transpose()
    }

    async fn release(&self, name: &str, owner: &str) -> Result<(), StoreError> {
        let sql = "UPDATE lease SET until = 0 WHERE name = $1 AND owner = $2";
        let query = database::query(sql).bind(name).bind(owner);
        query.execute(self.writer()).await.map(drop)
    }
}
