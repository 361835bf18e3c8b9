//! Programs of other systems. Tokens come in hashed; nothing here checks them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::Scope;
use reglament_runtime::port::{ProgramRow, ProgramStore, StoreError};
use sqlx::{Row as _, sqlite::SqliteRow};

use crate::{
    SqliteStore,
    error::{failed, read as from_json, small, write as json_text},
    moment::{instant, micros},
};

#[async_trait]
impl ProgramStore for SqliteStore {
    async fn add_program(&self, program: &ProgramRow) -> Result<Option<u32>, StoreError> {
        let sql = "INSERT INTO program (name, scopes, processes, token, created_at, created_by, expires_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING RETURNING id";
        let scopes: Vec<&str> = program.scopes.iter().map(|scope| scope.name()).collect();
        let query = sqlx::query_scalar::<_, i64>(sql)
            .bind(&program.name)
            .bind(json_text(&scopes))
            .bind(json_text(&program.processes))
            .bind(&program.token)
            .bind(micros(program.created_at))
            .bind(program.created_by.as_deref())
            .bind(micros(program.expires_at));
        let id = query.fetch_optional(self.writer()).await.map_err(failed)?;
        id.map(small).transpose()
    }

    async fn programs(&self, limit: u32) -> Result<Vec<ProgramRow>, StoreError> {
        let query = sqlx::query("SELECT * FROM program ORDER BY id DESC LIMIT $1").bind(limit);
        let rows = query.fetch_all(&self.read).await.map_err(failed)?;
        rows.iter().map(row).collect()
    }

    async fn program(&self, token: &str) -> Result<Option<ProgramRow>, StoreError> {
        let query = sqlx::query("SELECT * FROM program WHERE token = $1").bind(token);
        let found = query.fetch_optional(&self.read).await.map_err(failed)?;
        found.as_ref().map(row).transpose()
    }

    async fn program_used(&self, id: u32, at: DateTime<Utc>) -> Result<(), StoreError> {
        let query = sqlx::query("UPDATE program SET used_at = $2 WHERE id = $1");
        let query = query.bind(id).bind(micros(at));
        query.execute(self.writer()).await.map_err(failed).map(drop)
    }

    async fn withdraw_program(
        &self,
        id: u32,
        by: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE program SET withdrawn_at = $3, withdrawn_by = $2 \
                   WHERE id = $1 AND withdrawn_at IS NULL";
        let query = sqlx::query(sql).bind(id).bind(by).bind(micros(at));
        let done = query.execute(self.writer()).await.map_err(failed)?;
        Ok(done.rows_affected() > 0)
    }
}

fn row(row: &SqliteRow) -> Result<ProgramRow, StoreError> {
    let moment = |name: &str| -> Result<Option<DateTime<Utc>>, StoreError> {
        let at: Option<i64> = row.try_get(name).map_err(failed)?;
        at.map(instant).transpose()
    };
    let must = |name: &str| -> Result<DateTime<Utc>, StoreError> {
        instant(row.try_get(name).map_err(failed)?)
    };
    let names: Vec<String> = from_json(row.try_get::<&str, _>("scopes").map_err(failed)?)?;
    let scope = |name: &String| {
        Scope::named(name).ok_or_else(|| StoreError::Damaged(format!("`{name}` is no scope")))
    };
    Ok(ProgramRow {
        id: small(row.try_get("id").map_err(failed)?)?,
        name: row.try_get("name").map_err(failed)?,
        scopes: names.iter().map(scope).collect::<Result<_, _>>()?,
        processes: from_json(row.try_get::<&str, _>("processes").map_err(failed)?)?,
        token: row.try_get("token").map_err(failed)?,
        created_at: must("created_at")?,
        created_by: row.try_get("created_by").map_err(failed)?,
        expires_at: must("expires_at")?,
        used_at: moment("used_at")?,
        withdrawn_at: moment("withdrawn_at")?,
        withdrawn_by: row.try_get("withdrawn_by").map_err(failed)?,
    })
}
