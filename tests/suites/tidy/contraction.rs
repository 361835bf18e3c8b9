//! Tables change by expansion first: a new migration of PostgreSQL only adds, because servers of the release before work beside the
//! new ones while they are replaced.
//!
//! A statement that takes something away, renames it or forbids what was allowed needs a line `-- contract: …` before it that
//! says since which release nothing reads or writes it any more. Files of SQLite are free: one process has them, and a table is
//! often made anew there. The migrations before [`FIRST`] were applied by one server alone.

use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "contraction";
/// The first migration under the rule.
const FIRST: u32 = 25;
/// What a file says before a statement that takes something away.
const MARK: &str = "-- contract: ";

/// Words that take something away, and why a server of the release before minds.
const TAKES_AWAY: [(&str, &str); 9] = [
    ("drop table", "it still reads the table"),
    ("drop column", "it still reads the column"),
    ("drop function", "it still calls the function"),
    (" rename ", "it knows the former name only"),
    (" type ", "its values may not fit"),
    ("set not null", "it still writes nothing there"),
    ("add constraint", "it still writes what is forbidden then"),
    ("delete from", "it may still need the rows"),
    ("truncate", "it may still need the rows"),
];

/// Every statement that contracts without saying so, and every one of the store that asks for whatever columns there are.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let files = tree.texts.iter().filter(|(path, _)| is_new(path));
    let contracting = files.flat_map(|(path, text)| contractions(path, text));
    let store = tree.sources.iter();
    let store = store.filter(|source| source.path.starts_with("adapters/store/src/"));
    let asking = store.flat_map(|source| asks_for_all(&source.path, &source.text));
    contracting.chain(asking).collect()
}

/// PostgreSQL refuses a prepared statement whose columns are no longer those it was prepared with: a server that runs while a
/// column is added would fail until its connections are new.
fn asks_for_all(path: &str, text: &str) -> Vec<Violation> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let is_comment = line.trim_start().starts_with("//");
        let all = ["SELECT *", "RETURNING *", ".*,", ".* FROM"];
        if !is_comment && all.iter().any(|word| line.contains(word)) {
            let advice =
                "A server that runs while a column is added would fail here: name the columns.";
            found.push(Violation::new(path, number + 1, RULE, advice));
        }
    }
    found
}

fn is_new(path: &str) -> bool {
    let name = path.strip_prefix("migrations/postgres/");
    let number = name.and_then(|name| name.split_once('_'));
    number.is_some_and(|(number, _)| number.parse::<u32>().is_ok_and(|number| number >= FIRST))
}

fn contractions(path: &str, text: &str) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut statement = String::new();
    let (mut line_of, mut is_marked) = (0, false);
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("--") {
            is_marked |= line.trim_start().starts_with(MARK);
            continue;
        }
        if statement.trim().is_empty() {
            line_of = number + 1;
        }
        statement += &format!(" {} ", line.to_lowercase());
        if line.trim_end().ends_with(';') {
            if !is_marked && let Some(why) = contracts(&statement) {
                let advice = format!(
                    "A server of the release before works beside the new one, and {why}. Add only; if no release needs it any \
                     more, say so in a line `{MARK}unused since …` before the statement."
                );
                found.push(Violation::new(path, line_of, RULE, advice));
            }
            statement.clear();
            is_marked = false;
        }
    }
    found
}

fn contracts(statement: &str) -> Option<&'static str> {
    let statement = statement.split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    // A column that must be filled is left empty by those who do not know it.
    let adds = statement.contains("add column") && statement.contains("not null");
    if adds && !statement.contains("default") {
        return Some("it leaves the new column empty");
    }
    let changes = !statement.starts_with("create table");
    let mut words = TAKES_AWAY.iter();
    let word = words.find(|(word, _)| changes && statement.contains(word));
    word.map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::{Tree, check};

    fn lines(sql: &str) -> Vec<usize> {
        let tree = Tree::of(&[("migrations/postgres/0025_next.sql", sql)]);
        check(&tree).into_iter().map(|found| found.line).collect()
    }

    #[test]
    fn additions_are_free() {
        let sql = "CREATE TABLE a (\n  type TEXT NOT NULL\n);\nALTER TABLE b ADD COLUMN c BIGINT NOT NULL DEFAULT 0;\n\
                   ALTER TABLE b ADD COLUMN d TEXT;\nCREATE INDEX e ON b (c);\nDROP INDEX f;\n";
        assert!(lines(sql).is_empty(), "{:?}", lines(sql));
    }

    #[test]
    fn what_takes_away_is_found_unless_it_says_so() {
        let sql = "ALTER TABLE a\n  DROP COLUMN b;\n-- contract: unused since 0.9\nDROP TABLE c;\nDROP TABLE d;\n\
                   ALTER TABLE a RENAME COLUMN x TO y;\nALTER TABLE a ALTER COLUMN b TYPE TEXT;\n\
                   ALTER TABLE a ADD COLUMN e TEXT NOT NULL;\nDELETE FROM a;\n";
        assert_eq!(lines(sql), [1, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn the_store_names_its_columns() {
        let text = "//! SELECT * is told here\nconst A: &str = \"SELECT * FROM a\";\nconst B: &str = \"SELECT a, b FROM a\";\n";
        let tree = Tree::of(&[
            ("adapters/store/src/a.rs", text),
            ("adapters/http/src/a.rs", text),
        ]);
        let found: Vec<usize> = check(&tree).into_iter().map(|found| found.line).collect();
        assert_eq!(found, [2]);
    }

    #[test]
    fn older_ones_and_those_of_files_are_left_alone() {
        let sql = "DROP TABLE a;\n";
        let tree = Tree::of(&[
            ("migrations/postgres/0024_a.sql", sql),
            ("migrations/sqlite/0025_a.sql", sql),
        ]);
        assert!(check(&tree).is_empty());
    }
}
