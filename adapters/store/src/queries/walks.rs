//! Lists merged from many walks along one index: one for each role, process or unit, so that nothing is sorted and little
//! is read that the list does not show.
//!
//! A walk gives keys only; the rows behind the first of them are read afterwards.

use std::collections::BTreeSet;

use reglament_runtime::port::StoreError;
use serde::de::DeserializeOwned;

use crate::{
    database::Row,
    dialect::{Dialect, Sql, sql},
    error::read,
};

const WALKS: Sql = sql!(walks);

/// Walks that a list is merged from at most. Of more units whole processes are read and the rows of others left out: a walk
/// costs some ten microseconds, and whoever sees very many units finds theirs soon among all.
pub(super) const MAX_WALKS: usize = 2_048;
/// Keys that each of many walks is asked for at least.
const FEWEST: u32 = 8;
/// How many times more each of them is asked for when the first keys were not enough.
const GROWTH: u32 = 6;

/// The statement that takes the first keys of each walk, one row of them all. The walks are the first parameter, a JSON
/// array; the condition knows one of them as `w.value`.
pub(super) fn keys(
    dialect: Dialect,
    columns: &str,
    table: &str,
    condition: &str,
    order: &str,
    limit: &str,
) -> String {
    let walks = WALKS.of(dialect);
    let first = format!(
        "SELECT DISTINCT {columns} FROM {table} WHERE {condition} ORDER BY {order} LIMIT {limit}"
    );
    match dialect {
        Dialect::Sqlite => format!(
            "SELECT (SELECT json_group_array(json_array({columns})) FROM ({first})) AS keys FROM {walks}"
        ),
        Dialect::Postgres => format!(
            "SELECT (SELECT CAST(COALESCE(json_agg(json_build_array({columns})), '[]') AS TEXT) FROM ({first}) AS k) \
             AS keys FROM {walks}"
        ),
    }
}

/// The statement that counts what the walks would give, up to a limit.
pub(super) fn count(dialect: Dialect, table: &str, condition: &str, limit: &str) -> String {
    let walks = WALKS.of(dialect);
    format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM {walks} CROSS JOIN {table} WHERE {condition} LIMIT {limit}) AS found"
    )
}

/// How many keys to ask each walk for: few at first, because hardly any gives the whole page; then more and more, up to as
/// many as there can be.
pub(super) fn shares(walks: usize, limit: u32) -> Vec<u32> {
    let walks = u32::try_from(walks).unwrap_or(u32::MAX).max(1);
    let first = (2 * limit / walks).max(FEWEST);
    let growing = std::iter::successors(Some(first), |share| share.checked_mul(GROWTH));
    let mut shares: Vec<u32> = growing.take_while(|share| *share < limit).collect();
    shares.push(limit);
    shares
}

/// What the walks of one statement have given.
#[derive(Debug)]
pub(super) struct Given<K> {
    keys: BTreeSet<K>,
    /// After this key a walk may have more than it was asked for.
    until: Option<K>,
}

impl<K: Ord + Clone + DeserializeOwned> Given<K> {
    pub(super) fn none() -> Self {
        Self {
            keys: BTreeSet::new(),
            until: None,
        }
    }

    /// Adds the answer to a statement of [`keys`]. Keys are compared by `order`.
    pub(super) fn add<R: DeserializeOwned>(
        &mut self,
        rows: &[Row],
        share: u32,
        order: impl Fn(R) -> K,
    ) -> Result<(), StoreError> {
        let mut spent: Vec<K> = self.until.take().into_iter().collect();
        for row in rows {
            let keys: Vec<R> = read(&row.get::<String>("keys")?)?;
            let is_spent = keys.len() >= share as usize;
            let keys: Vec<K> = keys.into_iter().map(&order).collect();
            spent.extend(keys.iter().max().filter(|_| is_spent).cloned());
            self.keys.extend(keys);
        }
        self.until = spent.into_iter().min();
        Ok(())
    }

    /// Whether the first keys are sure: no walk can have more before the last of them.
    pub(super) fn is_sure(&self, limit: u32) -> bool {
        let until = self.until.as_ref();
        until.is_none_or(|until| self.keys.range(..=until).count() >= limit as usize)
    }

    /// The first keys of all walks.
    pub(super) fn first(self, limit: u32) -> Vec<K> {
        self.keys.into_iter().take(limit as usize).collect()
    }
}
