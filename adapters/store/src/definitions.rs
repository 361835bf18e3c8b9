//! Published packages and the versions of processes.

use async_trait::async_trait;
use reglament_definition::DefinitionRef;
use reglament_runtime::port::{DefinitionRow, DefinitionStore, PublishedPackage, StoreError};

use crate::{
    SqlStore,
    change::run,
    database::{self},
    dialect::{Sql, sql},
    error::{read, small, write as json_text},
    line::line,
    moment::{instant, micros},
};

const INSERT: Sql = sql!(
    "INSERT INTO definition (process, version, digest, package, published_at) ",
    "SELECT v.value->>'process', CAST(v.value->>'version' AS BIGINT), v.value->>'digest', v.value->>'package', ",
    "CAST(v.value->>'at' AS BIGINT) FROM ",
    rows
);

#[async_trait]
impl DefinitionStore for SqlStore {
    async fn definitions(&self) -> Result<Vec<DefinitionRow>, StoreError> {
        type Columns = (String, i64, String, String, i64);
        let sql = "SELECT process, version, digest, package, published_at FROM definition ORDER BY process, version";
        let rows = database::query_as::<Columns>(sql)
            .fetch_all(&self.read)
            .await?;
        let row = |(process, version, digest, package, at): Columns| {
            Ok(DefinitionRow {
                reference: DefinitionRef {
                    process,
                    version: small(version)?,
                    digest,
                },
                package,
                published_at: instant(at)?,
            })
        };
        rows.into_iter().map(row).collect()
    }

    async fn current_package(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT package FROM publication ORDER BY position DESC LIMIT 1";
        database::query_scalar(sql).fetch_optional(&self.read).await
    }

    async fn package(&self, digest: &str) -> Result<Option<PublishedPackage>, StoreError> {
        let sql = "SELECT files, at, by FROM package JOIN publication ON package = digest \
                   WHERE digest = $1 ORDER BY position DESC LIMIT 1";
        let query = database::query_as::<(String, i64, String)>(sql).bind(digest);
        let Some((files, at, by)) = query.fetch_optional(&self.read).await? else {
            return Ok(None);
        };
        Ok(Some(PublishedPackage {
            digest: digest.to_owned(),
            files: read(&files)?,
            at: instant(at)?,
            by,
        }))
    }

    async fn publish(
        &self,
        package: &PublishedPackage,
        definitions: &[DefinitionRow],
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let c = &mut transaction;
        let sql =
            "INSERT INTO package (digest, files) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
        let query = database::query(sql)
            .bind(&package.digest)
            .bind(json_text(&package.files));
        query.execute(&mut *c).await?;
        let sql = "INSERT INTO publication (package, at, by) VALUES ($1, $2, $3)";
        let query = database::query(sql)
            .bind(&package.digest)
            .bind(micros(package.at));
        query.bind(&package.by).execute(&mut *c).await?;
        let row = |row: &DefinitionRow| {
            line!({
                "process": row.reference.process, "version": row.reference.version, "digest": row.reference.digest,
                "package": row.package, "at": micros(row.published_at),
            })
        };
        run(c, INSERT, definitions.iter().map(row).collect()).await?;
        transaction.commit().await
    }
}
