//! What the search of instances looks up: groups of three letters, and signs for process and unit.
//!
//! The text of an instance is kept with two spaces before every word, so that the beginning of a word has a group of its
//! own even when it is one letter long. Groups only narrow down: rows found by them are compared with the text asked for.

use std::collections::BTreeSet;

use reglament_runtime::port::StoreError;
use serde_json::{Value as Json, json};
use sqlx::{Row as _, SqlitePool, sqlite::SqliteRow};

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::failed,
};

/// Letters of a group, as the tables say (`trigram`).
const GROUP: usize = 3;
/// Instances entered in one go at the start.
const CHUNK: i64 = 5_000;
/// The first letter of signs: private use, so that no text has them.
const FIRST_SIGN: u32 = 0xE000;

const ENTER: &str = concat!(
    "INSERT OR REPLACE INTO instance_search (rowid, text, of_process, of_unit) ",
    "SELECT CAST(v.value->>'place' AS BIGINT), v.value->>'text', v.value->>'process', v.value->>'unit' FROM ",
    rows!()
);

const PENDING: &str = "SELECT place, search, process, unit FROM instance WHERE place > \
                       (SELECT COALESCE((SELECT rowid FROM instance_search ORDER BY rowid DESC LIMIT 1), 0)) \
                       ORDER BY place LIMIT $1";

const ROWS: &str = concat!(
    "SELECT place, search, process, unit FROM ",
    rows!(),
    " CROSS JOIN instance ON instance.id = v.value->>'id'"
);

/// Instances whose text or unit is about to change.
const CHANGING: &str = concat!(
    "SELECT v.value->>'id' AS id FROM ",
    rows!(),
    " CROSS JOIN instance ON instance.id = v.value->>'id' ",
    "WHERE instance.search <> v.value->>'search' OR instance.unit IS NOT v.value->>'unit'"
);

/// What is looked for, as the tables want it.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The text to compare with.
    pub(crate) text: String,
    /// All its groups.
    pub(crate) groups: String,
    /// Whether the beginning of a word is meant: two letters are in too many words.
    is_beginning: bool,
}

impl Wanted {
    /// What somebody has typed.
    pub(crate) fn new(typed: &str) -> Self {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let lower = words.join(" ").to_lowercase();
        let is_beginning = lower.chars().count() < GROUP;
        let spaced = spaced(&lower);
        let (text, looked_up) = match is_beginning {
            true => (format!(" {lower}"), spaced.as_str()),
            false => (lower, spaced.trim_start()),
        };
        let letters: Vec<char> = looked_up.chars().collect();
        let groups: BTreeSet<String> = letters.windows(GROUP).map(quoted).collect();
        let groups: Vec<String> = groups.into_iter().collect();
        Self {
            is_beginning,
            text,
            groups: groups.join(" AND "),
        }
    }

    /// The column to compare with, as SQL.
    pub(crate) fn column(&self) -> &'static str {
        match self.is_beginning {
            true => "' ' || search",
            false => "search",
        }
    }

    /// The same within these processes and units.
    pub(crate) fn within<'a>(
        &self,
        processes: impl Iterator<Item = &'a String>,
        units: impl Iterator<Item = &'a String>,
    ) -> String {
        let processes = processes.map(|id| sign("process", id));
        let units = units.map(|id| sign("unit", id));
        let signs = processes.chain(units).map(|sign| format!("\"{sign}\""));
        let signs: Vec<String> = signs.collect();
        format!("({}) AND ({})", self.groups, signs.join(" OR "))
    }
}

/// Enters instances that are not found yet: after a change of the tables, all of them.
pub(crate) async fn catch_up(pool: &SqlitePool) -> Result<(), StoreError> {
    loop {
        let found = sqlx::query(PENDING).bind(CHUNK).fetch_all(pool).await;
        let found = found.map_err(failed)?;
        if found.is_empty() {
            return Ok(());
        }
        let mut transaction = pool.begin().await.map_err(failed)?;
        enter(&mut transaction, &found).await?;
        transaction.commit().await.map_err(failed)?;
    }
}

/// The ids of those instances whose entries will be out of date once these rows are written.
pub(crate) async fn changing(
    c: &mut Connection,
    written: &[Json],
) -> Result<Vec<String>, StoreError> {
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Json::from(written).to_string();
    let found = sqlx::query_scalar(CHANGING).bind(rows).fetch_all(c).await;
    found.map_err(failed)
}

/// Enters instances as they stand.
pub(crate) async fn write(c: &mut Connection, ids: Vec<String>) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let ids: Vec<Json> = ids.into_iter().map(|id| json!({"id": id})).collect();
    let query = sqlx::query(ROWS).bind(Json::Array(ids).to_string());
    let found = query.fetch_all(&mut *c).await.map_err(failed)?;
    enter(c, &found).await
}

async fn enter(c: &mut Connection, found: &[SqliteRow]) -> Result<(), StoreError> {
    let entries: Result<Vec<Json>, StoreError> = found.iter().map(entry).collect();
    run(c, ENTER, entries?).await.map(drop)
}

fn entry(row: &SqliteRow) -> Result<Json, StoreError> {
    let place: i64 = row.try_get("place").map_err(failed)?;
    let text: String = row.try_get("search").map_err(failed)?;
    let process: String = row.try_get("process").map_err(failed)?;
    let unit: Option<String> = row.try_get("unit").map_err(failed)?;
    let unit = unit.map(|unit| sign("unit", &unit));
    let (text, process) = (spaced(&text), sign("process", &process));
    Ok(json!({"place": place, "text": text, "process": process, "unit": unit}))
}

/// The words of a text, two spaces before each.
fn spaced(text: &str) -> String {
    let words = text.split_whitespace();
    words.flat_map(|word| ["  ", word]).collect()
}

fn quoted(group: &[char]) -> String {
    let group: String = group.iter().collect();
    format!("\"{}\"", group.replace('"', "\"\""))
}

/// Three letters that stand for an id. Two ids may have the same: rows are compared once they are found.
fn sign(kind: &str, id: &str) -> String {
    // FNV-1a, 64 bits: equal in every version of the program, as the entries are kept.
    let bytes = kind.bytes().chain([0]).chain(id.bytes());
    let hash = bytes.fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    let letter = |shift: u32| {
        let bits = u32::try_from((hash >> shift) & 0xFFF).unwrap_or(0);
        char::from_u32(FIRST_SIGN + bits).unwrap_or('\u{E000}')
    };
    [12, 24, 36].map(letter).iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Wanted, sign, spaced};

    #[test]
    fn texts_are_looked_up_by_groups_of_three_letters() {
        for (typed, groups, text) in [
            ("Ветр", r#""вет" AND "етр""#, "ветр"),
            (" ли ", r#""  л" AND " ли""#, " ли"),
            ("л", r#""  л""#, " л"),
            ("на  П", r#""  п" AND "а  " AND "на ""#, "на п"),
            ("a\"b", r#""a""b""#, "a\"b"),
            ("%", r#""  %""#, " %"),
        ] {
            let wanted = Wanted::new(typed);
            assert_eq!(
                (wanted.text.as_str(), wanted.groups.as_str()),
                (text, groups)
            );
        }
        assert_eq!(spaced("школа  № 7"), "  школа  №  7");
    }

    #[test]
    fn signs_differ_and_never_change() {
        let one = sign("process", "appeal");
        assert_eq!(one.chars().count(), 3);
        assert_ne!(one, sign("unit", "appeal"));
        assert_ne!(one, sign("process", "complaint"));
        assert_eq!(
            one.escape_unicode().to_string(),
            r"\u{e526}\u{e049}\u{ee4b}"
        );
    }
}
