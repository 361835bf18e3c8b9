//! Digests written, wishes, calendars and secrets. Bounces are in `bounces`.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_runtime::port::{
    DigestRun, FigureTimes, LetterStore, OutboxRow, ProcessFigures, StoreError,
};

use crate::{
    SqlStore, bounces,
    database::{self},
    error::small,
    moment::{instant, micros},
    outbox,
};

#[async_trait::async_trait]
impl LetterStore for SqlStore {
    async fn write_digest(
        &self,
        run: &DigestRun,
        letters: &[OutboxRow],
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let sql = "INSERT INTO digest_run (digest, on_date, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        let query = database::query(sql)
            .bind(&run.digest)
            .bind(run.on.to_string())
            .bind(micros(run.at));
        let done = query.execute(&mut transaction).await?;
        if done == 0 {
            return Ok(false);
        }
        outbox::write(&mut transaction, letters).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn digest_written(&self, digest: &str, on: NaiveDate) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) FROM digest_run WHERE digest = $1 AND on_date = $2";
        let query = database::query_scalar::<i64>(sql)
            .bind(digest)
            .bind(on.to_string());
        Ok(query.fetch_one(&self.read).await? > 0)
    }

    async fn figures(
        &self,
        process: &str,
        times: FigureTimes,
    ) -> Result<ProcessFigures, StoreError> {
        let sql = "SELECT \
            (SELECT COUNT(*) FROM instance WHERE process = $1 AND running = 1), \
            (SELECT COUNT(*) FROM instance WHERE process = $1 AND started_at >= $2), \
            (SELECT COUNT(*) FROM instance WHERE process = $1 AND running = 0 AND ended_at >= $2), \
            (SELECT COUNT(*) FROM task WHERE process = $1 AND sort_at <= $3), \
            (SELECT COUNT(*) FROM task WHERE process = $1 AND sort_at > $3 AND sort_at <= $4), \
            (SELECT COUNT(*) FROM incident WHERE process = $1)";
        let query = database::query_as::<(i64, i64, i64, i64, i64, i64)>(sql)
            .bind(process)
            .bind(micros(times.since))
            .bind(micros(times.now))
            .bind(micros(times.soon));
        let found = query.fetch_one(&self.read).await?;
        Ok(ProcessFigures {
            running: small(found.0)?,
            started: small(found.1)?,
            ended: small(found.2)?,
            late: small(found.3)?,
            soon: small(found.4)?,
            incidents: small(found.5)?,
        })
    }

    async fn queue_letter(&self, letter: &OutboxRow) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        match outbox::write(&mut transaction, std::slice::from_ref(letter)).await {
            Err(StoreError::Conflict) => return Ok(false),
            written => written?,
        }
        transaction.commit().await?;
        Ok(true)
    }

    async fn wishes(&self, person: &str) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT kind, wish FROM letter_wish WHERE person = $1 ORDER BY kind";
        let query = database::query_as(sql).bind(person);
        query.fetch_all(&self.read).await
    }

    async fn save_wish(
        &self,
        person: &str,
        kind: &str,
        wish: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let query = match wish {
            Some(wish) => {
                let sql = "INSERT INTO letter_wish (person, kind, wish, at) VALUES ($1, $2, $3, $4) \
                           ON CONFLICT (person, kind) DO UPDATE SET wish = excluded.wish, at = excluded.at";
                database::query(sql)
                    .bind(person)
                    .bind(kind)
                    .bind(wish)
                    .bind(micros(at))
            }
            None => database::query("DELETE FROM letter_wish WHERE person = $1 AND kind = $2")
                .bind(person)
                .bind(kind),
        };
        query.execute(self.writer()).await.map(drop)
    }

    async fn secret(&self, name: &str, fresh: &str) -> Result<String, StoreError> {
        let sql = "INSERT INTO secret (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value";
        let query = database::query_scalar(sql).bind(name).bind(fresh);
        query.fetch_one(self.writer()).await
    }

    async fn calendar_since(&self, person: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        let query = database::query_scalar::<i64>("SELECT at FROM calendar WHERE person = $1");
        let found = query.bind(person).fetch_optional(&self.read).await;
        found?.map(instant).transpose()
    }

    async fn save_calendar(
        &self,
        person: &str,
        token: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let query = match token {
            Some(token) => {
                let sql = "INSERT INTO calendar (person, token, at) VALUES ($1, $2, $3) \
                           ON CONFLICT (person) DO UPDATE SET token = excluded.token, at = excluded.at";
                database::query(sql)
                    .bind(person)
                    .bind(token)
                    .bind(micros(at))
            }
            None => database::query("DELETE FROM calendar WHERE person = $1").bind(person),
        };
        query.execute(self.writer()).await.map(drop)
    }

    async fn calendar_of(&self, token: &str) -> Result<Option<String>, StoreError> {
        let query = database::query_scalar("SELECT person FROM calendar WHERE token = $1");
        query.bind(token).fetch_optional(&self.read).await
    }

    async fn record_bounce(
        &self,
        bounce: &reglament_runtime::port::BounceRow,
    ) -> Result<bool, StoreError> {
        bounces::record(self.writer(), bounce).await
    }

    async fn bounces(
        &self,
        address: Option<&str>,
        limit: u32,
    ) -> Result<Vec<reglament_runtime::port::BounceRow>, StoreError> {
        bounces::list(&self.read, address, limit).await
    }

    async fn hard_bounces(&self, address: &str) -> Result<u32, StoreError> {
        bounces::hard(&self.read, address).await
    }

    async fn mark_address(&self, address: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
        bounces::mark(self.writer(), address, at).await
    }

    async fn free_address(
        &self,
        address: &str,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        bounces::free(self.writer(), address, by, at).await
    }

    async fn marked_since(&self, address: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        bounces::marked_since(&self.read, address).await
    }

    async fn marked_addresses(
        &self,
        limit: u32,
    ) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
        bounces::marked(&self.read, limit).await
    }
}
