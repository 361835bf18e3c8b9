//! The migrations that the program carries inside, as the driver wants them. The build script lists the files.

use sqlx::{
    SqlSafeStr as _,
    migrate::{Migration, MigrationType, Migrator},
};

/// Names and texts of files, in their order.
type Files = &'static [(&'static str, &'static str)];

pub(super) const SQLITE: Files = include!(concat!(env!("OUT_DIR"), "/sqlite.rs"));
pub(super) const POSTGRES: Files = include!(concat!(env!("OUT_DIR"), "/postgres.rs"));

/// What applies the migrations of one database. Their number stands before the first `_` of a name.
pub(super) fn migrator(files: Files) -> Migrator {
    let migration = |(name, sql): &(&'static str, &'static str)| {
        let name = name.trim_end_matches(".sql");
        let (number, words) = name.split_once('_').unwrap_or((name, ""));
        let number = number.parse().unwrap_or_default();
        let sql = (*sql).into_sql_str();
        let words = words.replace('_', " ").into();
        Migration::new(number, words, MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(files.iter().map(migration).collect())
}

/// Number of the last change of the tables that this program knows.
pub fn newest_schema() -> u32 {
    let newest = migrator(SQLITE).iter().map(|one| one.version).max();
    newest
        .and_then(|number| u32::try_from(number).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{POSTGRES, SQLITE, migrator};

    #[test]
    fn migrations_are_numbered_alike_in_both_databases() {
        let numbers =
            |files| -> Vec<i64> { migrator(files).iter().map(|one| one.version).collect() };
        let sqlite = numbers(SQLITE);
        assert_eq!(sqlite, numbers(POSTGRES));
        let last = i64::try_from(sqlite.len()).unwrap();
        assert_eq!(sqlite, (1..=last).collect::<Vec<_>>());
    }

    /// Databases of earlier programs hold this digest of the first file; it must not change with how files are carried.
    #[test]
    fn the_first_migration_is_known_by_its_digest() {
        let first = migrator(SQLITE).iter().next().unwrap().checksum.to_vec();
        assert_eq!(first.len(), 48, "SHA-384");
        assert_eq!(first[..4], [0xb9, 0x3e, 0xf3, 0xee]);
    }
}
