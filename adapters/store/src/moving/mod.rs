//! A whole database copied into another one, of the same kind or not, and compared.
//!
//! The source is only read, in one state of its tables. The destination is written in one transaction, which ends after
//! every table was read again there and found equal: a copy that was killed leaves nothing behind. Files beside the database
//! are nobody's business here.

mod batch;
mod columns;
mod counters;
mod destination;
mod digest;
mod error;
mod source;
mod tables;
mod transfer;

use reglament_runtime::port::StoreError;

pub use digest::Contents;
pub use error::MoveError;
pub use tables::{COPIED_TABLES, CopiedTable, Counter, TABLES_LEFT};

use crate::{
    Database,
    database::{self, Pool, Transaction},
    dialect::Dialect,
    lock::Lock,
};

/// What was copied.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Every table, in the order of [`COPIED_TABLES`].
    pub tables: Vec<TableCopy>,
    /// SHA-256 over the digests of all tables, in hex.
    pub sha256: String,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCopy {
    /// Its name.
    pub name: &'static str,
    /// What both databases hold.
    pub contents: Contents,
    /// Texts with the letter U+0000, which PostgreSQL has not: U+FFFD stands in its place.
    pub replaced: u64,
}

/// What is told while it goes on.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// A table is there and equal.
    Table(&'a TableCopy),
    /// Everything is there; the transaction is about to end.
    Ending,
}

/// Copies a whole database. Takes the lock of both, so that nobody serves either meanwhile.
///
/// # Errors
/// One of them cannot be opened, the source is of another version, the destination is not empty, or what arrived is not
/// what was sent. The destination holds nothing then.
pub async fn copy_database(
    from: &Database,
    to: &Database,
    mut tell: impl FnMut(Step<'_>),
) -> Result<Copied, MoveError> {
    if from == to {
        return Err(MoveError::Same(from.clone()));
    }
    let mut source = source::open(from).await?;
    let opened = destination::open(to).await;
    let mut destination = match opened {
        Ok(destination) => destination,
        Err(error) => {
            source.close().await;
            return Err(error.beside(from));
        }
    };
    let done = all(&mut source, &mut destination, &mut tell).await;
    let done = match done {
        Ok(copied) => destination.commit().await.map(|()| copied),
        Err(error) => {
            destination.close().await;
            Err(error)
        }
    };
    source.close().await;
    done
}

async fn all(
    from: &mut Side,
    to: &mut Side,
    tell: &mut impl FnMut(Step<'_>),
) -> Result<Copied, MoveError> {
    let mut tables = Vec::with_capacity(COPIED_TABLES.len());
    for table in COPIED_TABLES {
        let moved = transfer::table(table, from, to).await?;
        let copy = TableCopy {
            name: table.name,
            contents: moved.contents,
            replaced: moved.replaced,
        };
        tell(Step::Table(&copy));
        tables.push(copy);
    }
    for table in COPIED_TABLES {
        if let Some(counter) = table.counter {
            counters::carry_over(table, counter, from, to).await?;
        }
    }
    let analyzed = analyze(to).await;
    analyzed.map_err(|error| to.failed(error))?;
    tell(Step::Ending);
    let all = tables.iter().map(|table| (table.name, &table.contents));
    let sha256 = digest::of_all(all);
    Ok(Copied { tables, sha256 })
}

/// Statistics for the planner of PostgreSQL: without them every list would be slow until the server looks by itself.
async fn analyze(side: &mut Side) -> Result<(), StoreError> {
    if side.transaction.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    for table in COPIED_TABLES {
        let query = database::query(format!("ANALYZE {}", table.name));
        query.execute(&mut side.transaction).await?;
    }
    Ok(())
}

/// One of the two databases.
#[derive(Debug)]
struct Side {
    place: Database,
    transaction: Transaction,
    pool: Pool,
    lock: Lock,
}

impl Side {
    fn failed(&self, error: StoreError) -> MoveError {
        MoveError::failed(&self.place, error)
    }

    /// Makes everything last.
    async fn commit(self) -> Result<(), MoveError> {
        let checked = self.lock.check_now().await;
        let place = self.place;
        let ended = match checked {
            Ok(()) => self.transaction.commit().await,
            Err(lost) => {
                drop(self.transaction);
                Err(lost)
            }
        };
        self.pool.close().await;
        self.lock.free().await;
        ended.map_err(|error| MoveError::failed(&place, error))
    }

    /// Takes back what was not committed.
    async fn close(self) {
        drop(self.transaction);
        self.pool.close().await;
        self.lock.free().await;
    }
}
