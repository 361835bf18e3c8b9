//! A copy of a database looked through, without the engine: its pages, the chains of its journal, how many rows it has.
//!
//! Nothing is written, and nothing is brought up to date: a copy of any age can be examined. What the rows mean is
//! `reglament verify`'s question.

use std::{collections::BTreeMap, path::Path};

use reglament_core::InstanceId;
use reglament_runtime::{
    FollowedChain,
    port::{JournalRow, StoreError},
};
use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::{
    database::{self, Pool},
    error::{failed, position},
    journal::{self, Shape},
};

/// Most problems that are told.
const MAX_PROBLEMS: usize = 20;
/// Rows of the journal that are held at once.
const ROWS: u32 = 256;
/// Characters of the name of an installation.
const NAME: usize = 16;

/// What is in a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// Number of the last change of the tables.
    pub schema: u32,
    /// The installation's own name.
    pub installation: String,
    /// Rows of every table.
    pub rows: BTreeMap<String, u64>,
    /// SHA-256 over the last link of every chain of the journal, in the order of instances.
    pub head: String,
    /// What is wrong, in English; at most twenty. Empty: nothing.
    pub problems: Vec<String>,
}

/// Looks through the copy at `file`, which nobody has open.
///
/// # Errors
/// It cannot be read at all. Damage that does not keep it from being read is a problem, not an error.
pub async fn examine(file: &Path) -> Result<Examined, StoreError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = Pool::Sqlite(pool.connect_with(options).await.map_err(failed)?);
    let found = look_through(&pool).await;
    pool.close().await;
    found
}

async fn look_through(pool: &Pool) -> Result<Examined, StoreError> {
    let mut problems = pages(pool).await?;
    if !problems.is_empty() {
        return Ok(Examined {
            problems,
            ..Examined::default()
        });
    }
    let sql = "SELECT MAX(version) FROM _sqlx_migrations WHERE success";
    let schema: Option<i64> = database::query_scalar(sql).fetch_one(pool).await?;
    let schema = schema.and_then(|number| u32::try_from(number).ok());
    let schema =
        schema.ok_or_else(|| StoreError::Damaged("it is no database of Reglament".to_owned()))?;
    let head = chains(pool, &mut problems).await?;
    Ok(Examined {
        schema,
        installation: installation(pool).await?,
        rows: rows(pool).await?,
        head,
        problems,
    })
}

async fn pages(pool: &Pool) -> Result<Vec<String>, StoreError> {
    let sql = format!("PRAGMA integrity_check({MAX_PROBLEMS})");
    let told: Vec<String> = database::query_scalar(sql).fetch_all(pool).await?;
    Ok(told.into_iter().filter(|line| line != "ok").collect())
}

/// The name in the row about the installation; in tables older than that row one that follows from its secret.
async fn installation(pool: &Pool) -> Result<String, StoreError> {
    if is_there(pool, "installation").await? {
        let sql = "SELECT id FROM installation";
        return database::query_scalar(sql).fetch_one(pool).await;
    }
    let secret: Option<String> = match is_there(pool, "secret").await? {
        true => {
            let sql = "SELECT value FROM secret WHERE name = 'letters'";
            database::query_scalar(sql).fetch_optional(pool).await?
        }
        false => None,
    };
    let mut name = hex::encode(Sha256::digest(secret.unwrap_or_default()));
    name.truncate(NAME);
    Ok(name)
}

async fn is_there(pool: &Pool, table: &str) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1";
    let count: i64 = database::query_scalar(sql)
        .bind(table)
        .fetch_one(pool)
        .await?;
    Ok(count > 0)
}

async fn rows(pool: &Pool) -> Result<BTreeMap<String, u64>, StoreError> {
    // What a search keeps for itself has no rows of its own to count.
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' \
               AND name NOT LIKE '%\\_search%' ESCAPE '\\' ORDER BY name";
    let names: Vec<String> = database::query_scalar(sql).fetch_all(pool).await?;
    let mut rows = BTreeMap::new();
    for name in names {
        // A name comes from the file, not from us.
        let sql = format!("SELECT COUNT(*) FROM \"{}\"", name.replace('"', "\"\""));
        let count: i64 = database::query_scalar(sql).fetch_one(pool).await?;
        rows.insert(name, position(count)?);
    }
    Ok(rows)
}

/// Follows every chain and gives the digest of their ends.
async fn chains(pool: &Pool, problems: &mut Vec<String>) -> Result<String, StoreError> {
    let sql = "SELECT COUNT(*) FROM pragma_table_info('journal') WHERE name = 'salt'";
    let salted: i64 = database::query_scalar(sql).fetch_one(pool).await?;
    let shape = Shape {
        has_salts: salted > 0,
        has_archive: is_there(pool, "journal_archive").await?,
    };
    let mut head = Sha256::new();
    let mut chain = FollowedChain::default();
    let mut last: Option<JournalRow> = None;
    loop {
        let after = last.as_ref().map(|row| (&row.instance, row.first_seq));
        let page = journal::all(pool, after, ROWS, shape).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            let ended = last.take_if(|one| one.instance != row.instance);
            if let Some(ended) = ended {
                end(&mut head, &ended);
                problems.extend(breaks(&ended.instance, std::mem::take(&mut chain)));
            }
            if !chain.follow(&row) {
                let (id, first) = (&row.instance, row.first_seq);
                problems.push(format!("{id}: the journal has a gap before {first}"));
            }
            last = Some(row);
        }
    }
    if let Some(ended) = &last {
        end(&mut head, ended);
        problems.extend(breaks(&ended.instance, chain));
    }
    problems.extend(ends(pool, shape).await?);
    problems.truncate(MAX_PROBLEMS);
    Ok(hex::encode(head.finalize()))
}

fn breaks(id: &InstanceId, chain: FollowedChain) -> impl Iterator<Item = String> {
    let at = chain.breaks().into_iter();
    at.map(move |first| format!("{id}: the chain breaks at {first}"))
}

fn end(head: &mut Sha256, row: &JournalRow) {
    let InstanceId(id) = &row.instance;
    head.update(format!("{id} {} {}\n", row.last_seq, row.hash));
}

/// Instances whose journal does not end where their row says.
async fn ends(pool: &Pool, shape: Shape) -> Result<Vec<String>, StoreError> {
    let last = "SELECT first_seq, last_seq, hash FROM journal WHERE instance = id";
    let last = match shape.has_archive {
        true => format!(
            "{last} UNION ALL {}",
            last.replace("journal", "journal_archive")
        ),
        false => last.to_owned(),
    };
    let sql = format!(
        "SELECT id FROM instance WHERE NOT EXISTS (SELECT 1 FROM \
         (SELECT last_seq, hash FROM ({last}) ORDER BY first_seq DESC LIMIT 1) AS last \
         WHERE last.last_seq = seq AND last.hash = instance.hash) LIMIT {MAX_PROBLEMS}"
    );
    let cut: Vec<String> = database::query_scalar(sql).fetch_all(pool).await?;
    let told = |id: String| format!("{id}: the journal does not end where the instance does");
    Ok(cut.into_iter().map(told).collect())
}
