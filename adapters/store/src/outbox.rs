//! Letters and documents under way. While somebody holds a row, `next_at` is the end of the lease.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, LetterPurpose, TaskId};
use reglament_runtime::port::{
    LetterAbout, OutboxBody, OutboxEnd, OutboxKind, OutboxRow, OutboxState, OutboxStore, StoreError,
};

use crate::{
    SqlStore,
    change::{Write, run},
    database::{self, Connection, Row},
    dialect::{Sql, sql},
    documents,
    error::{position, read, small, write as json_text},
    line::{Line, line},
    moment::{instant, micros},
    subscriptions,
};

const INSERT: Sql = sql!(
    "INSERT INTO outbox (key, instance, kind, state, attempts, next_at, body, created_at, purpose, task, person, subscription, epoch) ",
    "SELECT v.value->>'key', v.value->>'instance', v.value->>'kind', v.value->>'state', ",
    "CAST(v.value->>'attempts' AS BIGINT), CAST(v.value->>'next_at' AS BIGINT), v.value->>'body', ",
    "CAST(v.value->>'created_at' AS BIGINT), v.value->>'purpose', CAST(v.value->>'task' AS BIGINT), ",
    "v.value->>'person', CAST(v.value->>'subscription' AS BIGINT), 0 FROM ",
    rows
);

const CLAIM: Sql = sql!(
    "WITH due AS MATERIALIZED (SELECT key FROM outbox WHERE next_at <= $3 ORDER BY next_at LIMIT $4",
    skip_locked,
    ") UPDATE outbox SET owner = $1, next_at = $2, attempts = attempts + 1, epoch = epoch + 1 ",
    "WHERE key IN (SELECT key FROM due) RETURNING key, instance, state, attempts, next_at, body, created_at, ",
    "done_at, error, epoch, purpose, task, person"
);

const CLAIM_DOCUMENTS: Sql = sql!(
    "WITH due AS MATERIALIZED (SELECT key FROM outbox WHERE next_at <= $3 AND kind = 'document' ORDER BY next_at LIMIT $4",
    skip_locked,
    ") UPDATE outbox SET owner = $1, next_at = $2, attempts = attempts + 1, epoch = epoch + 1 ",
    "WHERE key IN (SELECT key FROM due) RETURNING key, instance, state, attempts, next_at, body, created_at, ",
    "done_at, error, epoch, purpose, task, person"
);

/// Columns of an [`OutboxRow`].
pub(crate) const COLUMNS: &str = "key, instance, state, attempts, next_at, body, created_at, done_at, error, epoch, purpose, task, person";

pub(crate) const WRITES: &[Write] = &[Write::new(INSERT, |changes| {
    changes.outbox.iter().map(row_json).collect()
})];

/// Queues letters that no instance has written.
pub(crate) async fn write(c: &mut Connection, rows: &[OutboxRow]) -> Result<(), StoreError> {
    let rows = rows.iter().map(row_json).collect();
    run(c, INSERT, rows).await.map(drop)
}

fn row_json(row: &OutboxRow) -> Line {
    line!({
        "key": row.key, "instance": row.instance.as_ref().map_or("", InstanceId::as_str), "kind": kind(row.body.kind()), "state": state(row.state),
        "attempts": row.attempts, "next_at": micros(row.next_at), "body": json_text(&row.body),
        "created_at": micros(row.created_at), "purpose": row.about.purpose.name(), "task": row.about.task,
        "person": row.about.person, "subscription": subscription(&row.body),
    })
}

impl SqlStore {
    async fn claim_by(
        &self,
        sql: Sql,
        owner: &str,
        [now, until]: [DateTime<Utc>; 2],
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let query = database::query(sql)
            .bind(owner)
            .bind(micros(until))
            .bind(micros(now))
            .bind(limit);
        let mut transaction = self.begin().await?;
        let rows = query.fetch_all(&mut transaction).await?;
        transaction.commit().await?;
        let claimed: Result<Vec<OutboxRow>, StoreError> = rows.iter().map(row).collect();
        let mut claimed = claimed?;
        // Rows that a statement has changed come in any order.
        claimed.sort_by(|a, b| (a.created_at, &a.key).cmp(&(b.created_at, &b.key)));
        Ok(claimed)
    }
}

#[async_trait]
impl OutboxStore for SqlStore {
    async fn claim(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.claim_by(CLAIM, owner, [now, until], limit).await
    }

    async fn claim_documents(
        &self,
        owner: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        self.claim_by(CLAIM_DOCUMENTS, owner, [now, until], limit)
            .await
    }

    async fn finish(&self, end: OutboxEnd) -> Result<bool, StoreError> {
        let done = !matches!(end.state, OutboxState::Queued | OutboxState::Ambiguous);
        let sql = "UPDATE outbox SET state = $1, next_at = $2, done_at = $3, error = $4, owner = NULL, attempts = attempts - $7 \
                   WHERE key = $5 AND epoch = $6 AND state IN ('queued', 'ambiguous') RETURNING instance, body";
        let query = database::query_as::<(String, String)>(sql)
            .bind(state(end.state))
            .bind((!done).then(|| micros(end.next_at)))
            .bind(done.then(|| micros(end.at)))
            .bind(&end.error)
            .bind(&end.key)
            .bind(end.epoch.cast_signed())
            .bind(i64::from(end.uncounted));
        let mut transaction = self.begin().await?;
        let found = query.fetch_optional(&mut transaction).await?;
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
        transaction.commit().await?;
        Ok(true)
    }

    async fn next_delivery(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT MIN(next_at) FROM outbox WHERE next_at IS NOT NULL";
        let next: Option<i64> = database::query_scalar(sql).fetch_one(&self.read).await?;
        next.map(instant).transpose()
    }

    async fn next_document(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT MIN(next_at) FROM outbox WHERE next_at IS NOT NULL AND kind = 'document'";
        let next: Option<i64> = database::query_scalar(sql).fetch_one(&self.read).await?;
        next.map(instant).transpose()
    }

    // A letter that was not sent on purpose is ordered by whoever asks for it now, and leaves whatever its receiver wants.
    async fn requeue(&self, key: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET purpose = CASE state WHEN 'withheld' THEN 'notice' ELSE purpose END, \
                   state = 'queued', attempts = 0, next_at = $1, done_at = NULL, error = NULL WHERE key = $2 AND state IN ('failed', 'refused', 'withheld')";
        let query = database::query(sql).bind(micros(now)).bind(key);
        Ok(query.execute(self.writer()).await? > 0)
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

fn about(row: &Row) -> Result<LetterAbout, StoreError> {
    let purpose: String = row.get("purpose")?;
    let unknown = || StoreError::Damaged(format!("`{purpose}` is not a purpose of a letter"));
    let task: Option<i64> = row.get("task")?;
    Ok(LetterAbout {
        purpose: LetterPurpose::from_name(&purpose).ok_or_else(unknown)?,
        task: task.map(small).transpose()?.map(TaskId),
        person: row.get("person")?,
    })
}

pub(crate) fn row(row: &Row) -> Result<OutboxRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    let done_at: Option<i64> = row.get("done_at")?;
    let next_at: Option<i64> = row.get("next_at")?;
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
        error: row.get("error")?,
        epoch: position(number("epoch")?)?,
    })
}
