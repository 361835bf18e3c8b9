//! Anchors: links of the journal by their place among all rows, and what is remembered of files of anchors.

use async_trait::async_trait;
use reglament_core::InstanceId;
use reglament_runtime::port::{AnchorNote, AnchorStore, Installation, JournalLink, StoreError};

use crate::{
    SqlStore,
    database::{self, Row},
    dialect::Dialect,
    error::position,
    moment::{instant, micros},
};

/// The last row of all is never archived.
const END: &str = "SELECT COALESCE(MAX(position), 0) FROM journal";

const NOTE: &str = "INSERT INTO anchor (keeper, place, number, position, digest, at, is_written) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (keeper) DO UPDATE SET place = excluded.place, \
                    number = excluded.number, position = excluded.position, digest = excluded.digest, \
                    at = excluded.at, is_written = excluded.is_written WHERE anchor.number <= excluded.number";

#[async_trait]
impl AnchorStore for SqlStore {
    async fn installation(&self) -> Result<Installation, StoreError> {
        let sql = "SELECT id, restored_from, restored_position FROM installation";
        let row = database::query(sql).fetch_one(&self.read).await?;
        let from: Option<String> = row.get("restored_from")?;
        let last: Option<i64> = row.get("restored_position")?;
        let last = last.map(position).transpose()?;
        Ok(Installation {
            id: row.get("id")?,
            restored: from.zip(last),
        })
    }

    async fn journal_end(&self) -> Result<u64, StoreError> {
        if self.writer().dialect() == Dialect::Sqlite {
            // One writer: rows appear in the order of their numbers.
            return position(database::query_scalar(END).fetch_one(&self.read).await?);
        }
        // Numbers are drawn under the lock of the insertion: who has drawn one and not committed yet is waited for, and who
        // comes later draws a higher one. Nobody waits longer than the patience for a lock.
        let mut alone = self.begin().await?;
        database::query("SET LOCAL lock_timeout = '500ms'")
            .execute(&mut alone)
            .await?;
        database::query("LOCK TABLE journal IN SHARE MODE")
            .execute(&mut alone)
            .await?;
        let end: i64 = database::query_scalar(END).fetch_one(&mut alone).await?;
        alone.commit().await?;
        position(end)
    }

    async fn journal_links(
        &self,
        after: u64,
        until: u64,
        limit: u32,
    ) -> Result<Vec<JournalLink>, StoreError> {
        let sql = "SELECT position, instance, first_seq, last_seq, hash FROM journal \
                   WHERE position > $1 AND position <= $2 UNION ALL \
                   SELECT position, instance, first_seq, last_seq, hash FROM journal_archive \
                   WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3";
        let query = database::query(sql)
            // Nobody but a stranger writes rows before the first one: they must not stay unseen.
            .bind(match after {
                0 => i64::MIN,
                _ => i64::try_from(after).unwrap_or(i64::MAX),
            })
            .bind(i64::try_from(until).unwrap_or(i64::MAX))
            .bind(limit);
        query
            .fetch_all(&self.read)
            .await?
            .iter()
            .map(link)
            .collect()
    }

    async fn anchor_notes(&self) -> Result<Vec<AnchorNote>, StoreError> {
        let sql = "SELECT keeper, place, number, position, digest, at, is_written FROM anchor ORDER BY keeper";
        database::query(sql)
            .fetch_all(&self.read)
            .await?
            .iter()
            .map(note)
            .collect()
    }

    async fn note_anchor(&self, note: &AnchorNote) -> Result<(), StoreError> {
        let query = database::query(NOTE)
            .bind(&note.keeper)
            .bind(&note.place)
            .bind(note.number.cast_signed())
            .bind(note.position.cast_signed())
            .bind(&note.digest)
            .bind(micros(note.at))
            .bind(i64::from(note.is_written));
        query.execute(self.writer()).await.map(drop)
    }

    async fn forget_anchors(&self, place: &str) -> Result<(), StoreError> {
        let query = database::query("DELETE FROM anchor WHERE place = $1").bind(place);
        query.execute(self.writer()).await.map(drop)
    }
}

fn link(row: &Row) -> Result<JournalLink, StoreError> {
    let number = |name: &str| row.get::<i64>(name).and_then(position);
    Ok(JournalLink {
        position: number("position")?,
        instance: InstanceId(row.get("instance")?),
        first_seq: number("first_seq")?,
        last_seq: number("last_seq")?,
        hash: row.get("hash")?,
    })
}

fn note(row: &Row) -> Result<AnchorNote, StoreError> {
    let number = |name: &str| row.get::<i64>(name).and_then(position);
    Ok(AnchorNote {
        keeper: row.get("keeper")?,
        place: row.get("place")?,
        number: number("number")?,
        position: number("position")?,
        digest: row.get("digest")?,
        at: instant(row.get("at")?)?,
        is_written: row.get::<i64>("is_written")? != 0,
    })
}
