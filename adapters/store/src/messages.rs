//! Messages by key that wait or were delivered, and the keys of running instances.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::InstanceId;
use reglament_runtime::port::{KeyRow, MessageRow, MessageState, MessageStore, StoreError};

use crate::{
    SqlStore,
    change::{Write, run},
    database::{self, Pool, Row},
    dialect::{Sql, sql},
    error::{read, write as json_text},
    line::{Line, line},
    moment::{instant, micros},
};

const INSERT: Sql = sql!(
    "INSERT INTO message (id, digest, process, message, key, sender, data, at, until, state, receivers) ",
    "SELECT v.value->>'id', v.value->>'digest', v.value->>'process', v.value->>'message', v.value->>'key', ",
    "v.value->>'sender', v.value->>'data', CAST(v.value->>'at' AS BIGINT), CAST(v.value->>'until' AS BIGINT), ",
    "v.value->>'state', v.value->>'receivers' FROM ",
    rows,
    " WHERE true ON CONFLICT (id) DO NOTHING"
);

const INSERT_KEYS: Sql = sql!(
    "INSERT INTO message_key (process, message, key, instance) ",
    "SELECT v.value->>'process', v.value->>'message', v.value->>'key', v.value->>'instance' FROM ",
    rows,
    " WHERE true ON CONFLICT DO NOTHING"
);

const DELETE_KEYS: Sql = sql!(
    "DELETE FROM message_key WHERE (process, message, key, instance) IN ",
    "(SELECT v.value->>'process', v.value->>'message', v.value->>'key', v.value->>'instance' FROM ",
    rows,
    ")"
);

const COLUMNS: &str =
    "id, digest, process, message, key, sender, data, at, until, state, receivers";

pub(crate) const WRITES: &[Write] = &[
    Write::new(DELETE_KEYS, |changes| {
        changes.dropped_keys.iter().map(key_json).collect()
    }),
    Write::new(INSERT_KEYS, |changes| {
        changes.keys.iter().map(key_json).collect()
    }),
    Write::new(INSERT, |changes| {
        changes.messages.iter().map(message_json).collect()
    }),
];

fn key_json(row: &KeyRow) -> Line {
    line!({"process": row.process, "message": row.message, "key": row.key, "instance": row.instance})
}

fn message_json(row: &MessageRow) -> Line {
    line!({
        "id": row.id, "digest": row.digest, "process": row.process, "message": row.message, "key": row.key,
        "sender": row.from, "data": json_text(&row.data), "at": micros(row.at), "until": micros(row.until),
        "state": state_text(row.state), "receivers": json_text(&row.receivers),
    })
}

fn state_text(state: MessageState) -> &'static str {
    match state {
        MessageState::New => "new",
        MessageState::Kept => "kept",
        MessageState::Delivered => "delivered",
        MessageState::Expired => "expired",
        MessageState::Refused => "refused",
    }
}

fn state_of(text: &str) -> Result<MessageState, StoreError> {
    Ok(match text {
        "new" => MessageState::New,
        "kept" => MessageState::Kept,
        "delivered" => MessageState::Delivered,
        "expired" => MessageState::Expired,
        "refused" => MessageState::Refused,
        other => {
            return Err(StoreError::Damaged(format!(
                "`{other}` is no state of a message"
            )));
        }
    })
}

fn row(row: &Row) -> Result<MessageRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    Ok(MessageRow {
        id: text("id")?,
        digest: text("digest")?,
        process: text("process")?,
        message: text("message")?,
        key: text("key")?,
        from: InstanceId(text("sender")?),
        data: read(&text("data")?)?,
        at: instant(number("at")?)?,
        until: instant(number("until")?)?,
        state: state_of(&text("state")?)?,
        receivers: read(&text("receivers")?)?,
    })
}

async fn select(
    pool: &Pool,
    rest: &str,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<MessageRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM message {rest}");
    let query = database::query(sql).bind(micros(now)).bind(limit);
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(row).collect()
}

#[async_trait]
impl MessageStore for SqlStore {
    async fn keep_message(&self, message: &MessageRow) -> Result<MessageRow, StoreError> {
        let mut transaction = self.begin().await?;
        run(&mut transaction, INSERT, vec![message_json(message)]).await?;
        let sql = format!("SELECT {COLUMNS} FROM message WHERE id = $1");
        let found = database::query(sql)
            .bind(&message.id)
            .fetch_one(&mut transaction)
            .await?;
        let found = row(&found)?;
        transaction.commit().await?;
        Ok(found)
    }

    async fn due_messages(
        &self,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        // Every message waits until some time. With that, and with the plus, those that wait are found by their index; without
        // them all that ever came are read, because they lie in order.
        let due = "WHERE state IN ('new', 'kept') AND until >= 0 AND (state = 'new' OR until <= $1 OR EXISTS (SELECT 1 FROM \
                   message_key k WHERE k.process = message.process AND k.message = message.message \
                   AND k.key = message.key)) ORDER BY +position LIMIT $2";
        select(&self.read, due, now, limit).await
    }

    async fn kept_messages(&self, limit: u32) -> Result<Vec<MessageRow>, StoreError> {
        let kept = "WHERE state IN ('new', 'kept') AND until >= 0 AND at <= $1 ORDER BY +position LIMIT $2";
        select(&self.read, kept, DateTime::<Utc>::MAX_UTC, limit).await
    }

    async fn next_expiry(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT min(until) FROM message WHERE state IN ('new', 'kept')";
        let next: Option<i64> = database::query_scalar(sql).fetch_one(&self.read).await?;
        next.map(instant).transpose()
    }

    async fn receivers(
        &self,
        process: &str,
        message: &str,
        key: &str,
    ) -> Result<Vec<InstanceId>, StoreError> {
        let sql = "SELECT instance FROM message_key WHERE process = $1 AND message = $2 AND key = $3 \
                   ORDER BY instance";
        let found: Vec<String> = database::query_scalar(sql)
            .bind(process)
            .bind(message)
            .bind(key)
            .fetch_all(&self.read)
            .await?;
        Ok(found.into_iter().map(InstanceId).collect())
    }

    async fn settle_message(
        &self,
        id: &str,
        state: MessageState,
        receivers: &[InstanceId],
    ) -> Result<(), StoreError> {
        let sql = "UPDATE message SET state = $2, receivers = $3 WHERE id = $1";
        let query = database::query(sql)
            .bind(id)
            .bind(state_text(state))
            .bind(json_text(receivers));
        query.execute(self.writer()).await.map(drop)
    }

    async fn forget_messages(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let sql = "DELETE FROM message WHERE at < $1 AND state NOT IN ('new', 'kept')";
        let query = database::query(sql).bind(micros(before));
        Ok(query.execute(self.writer()).await?)
    }
}
