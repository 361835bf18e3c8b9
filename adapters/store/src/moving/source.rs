//! The database that is copied: locked, read only, and of the version of this program.

use reglament_runtime::port::StoreError;

use super::{MoveError, Side, tables::MIGRATIONS};
use crate::{
    Database, OpenError,
    database::{self, Transaction},
    dialect::{Dialect, Sql},
    lock::Lock,
    open::{alone, changes},
};

/// Whether there is a table of a name.
const HAS_TABLE: Sql = Sql::new(
    "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = $1",
    "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
);

/// Opens it.
pub(super) async fn open(database: &Database) -> Result<Side, MoveError> {
    if database.is_missing() {
        return Err(MoveError::Missing(database.clone()));
    }
    let lock = Lock::take_alone(database).await?;
    let pool = alone(database, true).await?;
    let begun = pool.snapshot().await;
    let mut transaction = begun.map_err(|error| MoveError::failed(database, error))?;
    check(database, &mut transaction).await?;
    let restored = is_fresh_from_backup(&mut transaction).await;
    if restored.map_err(|error| MoveError::failed(database, error))? {
        return Err(MoveError::Restored(database.clone()));
    }
    Ok(Side {
        place: database.clone(),
        transaction,
        pool,
        lock,
    })
}

/// Its changes are those that this program knows, all of them.
async fn check(database: &Database, on: &mut Transaction) -> Result<(), MoveError> {
    let failed = |error| MoveError::failed(database, error);
    let query = database::query_scalar::<i64>(HAS_TABLE).bind(MIGRATIONS);
    match query.fetch_one(&mut *on).await {
        Ok(1..) => {}
        // A file that is no database at all is told as what it is: somebody else's.
        Ok(_) | Err(StoreError::Damaged(_)) => return Err(MoveError::Foreign(database.clone())),
        Err(error) => return Err(failed(error)),
    }
    let sql = format!(
        "SELECT version, CAST(success AS INTEGER), checksum FROM {MIGRATIONS} ORDER BY version"
    );
    let query = database::query_as::<(i64, bool, Vec<u8>)>(sql);
    let applied = query.fetch_all(on).await.map_err(failed)?;
    let known = changes(database);
    let newest = known.iter().map(|one| one.version).max().unwrap_or(0);
    for (version, success, checksum) in &applied {
        let Some(ours) = known.iter().find(|one| one.version == *version) else {
            let database = database.clone();
            let version = *version;
            return Err(OpenError::Newer { database, version }.into());
        };
        if !success || ours.checksum[..] != checksum[..] {
            return Err(MoveError::Altered {
                database: database.clone(),
                version: *version,
            });
        }
    }
    let found = applied.last().map_or(0, |(version, ..)| *version);
    match applied.len() == known.iter().count() {
        true => Ok(()),
        false => Err(MoveError::Older {
            database: database.clone(),
            found,
            newest,
        }),
    }
}

/// A restored file says so in its header until it is opened; only then do its letters wait, which a copy has to know.
async fn is_fresh_from_backup(on: &mut Transaction) -> Result<bool, StoreError> {
    if on.dialect() == Dialect::Postgres {
        return Ok(false);
    }
    let query = database::query_scalar::<i64>("PRAGMA user_version");
    query.fetch_one(on).await.map(|mark| mark != 0)
}
