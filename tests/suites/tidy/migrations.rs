//! The two databases change together: every migration exists for both, under the same number and name.
//!
//! The rule sleeps until the second database has a folder; from then on a missing twin is an error. Numbers
//! have four digits, never repeat and never skip, so that two branches that took the same number collide here.

use std::collections::BTreeSet;

use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "migrations";
const DIALECTS: [&str; 2] = ["sqlite", "postgres"];

/// Every migration without a twin and every number out of sequence.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let [sqlite, postgres] = DIALECTS.map(|dialect| names(tree, dialect));
    let mut found = Vec::new();
    for (dialect, own) in DIALECTS.iter().zip([&sqlite, &postgres]) {
        found.extend(out_of_sequence(dialect, own));
    }
    if tree.paths.contains("migrations/postgres") {
        found.extend(without_twin("sqlite", &sqlite, "postgres", &postgres));
        found.extend(without_twin("postgres", &postgres, "sqlite", &sqlite));
    }
    found
}

fn names<'a>(tree: &'a Tree, dialect: &str) -> BTreeSet<&'a str> {
    let folder = format!("migrations/{dialect}/");
    let inside = tree.paths.iter().filter_map(|p| p.strip_prefix(&folder));
    inside.filter(|name| name.ends_with(".sql")).collect()
}

fn without_twin(
    here: &str,
    own: &BTreeSet<&str>,
    there: &str,
    other: &BTreeSet<&str>,
) -> Vec<Violation> {
    own.difference(other)
        .map(|name| {
            let path = format!("migrations/{here}/{name}");
            let advice =
                format!("Write `migrations/{there}/{name}`: both databases change in one commit.");
            Violation::new(&path, 0, RULE, advice)
        })
        .collect()
}

fn out_of_sequence(dialect: &str, names: &BTreeSet<&str>) -> Vec<Violation> {
    let mut found = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let expected = format!("{:04}_", index + 1);
        if !name.starts_with(&expected) {
            let path = format!("migrations/{dialect}/{name}");
            let advice =
                format!("The next number here is `{expected}`: numbers neither skip nor repeat.");
            found.push(Violation::new(&path, 0, RULE, advice));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Tree, check};

    fn paths(files: &[&str]) -> Vec<String> {
        let files: Vec<(&str, &str)> = files.iter().map(|path| (*path, "")).collect();
        check(&Tree::of(&files))
            .into_iter()
            .map(|v| v.path)
            .collect()
    }

    #[test]
    fn one_database_needs_no_twin() {
        assert!(paths(&["migrations/sqlite/0001_start.sql"]).is_empty());
    }

    #[test]
    fn a_missing_twin_is_found_on_either_side() {
        let found = paths(&[
            "migrations/sqlite/0001_start.sql",
            "migrations/sqlite/0002_due.sql",
            "migrations/postgres/0001_start.sql",
            "migrations/postgres/0002_dew.sql",
        ]);
        assert_eq!(
            found,
            [
                "migrations/sqlite/0002_due.sql",
                "migrations/postgres/0002_dew.sql"
            ]
        );
    }

    #[test]
    fn a_number_taken_twice_is_found() {
        let found = paths(&[
            "migrations/sqlite/0001_a.sql",
            "migrations/sqlite/0001_b.sql",
        ]);
        assert_eq!(found, ["migrations/sqlite/0001_b.sql"]);
    }
}
