//! Letters and documents under way. While somebody holds a row, `next_at` is the end of the lease.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, LetterPurpose, TaskId};
use reglament_runtime::port::{
    LetterAbout, OutboxBody, OutboxEnd, OutboxKind, OutboxRow, OutboxState, OutboxStore, StoreError,
};
use serde_json::json;
use sqlx::{Row as _, sqlite::SqliteRow};

use crate::{
    SqliteStore,
    change::{Connection, run},
    dialect::rows,
    documents,
    error::{failed, position, read, small, write as json_text},
    moment::{instant, micros},
    subscriptions,
};

const INSERT: &str = concat!(
    "INSERT INTO outbox (key, instance, kind, state, attempts, next_at, body, created_at, purpose, task, person, subscription, epoch) ",
    "SELECT v.value->>'key', v.value->>'instance', v.value->>'kind', v.value->>'state', ",
    "CAST(v.value->>'attempts' AS BIGINT), CAST(v.value->>'next_at' AS BIGINT), v.value->>'body', ",
    "CAST(v.value->>'created_at' AS BIGINT), v.value->>'purpose', CAST(v.value->>'task' AS BIGINT), ",
    "v.value->>'person', CAST(v.value->>'subscription' AS BIGINT), 0 FROM ",
    rows!()
);

/// Columns of an [`OutboxRow`].
pub(crate) const COLUMNS: &str = "key, instance, state, attempts, next_at, body, created_at, done_at, error, epoch, purpose, task, person";

pub(crate) async fn write(c: &mut Connection, rows: &[OutboxRow]) -> Result<(), StoreError> {
    let row = |row: &OutboxRow| {
        json!({
            "key": row.key, "instance": row.instance.as_ref().map_or("", InstanceId::as_str), "kind": kind(row.body.kind()), "state": state(row.state),
            "attempts": row.attempts, "next_at": micros(row.next_at), "body": json_text(&row.body),
            "created_at": micros(row.created_at), "purpose": row.about.purpose.name(), "task": row.about.task,
            "person": row.about.person, "subscription": subscription(&row.body),
        })
    };
    run(c, INSERT, rows.iter().map(row).collect())
        .await
        .map(drop)
}

#[async_trait]
impl OutboxStore for SqliteStore {
    async fn claim(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let sql = "UPDATE outbox SET owner = $1, next_at = $2, attempts = attempts + 1, epoch = epoch + 1 \
                   WHERE key IN (SELECT key FROM outbox WHERE next_at <= $3 \
                   ORDER BY next_at LIMIT $4) \
                   RETURNING key, instance, state, attempts, next_at, body, created_at, done_at, error, epoch, \
                   purpose, task, person";
        let query = sqlx::query(sql)
            .bind(owner)
            .bind(micros(until))
            .bind(micros(now))
            .bind(limit);
        let mut transaction = self.begin().await?;
        let rows = query.fetch_all(&mut *transaction).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        rows.iter().map(row).collect()
    }

    async fn finish(&self, end: OutboxEnd) -> Result<bool, StoreError> {
        let done = !matches!(end.state, OutboxState::Queued | OutboxState::Ambiguous);
        let sql = "UPDATE outbox SET state = $1, next_at = $2, done_at = $3, error = $4, owner = NULL, attempts = attempts - $7 \
                   WHERE key = $5 AND epoch = $6 AND state IN ('queued', 'ambiguous') RETURNING instance, body";
        let query = sqlx::query_as::<_, (String, String)>(sql)
            .bind(state(end.state))
            .bind((!done).then(|| micros(end.next_at)))
            .bind(done.then(|| micros(end.at)))
            .bind(&end.error)
            .bind(&end.key)
            .bind(end.epoch.cast_signed())
            .bind(i64::from(end.uncounted));
        let mut transaction = self.begin().await?;
        let found = query
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        let Some((instance, body)) = found else {
            return Ok(false);
        };
        match (&end.pdf, read(&body)?) {
            (Some(pdf), OutboxBody::Document { document, .. }) => {
                documents::save(&mut transaction, &instance, document, pdf).await?;
            }
            (_, OutboxBody::Notification(told)) => {
                subscriptions::tried(&mut transaction, told.subscription, &end).await?;
            }
            (_, OutboxBody::Document { .. } | OutboxBody::Letter(_)) => {}
        }
        transaction.commit().await.map_err(failed)?;
        Ok(true)
    }

    async fn next_delivery(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT MIN(next_at) FROM outbox WHERE next_at IS NOT NULL";
        let next: Option<i64> = sqlx::query_scalar(sql)
            .fetch_one(&self.read)
            .await
            .map_err(failed)?;
        next.map(instant).transpose()
    }

    // A letter that was not sent on purpose is ordered by whoever asks for it now, and leaves whatever its receiver wants.
    async fn requeue(&self, key: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET purpose = CASE state WHEN 'withheld' THEN 'notice' ELSE purpose END, \
                   state = 'queued', attempts = 0, next_at = $1, done_at = NULL, error = NULL WHERE key = $2 AND state IN ('failed', 'refused', 'withheld')";
        let query = sqlx::query(sql).bind(micros(now)).bind(key);
        Ok(query
            .execute(self.writer())
            .await
            .map_err(failed)?
            .rows_affected()
            > 0)
    }
}

fn subscription(body: &OutboxBody) -> Option<u32> {
    match body {
        OutboxBody::Notification(told) => Some(told.subscription),
        OutboxBody::Letter(_) | OutboxBody::Document { .. } => None,
    }
}

fn kind(kind: OutboxKind) -> &'static str {
    match kind {
        OutboxKind::Letter => "letter",
        OutboxKind::Document => "document",
        OutboxKind::Notification => "notification",
    }
}

/// A state as stored.
pub(crate) fn state(state: OutboxState) -> &'static str {
    match state {
        OutboxState::Queued => "queued",
        OutboxState::Ambiguous => "ambiguous",
        OutboxState::Sent => "sent",
        OutboxState::Refused => "refused",
        OutboxState::Failed => "failed",
        OutboxState::Withheld => "withheld",
    }
}

fn stored_state(text: &str) -> Result<OutboxState, StoreError> {
    let all = [
        OutboxState::Queued,
        OutboxState::Ambiguous,
        OutboxState::Sent,
        OutboxState::Refused,
        OutboxState::Failed,
        OutboxState::Withheld,
    ];
    let found = all.into_iter().find(|known| state(*known) == text);
    found.ok_or_else(|| StoreError::Damaged(format!("`{text}` is not a state of a delivery")))
}

fn about(row: &SqliteRow) -> Result<LetterAbout, StoreError> {
    let purpose: String = row.try_get("purpose").map_err(failed)?;
    let unknown = || StoreError::Damaged(format!("`{purpose}` is not a purpose of a letter"));
    let task: Option<i64> = row.try_get("task").map_err(failed)?;
    Ok(LetterAbout {
        purpose: LetterPurpose::from_name(&purpose).ok_or_else(unknown)?,
        task: task.map(small).transpose()?.map(TaskId),
        person: row.try_get("person").map_err(failed)?,
    })
}

pub(crate) fn row(row: &SqliteRow) -> Result<OutboxRow, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(failed);
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(failed);
    let done_at: Option<i64> = row.try_get("done_at").map_err(failed)?;
    let next_at: Option<i64> = row.try_get("next_at").map_err(failed)?;
    let created_at = number("created_at")?;
    let instance = Some(text("instance")?).filter(|id| !id.is_empty());
    Ok(OutboxRow {
        key: text("key")?,
        instance: instance.map(InstanceId),
        about: about(row)?,
        body: read(&text("body")?)?,
        state: stored_state(&text("state")?)?,
        attempts: small(number("attempts")?)?,
        next_at: instant(next_at.or(done_at).unwrap_or(created_at))?,
        created_at: instant(created_at)?,
        done_at: done_at.map(instant).transpose()?,
        error: row.try_get("error").map_err(failed)?,
        epoch: position(number("epoch")?)?,
    })
}
