//! Accounts and sessions. Passwords and tokens come in hashed; nothing here checks them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{Account, AccountStore, LiveSession, Session, StoreError};

use crate::{
    SqlStore,
    database::{self, Connection, Row},
    moment::{instant, micros},
};

type Columns = (String, String, bool, i64);

#[async_trait]
impl AccountStore for SqlStore {
    async fn account(&self, person: &str) -> Result<Option<Account>, StoreError> {
        let sql = "SELECT person, password, blocked, changed_at FROM account WHERE person = $1";
        let query = database::query_as::<Columns>(sql).bind(person);
        query
            .fetch_optional(&self.read)
            .await?
            .map(account)
            .transpose()
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let sql = "SELECT person, password, blocked, changed_at FROM account ORDER BY person";
        let rows = database::query_as::<Columns>(sql)
            .fetch_all(&self.read)
            .await?;
        rows.into_iter().map(account).collect()
    }

    async fn save_account(&self, account: &Account) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let sql = "INSERT INTO account (person, password, blocked, changed_at) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (person) DO UPDATE SET password = excluded.password, blocked = excluded.blocked, \
                   changed_at = excluded.changed_at";
        let query = database::query(sql)
            .bind(&account.person)
            .bind(&account.password)
            .bind(account.blocked)
            .bind(micros(account.changed_at));
        query.execute(&mut transaction).await?;
        end_sessions(&mut transaction, &account.person, None).await?;
        transaction.commit().await
    }

    async fn change_password(
        &self,
        person: &str,
        password: &str,
        at: DateTime<Utc>,
        keep: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let sql = "UPDATE account SET password = $2, changed_at = $3 WHERE person = $1";
        let query = database::query(sql)
            .bind(person)
            .bind(password)
            .bind(micros(at));
        let done = query.execute(&mut transaction).await?;
        end_sessions(&mut transaction, person, Some(keep)).await?;
        transaction.commit().await?;
        Ok(done > 0)
    }

    async fn open_session(&self, session: &Session) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let query = database::query("DELETE FROM session WHERE expires_at <= $1");
        let query = query.bind(micros(session.created_at));
        query.execute(&mut transaction).await?;
        let sql = "INSERT INTO session (token, person, created_at, expires_at, seen_at, device, awaits_code, provider, vouched) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let query = database::query(sql)
            .bind(&session.token)
            .bind(&session.person)
            .bind(micros(session.created_at))
            .bind(micros(session.expires_at))
            .bind(micros(session.seen_at))
            .bind(&session.device)
            .bind(session.awaits_code)
            .bind(&session.provider)
            .bind(session.vouched);
        query.execute(&mut transaction).await?;
        transaction.commit().await
    }

    async fn session(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<LiveSession>, StoreError> {
        let sql = "SELECT token, session.person, created_at, expires_at, seen_at, device, awaits_code, provider, vouched, \
                   EXISTS (SELECT 1 FROM second_factor WHERE second_factor.person = session.person) AS second_factor \
                   FROM session JOIN account ON account.person = session.person \
                   WHERE token = $1 AND expires_at > $2 AND blocked = 0";
        let query = database::query(sql).bind(token).bind(micros(now));
        let found = query.fetch_optional(&self.read).await?;
        let Some(row) = found else {
            return Ok(None);
        };
        Ok(Some(LiveSession {
            session: session(&row)?,
            second_factor: row.get("second_factor")?,
        }))
    }

    async fn sessions(
        &self,
        person: &str,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<Session>, StoreError> {
        let sql = "SELECT token, person, created_at, expires_at, seen_at, device, awaits_code, provider, vouched \
                   FROM session WHERE person = $1 AND expires_at > $2 AND awaits_code = 0 \
                   ORDER BY seen_at DESC, token LIMIT $3";
        let query = database::query(sql)
            .bind(person)
            .bind(micros(now))
            .bind(limit);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(session).collect()
    }

    async fn note_session(&self, token: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
        let sql = "UPDATE session SET seen_at = $2 WHERE token = $1 AND seen_at < $2";
        let query = database::query(sql).bind(token).bind(micros(at));
        query.execute(self.writer()).await.map(drop)
    }

    async fn close_session(&self, token: &str) -> Result<(), StoreError> {
        let query = database::query("DELETE FROM session WHERE token = $1").bind(token);
        query.execute(self.writer()).await.map(drop)
    }

    async fn close_sessions(&self, person: &str, keep: Option<&str>) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        end_sessions(&mut transaction, person, keep).await?;
        transaction.commit().await
    }
}

/// Ends the sessions of a person but for one, with whatever else changes.
pub(crate) async fn end_sessions(
    transaction: &mut Connection,
    person: &str,
    keep: Option<&str>,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM session WHERE person = $1 AND token IS DISTINCT FROM $2";
    let query = database::query(sql).bind(person).bind(keep);
    query.execute(transaction).await.map(drop)
}

fn session(row: &Row) -> Result<Session, StoreError> {
    let at = |name: &str| instant(row.get(name)?);
    Ok(Session {
        token: row.get("token")?,
        person: row.get("person")?,
        created_at: at("created_at")?,
        expires_at: at("expires_at")?,
        seen_at: at("seen_at")?,
        device: row.get("device")?,
        awaits_code: row.get("awaits_code")?,
        provider: row.get("provider")?,
        vouched: row.get("vouched")?,
    })
}

fn account((person, password, blocked, changed_at): Columns) -> Result<Account, StoreError> {
    Ok(Account {
        person,
        password,
        blocked,
        changed_at: instant(changed_at)?,
    })
}
