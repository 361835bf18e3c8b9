//! The documentation says what the product does: `docs/language` has a page for every construct of the grammar, its tables
//! of keys are written from the grammar, and the example of every page is checked, proved and played.
//!
//! `make golden` rewrites what stands between a marker and `<!-- end -->`; everything else of a page is written by hand.

mod abuse;
mod blocks;
mod catalogue;
mod documents;
mod example;
mod faults;
mod generated;
mod page;
mod regulations;
mod tutorial;
mod used;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use reglament_definition::CODES;
use reglament_expression::reference::{FUNCTIONS, METHODS};
use reglament_tests::root;

use blocks::Blocks;
use page::Page;

#[test]
fn the_language_reference_lists_every_function_as_it_is() {
    let text = fs::read_to_string(root().join("docs/language/expressions.md")).unwrap();
    let rows = FUNCTIONS.iter().chain(METHODS.iter()).map(|entry| {
        format!(
            "| `{}` | {} | `{}` | {} |",
            entry.form, entry.en, entry.example, entry.result
        )
    });
    let missing: Vec<String> = rows.filter(|row| !text.contains(row)).collect();
    assert!(
        missing.is_empty(),
        "docs/language/expressions.md lacks:\n{}",
        missing.join("\n")
    );
}

/// Every block of keys and every kind of step is described by exactly one page.
#[test]
fn every_construct_of_the_grammar_has_its_page() {
    let (pages, blocks) = (Page::all(), Blocks::of_the_grammar());
    let mut wrong = Vec::new();
    for block in blocks.names() {
        let homes: Vec<String> = pages
            .iter()
            .filter(|page| page.describes(block))
            .map(Page::path)
            .collect();
        match homes.as_slice() {
            [_] => {}
            [] => wrong.push(format!(
                "no page describes `{block}`: write `<!-- keys: {block} -->` and what it is for"
            )),
            several => wrong.push(format!("`{block}` is described by {}", several.join(", "))),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tables of keys, lists of codes and the contents are those of the product.
#[test]
fn what_is_generated_is_up_to_date() {
    let (pages, blocks) = (Page::all(), Blocks::of_the_grammar());
    let write = std::env::var_os("REGLAMENT_GOLDEN").is_some_and(|value| value == "write");
    let mut wrong = Vec::new();
    for page in pages.iter().chain([&Page::contents()]) {
        match generated::fill(page, &pages, &blocks) {
            Ok(text) if text == page.text => {}
            Ok(text) if write => fs::write(root().join(page.path()), text).unwrap(),
            Ok(text) => wrong.push(page.first_difference(&text)),
            Err(why) => wrong.push(why),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The contents of the language lead to every page, and the pages explain every code.
#[test]
fn every_page_and_every_code_is_found() {
    let (pages, contents) = (Page::all(), Page::contents());
    let mut wrong = Vec::new();
    for page in &pages {
        let count = contents.marked("pages").filter(|n| *n == page.name).count();
        if count != 1 {
            wrong.push(format!(
                "docs/language.md lists {} {count} times",
                page.path()
            ));
        }
    }
    for (code, _) in CODES {
        if !pages
            .iter()
            .any(|page| page.marked("codes").any(|c| c == *code))
        {
            wrong.push(format!("no page of docs/language names {code}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No key is described that no example shows at work.
#[test]
fn every_key_stands_in_an_example() {
    let mut found = BTreeSet::new();
    for page in Page::all() {
        for (kind, tree) in example::trees(&page) {
            used::used(&tree, kind.root(), &mut found);
        }
    }
    let known = used::all(&Blocks::of_the_grammar());
    let left = known
        .iter()
        .filter(|(meaning, _)| !found.contains(*meaning));
    let left: Vec<String> = left
        .map(|((name, en), block)| format!("`{name}` of `{block}`: {en}"))
        .collect();
    assert!(
        left.is_empty(),
        "no example of docs/language uses\n{}",
        left.join("\n")
    );
}

/// Each page has a whole example without findings, and its stories come true.
#[test]
fn the_examples_run() {
    let pages = Page::all();
    let shared: BTreeMap<String, String> = pages.iter().flat_map(example::shared).collect();
    let failures: Vec<String> = pages
        .iter()
        .flat_map(|page| example::run(page, &shared))
        .collect();
    assert!(!pages.is_empty(), "docs/language has no pages");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
