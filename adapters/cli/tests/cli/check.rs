//! `reglament check`, `explain` and `diagram` over a good and a broken folder.

use crate::program::{reglament, reglament_in};
use crate::sample::{edit, sample};

const PROCESS: &str = "processes/orders/process.yaml";

#[test]
fn a_good_folder_ends_with_the_coverage_of_its_act() {
    let folder = sample("check_good");
    let ran = reglament_in(&folder, &["check"]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.stdout);
    let ran = reglament_in(&folder, &["check", "processes", "--verbose", "--lang=en"]);
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn a_broken_folder_shows_every_mistake_under_its_caret() {
    let folder = sample("check_broken");
    edit(&folder.join(PROCESS), "next: done", "next: dome");
    edit(&folder.join(PROCESS), "role: hr\n", "role: hrr\n");
    let ran = reglament_in(&folder, &["check", "processes"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.stdout);
    let ran = reglament_in(&folder, &["check", "processes", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &answer["ok"]), (1, &serde_json::json!(false)));
    assert_eq!(answer["diagnostics"][0]["file"], "orders/process.yaml");
}

#[test]
fn warnings_are_findings_only_when_strict() {
    let folder = sample("check_strict");
    edit(&folder.join(PROCESS), "    basis: none\n", "");
    let codes =
        [&["check"][..], &["check", "--strict"][..]].map(|words| reglament_in(&folder, words).code);
    assert_eq!(codes, [0, 1]);
}

#[test]
fn a_folder_that_is_not_there_or_no_text_ends_with_2() {
    let folder = sample("check_unreadable");
    let ran = reglament_in(&folder, &["check", "prozesse"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.stderr,
        "ошибка: Папки «prozesse» нет; укажите папку с процессами, например processes.\n"
    );
    std::fs::write(folder.join("processes/orders/x.md"), [0xff, 0xfe]).unwrap();
    let ran = reglament_in(&folder, &["check"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("не текст в UTF-8"), "{}", ran.stderr);
}

#[test]
fn a_code_has_a_page_in_both_languages() {
    let ran = reglament(&["explain", "r012"]);
    assert!(ran.stdout.starts_with("# R012. "), "{}", ran.stdout);
    assert!(!ran.stdout.contains("\n## "), "{}", ran.stdout);
    let ran = reglament(&["explain", "R012", "--lang=en"]);
    assert!(ran.stdout.starts_with("## "), "{}", ran.stdout);
    assert_eq!(reglament(&["explain", "R999"]).code, 2);
    assert!(reglament(&["explain"]).stdout.lines().count() > 30);
}

#[test]
fn a_process_is_drawn_by_its_id_and_by_its_file() {
    let folder = sample("diagram");
    let by_id = reglament_in(&folder, &["diagram", "orders", "--mermaid"]);
    let by_file = reglament_in(&folder, &["diagram", PROCESS]);
    assert_eq!((by_id.code, &by_id.stdout), (0, &by_file.stdout));
    assert!(
        by_id.stdout.starts_with("flowchart TD\n"),
        "{}",
        by_id.stdout
    );
    let outline = reglament_in(&folder, &["diagram", "orders", "--outline", "--lang=en"]);
    assert!(
        outline.stdout.contains("1. Issue the order [cl. 2.1]"),
        "{}",
        outline.stdout
    );
    let unknown = reglament_in(&folder, &["diagram", "order"]);
    assert_eq!(
        (unknown.code, unknown.stderr.as_str()),
        (2, "ошибка: Процесса «order» нет; есть: course, orders, pupil.\n")
    );
}
