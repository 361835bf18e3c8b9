//! The boxes of secret votes: counts only. A vote is added to its count in the transaction that records that the
//! member took part; nothing links the two.

use reglament_core::{Ballot, Ballots, InstanceId};
use reglament_runtime::port::{BallotRow, StoreError};

use crate::{
    change::Write,
    database::{self, Pool},
    dialect::{Sql, sql},
    error::small,
    line::{Line, line},
};

/// Votes of one commit for the same outcome are added before they meet the table: a row can be changed once by a statement.
const ADD: Sql = sql!(
    "INSERT INTO ballot (instance, step, run, outcome, votes) ",
    "SELECT v.value->>'instance', v.value->>'step', CAST(v.value->>'run' AS BIGINT), v.value->>'outcome', ",
    "CAST(SUM(CAST(v.value->>'votes' AS BIGINT)) AS BIGINT) FROM ",
    rows,
    " WHERE true GROUP BY 1, 2, 3, 4 ON CONFLICT (instance, step, run, outcome) DO UPDATE SET votes = ballot.votes + excluded.votes"
);

pub(crate) const WRITES: &[Write] = &[Write::new(ADD, |changes| {
    changes.ballots.iter().map(row_json).collect()
})];

fn row_json(row: &BallotRow) -> Line {
    line!({
        "instance": row.instance, "step": row.ballot.step, "run": row.ballot.run,
        "outcome": row.ballot.outcome, "votes": row.votes,
    })
}

pub(crate) async fn read(pool: &Pool, id: &InstanceId) -> Result<Ballots, StoreError> {
    let sql = "SELECT step, run, outcome, votes FROM ballot WHERE instance = $1";
    let query = database::query_as::<(String, i64, String, i64)>(sql).bind(id.as_str());
    let mut ballots = Ballots::default();
    for (step, run, outcome, votes) in query.fetch_all(pool).await? {
        let run = small(run)?;
        ballots.drop_in(Ballot { step, run, outcome }, small(votes)?);
    }
    Ok(ballots)
}
