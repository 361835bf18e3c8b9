//! How long PostgreSQL may leave a question unanswered: a server behind a dead cable, or one whose standby does not confirm,
//! answers nothing for ever.
//!
//! Whoever loses patience does not know whether it happened, and says so. Nothing is cancelled: a commit that waits for a
//! standby is done already, and cancelling it would be answered with success. Its connection stays taken until the answer
//! comes, so that a server that does not answer is asked by few at a time; after [`HUNG`] it is given up.

use std::time::Duration;

use reglament_runtime::port::StoreError;
use sqlx::{Connection as _, PgConnection, PgPool};

use crate::error::failed;

/// How long a statement may take; the database ends one that only reads by itself then.
pub(crate) const STATEMENT: Duration = Duration::from_secs(20);
/// How long a commit may take to be confirmed, the wait for a synchronous standby included.
pub(crate) const COMMIT: Duration = Duration::from_secs(8);
/// How long a connection that did not answer in time is kept, and counted as taken.
const HUNG: Duration = Duration::from_secs(120);

/// A question on a connection that is in somebody's hands.
pub(super) async fn answered<T>(
    patience: Duration,
    asked: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, StoreError> {
    match tokio::time::timeout(patience, asked).await {
        Ok(answer) => answer.map_err(failed),
        Err(_) => Err(unknown(patience)),
    }
}

/// A question on any connection of the pool.
pub(super) async fn asked<T>(
    pool: &PgPool,
    patience: Duration,
    ask: impl AsyncFnOnce(&mut PgConnection) -> Result<T, sqlx::Error>,
) -> Result<T, StoreError> {
    let mut connection = pool.acquire().await.map_err(failed)?;
    let answer = tokio::time::timeout(patience, ask(&mut connection)).await;
    answer.map_or_else(
        |_| {
            tokio::spawn(async move {
                // Answered at last: the pool has it again.
                if tokio::time::timeout(HUNG, connection.ping()).await.is_err() {
                    drop(connection.detach());
                }
            });
            Err(unknown(patience))
        },
        |answer| answer.map_err(failed),
    )
}

fn unknown(patience: Duration) -> StoreError {
    let seconds = patience.as_secs();
    StoreError::Unavailable(format!(
        "the database has not confirmed within {seconds} seconds; whether it was done is not known"
    ))
}

#[cfg(test)]
mod tests {
    use super::{COMMIT, answered};

    #[tokio::test(start_paused = true)]
    async fn what_is_not_confirmed_in_time_is_not_known() {
        let began = tokio::time::Instant::now();
        let hung = answered(COMMIT, std::future::pending::<Result<(), _>>()).await;
        let told = hung.unwrap_err().to_string();
        assert!(told.contains("not known"), "{told}");
        assert!(began.elapsed() >= COMMIT && began.elapsed() < 2 * COMMIT);
    }
}
