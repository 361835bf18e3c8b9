//! Nothing in the tree is left for later, and nothing outside tests gives up without a reason.
//!
//! What is not done yet belongs to the changelog or to a decision, where its consequences are told.

use super::source::Source;
use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "unfinished";

/// Marks in code outside tests, and what to do instead.
const CODE: &[(&str, &str)] = &[
    (
        ".unwrap()",
        "Return the error, or write `expect` with the reason why it cannot happen",
    ),
    ("todo!(", "Write the missing code"),
    ("unimplemented!(", "Write the missing code"),
];

/// Marks anywhere in a Rust file, comments and tests included; split, so that this file passes its own rule.
const NOTES: &[&str] = &[
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("TO", "DO"),
    concat!("HA", "CK"),
];

/// Every mark of unfinished work.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    tree.sources
        .iter()
        .flat_map(|source| [marks_in_code(source), notes(source)].concat())
        .collect()
}

fn marks_in_code(source: &Source) -> Vec<Violation> {
    let mut found = Vec::new();
    for (line, code) in source.code_lines() {
        for (mark, instead) in CODE.iter().filter(|(mark, _)| code.contains(mark)) {
            let advice = format!("`{mark}` is not allowed outside tests. {instead}.");
            found.push(Violation::new(&source.path, line, RULE, advice));
        }
        if source
            .text
            .lines()
            .nth(line - 1)
            .is_some_and(|l| l.contains(".expect(\"\")"))
        {
            let advice = "`expect` without a reason tells the reader nothing: say why it holds.";
            found.push(Violation::new(&source.path, line, RULE, advice));
        }
    }
    found
}

fn notes(source: &Source) -> Vec<Violation> {
    let mut found = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for note in NOTES.iter().filter(|note| contains_word(line, note)) {
            let advice = format!(
                "`{note}` leaves work in the code: do it, or record the limit in `docs/decisions/`."
            );
            found.push(Violation::new(&source.path, index + 1, RULE, advice));
        }
    }
    found
}

fn contains_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !is_name(before) && !is_name(after)
    })
}

#[cfg(test)]
mod tests {
    use super::{NOTES, Tree, check};

    fn lines(text: &str) -> Vec<usize> {
        let tree = Tree::of(&[("engine/core/src/a.rs", text)]);
        check(&tree).iter().map(|v| v.line).collect()
    }

    #[test]
    fn marks_in_code_are_found_outside_tests() {
        let text = "a.unwrap();\n\"b.unwrap()\";\ntodo!();\nc.expect(\"\");\n\
                    #[cfg(test)]\nmod tests { fn d() { e.unwrap(); } }\nf.unwrap_or(1);\n";
        assert_eq!(lines(text), [1, 3, 4]);
    }

    #[test]
    fn every_note_is_found_as_a_word() {
        for note in NOTES {
            assert_eq!(lines(&format!("fn a() {{}} // {note}: b")), [1], "{note}");
            assert!(lines(&format!("fn a{note}b() {{}}")).is_empty(), "{note}");
        }
    }
}
