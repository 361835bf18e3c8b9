//! Drafts of processes and the scenarios. A change names the revision that its writer saw, so that nobody writes over
//! what he has not read.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{
    DraftChange, DraftFileRow, DraftMoveRow, DraftRow, DraftState, DraftStore, StoreError,
};

use crate::{
    SqlStore,
    database::{self, Connection, Row},
    error::small,
    moment::{instant, micros},
};

#[async_trait]
impl DraftStore for SqlStore {
    async fn drafts(&self, limit: u32) -> Result<Vec<DraftRow>, StoreError> {
        let sql = "SELECT id, title, author, base, state, revision, created_at, changed_at \
             FROM draft ORDER BY changed_at DESC, id DESC LIMIT $1";
        let query = database::query(sql).bind(limit);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(draft).collect()
    }

    async fn draft(&self, id: u32) -> Result<Option<DraftRow>, StoreError> {
        let query = database::query(
            "SELECT id, title, author, base, state, revision, created_at, changed_at \
             FROM draft WHERE id = $1",
        )
        .bind(id);
        let row = query.fetch_optional(&self.read).await?;
        row.as_ref().map(draft).transpose()
    }

    async fn draft_files(&self, id: u32) -> Result<Vec<DraftFileRow>, StoreError> {
        let query = database::query(
            "SELECT draft, path, text, under, revision, changed_by, changed_at \
             FROM draft_file WHERE draft = $1 ORDER BY path",
        )
        .bind(id);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(file).collect()
    }

    async fn draft_hands(&self, id: u32) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT person FROM draft_hand WHERE draft = $1 ORDER BY person";
        let query = database::query_scalar(sql).bind(id);
        query.fetch_all(&self.read).await
    }

    async fn draft_moves(&self, id: u32) -> Result<Vec<DraftMoveRow>, StoreError> {
        let sql = "SELECT position, draft, state, revision, by, at, remark \
             FROM draft_move WHERE draft = $1 ORDER BY position";
        let query = database::query(sql).bind(id);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(step).collect()
    }

    async fn begin_draft(
        &self,
        title: &str,
        author: &str,
        base: &str,
        at: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        let sql = "INSERT INTO draft (title, author, base, state, revision, created_at, changed_at) \
                   VALUES ($1, $2, $3, $4, 0, $5, $5) RETURNING id";
        let query = database::query_scalar(sql)
            .bind(title)
            .bind(author)
            .bind(base);
        let query = query.bind(DraftState::Open.name()).bind(micros(at));
        small(query.fetch_one(self.writer()).await?)
    }

    async fn change_draft(
        &self,
        id: u32,
        changes: &[DraftChange],
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        let sql = "UPDATE draft SET revision = revision + 1, changed_at = $2 \
                   WHERE id = $1 AND state = $3 RETURNING revision";
        let query = database::query_scalar(sql).bind(id).bind(micros(at));
        let query = query.bind(DraftState::Open.name());
        let Some(revision) = query.fetch_optional(&mut *c).await? else {
            return Ok(None);
        };
        let revision = small(revision)?;
        for change in changes {
            if !put(c, id, revision, change, by, at).await? {
                // Dropping the transaction takes everything back.
                return Ok(None);
            }
        }
        let sql = "INSERT INTO draft_hand (draft, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let query = database::query(sql).bind(id).bind(by);
        query.execute(&mut *c).await?;
        transaction.commit().await?;
        Ok(Some(revision))
    }

    async fn move_draft(
        &self,
        id: u32,
        from: DraftState,
        step: &DraftMoveRow,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        let sql = "UPDATE draft SET state = $4, changed_at = $5 WHERE id = $1 AND state = $2 AND revision = $3";
        let query = database::query(sql).bind(id).bind(from.name());
        let query = query.bind(step.revision).bind(step.state.name());
        let moved = query.bind(micros(step.at)).execute(&mut *c).await;
        if moved? != 1 {
            return Ok(false);
        }
        let sql = "INSERT INTO draft_move (draft, state, revision, by, at, remark) VALUES ($1, $2, $3, $4, $5, $6)";
        let query = database::query(sql).bind(id).bind(step.state.name());
        let query = query.bind(step.revision).bind(&step.by);
        let query = query.bind(micros(step.at)).bind(&step.remark);
        query.execute(&mut *c).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn scenarios(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let query = database::query_as::<(String, String)>("SELECT path, text FROM scenario");
        let rows = query.fetch_all(&self.read).await?;
        Ok(rows.into_iter().collect())
    }

    async fn keep_scenarios(
        &self,
        changes: &BTreeMap<String, Option<String>>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for (path, text) in changes {
            let query = match text {
                Some(text) => database::query(
                    "INSERT INTO scenario (path, text) VALUES ($1, $2) \
                     ON CONFLICT (path) DO UPDATE SET text = excluded.text",
                )
                .bind(path)
                .bind(text),
                None => database::query("DELETE FROM scenario WHERE path = $1").bind(path),
            };
            query.execute(&mut transaction).await?;
        }
        transaction.commit().await
    }

    async fn running_versions(&self) -> Result<Vec<(String, u32, u32)>, StoreError> {
        let sql = "SELECT process, version, COUNT(*) FROM instance WHERE running = 1 \
                   GROUP BY process, version ORDER BY process, version";
        let query = database::query_as::<(String, i64, i64)>(sql);
        let rows = query.fetch_all(&self.read).await?;
        let row = |(process, version, number)| Ok((process, small(version)?, small(number)?));
        rows.into_iter().map(row).collect()
    }
}

/// Writes one change. False: somebody else changed the file in between.
async fn put(
    c: &mut Connection,
    id: u32,
    revision: u32,
    change: &DraftChange,
    by: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = match (&change.put, change.seen) {
        // As published, and so it stays; unless somebody changed it meanwhile.
        (None, 0) => {
            let sql = "SELECT COUNT(*) FROM draft_file WHERE draft = $1 AND path = $2";
            let query = database::query_scalar(sql).bind(id).bind(&change.path);
            let there: i64 = query.fetch_one(c).await?;
            return Ok(there == 0);
        }
        (None, seen) => {
            let sql = "DELETE FROM draft_file WHERE draft = $1 AND path = $2 AND revision = $3";
            let query = database::query(sql).bind(id).bind(&change.path).bind(seen);
            query.execute(c).await
        }
        (Some((text, under)), seen) => {
            let sql = if seen == 0 {
                "INSERT INTO draft_file (draft, path, revision, text, under, changed_by, changed_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"
            } else {
                "UPDATE draft_file SET revision = $3, text = $4, under = $5, changed_by = $6, changed_at = $7 \
                 WHERE draft = $1 AND path = $2 AND revision = $8"
            };
            let query = database::query(sql)
                .bind(id)
                .bind(&change.path)
                .bind(revision);
            let query = query.bind(text).bind(under).bind(by).bind(micros(at));
            let query = if seen == 0 { query } else { query.bind(seen) };
            query.execute(c).await
        }
    };
    Ok(done? == 1)
}

fn draft(row: &Row) -> Result<DraftRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    Ok(DraftRow {
        id: small(number("id")?)?,
        title: text("title")?,
        author: text("author")?,
        base: text("base")?,
        state: state(&text("state")?)?,
        revision: small(number("revision")?)?,
        created_at: instant(number("created_at")?)?,
        changed_at: instant(number("changed_at")?)?,
    })
}

fn file(row: &Row) -> Result<DraftFileRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    Ok(DraftFileRow {
        path: text("path")?,
        text: row.get("text")?,
        under: text("under")?,
        revision: small(number("revision")?)?,
        changed_by: text("changed_by")?,
        changed_at: instant(number("changed_at")?)?,
    })
}

fn step(row: &Row) -> Result<DraftMoveRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    Ok(DraftMoveRow {
        state: state(&text("state")?)?,
        revision: small(number("revision")?)?,
        by: text("by")?,
        at: instant(number("at")?)?,
        remark: text("remark")?,
    })
}

fn state(name: &str) -> Result<DraftState, StoreError> {
    DraftState::from_name(name)
        .ok_or_else(|| StoreError::Damaged(format!("{name} is no state of a draft")))
}
