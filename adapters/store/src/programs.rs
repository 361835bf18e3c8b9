//! Programs of other systems. Tokens come in hashed; nothing here checks them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::Scope;
use reglament_runtime::port::{ProgramRow, ProgramStore, StoreError};

use crate::{
    SqlStore,
    database::{self, Row},
    error::{read as from_json, small, write as json_text},
    moment::{instant, micros},
};

#[async_trait]
impl ProgramStore for SqlStore {
    async fn add_program(&self, program: &ProgramRow) -> Result<Option<u32>, StoreError> {
        let sql = "INSERT INTO program (name, scopes, processes, token, created_at, created_by, expires_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING RETURNING id";
        let scopes: Vec<&str> = program.scopes.iter().map(|scope| scope.name()).collect();
        let query = database::query_scalar::<i64>(sql)
            .bind(&program.name)
            .bind(json_text(&scopes))
            .bind(json_text(&program.processes))
            .bind(&program.token)
            .bind(micros(program.created_at))
            .bind(program.created_by.as_deref())
            .bind(micros(program.expires_at));
        let id = query.fetch_optional(self.writer()).await?;
        id.map(small).transpose()
    }

    async fn programs(&self, limit: u32) -> Result<Vec<ProgramRow>, StoreError> {
        let query = database::query("SELECT id, name, scopes, processes, token, created_at, created_by, expires_at, used_at, withdrawn_at, \
             withdrawn_by \
             FROM program ORDER BY id DESC LIMIT $1").bind(limit);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(row).collect()
    }

    async fn program(&self, token: &str) -> Result<Option<ProgramRow>, StoreError> {
        let query = database::query("SELECT id, name, scopes, processes, token, created_at, created_by, expires_at, used_at, withdrawn_at, \
             withdrawn_by \
             FROM program WHERE token = $1").bind(token);
        let found = query.fetch_optional(&self.read).await?;
        found.as_ref().map(row).transpose()
    }

    async fn program_used(&self, id: u32, at: DateTime<Utc>) -> Result<(), StoreError> {
        let query = database::query("UPDATE program SET used_at = $2 WHERE id = $1");
        let query = query.bind(id).bind(micros(at));
        query.execute(self.writer()).await.map(drop)
    }

    async fn withdraw_program(
        &self,
        id: u32,
        by: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE program SET withdrawn_at = $3, withdrawn_by = $2 \
                   WHERE id = $1 AND withdrawn_at IS NULL";
        let query = database::query(sql).bind(id).bind(by).bind(micros(at));
        let done = query.execute(self.writer()).await?;
        Ok(done > 0)
    }
}

fn row(row: &Row) -> Result<ProgramRow, StoreError> {
    let moment = |name: &str| -> Result<Option<DateTime<Utc>>, StoreError> {
        let at: Option<i64> = row.get(name)?;
        at.map(instant).transpose()
    };
    let must = |name: &str| -> Result<DateTime<Utc>, StoreError> { instant(row.get(name)?) };
    let names: Vec<String> = from_json(&row.get::<String>("scopes")?)?;
    let scope = |name: &String| {
        Scope::named(name).ok_or_else(|| StoreError::Damaged(format!("`{name}` is no scope")))
    };
    Ok(ProgramRow {
        id: small(row.get("id")?)?,
        name: row.get("name")?,
        scopes: names.iter().map(scope).collect::<Result<_, _>>()?,
        processes: from_json(&row.get::<String>("processes")?)?,
        token: row.get("token")?,
        created_at: must("created_at")?,
        created_by: row.get("created_by")?,
        expires_at: must("expires_at")?,
        used_at: moment("used_at")?,
        withdrawn_at: moment("withdrawn_at")?,
        withdrawn_by: row.get("withdrawn_by")?,
    })
}
