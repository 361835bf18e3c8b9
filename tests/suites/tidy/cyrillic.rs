//! The words of the web pages live in the language files, not in the code that serves them.
//!
//! A Russian literal in a handler has no English twin and nobody finds it when the wording changes. Files that
//! still have some are listed with their count; the count may only fall.

use super::source::Source;
use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "words in code";
const PLACE: &str = "adapters/http/src/";
/// Folders of language files inside that place.
const LANGUAGES: [&str; 2] = ["locale", "locales"];

/// Files with lines of Cyrillic literals that are still to be moved, and how many lines each has.
const RATCHET: &[(&str, usize)] = &[];

/// Every file with more, or fewer, Cyrillic lines than the ratchet says.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    check_against(tree, RATCHET)
}

fn check_against(tree: &Tree, ratchet: &[(&str, usize)]) -> Vec<Violation> {
    let mut found = Vec::new();
    for source in tree.sources.iter().filter(|s| is_watched(&s.path)) {
        let lines = cyrillic_lines(source);
        let row = ratchet.iter().find(|(path, _)| *path == source.path);
        let allowed = row.map_or(0, |(_, count)| *count);
        if lines.len() > allowed {
            let advice = format!(
                "{} lines have Cyrillic texts, {allowed} are allowed: move the words to the language files.",
                lines.len()
            );
            found.push(Violation::new(&source.path, lines[0], RULE, advice));
        } else if lines.len() < allowed {
            let advice = format!(
                "Only {} lines are left: lower the count in `tests/suites/tidy/cyrillic.rs`.",
                lines.len()
            );
            found.push(Violation::new(&source.path, 0, RULE, advice));
        }
    }
    found
}

fn is_watched(path: &str) -> bool {
    let inside = path.strip_prefix(PLACE);
    inside.is_some_and(|rest| {
        rest.split('/')
            .all(|name| !LANGUAGES.contains(&name.trim_end_matches(".rs")))
    })
}

fn cyrillic_lines(source: &Source) -> Vec<usize> {
    let cyrillic = |letter: char| ('\u{400}'..='\u{4ff}').contains(&letter);
    let lines = source.literal_lines();
    lines
        .filter(|(_, text)| text.contains(cyrillic))
        .map(|(line, _)| line)
        .collect()
}

#[test]
fn russian_words_in_a_handler_are_found_and_the_ratchet_only_tightens() {
    let text =
        "// Задача\nf(\"Задача\");\n#[cfg(test)]\nmod tests { const A: &str = \"Задача\"; }\n";
    let tree = Tree::of(&[
        ("adapters/http/src/sample.rs", text),
        ("adapters/http/src/locale/ru.rs", text),
        ("adapters/mail/src/a.rs", text),
    ]);
    let lines = |ratchet| -> Vec<usize> {
        check_against(&tree, ratchet)
            .iter()
            .map(|v| v.line)
            .collect()
    };
    assert_eq!(check(&tree).len(), 1);
    assert_eq!(lines(&[]), [2]);
    assert!(lines(&[("adapters/http/src/sample.rs", 1)]).is_empty());
    assert_eq!(lines(&[("adapters/http/src/sample.rs", 2)]), [0]);
}
