//! Gaps and overlaps of decision tables: what is found, with which example, and what stays undecided.

use reglament_definition::{StepKind, analyse_table, compile, example_words};

use crate::folder::files;

/// Compiles a process with one table over `n` (0 to 10), `sum`, `day`, `kind` (a, b, c), `word` and `limit`.
fn table(hit: &str, rows: &[&str], otherwise: bool) -> (Vec<&'static str>, String) {
    let rows: String = rows
        .iter()
        .map(|row| format!("        - {{if: {row}, next: done}}\n"))
        .collect();
    let otherwise = if otherwise {
        "    otherwise: done\n"
    } else {
        ""
    };
    let text = format!(
        "process: seminar\ntitle: Т\ntime_zone: Europe/Moscow\ncalendar: ru\nroles: {{head: Р}}\ndata:\n  \
         n: {{integer: Н, min: 0, max: 10}}\n  sum: {{decimal: С}}\n  day: {{date: Д}}\n  \
         kind: {{choice: В, options: {{a: А, b: Б, c: В}}}}\n  word: {{text: Сл}}\n  limit: {{decimal: П}}\n\
         start: {{role: head, form: [n, sum, day, kind, word, limit]}}\nsteps:\n  choice:\n    decision: Т\n    table:\n      \
         hit: {hit}\n      inputs: {{n: n, sum: sum, day: day, kind: kind, word: word}}\n      rows:\n{rows}{otherwise}  \
         done: {{end: К}}\n"
    );
    let mut package = files();
    package.retain(|path, _| !path.starts_with("seminar/") && !path.starts_with("shared/"));
    package.insert("table/process.yaml".into(), text);
    let compiled = compile(&package);
    let found: Vec<_> = compiled
        .diagnostics
        .iter()
        .filter(|d| d.file == "table/process.yaml")
        .collect();
    let said: Vec<&str> = found.iter().map(|d| d.en.as_str()).collect();
    (found.iter().map(|d| d.code).collect(), said.join(" "))
}

#[test]
fn gaps_and_overlaps_are_found_with_an_example() {
    let cases: [(&str, &[&str], &[&str], &str); 16] = [
        ("unique", &["{n: \"<= 4\"}", "{n: \">= 5\"}"], &[], ""),
        (
            "unique",
            &["{n: \"<= 4\"}", "{n: \"> 5\"}"],
            &["R102"],
            "n = 5",
        ),
        (
            "unique",
            &["{n: \"[0..5]\"}", "{n: \"[5..10]\"}"],
            &["R101"],
            "n = 5",
        ),
        ("unique", &["{n: \"[0..5)\"}", "{n: \"[5..10]\"}"], &[], ""),
        (
            "unique",
            &["{sum: \"< 5\"}", "{sum: \"> 5\"}"],
            &["R102"],
            "sum = 5",
        ),
        (
            "unique",
            &["{sum: \"< 5\"}", "{sum: \"!= 4\"}"],
            &["R101"],
            "sum = 3",
        ),
        ("unique", &["{kind: a}", "{kind: \"b, c\"}"], &[], ""),
        (
            "unique",
            &["{kind: a}", "{kind: b}"],
            &["R102"],
            "kind = 'c'",
        ),
        ("unique", &["{kind: a}", "{kind: \"not(a)\"}"], &[], ""),
        (
            "unique",
            &["{word: \"'x'\"}", "{word: \"!= 'x'\"}"],
            &[],
            "",
        ),
        (
            "unique",
            &["{word: \"'x'\"}", "{word: \"'y'\"}"],
            &["R102"],
            "something else",
        ),
        (
            "unique",
            &["{day: \"< 2026-03-10\"}", "{day: \"> 2026-03-10\"}"],
            &["R102"],
            "day = 10.03.2026",
        ),
        (
            "unique",
            &[
                "{n: \"<= 4\", kind: a}",
                "{n: \">= 5\"}",
                "{n: \"<= 4\", kind: \"b, c\"}",
            ],
            &[],
            "",
        ),
        (
            "unique",
            &["{sum: \"> limit\"}", "{sum: \"<= limit\"}"],
            &["R103", "R103"],
            "compare with data",
        ),
        ("any", &["{n: \">= 0\"}", "{n: \">= 3\"}"], &[], ""),
        (
            "first",
            &["{n: \">= 3\"}", "{n: \">= 2\"}"],
            &["R102"],
            "n = 1",
        ),
    ];
    let mut wrong = String::new();
    for (hit, rows, codes, example) in cases {
        let (found, said) = table(hit, rows, false);
        if found != codes || !said.contains(example) {
            wrong += &format!("{hit} {rows:?}: {found:?} {said}\n");
        }
    }
    assert_eq!(wrong, "");
    assert_eq!(table("unique", &["{n: \"<= 4\"}"], true).0, [""; 0]);
}

#[test]
fn a_table_too_large_to_search_says_so() {
    let rows: Vec<String> = (0..60)
        .map(|n| {
            format!(
                "{{n: \"!= {}\", sum: \"!= {n}\", word: \"!= '{n}'\"}}",
                n % 10
            )
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (codes, _) = table("first", &rows, false);
    assert!(
        codes.iter().all(|code| matches!(*code, "R102" | "R103")),
        "{codes:?}"
    );
}

/// The same analysis is there for others to use.
#[test]
fn the_analysis_is_public() {
    let text = "process: p\ntitle: Т\ntime_zone: Europe/Moscow\ncalendar: ru\nroles: {head: Р}\ndata: {n: {integer: Н}}\n\
                start: {role: head, form: [n]}\nsteps:\n  choice:\n    decision: Т\n    table:\n      hit: first\n      \
                inputs: {n: n}\n      rows: [{if: {n: \"> 3\"}, next: done}, {if: {n: \"> 5\"}, next: done}]\n    \
                otherwise: done\n  done: {end: К}\n";
    let mut package = files();
    package.insert("p/process.yaml".into(), text.into());
    let package = compile(&package).package.unwrap();
    let step = package.definitions["p"].step("choice").unwrap();
    let StepKind::Decision(decision) = &step.kind else {
        panic!("a decision");
    };
    let found = analyse_table(decision.table.as_ref().unwrap());
    assert_eq!(example_words(&found.overlaps[0].example).1, "n = 6");
    assert_eq!(example_words(&found.gap.unwrap()).1, "n = 2");
}
