//! Identities of providers elsewhere. Who may link them is the business of the runtime.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{IdentityRow, IdentityStore, StoreError};

use crate::{
    SqlStore,
    accounts::end_sessions,
    database::{self, Gate, Row},
    moment::{instant, micros},
};

#[async_trait]
impl IdentityStore for SqlStore {
    async fn identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<IdentityRow>, StoreError> {
        let sql = "SELECT issuer, subject, name, seen_at, person \
             FROM identity WHERE issuer = $1 AND subject = $2";
        let query = database::query(sql).bind(issuer).bind(subject);
        let found = query.fetch_optional(&self.read).await?;
        found.as_ref().map(identity).transpose()
    }

    async fn identities_of(&self, person: &str) -> Result<Vec<IdentityRow>, StoreError> {
        let sql = "SELECT issuer, subject, name, seen_at, person \
             FROM identity WHERE person = $1 ORDER BY issuer";
        let query = database::query(sql).bind(person);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(identity).collect()
    }

    async fn strangers(&self, issuer: &str, limit: u32) -> Result<Vec<IdentityRow>, StoreError> {
        let sql = "SELECT issuer, subject, name, seen_at, person \
             FROM identity WHERE issuer = $1 AND person IS NULL \
                   ORDER BY seen_at DESC, subject LIMIT $2";
        let query = database::query(sql).bind(issuer).bind(limit);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(identity).collect()
    }

    async fn note_identity(
        &self,
        row: &IdentityRow,
        forget: DateTime<Utc>,
        most: u32,
    ) -> Result<(), StoreError> {
        let mut transaction = self.writer().begin_alone(Gate::Identities).await?;
        let sql = "INSERT INTO identity (issuer, subject, name, seen_at) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at";
        let query = database::query(sql)
            .bind(&row.issuer)
            .bind(&row.subject)
            .bind(&row.name)
            .bind(micros(row.seen_at));
        query.execute(&mut transaction).await?;
        let query = database::query("DELETE FROM identity WHERE person IS NULL AND seen_at < $1");
        let query = query.bind(micros(forget));
        query.execute(&mut transaction).await?;
        let sql = "DELETE FROM identity WHERE person IS NULL AND issuer = $1 AND subject NOT IN \
                   (SELECT subject FROM identity WHERE issuer = $1 AND person IS NULL \
                   ORDER BY seen_at DESC, subject LIMIT $2)";
        let query = database::query(sql).bind(&row.issuer).bind(most);
        query.execute(&mut transaction).await?;
        transaction.commit().await
    }

    async fn link_identity(&self, row: &IdentityRow) -> Result<bool, StoreError> {
        // One statement, one at a time: a check before it would be a race.
        let sql = "INSERT INTO identity (issuer, subject, name, seen_at, person) \
                   SELECT $1, $2, $3, $4, account.person FROM account WHERE account.person = $5 \
                   AND NOT EXISTS (SELECT 1 FROM identity WHERE identity.person = $5 AND issuer = $1) \
                   ON CONFLICT (issuer, subject) DO UPDATE SET person = excluded.person, \
                   name = CASE excluded.name WHEN '' THEN identity.name ELSE excluded.name END WHERE identity.person IS NULL";
        let query = database::query(sql)
            .bind(&row.issuer)
            .bind(&row.subject)
            .bind(&row.name)
            .bind(micros(row.seen_at))
            .bind(&row.person);
        let mut transaction = self.writer().begin_alone(Gate::Identities).await?;
        let done = query.execute(&mut transaction).await?;
        transaction.commit().await?;
        Ok(done > 0)
    }

    async fn unlink_identity(
        &self,
        issuer: &str,
        subject: &str,
        person: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let sql = "DELETE FROM identity WHERE issuer = $1 AND subject = $2 AND person = $3";
        let query = database::query(sql).bind(issuer).bind(subject).bind(person);
        let done = query.execute(&mut transaction).await?;
        let removed = done > 0;
        if removed {
            end_sessions(&mut transaction, person, None).await?;
        }
        transaction.commit().await?;
        Ok(removed)
    }
}

fn identity(row: &Row) -> Result<IdentityRow, StoreError> {
    Ok(IdentityRow {
        issuer: row.get("issuer")?,
        subject: row.get("subject")?,
        name: row.get("name")?,
        seen_at: instant(row.get("seen_at")?)?,
        person: row.get("person")?,
    })
}
