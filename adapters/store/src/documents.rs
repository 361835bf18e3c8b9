//! Documents of instances, and their bytes.

use reglament_core::InstanceId;
use reglament_runtime::port::{DocumentRow, StoreError};

use crate::{
    change::Write,
    database::{self, Connection, Pool},
    dialect::{Sql, sql},
    error::small,
    line::{Line, line},
    moment::date,
};

const INSERT: Sql = sql!(
    "INSERT INTO document (instance, document, template, step, number, on_date) ",
    "SELECT v.value->>'instance', CAST(v.value->>'document' AS BIGINT), v.value->>'template', v.value->>'step', ",
    "v.value->>'number', v.value->>'on' FROM ",
    rows
);

pub(crate) const WRITES: &[Write] = &[Write::new(INSERT, |changes| {
    changes.documents.iter().map(row_json).collect()
})];

fn row_json(row: &DocumentRow) -> Line {
    line!({
        "instance": row.instance, "document": row.document, "template": row.template, "step": row.step,
        "number": row.number, "on": row.on,
    })
}

/// Keeps the bytes of a document.
pub(crate) async fn save(
    c: &mut Connection,
    instance: &str,
    document: u32,
    pdf: &[u8],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO document_file (instance, document, pdf) VALUES ($1, $2, $3) \
               ON CONFLICT (instance, document) DO UPDATE SET pdf = excluded.pdf";
    let query = database::query(sql).bind(instance).bind(document).bind(pdf);
    query.execute(c).await.map(drop)
}

pub(crate) async fn list(pool: &Pool, id: &InstanceId) -> Result<Vec<DocumentRow>, StoreError> {
    type Columns = (i64, String, String, Option<String>, String);
    let sql = "SELECT document, template, step, number, on_date FROM document WHERE instance = $1 ORDER BY document";
    let query = database::query_as::<Columns>(sql).bind(id.as_str());
    let rows = query.fetch_all(pool).await?;
    let row = |(document, template, step, number, on): Columns| {
        Ok(DocumentRow {
            instance: id.clone(),
            document: small(document)?,
            template,
            step,
            number,
            on: date(&on)?,
        })
    };
    rows.into_iter().map(row).collect()
}

pub(crate) async fn pdf(
    pool: &Pool,
    id: &InstanceId,
    document: u32,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT pdf FROM document_file WHERE instance = $1 AND document = $2";
    let query = database::query_scalar(sql).bind(id.as_str()).bind(document);
    query.fetch_optional(pool).await
}
