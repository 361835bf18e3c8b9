//! Subscriptions and how their notifications in the outbox stand.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{
    DeliveryState, NotificationKind, OutboxEnd, OutboxState, StoreError, SubscriptionRow,
    SubscriptionStore,
};

use crate::{
    SqlStore,
    database::{self, Connection, Row},
    error::{position, read as from_json, small, write as json_text},
    moment::{instant, micros},
};

#[async_trait]
impl SubscriptionStore for SqlStore {
    async fn add_subscription(&self, row: &SubscriptionRow) -> Result<u32, StoreError> {
        let sql = "INSERT INTO subscription (url, events, processes, created_at, created_by) \
                   VALUES ($1, $2, $3, $4, $5) RETURNING id";
        let events: Vec<&str> = row.events.iter().map(|event| event.name()).collect();
        let query = database::query_scalar::<i64>(sql)
            .bind(&row.url)
            .bind(json_text(&events))
            .bind(json_text(&row.processes))
            .bind(micros(row.created_at))
            .bind(&row.created_by);
        small(query.fetch_one(self.writer()).await?)
    }

    async fn subscriptions(
        &self,
        limit: u32,
    ) -> Result<Vec<(SubscriptionRow, DeliveryState)>, StoreError> {
        let sql = "SELECT s.id, s.url, s.events, s.processes, s.created_at, s.created_by, s.off_at, s.delivered, \
             s.delivered_at, \
                   (SELECT COUNT(*) FROM outbox o WHERE o.subscription = s.id AND o.state IN ('queued', 'ambiguous')) AS waiting, \
                   (SELECT COUNT(*) FROM outbox o WHERE o.subscription = s.id AND o.state IN ('failed', 'refused')) AS failed, \
                   (SELECT o.error FROM outbox o WHERE o.subscription = s.id AND o.error IS NOT NULL \
                    ORDER BY o.created_at LIMIT 1) AS error \
                   FROM subscription s ORDER BY s.id DESC LIMIT $1";
        let query = database::query(sql).bind(limit);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(row).collect()
    }

    async fn switch_subscription(
        &self,
        id: u32,
        off_at: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let query = database::query("UPDATE subscription SET off_at = $2 WHERE id = $1");
        let query = query.bind(id).bind(off_at.map(micros));
        let done = query.execute(&mut transaction).await?;
        if off_at.is_some() {
            let query = database::query("DELETE FROM outbox WHERE subscription = $1").bind(id);
            query.execute(&mut transaction).await?;
        }
        transaction.commit().await?;
        Ok(done > 0)
    }

    async fn retry_subscription(&self, id: u32, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let sql = "UPDATE outbox SET state = 'queued', attempts = 0, next_at = $2, done_at = NULL, created_at = $2 \
                   WHERE subscription = $1 AND owner IS NULL";
        let query = database::query(sql).bind(id).bind(micros(now));
        let done = query.execute(self.writer()).await?;
        Ok(done)
    }
}

/// After a try of a notification was recorded: what arrived is counted and goes; while the receiver fails, everything else
/// that waits for it is put off as long, so that one address that is away does not take the time of letters.
pub(crate) async fn tried(
    c: &mut Connection,
    subscription: u32,
    end: &OutboxEnd,
) -> Result<(), StoreError> {
    match end.state {
        OutboxState::Sent => {
            let query = database::query("DELETE FROM outbox WHERE key = $1").bind(&end.key);
            query.execute(&mut *c).await?;
            let sql = "UPDATE subscription SET delivered = delivered + 1, delivered_at = $2 WHERE id = $1";
            let query = database::query(sql).bind(subscription).bind(micros(end.at));
            query.execute(&mut *c).await.map(drop)
        }
        OutboxState::Queued => {
            let sql = "UPDATE outbox SET next_at = $2 WHERE subscription = $1 AND state = 'queued' \
                       AND owner IS NULL AND next_at < $2";
            let query = database::query(sql)
                .bind(subscription)
                .bind(micros(end.next_at));
            query.execute(&mut *c).await.map(drop)
        }
        OutboxState::Ambiguous
        | OutboxState::Refused
        | OutboxState::Failed
        | OutboxState::Withheld => Ok(()),
    }
}

fn row(row: &Row) -> Result<(SubscriptionRow, DeliveryState), StoreError> {
    let moment = |name: &str| -> Result<Option<DateTime<Utc>>, StoreError> {
        let at: Option<i64> = row.get(name)?;
        at.map(instant).transpose()
    };
    let number = |name: &str| row.get::<i64>(name);
    let names: Vec<String> = from_json(&row.get::<String>("events")?)?;
    let event = |name: &String| {
        let unknown = || StoreError::Damaged(format!("`{name}` is nothing to be told of"));
        NotificationKind::named(name).ok_or_else(unknown)
    };
    let subscription = SubscriptionRow {
        id: small(number("id")?)?,
        url: row.get("url")?,
        events: names.iter().map(event).collect::<Result<_, _>>()?,
        processes: from_json(&row.get::<String>("processes")?)?,
        created_at: instant(number("created_at")?)?,
        created_by: row.get("created_by")?,
        off_at: moment("off_at")?,
    };
    let state = DeliveryState {
        delivered: position(number("delivered")?)?,
        delivered_at: moment("delivered_at")?,
        waiting: small(number("waiting")?)?,
        failed: small(number("failed")?)?,
        error: row.get("error")?,
    };
    Ok((subscription, state))
}
