//! The model regulation broken in many ways, one at a time: what is said, where, in both languages.

use std::collections::BTreeMap;
use std::fmt::Write;

use reglament_definition::{Compiled, Language, compile, explain};
use serde::Deserialize;

use crate::folder::files;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    case: String,
    file: String,
    replace: String,
    by: String,
    and: Option<Edit>,
    expect: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    /// Another file; absent: the same.
    file: Option<String>,
    replace: String,
    by: String,
}

fn edit(text: &mut String, replace: &str, by: &str, case: &str) {
    assert_eq!(
        text.matches(replace).count(),
        1,
        "{case}: `{replace}` must occur once"
    );
    *text = text.replace(replace, by);
}

fn places(compiled: &Compiled) -> Vec<String> {
    compiled
        .diagnostics
        .iter()
        .map(|d| format!("{} {} {}:{}", d.code, d.file, d.line, d.column))
        .collect()
}

fn printed(compiled: &Compiled, files: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for diagnostic in &compiled.diagnostics {
        let source = files.get(&diagnostic.file).map_or("", String::as_str);
        for language in [Language::Russian, Language::English] {
            writeln!(text, "{}", diagnostic.render(source, language, false)).unwrap();
        }
    }
    text
}

#[test]
fn every_mistake_is_named_in_its_place() {
    let cases: Vec<Case> = serde_yaml::from_str(include_str!("../broken.yaml")).unwrap();
    assert!(cases.len() >= 70);
    let mut wrong = String::new();
    for case in cases {
        let mut files = files();
        edit(
            files.get_mut(&case.file).unwrap(),
            &case.replace,
            &case.by,
            &case.case,
        );
        if let Some(and) = &case.and {
            let file = and.file.as_ref().unwrap_or(&case.file);
            edit(
                files.get_mut(file).unwrap(),
                &and.replace,
                &and.by,
                &case.case,
            );
        }
        let compiled = compile(&files);
        let found = places(&compiled);
        if found != case.expect {
            writeln!(wrong, "{}\n{}", case.case, printed(&compiled, &files)).unwrap();
            writeln!(wrong, "  expect: [{}]", found.join(", ")).unwrap();
        }
        for found in &compiled.diagnostics {
            assert!(explain(found.code).is_some(), "{} has no page", found.code);
            if found.hint_ru.is_none() || found.hint_en.is_none() {
                writeln!(
                    wrong,
                    "{}: {} does not say what to do",
                    case.case, found.code
                )
                .unwrap();
            }
        }
        let fatal = compiled
            .diagnostics
            .iter()
            .any(|d| d.is_error() && d.code != "R070");
        assert_eq!(compiled.package.is_none(), fatal, "{}", case.case);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(case.case, printed(&compiled, &files));
        });
    }
    assert_eq!(wrong, "");
}
