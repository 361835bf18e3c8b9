//! Publications on public pages. A withdrawn one keeps its row and is never shown again; who may ask is not decided here.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, PublicationFact};
use reglament_runtime::port::{PublicationRow, PublicationStore, StoreError};

use crate::{
    SqlStore,
    change::Write,
    database::{self, Row},
    dialect::{Sql, sql},
    error::small,
    line::{Line, line},
    moment::{date, instant, micros},
};

const UPSERT: Sql = sql!(
    "INSERT INTO page_publication (instance, publication, page, step, title, document, text, on_date, at, until, ",
    "withdrawn_at) SELECT v.value->>'instance', CAST(v.value->>'publication' AS BIGINT), v.value->>'page', ",
    "v.value->>'step', v.value->>'title', CAST(v.value->>'document' AS BIGINT), v.value->>'text', ",
    "v.value->>'on', CAST(v.value->>'at' AS BIGINT), CAST(v.value->>'until' AS BIGINT), ",
    "CAST(v.value->>'withdrawn_at' AS BIGINT) FROM ",
    rows,
    " WHERE true ON CONFLICT (instance, publication) DO UPDATE SET withdrawn_at = excluded.withdrawn_at"
);

pub(crate) const WRITES: &[Write] = &[Write::new(UPSERT, |changes| {
    changes.publications.iter().map(row_json).collect()
})];

fn row_json(row: &PublicationRow) -> Line {
    let fact = &row.fact;
    line!({
        "instance": row.instance, "publication": fact.publication, "page": fact.page, "step": fact.step,
        "title": fact.title, "document": fact.document, "text": fact.text, "on": fact.on,
        "at": micros(row.at), "until": fact.until.map(micros), "withdrawn_at": row.withdrawn_at.map(micros),
    })
}

#[async_trait]
impl PublicationStore for SqlStore {
    async fn publications(
        &self,
        page: &str,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<(PublicationRow, bool)>, StoreError> {
        let sql = "SELECT p.instance, p.publication, p.page, p.step, p.title, p.document, p.text, p.on_date, p.at, \
             p.until, p.withdrawn_at, EXISTS (SELECT 1 FROM document_file f \
                   WHERE f.instance = p.instance AND f.document = p.document) AS ready \
                   FROM page_publication p WHERE p.page = $1 AND p.withdrawn_at IS NULL \
                   AND (p.until IS NULL OR p.until > $2) \
                   ORDER BY p.at DESC, p.instance DESC, p.publication DESC LIMIT $3";
        let query = database::query(sql)
            .bind(page)
            .bind(micros(now))
            .bind(limit);
        let rows = query.fetch_all(&self.read).await?;
        let shown = |found: &Row| {
            let ready: i64 = found.get("ready")?;
            Ok((row(found)?, ready != 0))
        };
        rows.iter().map(shown).collect()
    }

    async fn published_pdf(
        &self,
        page: &str,
        instance: &InstanceId,
        publication: u32,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT f.pdf FROM page_publication p JOIN document_file f \
                   ON f.instance = p.instance AND f.document = p.document \
                   WHERE p.instance = $1 AND p.publication = $2 AND p.page = $3 AND p.withdrawn_at IS NULL \
                   AND (p.until IS NULL OR p.until > $4)";
        let query = database::query_scalar(sql)
            .bind(instance.as_str())
            .bind(publication)
            .bind(page)
            .bind(micros(now));
        query.fetch_optional(&self.read).await
    }
}

fn row(row: &Row) -> Result<PublicationRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    let maybe = |name: &str| row.get::<Option<i64>>(name);
    Ok(PublicationRow {
        instance: InstanceId(text("instance")?),
        fact: PublicationFact {
            publication: small(number("publication")?)?,
            step: text("step")?,
            page: text("page")?,
            title: text("title")?,
            document: maybe("document")?.map(small).transpose()?,
            text: row.get("text")?,
            on: date(&text("on_date")?)?,
            until: maybe("until")?.map(instant).transpose()?,
        },
        at: instant(number("at")?)?,
        withdrawn_at: maybe("withdrawn_at")?.map(instant).transpose()?,
    })
}
