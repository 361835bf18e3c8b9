//! Public forms that were begun and not sent. They are few, and go by themselves.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{StoreError, UnsentForm, UnsentFormStore};

use crate::{
    SqlStore,
    database::{self, Gate, Row},
    error::{read, write as json_text},
    moment::{instant, micros},
};

#[async_trait]
impl UnsentFormStore for SqlStore {
    async fn begin_form(&self, form: &UnsentForm, most: u32) -> Result<bool, StoreError> {
        self.forget_forms(form.saved_at).await?;
        // One statement, one at a time, so that many at once do not go beyond the bound.
        let sql = "INSERT INTO unsent_form (digest, process, instance, answers, saved_at, expires_at) \
                   SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT COUNT(*) FROM unsent_form) < $7";
        let query = database::query(sql)
            .bind(&form.digest)
            .bind(&form.process)
            .bind(form.instance.as_ref().map(InstanceId::as_str))
            .bind(json_text(&form.answers))
            .bind(micros(form.saved_at))
            .bind(micros(form.expires_at))
            .bind(most);
        let mut transaction = self.writer().begin_alone(Gate::Forms).await?;
        let done = query.execute(&mut transaction).await?;
        transaction.commit().await?;
        Ok(done == 1)
    }

    async fn unsent_form(
        &self,
        digest: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<UnsentForm>, StoreError> {
        let sql = "SELECT digest, process, instance, answers, saved_at, expires_at, receipt FROM unsent_form \
                   WHERE digest = $1 AND expires_at > $2";
        let query = database::query(sql).bind(digest).bind(micros(now));
        let found = query.fetch_optional(&self.read).await?;
        found.as_ref().map(row).transpose()
    }

    async fn save_form(&self, form: &UnsentForm) -> Result<bool, StoreError> {
        let sql = "UPDATE unsent_form SET answers = $2, saved_at = $3, receipt = $4 \
                   WHERE digest = $1 AND receipt IS NULL";
        let query = database::query(sql)
            .bind(&form.digest)
            .bind(json_text(&form.answers))
            .bind(micros(form.saved_at))
            .bind(&form.receipt);
        let done = query.execute(self.writer()).await?;
        Ok(done == 1)
    }

    async fn erase_form(&self, digest: &str) -> Result<(), StoreError> {
        let query = database::query("DELETE FROM unsent_form WHERE digest = $1").bind(digest);
        query.execute(self.writer()).await.map(drop)
    }

    async fn forget_forms(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let query =
            database::query("DELETE FROM unsent_form WHERE expires_at <= $1").bind(micros(now));
        let done = query.execute(self.writer()).await?;
        Ok(done)
    }
}

fn row(row: &Row) -> Result<UnsentForm, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let at = |name: &str| instant(row.get(name)?);
    let instance: Option<String> = row.get("instance")?;
    Ok(UnsentForm {
        digest: text("digest")?,
        process: text("process")?,
        instance: instance.map(InstanceId),
        answers: read(&text("answers")?)?,
        saved_at: at("saved_at")?,
        expires_at: at("expires_at")?,
        receipt: row.get("receipt")?,
    })
}
