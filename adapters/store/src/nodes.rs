//! Several servers on one database: its clock, leases by that clock, who is there, and what they tell each other.
//!
//! A file has one server, which needs none of it; it is answered all the same. Words go by LISTEN and NOTIFY on connections of
//! their own: a NOTIFY inside a command would make all commits of the server wait for each other.

use std::{sync::LazyLock, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{Hearing, Lease, NodeStore, Servers, StoreError};
use sqlx::postgres::PgListener;

use crate::{
    SqlStore,
    database::{self, Pool},
    dialect::{Dialect, Sql, sql},
    error::{failed, position},
    moment::instant,
    newest_schema,
};

/// Where the servers of a database tell each other what has changed.
const CHANNEL: &str = "reglament_hints";
/// Before the name of a server in the name of its lease.
const SERVER: &str = "server ";

/// What this program knows of the tables, told with each sign of life.
static SCHEMA: LazyLock<u32> = LazyLock::new(newest_schema);

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

/// A lease whose name is above that of all servers and below the next word: `server ` and a sign after the blank.
const SEEN: Sql = sql!(
    "SELECT owner FROM lease WHERE name > 'server ' AND name < 'server!' AND until > ",
    clock
);

const LEAD_UNTIL: &str = "SELECT until FROM lease WHERE name = $1 AND until > 0";

/// Microseconds of a day.
const GONE: Sql = sql!(
    "DELETE FROM lease WHERE name > 'server ' AND name < 'server!' AND (name = $1 OR until < ",
    clock,
    " - 86400000000)"
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
        let epoch = query.confirmed().fetch_optional(self.writer()).await?;
        epoch
            .map(|epoch| position(epoch).map(|epoch| Lease { epoch }))
            .transpose()
    }

    async fn release(&self, name: &str, owner: &str) -> Result<(), StoreError> {
        let sql = "UPDATE lease SET until = 0 WHERE name = $1 AND owner = $2";
        let query = database::query(sql).bind(name).bind(owner);
        query.confirmed().execute(self.writer()).await.map(drop)
    }

    async fn appear(&self, server: &str, how_long: Duration) -> Result<(), StoreError> {
        let name = format!("{SERVER}{server}");
        let owner = format!("{server} {}", *SCHEMA);
        self.lease(&name, &owner, how_long).await.map(drop)
    }

    async fn disappear(&self, server: &str) -> Result<(), StoreError> {
        let query = database::query(GONE).bind(format!("{SERVER}{server}"));
        query.confirmed().execute(self.writer()).await.map(drop)
    }

    async fn servers(&self, lead: &str) -> Result<Servers, StoreError> {
        let owners = database::query_scalar::<String>(SEEN);
        let owners = owners.fetch_all(&self.read).await?;
        let until = database::query_scalar::<i64>(LEAD_UNTIL).bind(lead);
        let until = until.fetch_optional(&self.read).await?;
        Ok(Servers {
            seen: count(owners.len()),
            older: count(owners.iter().filter(|owner| is_older(owner)).count()),
            lead_until: until.map(instant).transpose()?,
        })
    }

    async fn tell(&self, word: &str) -> Result<(), StoreError> {
        let Some(hints) = &self.hints else {
            return Ok(());
        };
        let query = database::query("SELECT pg_notify($1, $2)");
        let query = query.bind(CHANNEL).bind(word);
        query
            .execute(&Pool::Postgres(hints.clone()))
            .await
            .map(drop)
    }

    async fn hear(&self) -> Result<Box<dyn Hearing>, StoreError> {
        let Some(hints) = &self.hints else {
            return Ok(Box::new(Silence));
        };
        let mut listener = PgListener::connect_with(hints).await.map_err(failed)?;
        // Whoever begins anew is told that something may have been missed.
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await.map_err(failed)?;
        Ok(Box::new(Words(listener)))
    }
}

/// Whether a server knows fewer changes of the tables than this program: their number stands after its name. The first programs
/// did not tell it.
fn is_older(owner: &str) -> bool {
    let told = owner.rsplit_once(' ');
    let schema = told.and_then(|(_, schema)| schema.parse::<u32>().ok());
    schema.is_none_or(|schema| schema < *SCHEMA)
}

fn count(servers: usize) -> u32 {
    u32::try_from(servers).unwrap_or(u32::MAX)
}

/// What the servers of PostgreSQL tell each other.
struct Words(PgListener);

#[async_trait]
impl Hearing for Words {
    async fn next(&mut self) -> Result<String, StoreError> {
        let heard = self.0.try_recv().await.map_err(failed)?;
        let lost = || StoreError::Unavailable("the connection that hears was lost".to_owned());
        heard.map(|word| word.payload().to_owned()).ok_or_else(lost)
    }
}

/// A file, which nobody else has open.
struct Silence;

#[async_trait]
impl Hearing for Silence {
    async fn next(&mut self) -> Result<String, StoreError> {
        std::future::pending().await
    }
}
