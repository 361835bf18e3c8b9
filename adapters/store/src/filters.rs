//! Filters that people have given a name. They are small and few, and go when their owner removes them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{FilterStore, SavedFilterRow, StoreError};

use crate::{
    SqlStore,
    database::{self, Gate, Row},
    error::small,
    moment::micros,
};

#[async_trait]
impl FilterStore for SqlStore {
    async fn saved_filters(
        &self,
        person: &str,
        list: &str,
    ) -> Result<Vec<SavedFilterRow>, StoreError> {
        let sql = "SELECT id, title, query FROM saved_filter WHERE person = $1 AND list = $2 ORDER BY title";
        let query = database::query(sql).bind(person).bind(list);
        let rows = query.fetch_all(&self.read).await?;
        let row = |row: &Row| {
            Ok(SavedFilterRow {
                id: small(row.get("id")?)?,
                title: row.get("title")?,
                query: row.get("query")?,
            })
        };
        rows.iter().map(row).collect()
    }

    async fn save_filter(
        &self,
        (person, list): (&str, &str),
        (title, query): (&str, &str),
        at: DateTime<Utc>,
        most: u32,
    ) -> Result<bool, StoreError> {
        // One statement, one at a time, so that two presses at once do not go beyond the bound.
        let sql = "INSERT INTO saved_filter (person, list, title, query, saved_at) SELECT $1, $2, $3, $4, $5 \
                   WHERE (SELECT COUNT(*) FROM saved_filter WHERE person = $1 AND list = $2 AND title <> $3) < $6 \
                   ON CONFLICT (person, list, title) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at";
        let written = database::query(sql).bind(person).bind(list).bind(title);
        let written = written.bind(query).bind(micros(at)).bind(most);
        let mut transaction = self.writer().begin_alone(Gate::Filters).await?;
        let written = written.execute(&mut transaction).await?;
        transaction.commit().await?;
        Ok(written == 1)
    }

    async fn remove_filter(&self, person: &str, id: u32) -> Result<bool, StoreError> {
        let sql = "DELETE FROM saved_filter WHERE person = $1 AND id = $2";
        let query = database::query(sql).bind(person).bind(id);
        let removed = query.execute(self.writer()).await?;
        Ok(removed == 1)
    }
}
