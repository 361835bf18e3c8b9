//! The boxes of secret votes: counts only. A vote is added to its count in the transaction that records that the
//! member took part; nothing links the two.

use reglament_core::{Ballot, Ballots, InstanceId};
use reglament_runtime::port::{BallotRow, StoreError};
use serde_json::{Value as Json, json};
use sqlx::SqlitePool;

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::{failed, small},
};

const ADD: &str = concat!(
    "INSERT INTO ballot (instance, step, run, outcome, votes) ",
    "SELECT v.value->>'instance', v.value->>'step', CAST(v.value->>'run' AS BIGINT), v.value->>'outcome', ",
    "CAST(v.value->>'votes' AS BIGINT) FROM ",
    rows!(),
    " WHERE true ON CONFLICT (instance, step, run, outcome) DO UPDATE SET votes = votes + excluded.votes"
);

pub(crate) async fn write(c: &mut Connection, added: &[BallotRow]) -> Result<(), StoreError> {
    let row = |row: &BallotRow| -> Json {
        json!({
            "instance": row.instance, "step": row.ballot.step, "run": row.ballot.run,
            "outcome": row.ballot.outcome, "votes": row.votes,
        })
    };
    run(c, ADD, added.iter().map(row).collect()).await.map(drop)
}

pub(crate) async fn read(pool: &SqlitePool, id: &InstanceId) -> Result<Ballots, StoreError> {
    let sql = "SELECT step, run, outcome, votes FROM ballot WHERE instance = $1";
    let query = sqlx::query_as::<_, (String, i64, String, i64)>(sql).bind(id.as_str());
    let mut ballots = Ballots::default();
    for (step, run, outcome, votes) in query.fetch_all(pool).await.map_err(failed)? {
        let run = small(run)?;
        ballots.drop_in(Ballot { step, run, outcome }, small(votes)?);
    }
    Ok(ballots)
}
