//! Accounts and sessions. Passwords and tokens come in hashed; nothing here checks them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{Account, AccountStore, Session, StoreError};

use crate::{
    SqliteStore,
    error::failed,
    moment::{instant, micros},
};

type Columns = (String, String, bool, i64);

#[async_trait]
impl AccountStore for SqliteStore {
    async fn account(&self, person: &str) -> Result<Option<Account>, StoreError> {
        let sql = "SELECT person, password, blocked, changed_at FROM account WHERE person = $1";
        let query = sqlx::query_as::<_, Columns>(sql).bind(person);
        query
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?
            .map(account)
            .transpose()
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let sql = "SELECT person, password, blocked, changed_at FROM account ORDER BY person";
        let rows = sqlx::query_as::<_, Columns>(sql)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(account).collect()
    }

    async fn save_account(&self, account: &Account) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let sql = "INSERT INTO account (person, password, blocked, changed_at) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (person) DO UPDATE SET password = excluded.password, blocked = excluded.blocked, \
                   changed_at = excluded.changed_at";
        let query = sqlx::query(sql)
            .bind(&account.person)
            .bind(&account.password)
            .bind(account.blocked)
            .bind(micros(account.changed_at));
        query.execute(&mut *transaction).await.map_err(failed)?;
        let query = sqlx::query("DELETE FROM session WHERE person = $1").bind(&account.person);
        query.execute(&mut *transaction).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }

    async fn open_session(&self, session: &Session) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("DELETE FROM session WHERE expires_at <= $1");
        let query = query.bind(micros(session.created_at));
        query.execute(&mut *transaction).await.map_err(failed)?;
        let sql =
            "INSERT INTO session (token, person, created_at, expires_at) VALUES ($1, $2, $3, $4)";
        let query = sqlx::query(sql)
            .bind(&session.token)
            .bind(&session.person)
            .bind(micros(session.created_at))
            .bind(micros(session.expires_at));
        query.execute(&mut *transaction).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }

    async fn session(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Session>, StoreError> {
        let sql = "SELECT session.person, session.created_at, session.expires_at FROM session \
                   JOIN account ON account.person = session.person \
                   WHERE token = $1 AND expires_at > $2 AND NOT blocked";
        let query = sqlx::query_as::<_, (String, i64, i64)>(sql)
            .bind(token)
            .bind(micros(now));
        let Some((person, created, expires)) =
            query.fetch_optional(&self.read).await.map_err(failed)?
        else {
            return Ok(None);
        };
        Ok(Some(Session {
            token: token.to_owned(),
            person,
            created_at: instant(created)?,
            expires_at: instant(expires)?,
        }))
    }

    async fn close_session(&self, token: &str) -> Result<(), StoreError> {
        let query = sqlx::query("DELETE FROM session WHERE token = $1").bind(token);
        query.execute(self.writer()).await.map_err(failed).map(drop)
    }

    async fn close_sessions(&self, person: &str) -> Result<(), StoreError> {
        let query = sqlx::query("DELETE FROM session WHERE person = $1").bind(person);
        query.execute(self.writer()).await.map_err(failed).map(drop)
    }
}

fn account((person, password, blocked, changed_at): Columns) -> Result<Account, StoreError> {
    Ok(Account {
        person,
        password,
        blocked,
        changed_at: instant(changed_at)?,
    })
}
