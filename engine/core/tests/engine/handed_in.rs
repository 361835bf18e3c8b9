//! Files and checklists in answers: what is taken, what is refused and where.

use reglament_core::{FileFact, Rejection};
use serde_json::{Value as Json, json};

use crate::desk::Desk;

fn form(asked: &str) -> String {
    format!(
        "
data:
  one: {{file: Приказ}}
  many: {{files: Материалы, min: 2, max: 3}}
  any: {{files: Прочее}}
  pack: {{checklist: Пакет, items: {{laws: Акты, forms: Образцы}}, evidence: true}}
  part: {{checklist: Часть, items: {{a: Первое, b: Второе}}, partly: true}}
  rows: {{list: Строки, of: {{scan: {{file: Скан}}}}}}
start: {{role: clerk, form: [{asked}], next: done}}
steps:
  done: {{end: Конец, basis: none}}
"
    )
}

fn uploaded(name: &str) -> Json {
    let file = FileFact {
        id: format!("id of {name}"),
        name: name.into(),
        size: 10,
        media: FileFact::media_of(name).unwrap_or("x/y").into(),
    };
    file.answer()
}

/// What the field holds afterwards, or the paths of the problems.
fn outcome(asked: &str, field: &str, answer: &Json) -> String {
    let mut desk = Desk::with(&form(asked));
    match desk.start(json!({ field: answer })) {
        Ok(()) => desk
            .instance
            .data()
            .get(field)
            .map_or("-".into(), |value| match value {
                reglament_expression::Value::Null => "-".into(),
                value => FileFact::within(value)
                    .iter()
                    .map(|file| file.name.clone())
                    .collect::<Vec<_>>()
                    .join("+"),
            }),
        Err(Rejection::InvalidForm { problems }) => {
            let paths: Vec<&str> = problems
                .iter()
                .map(|problem| problem.field.as_str())
                .collect();
            format!("!{}", paths.join(" "))
        }
        Err(other) => other.code().to_owned(),
    }
}

#[test]
fn files_are_records_of_the_store() {
    let (a, b, c, d) = (
        uploaded("a.pdf"),
        uploaded("b.txt"),
        uploaded("c.csv"),
        uploaded("d.zip"),
    );
    let mut large = uploaded("large.zip");
    large["size"] = json!(reglament_core::MAX_FILE_BYTES as u64 + 1);
    let mut other = uploaded("a.pdf");
    other["media"] = json!("text/html");
    let many: Vec<Json> = (0..41).map(|n| uploaded(&format!("{n}.txt"))).collect();
    let rows: &[(&str, Json, &str)] = &[
        ("one?", a.clone(), "a.pdf"),
        ("one?", json!(""), "-"),
        ("one?", json!([]), "-"),
        ("one", Json::Null, "!one"),
        ("one?", json!("a.pdf"), "!one"),
        ("one?", json!({"id": "forged"}), "!one"),
        ("one?", json!({"name": "a.pdf"}), "!one"),
        ("one?", large, "!one"),
        ("one?", other, "!one"),
        ("one?", uploaded("a.exe"), "!one"),
        ("one?", json!([a.clone()]), "!one"),
        ("many?", json!([]), "-"),
        ("many?", json!([a.clone(), b.clone()]), "a.pdf+b.txt"),
        ("many?", json!([a.clone()]), "!many"),
        ("many?", json!([a.clone(), a.clone()]), "!many"),
        (
            "many?",
            json!([a.clone(), b.clone(), c.clone(), d]),
            "!many",
        ),
        ("many?", json!([a.clone(), "x"]), "!many.1"),
        ("many", json!([]), "!many"),
        ("any", json!([a.clone()]), "a.pdf"),
        ("any?", a.clone(), "a.pdf"),
        ("any?", json!(many[..40]), "40"),
        ("any?", json!(many), "!any"),
        ("any?", json!(7), "!any"),
        ("rows?", json!([{"scan": a.clone()}]), "a.pdf"),
        ("rows?", json!([{"scan": "x"}]), "!rows.0.scan"),
    ];
    for (asked, answer, expected) in rows {
        let field = asked.trim_end_matches('?');
        let found = outcome(asked, field, answer);
        let found = if *expected == "40" {
            found.split('+').count().to_string()
        } else {
            found
        };
        assert_eq!(found, *expected, "{asked} {answer}");
    }
}

#[test]
fn a_checklist_needs_its_items_and_their_evidence() {
    let file = uploaded("a.pdf");
    let done = json!({"done": true, "note": "есть"});
    let with_file = json!({"done": "on", "file": file});
    let rows: &[(&str, Json, &str)] = &[
        ("pack", json!({"laws": done, "forms": with_file}), "a.pdf"),
        ("pack", json!({"laws": done}), "!pack.forms"),
        ("pack", Json::Null, "!pack.laws pack.forms"),
        (
            "pack",
            json!({"laws": true, "forms": with_file}),
            "!pack.laws",
        ),
        (
            "pack",
            json!({"laws": done, "forms": {"done": true, "file": "x"}}),
            "!pack.forms.file",
        ),
        (
            "pack",
            json!({"laws": done, "forms": with_file, "third": done}),
            "!pack",
        ),
        ("pack", json!([done]), "!pack"),
        ("pack?", json!({"laws": with_file}), "a.pdf"),
        ("pack?", json!({"laws": {"note": "нет"}}), ""),
        ("pack?", json!({}), "-"),
        ("pack?", json!({"laws": {"done": false, "note": ""}}), "-"),
        ("part", json!({"a": true}), ""),
        ("part", json!({}), ""),
        ("part?", json!({}), "-"),
        (
            "part",
            json!({"a": {"done": true, "file": file}}),
            "!part.a",
        ),
        ("part", json!({"a": 1}), "!part.a"),
    ];
    for (asked, answer, expected) in rows {
        assert_eq!(
            outcome(asked, asked.trim_end_matches('?'), answer),
            *expected,
            "{asked} {answer}"
        );
    }
}
