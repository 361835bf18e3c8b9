//! Whether what leaves the house waits: three columns of the one row about the installation.

use async_trait::async_trait;
use reglament_runtime::port::{EffectStore, EffectsPause, PauseReason, StoreError};

use crate::{
    SqlStore,
    database::{self, Row},
    moment::{instant, micros},
};

#[async_trait]
impl EffectStore for SqlStore {
    async fn effects_pause(&self) -> Result<Option<EffectsPause>, StoreError> {
        let sql =
            "SELECT paused_at, paused_by, paused_why FROM installation WHERE paused_at IS NOT NULL";
        let found = database::query(sql).fetch_optional(&self.read).await?;
        found.as_ref().map(read).transpose()
    }

    async fn pause_effects(&self, pause: &EffectsPause) -> Result<bool, StoreError> {
        let sql = "UPDATE installation SET paused_at = $1, paused_by = $2, paused_why = $3 WHERE paused_at IS NULL";
        let query = database::query(sql)
            .bind(micros(pause.at))
            .bind(&pause.by)
            .bind(pause.why.name());
        Ok(query.execute(self.writer()).await? > 0)
    }

    async fn resume_effects(&self) -> Result<bool, StoreError> {
        let sql = "UPDATE installation SET paused_at = NULL, paused_by = NULL, paused_why = NULL WHERE paused_at IS NOT NULL";
        Ok(database::query(sql).execute(self.writer()).await? > 0)
    }
}

fn read(row: &Row) -> Result<EffectsPause, StoreError> {
    let why: String = row.get("paused_why")?;
    Ok(EffectsPause {
        at: instant(row.get("paused_at")?)?,
        by: row.get("paused_by")?,
        why: PauseReason::named(&why)
            .ok_or_else(|| StoreError::Damaged(format!("`{why}` is no reason of a pause")))?,
    })
}
