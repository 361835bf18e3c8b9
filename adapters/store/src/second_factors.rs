//! Authenticators and recovery codes. Secrets and codes come in as salts and digests; nothing here checks them.

use async_trait::async_trait;
use reglament_runtime::port::{SecondFactor, SecondFactorStore, StoreError};

use crate::{
    SqlStore,
    accounts::end_sessions,
    database::{self, Connection},
    error::{position, small},
    moment::{instant, micros},
};

#[async_trait]
impl SecondFactorStore for SqlStore {
    async fn second_factor(&self, person: &str) -> Result<Option<SecondFactor>, StoreError> {
        let sql = "SELECT salt, since, used_step FROM second_factor WHERE person = $1";
        let query = database::query_as::<(String, i64, i64)>(sql).bind(person);
        let found = query.fetch_optional(&self.read).await?;
        let Some((salt, since, used_step)) = found else {
            return Ok(None);
        };
        Ok(Some(SecondFactor {
            person: person.to_owned(),
            salt,
            since: instant(since)?,
            used_step: position(used_step)?,
        }))
    }

    async fn save_second_factor(
        &self,
        factor: &SecondFactor,
        recovery: &[String],
        keep: &str,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let sql = "INSERT INTO second_factor (person, salt, since, used_step) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (person) DO UPDATE SET salt = excluded.salt, since = excluded.since, \
                   used_step = excluded.used_step";
        let query = database::query(sql)
            .bind(&factor.person)
            .bind(&factor.salt)
            .bind(micros(factor.since))
            .bind(step(factor.used_step));
        query.execute(&mut transaction).await?;
        replace_codes(&mut transaction, &factor.person, recovery).await?;
        end_sessions(&mut transaction, &factor.person, Some(keep)).await?;
        transaction.commit().await
    }

    async fn remove_second_factor(
        &self,
        person: &str,
        keep: Option<&str>,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        // Recovery codes go with it.
        let query = database::query("DELETE FROM second_factor WHERE person = $1").bind(person);
        let done = query.execute(&mut transaction).await?;
        end_sessions(&mut transaction, person, keep).await?;
        transaction.commit().await?;
        Ok(done > 0)
    }

    async fn take_code(&self, person: &str, taken: u64) -> Result<bool, StoreError> {
        let sql = "UPDATE second_factor SET used_step = $2 WHERE person = $1 AND used_step < $2";
        let query = database::query(sql).bind(person).bind(step(taken));
        let done = query.execute(self.writer()).await?;
        Ok(done > 0)
    }

    async fn save_recovery_codes(
        &self,
        person: &str,
        digests: &[String],
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        replace_codes(&mut transaction, person, digests).await?;
        transaction.commit().await
    }

    async fn take_recovery_code(&self, person: &str, digest: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM recovery_code WHERE person = $1 AND digest = $2";
        let query = database::query(sql).bind(person).bind(digest);
        let done = query.execute(self.writer()).await?;
        Ok(done > 0)
    }

    async fn recovery_codes(&self, person: &str) -> Result<u32, StoreError> {
        let sql = "SELECT COUNT(*) FROM recovery_code WHERE person = $1";
        let query = database::query_scalar::<i64>(sql).bind(person);
        small(query.fetch_one(&self.read).await?)
    }
}

async fn replace_codes(
    transaction: &mut Connection,
    person: &str,
    digests: &[String],
) -> Result<(), StoreError> {
    let query = database::query("DELETE FROM recovery_code WHERE person = $1").bind(person);
    query.execute(&mut *transaction).await?;
    for digest in digests {
        let sql = "INSERT INTO recovery_code (person, digest) VALUES ($1, $2)";
        let query = database::query(sql).bind(person).bind(digest);
        query.execute(&mut *transaction).await?;
    }
    Ok(())
}

/// Intervals of thirty seconds since 1970: far from the bound.
fn step(step: u64) -> i64 {
    i64::try_from(step).unwrap_or(i64::MAX)
}
