//! Every diagnostic code has a page behind `reglament explain`, and every page has a code.
//!
//! A code is a string literal such as `"R012"` in the engine, outside tests. The rule sleeps until the folder of
//! pages exists.

use std::collections::BTreeMap;

use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "code pages";
const PAGES: &str = "engine/definition/src/codes";

/// Every code without a page and every page without a code.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    if !tree.paths.contains(PAGES) {
        return Vec::new();
    }
    let codes = codes(tree);
    let mut found = Vec::new();
    for (code, (path, line)) in &codes {
        if !tree.paths.contains(&format!("{PAGES}/{code}.md")) {
            let advice = format!(
                "Code `{code}` has no page: write `{PAGES}/{code}.md` with the cause, an example and the remedy."
            );
            found.push(Violation::new(path, *line, RULE, advice));
        }
    }
    for path in &tree.paths {
        let page = path.strip_prefix(PAGES).and_then(|p| p.strip_suffix(".md"));
        let code = page.map(|page| page.trim_start_matches('/'));
        if code.is_some_and(|code| is_code(code) && !codes.contains_key(code)) {
            let advice = "No code in the engine leads to this page: delete it, or say in it which release dropped the code.";
            found.push(Violation::new(path, 0, RULE, advice));
        }
    }
    found
}

/// Each code with the first place where it is written.
fn codes(tree: &Tree) -> BTreeMap<String, (String, usize)> {
    let mut codes = BTreeMap::new();
    let engine = tree
        .sources
        .iter()
        .filter(|s| s.path.starts_with("engine/"));
    for source in engine {
        for (line, literals) in source.literal_lines() {
            for text in literals.split('"').filter(|text| is_code(text)) {
                let place = (source.path.clone(), line);
                codes.entry(text.to_owned()).or_insert(place);
            }
        }
    }
    codes
}

fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix('R').unwrap_or_default();
    digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit())
}

#[test]
fn a_code_without_a_page_and_a_page_without_a_code_are_found() {
    let source = (
        "engine/definition/src/a.rs",
        "f(\"R001\");\ng(\"R002\"); // \"R003\"\n",
    );
    let without_pages = Tree::of(&[source]);
    assert!(check(&without_pages).is_empty());
    let tree = Tree::of(&[
        source,
        ("engine/definition/src/codes/R001.md", ""),
        ("engine/definition/src/codes/R009.md", ""),
    ]);
    let places: Vec<(String, usize)> = check(&tree).into_iter().map(|v| (v.path, v.line)).collect();
    assert_eq!(
        places,
        [
            ("engine/definition/src/a.rs".to_owned(), 2),
            ("engine/definition/src/codes/R009.md".to_owned(), 0)
        ]
    );
}
