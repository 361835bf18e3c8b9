//! Texts made to exhaust the reader are refused quickly, with a message of their own.

use std::collections::BTreeMap;
use std::fmt::Write;

use reglament_definition::{Source, compile, read};

fn first(path: &str, text: String) -> (String, String) {
    let files = BTreeMap::from([
        ("organisation.yaml".to_owned(), "people: {}".to_owned()),
        (path.to_owned(), text),
    ]);
    let compiled = compile(&files);
    assert!(compiled.package.is_none());
    let first = compiled
        .diagnostics
        .iter()
        .find(|d| d.file == path)
        .expect("something is said of the file");
    (first.code.to_owned(), first.en.clone())
}

fn refused(text: &str) -> (String, String) {
    let (tree, problems) = read(&Source::new("a/process.yaml", text));
    assert!(tree.is_none());
    (problems[0].code.to_owned(), problems[0].en.clone())
}

#[test]
fn a_file_of_50_megabytes_is_refused_by_its_size() {
    let said = first("a/process.yaml", "a: 1\n".repeat(10_000_000));
    assert_eq!(
        said,
        (
            "R002".into(),
            "The file takes 48828 KiB; at most 1024 KiB are allowed.".into()
        )
    );
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..=12 {
        let row = format!("*a{}, ", n - 1).repeat(9);
        writeln!(text, "a{n}: &a{n} [{}]", row.trim_end_matches(", ")).unwrap();
    }
    assert_eq!(
        refused(&text),
        (
            "R002".into(),
            "The file holds more than 50000 values (repetitions by `*name` count too).".into()
        )
    );
}

#[test]
fn deep_nesting_is_refused() {
    let levels = "More than 32 levels are nested.";
    let brackets = |n: usize| format!("a: {}{}", "[".repeat(n), "]".repeat(n));
    assert_eq!(refused(&brackets(40)), ("R002".into(), levels.into()));
    assert_eq!(
        refused(&brackets(100_000)),
        ("R002".into(), "The nesting is too deep.".into())
    );
    let stairs: String = (0..100).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    assert_eq!(refused(&stairs), ("R002".into(), levels.into()));
}

#[test]
fn too_many_values_and_strange_keys_are_refused() {
    assert_eq!(refused(&"- 1\n".repeat(60_000)).0, "R002");
    assert_eq!(refused("[a, b]: c").0, "R001");
    assert_eq!(refused("a: *nobody").0, "R001");
}

#[test]
fn no_beginning_or_cut_of_a_file_panics() {
    for (path, text) in crate::folder::files() {
        for end in (0..text.len())
            .step_by(7)
            .filter(|end| text.is_char_boundary(*end))
        {
            let mut files = crate::folder::files();
            files.insert(path.clone(), text[..end].to_owned());
            compile(&files);
        }
    }
}

#[test]
fn every_line_may_be_missing() {
    for (path, text) in crate::folder::files() {
        let lines: Vec<&str> = text.lines().collect();
        for missing in 0..lines.len() {
            let rest: Vec<&str> = lines
                .iter()
                .enumerate()
                .filter(|(n, _)| *n != missing)
                .map(|(_, line)| *line)
                .collect();
            let mut files = crate::folder::files();
            files.insert(path.clone(), rest.join("\n"));
            let compiled = compile(&files);
            let fatal = compiled
                .diagnostics
                .iter()
                .any(|d| d.is_error() && d.code != "R070");
            assert_eq!(compiled.package.is_none(), fatal, "{path}:{missing}");
            for found in &compiled.diagnostics {
                let source = files.get(&found.file).map_or("", String::as_str);
                assert!(
                    source.get(found.span.clone()).is_some(),
                    "{path}:{missing}: {found:?}"
                );
            }
        }
    }
}
