//! Before the tables of a file are changed, a copy of it is made beside it: the way back from an upgrade.
//!
//! A server's database is copied by whoever runs the server.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use sqlx::SqlitePool;

use super::migrations::{SQLITE, migrator};
use crate::{Database, OpenError, file, file::beside};

/// What stands between the name of a database and the rest of the name of a copy.
const MARK: &str = ".schema-";
/// How the moment looks in the name of a copy, in UTC.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// How copies before upgrades are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpgradeCopies {
    /// How many are kept; 0: none is made.
    pub keep: u32,
    /// The present moment, for the name.
    pub at: DateTime<Utc>,
}

/// Copies the database if its tables are about to be changed.
pub(super) async fn copy(
    database: &Database,
    path: &Path,
    pool: &SqlitePool,
    copies: UpgradeCopies,
) -> Result<(), OpenError> {
    let unusable = |error: sqlx::Error| OpenError::of(database, &error);
    let Some(schema) = outdated(pool).await.map_err(unusable)? else {
        return Ok(());
    };
    if copies.keep == 0 || has_recent(path, schema) {
        return Ok(());
    }
    let moment = copies.at.format(MOMENT);
    let to = beside(path, &format!("{MARK}{schema:04}-{moment}"));
    let done = file::copy(path, &to).await;
    done.map_err(|error| OpenError::NoCopy {
        database: database.clone(),
        error,
    })?;
    tracing::info!(copy = %to.display(), "the database was copied before its tables are changed");
    if let Err(error) = forget(path, copies.keep) {
        tracing::warn!(%error, "older copies of the database could not be removed");
    }
    Ok(())
}

/// The number of the last change of tables that are older than the program; none when there is nothing to change, or
/// nothing yet.
async fn outdated(pool: &SqlitePool) -> Result<Option<i64>, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
    let known: i64 = sqlx::query_scalar(sql).fetch_one(pool).await?;
    if known == 0 {
        return Ok(None);
    }
    let sql = "SELECT MAX(version) FROM _sqlx_migrations";
    let done: Option<i64> = sqlx::query_scalar(sql).fetch_one(pool).await?;
    let newest = migrator(SQLITE).iter().map(|one| one.version).max();
    Ok(done.filter(|done| newest.is_some_and(|newest| *done < newest)))
}

/// Whether there is a copy of these tables that is younger than everything in the database: a program that fails again and
/// again at the same change must not push out the copies of other days.
fn has_recent(path: &Path, schema: i64) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|found| found.modified()).ok();
    let last = changed(path).max(changed(&beside(path, "-wal")));
    let wanted = format!("{schema:04}-");
    let found = made(path).unwrap_or_default();
    let mut own = found.iter().filter(|(name, _)| name.starts_with(&wanted));
    own.any(|(_, copy)| changed(copy).is_some_and(|at| Some(at) > last))
}

/// Removes all but the last `keep` copies.
fn forget(path: &Path, keep: u32) -> io::Result<()> {
    let mut found = made(path)?;
    found.sort_by(|(a, _), (b, _)| moment(a).cmp(moment(b)));
    let keep = usize::try_from(keep).unwrap_or(usize::MAX);
    let old = found.len().saturating_sub(keep);
    for (_, copy) in found.into_iter().take(old) {
        fs::remove_file(copy)?;
    }
    Ok(())
}

/// The copies of this database: what follows the mark in their names, and their places.
fn made(path: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let start = format!("{name}{MARK}");
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.unwrap_or(Path::new(".")))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(rest) = name.strip_prefix(&start)
            && is_rest(rest)
        {
            found.push((rest.to_owned(), entry.path()));
        }
    }
    Ok(found)
}

/// Whether this is a number of tables and a moment, as in `0022-20261123T092245Z`.
fn is_rest(rest: &str) -> bool {
    let Some((schema, moment)) = rest.split_once('-') else {
        return false;
    };
    schema.len() == 4
        && schema.bytes().all(|sign| sign.is_ascii_digit())
        && chrono::NaiveDateTime::parse_from_str(moment, MOMENT).is_ok()
}

fn moment(rest: &str) -> &str {
    rest.split_once('-').map_or(rest, |(_, moment)| moment)
}
