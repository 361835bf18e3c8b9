//! The list of tables compared with the tables that the migrations really make, on both databases.

use std::collections::BTreeSet;

use reglament_store::{COPIED_TABLES, CopiedTable, TABLES_LEFT};
use reglament_tests::TestDatabase;

use super::{of_postgres, of_sqlite};

/// Parts of a table are copied with it.
const TABLES: &str = "SELECT CAST(relname AS TEXT) FROM pg_class WHERE relnamespace = CAST('public' AS regnamespace) \
                      AND relkind IN ('r', 'p') AND NOT relispartition";
/// Divided by a column that is not in its key, which PostgreSQL therefore does not keep.
const WITHOUT_KEY: &str = "access_log";

fn names<'a>(tables: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    tables.into_iter().map(str::to_owned).collect()
}

/// A new table is told to be copied or to be left, with the reason.
#[tokio::test]
async fn every_table_is_copied_or_left_for_a_reason() {
    let (sqlite, postgres) = (TestDatabase::sqlite(), TestDatabase::postgres().await);
    sqlite.open().await.close().await;
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    let on_sqlite: BTreeSet<String> = of_sqlite(&sqlite, tables).await.into_iter().collect();
    let on_postgres: BTreeSet<String> = of_postgres(&postgres, TABLES).await.into_iter().collect();
    let copied = names(COPIED_TABLES.iter().map(|table| table.name));
    let left = names(TABLES_LEFT.iter().map(|(name, _)| *name));
    for (database, there) in [("SQLite", &on_sqlite), ("PostgreSQL", &on_postgres)] {
        let missing: Vec<_> = copied.difference(there).collect();
        assert!(missing.is_empty(), "{database} has no {missing:?}");
        let undecided: Vec<_> = there
            .iter()
            .filter(|name| !copied.contains(*name))
            .collect();
        let undecided: Vec<_> = undecided
            .into_iter()
            .filter(|name| !left.contains(*name))
            .collect();
        assert!(
            undecided.is_empty(),
            "{database} has {undecided:?}: say in adapters/store/src/moving/tables.rs whether they are copied"
        );
    }
    let both: BTreeSet<String> = &on_sqlite | &on_postgres;
    let gone: Vec<_> = left.difference(&both).collect();
    assert!(gone.is_empty(), "nobody has {gone:?} any more");
}

#[tokio::test]
async fn keys_are_those_of_the_tables() {
    let (sqlite, postgres) = (TestDatabase::sqlite(), TestDatabase::postgres().await);
    sqlite.open().await.close().await;
    for CopiedTable { name, key, .. } in COPIED_TABLES {
        let sql = format!("SELECT name FROM pragma_table_info('{name}') WHERE pk > 0 ORDER BY pk");
        assert_eq!(&of_sqlite(&sqlite, &sql).await, key, "{name} on SQLite");
        let sql = format!(
            "SELECT CAST(a.attname AS TEXT) FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, n) \
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum \
             WHERE i.indrelid = CAST('{name}' AS regclass) AND i.indisprimary ORDER BY k.n"
        );
        let kept: &[&str] = if *name == WITHOUT_KEY { &[] } else { key };
        let found = of_postgres(&postgres, &sql).await;
        assert_eq!(found, kept, "{name} on PostgreSQL");
    }
}

/// Rows of a table may point to rows of tables that were copied before, and to no others.
#[tokio::test]
async fn references_point_backwards() {
    let postgres = TestDatabase::postgres().await;
    let sql = "SELECT CAST(conrelid AS regclass)::TEXT || ' ' || CAST(confrelid AS regclass)::TEXT FROM pg_constraint \
               WHERE contype = 'f'";
    let references = of_postgres(&postgres, sql).await;
    assert!(!references.is_empty());
    let place = |table: &str| COPIED_TABLES.iter().position(|it| it.name == table);
    for reference in references {
        let (from, to) = reference.split_once(' ').unwrap();
        assert!(place(to) < place(from), "{from} is copied before {to}");
    }
}

/// Everything that numbers rows is carried over.
#[tokio::test]
async fn every_sequence_is_known() {
    let postgres = TestDatabase::postgres().await;
    let sql = "SELECT CAST(sequencename AS TEXT) FROM pg_sequences WHERE schemaname = 'public'";
    let there: BTreeSet<String> = of_postgres(&postgres, sql).await.into_iter().collect();
    let counters = COPIED_TABLES.iter().filter_map(|table| table.counter);
    let known: BTreeSet<String> = counters.map(|it| it.sequence.to_owned()).collect();
    assert_eq!(there, known);
    for table in COPIED_TABLES {
        let Some(counter) = table.counter else {
            continue;
        };
        let sql = format!(
            "SELECT COALESCE(pg_get_serial_sequence('{0}', '{1}'), (SELECT column_default FROM information_schema.columns \
             WHERE table_name = '{0}' AND column_name = '{1}'))",
            table.name, counter.column
        );
        let found = of_postgres(&postgres, &sql).await;
        assert!(
            found[0].contains(counter.sequence),
            "{}: {found:?}",
            table.name
        );
    }
}
