//! Lists merged from many walks along one index: one for each role, process or unit, so that nothing is sorted and little
//! is read that the list does not show.
//!
//! A walk gives keys only; the rows behind the first of them are read afterwards.

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
const FEWEST: u32 = 2;
/// How many times more each of them is asked for when the first keys were not enough.
const GROWTH: u32 = 6;

/// The statement that takes the first keys of each walk, all in one text: an answer of a thousand rows costs more than the
/// walks themselves. The walks are the first parameter, a JSON array; the condition knows one of them as `w.value`.
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
    let (join, number, found) = match dialect {
        Dialect::Sqlite => (
            "group_concat",
            "w.key",
            format!("SELECT json_group_array(json_array({columns})) FROM ({first})"),
        ),
        Dialect::Postgres => (
            "string_agg",
            "w.key - 1",
            format!(
                "SELECT CAST(COALESCE(json_agg(json_build_array({columns})), '[]') AS TEXT) FROM ({first}) AS k"
            ),
        ),
    };
    format!(
        "SELECT '[' || {join}('[' || CAST({number} AS TEXT) || ',' || ({found}) || ']', ',') || ']' AS keys FROM {walks}"
    )
}

/// The statement that counts what the walks would give, up to a limit.
pub(super) fn count(dialect: Dialect, table: &str, condition: &str, limit: &str) -> String {
    let walks = WALKS.of(dialect);
    format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM {walks} CROSS JOIN {table} WHERE {condition} LIMIT {limit}) AS found"
    )
}

/// Keys of many walks on their way to one list. Asked in rounds: few keys of each walk at first, because hardly any gives
/// the whole list; then more, of those walks only that may have more before its end.
#[derive(Debug)]
pub(super) struct Merge<K> {
    limit: u32,
    share: u32,
    /// The first keys so far, in order.
    keys: Vec<K>,
    /// Walks to be asked in this round: their places in each group.
    open: Vec<Vec<usize>>,
    /// Walks that gave as many keys as they were asked for, with the last.
    spent: Vec<Vec<(usize, K)>>,
}

impl<K: Ord + Clone> Merge<K> {
    /// Of groups with so many walks each.
    pub(super) fn of(groups: impl Iterator<Item = usize>, limit: u32) -> Self {
        let open: Vec<Vec<usize>> = groups.map(|walks| (0..walks).collect()).collect();
        let walks = open.iter().map(Vec::len).sum::<usize>();
        let walks = u32::try_from(walks).unwrap_or(u32::MAX).max(1);
        Self {
            limit,
            share: (2 * limit / walks).max(FEWEST).min(limit),
            keys: Vec::new(),
            spent: open.iter().map(|_| Vec::new()).collect(),
            open,
        }
    }

    /// Keys that each walk is asked for in this round.
    pub(super) fn share(&self) -> u32 {
        self.share
    }

    /// The walks of a group that are asked in this round.
    pub(super) fn asked<'w, W>(&self, group: usize, walks: &'w [W]) -> Vec<&'w W> {
        let open = self.open.get(group).into_iter().flatten();
        open.filter_map(|place| walks.get(*place)).collect()
    }

    /// Adds the answer to a statement of [`keys`] about the walks asked. Keys are compared by `order`, in which each walk
    /// gives them.
    pub(super) fn add<R: DeserializeOwned>(
        &mut self,
        group: usize,
        found: &Row,
        order: impl Fn(R) -> K,
    ) -> Result<(), StoreError> {
        let walks: Vec<(usize, Vec<R>)> = read(&found.get::<String>("keys")?)?;
        for (number, keys) in walks {
            self.take(group, number, keys.into_iter().map(&order).collect());
        }
        Ok(())
    }

    /// The keys of one of the walks asked.
    fn take(&mut self, group: usize, number: usize, keys: Vec<K>) {
        let is_spent = self.share < self.limit && keys.len() >= self.share as usize;
        let place = self.open.get(group).and_then(|open| open.get(number));
        let spent = self.spent.get_mut(group);
        if let (true, Some(place), Some(last), Some(spent)) = (is_spent, place, keys.last(), spent)
        {
            spent.push((*place, last.clone()));
        }
        self.keys.extend(keys);
    }

    /// Ends a round; whether another one is needed.
    pub(super) fn goes_on(&mut self) -> bool {
        self.keys.sort();
        self.keys.dedup();
        self.keys.truncate(self.limit as usize);
        let is_full = self.keys.len() == self.limit as usize;
        let end = self.keys.last().filter(|_| is_full);
        let may_have_more = |(place, last): (usize, K)| {
            let has = end.is_none_or(|end| last < *end);
            has.then_some(place)
        };
        let spent = self.spent.iter_mut().map(std::mem::take);
        let open = spent.map(|spent| spent.into_iter().filter_map(may_have_more).collect());
        self.open = open.collect();
        self.share = self.share.saturating_mul(GROWTH).min(self.limit);
        self.open.iter().any(|open| !open.is_empty())
    }

    /// The first keys of all walks.
    pub(super) fn first(self) -> Vec<K> {
        self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::Merge;

    type Groups = Vec<Vec<Vec<u32>>>;

    /// What a merge of these groups of walks gives, and how many keys it has read.
    fn merged(groups: &Groups, limit: u32) -> (Vec<u32>, usize) {
        let mut merge = Merge::of(groups.iter().map(Vec::len), limit);
        let mut read = 0;
        loop {
            for (place, group) in groups.iter().enumerate() {
                let asked: Vec<Vec<u32>> = merge.asked(place, group).into_iter().cloned().collect();
                for (number, mut keys) in asked.into_iter().enumerate() {
                    keys.truncate(merge.share() as usize);
                    read += keys.len();
                    merge.take(place, number, keys);
                }
            }
            if !merge.goes_on() {
                return (merge.first(), read);
            }
        }
    }

    /// Walks of every `step`-th number.
    fn walk(from: u32, step: usize, keys: usize) -> Vec<u32> {
        (from..).step_by(step).take(keys).collect()
    }

    #[test]
    fn gives_the_first_keys_of_all_walks_and_reads_few() {
        let even: Vec<Vec<u32>> = (0..100).map(|n| walk(n, 100, 1_000)).collect();
        let mut uneven: Vec<Vec<u32>> = (0..99).map(|n| walk(1_000_000 + n, 99, 1_000)).collect();
        uneven.push(walk(0, 1, 5_000));
        let cases: &[(&str, Groups, u32, usize)] = &[
            ("no walk", vec![], 10, 0),
            ("walks without keys", vec![vec![vec![], vec![]]], 10, 0),
            ("one walk", vec![vec![walk(0, 1, 500)]], 100, 100),
            (
                "fewer keys than wanted",
                vec![vec![walk(0, 2, 40), walk(1, 2, 3)]],
                100,
                43,
            ),
            (
                "the same keys in two groups",
                vec![vec![walk(0, 1, 300)], vec![walk(0, 1, 300)]],
                100,
                200,
            ),
            ("even walks", vec![even], 2_000, 4_000),
            (
                "all of it in one of many walks",
                vec![uneven],
                2_000,
                99 * 40 + 40 + 240 + 1_440 + 2_000,
            ),
        ];
        for (name, groups, limit, most) in cases {
            let mut wanted: Vec<u32> = groups.iter().flatten().flatten().copied().collect();
            wanted.sort_unstable();
            wanted.dedup();
            wanted.truncate(*limit as usize);
            let (found, read) = merged(groups, *limit);
            assert_eq!(found, wanted, "{name}");
            assert!(read <= *most, "{name}: {read} keys read, {most} expected");
        }
    }
}
