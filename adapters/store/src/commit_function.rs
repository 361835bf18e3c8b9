//! The function by which PostgreSQL carries out a whole commit, made of the same statements as on SQLite.
//!
//! Its name ends with a digest of its text: a program finds the function that belongs to it, whatever other version of the
//! program works on the same database, and needs no migration when a statement changes. Functions that nobody calls any
//! more take a few kilobytes each and may be dropped by the operator.

use reglament_runtime::port::StoreError;

use crate::{
    change::{Touch, writes},
    database::{self, Gate, Pool},
    dialect::Dialect,
    search::fnv,
};

/// Where the statements of `sql!` expect their rows.
const ROWS: &str = "$1::jsonb";

/// Sees that the function is there and gives its name.
pub(crate) async fn create(pool: &Pool) -> Result<String, StoreError> {
    let body = body();
    let name = format!("reglament_commit_{:016x}", fnv(body.bytes()));
    let known = database::query_scalar::<bool>(
        "SELECT EXISTS (SELECT 1 FROM pg_proc WHERE proname = $1 AND pronamespace = current_schema()::regnamespace)",
    );
    if !known.bind(name.as_str()).fetch_one(pool).await? {
        let create = format!(
            "CREATE OR REPLACE FUNCTION {name}(JSONB) RETURNS VOID LANGUAGE plpgsql AS $commit$\n{body}$commit$"
        );
        // Two servers that start at once would disturb each other.
        let mut transaction = pool.begin_alone(Gate::Functions).await?;
        database::query(create).execute(&mut transaction).await?;
        transaction.commit().await?;
    }
    Ok(name)
}

/// Statement by statement, each only when it has rows.
fn body() -> String {
    let mut body = "DECLARE touched BIGINT; elsewhere BIGINT := 0;\nBEGIN\n".to_owned();
    for (number, write) in writes().enumerate() {
        let rows = format!("($1 -> '{number}')");
        let sql = write.sql.of(Dialect::Postgres).replace(ROWS, &rows);
        body += &format!("IF $1 ? '{number}' THEN\n{sql};\n");
        match write.touch {
            Touch::Any => {}
            Touch::Part => body += "GET DIAGNOSTICS elsewhere = ROW_COUNT;\n",
            // The code of a failed serialisation: the command is decided again on the newer state.
            Touch::All => {
                body += &format!(
                    "GET DIAGNOSTICS touched = ROW_COUNT;\nIF touched + elsewhere <> jsonb_array_length{rows} THEN\n\
                     RAISE EXCEPTION 'another writer was faster' USING ERRCODE = '40001';\nEND IF;\nelsewhere := 0;\n"
                );
            }
        }
        body += "END IF;\n";
    }
    body + "END;\n"
}

#[cfg(test)]
mod tests {
    use super::{ROWS, body};
    use crate::{change::writes, dialect::Dialect};

    #[test]
    fn every_statement_takes_its_rows_once() {
        for write in writes() {
            let sql = write.sql.of(Dialect::Postgres);
            assert_eq!(sql.matches(ROWS).count(), 1, "{sql}");
            assert_eq!(sql.matches('$').count(), 1, "{sql}");
        }
        assert!(!body().contains(ROWS));
    }
}
