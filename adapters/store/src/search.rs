//! What the search of instances looks up: groups of three letters, and signs for process and unit.
//!
//! The text of an instance is kept with two spaces before every word, so that the beginning of a word has a group of its
//! own even when it is one letter long. Groups only narrow down: rows found by them are compared with the text asked for.

use std::collections::BTreeSet;

use reglament_core::InstanceId;
use reglament_runtime::port::StoreError;

use crate::{
    change::run,
    database::{self, Builder, Pool, Row},
    dialect::{Dialect, Sql, sql},
    line::{Line, line},
};

/// Letters of a group, as the tables say (`trigram`).
const GROUP: usize = 3;
/// Instances entered in one go at the start.
const CHUNK: i64 = 5_000;
/// The first letter of signs: private use, so that no text has them.
const FIRST_SIGN: u32 = 0xE000;

/// Enters instances that have just begun.
pub(crate) const BEGUN: Sql = sql!(
    enter,
    " FROM ",
    rows,
    " ",
    then_join,
    " instance ON instance.id = v.value->>'id' WHERE true",
    entered
);

/// Enters those whose text or unit is about to change.
pub(crate) const CHANGED: Sql = sql!(
    enter,
    " FROM ",
    rows,
    " ",
    then_join,
    " instance ON instance.id = v.value->>'id' WHERE (instance.search <> v.value->>'search' ",
    "OR instance.unit IS DISTINCT FROM v.value->>'unit')",
    entered
);

const PENDING: Sql = sql!(
    "SELECT id, search, process, unit FROM instance WHERE place > (SELECT COALESCE((",
    last_found,
    "), 0)) ORDER BY place LIMIT $1"
);

/// What an instance is entered with.
pub(crate) fn entry(id: &InstanceId, search: &str, process: &str, unit: Option<&str>) -> Line {
    line!({
        "id": id, "search": search, "unit": unit, "text": spaced(search), "of_process": sign("process", process),
        "of_unit": unit.map(|unit| sign("unit", unit)),
    })
}

/// What is looked for, as the tables want it.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The text to compare with.
    pub(crate) text: String,
    /// All its groups.
    groups: Vec<String>,
    /// Whether the beginning of a word is meant: two letters are in too many words.
    is_beginning: bool,
    /// Signs of which an entry must have one; none for every entry.
    signs: Vec<String>,
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
        let groups: BTreeSet<String> = letters.windows(GROUP).map(String::from_iter).collect();
        Self {
            is_beginning,
            text,
            groups: groups.into_iter().collect(),
            signs: Vec::new(),
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
    ) -> Self {
        let processes = processes.map(|id| sign("process", id));
        let units = units.map(|id| sign("unit", id));
        Self {
            text: self.text.clone(),
            groups: self.groups.clone(),
            is_beginning: self.is_beginning,
            signs: processes.chain(units).collect(),
        }
    }

    /// The condition by which entries are found.
    pub(crate) fn push_find(&self, sql: &mut Builder<'_>) {
        match sql.dialect() {
            Dialect::Sqlite => {
                sql.push("instance_search MATCH ")
                    .push_bind(self.question());
            }
            Dialect::Postgres => {
                push_groups(sql, "groups @> ", &self.groups);
                if !self.signs.is_empty() {
                    push_groups(sql, " AND groups && ", &self.signs);
                }
            }
        }
    }

    /// The question as SQLite wants it.
    fn question(&self) -> String {
        let groups: Vec<String> = self.groups.iter().map(|group| quoted(group)).collect();
        let groups = groups.join(" AND ");
        let signs: Vec<String> = self.signs.iter().map(|sign| quoted(sign)).collect();
        match signs.is_empty() {
            true => groups,
            false => format!("({groups}) AND ({})", signs.join(" OR ")),
        }
    }
}

fn push_groups(sql: &mut Builder<'_>, condition: &str, groups: &[String]) {
    sql.push(condition).push("ARRAY");
    sql.push_list(groups);
}

/// Enters instances that are not found yet: after a change of the tables, all of them.
pub(crate) async fn catch_up(pool: &Pool) -> Result<(), StoreError> {
    loop {
        let found = database::query(PENDING).bind(CHUNK).fetch_all(pool).await?;
        if found.is_empty() {
            return Ok(());
        }
        let entries: Result<Vec<Line>, StoreError> = found.iter().map(stored_entry).collect();
        let mut transaction = pool.begin().await?;
        run(&mut transaction, BEGUN, entries?).await?;
        transaction.commit().await?;
    }
}

fn stored_entry(row: &Row) -> Result<Line, StoreError> {
    let (id, search, process): (String, String, String) =
        (row.get("id")?, row.get("search")?, row.get("process")?);
    let unit: Option<String> = row.get("unit")?;
    Ok(entry(&InstanceId(id), &search, &process, unit.as_deref()))
}

/// The words of a text, two spaces before each.
fn spaced(text: &str) -> String {
    let words = text.split_whitespace();
    words.flat_map(|word| ["  ", word]).collect()
}

fn quoted(group: &str) -> String {
    format!("\"{}\"", group.replace('"', "\"\""))
}

/// FNV-1a, 64 bits: equal in every version of the program, as what is named by it is kept.
pub(crate) fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// Three letters that stand for an id. Two ids may have the same: rows are compared once they are found.
fn sign(kind: &str, id: &str) -> String {
    let hash = fnv(kind.bytes().chain([0]).chain(id.bytes()));
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
                (wanted.text.as_str(), wanted.question().as_str()),
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
