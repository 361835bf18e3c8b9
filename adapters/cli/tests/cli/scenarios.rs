//! `reglament test`: scenarios that hold, that fail, and journals that differ.

use std::fs;

use crate::program::{Ran, reglament_in};
use crate::sample::{edit, sample, shipped};

const LATE: &str = "processes/orders/scenarios/late.yaml";
const JOURNAL: &str = "processes/orders/scenarios/late.journal";

/// The output without the time it took.
fn timeless(ran: &Ran) -> String {
    let (text, _) = ran.stdout.trim_end().rsplit_once("; ").unwrap();
    // What the scenarios have walked is told in a line of its own; its figures change with the sample.
    let told = |line: &&str| !line.starts_with("Пройдено: ") && !line.starts_with("Walked: ");
    let lines: Vec<&str> = text.lines().filter(told).collect();
    lines.join("\n")
}

#[test]
fn scenarios_that_hold_are_counted() {
    let folder = sample("test_good");
    let ran = reglament_in(&folder, &["test"]);
    assert_eq!(
        (ran.code, timeless(&ran).as_str()),
        (0, "2 сценария, не выполнено: 0")
    );
    let ran = reglament_in(
        &folder,
        &["test", "processes", "--filter=late", "--lang=en"],
    );
    assert_eq!(
        (ran.code, timeless(&ran).as_str()),
        (0, "scenarios: 1, failed: 0")
    );
}

#[test]
fn a_failed_step_is_shown_with_the_journal_before_it() {
    let folder = sample("test_failed");
    edit(&folder.join(LATE), "due: 2021-11-08", "due: 2021-11-09");
    edit(&folder.join(LATE), "scenario: ", "scenario: \"№ 2\" # ");
    let ran = reglament_in(&folder, &["test"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(timeless(&ran));
    let ran = reglament_in(&folder, &["test", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&answer["failed"], &answer["scenarios"][1]["step"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn a_journal_that_differs_fails_until_it_is_updated() {
    let folder = sample("test_golden");
    edit(&folder.join(JOURNAL), "TimerFired 1", "TimerFired 2");
    let ran = reglament_in(&folder, &["test"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(timeless(&ran));
    let ran = reglament_in(&folder, &["test", "--update"]);
    assert_eq!(
        timeless(&ran),
        "2 сценария, не выполнено: 0, переписано журналов: 1"
    );
    assert_eq!(reglament_in(&folder, &["test"]).code, 0);
    fs::remove_file(folder.join(JOURNAL)).unwrap();
    let ran = reglament_in(&folder, &["test"]);
    assert!(
        ran.stdout.contains("нет эталонного журнала"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_folder_that_does_not_compile_plays_nothing() {
    let folder = sample("test_broken");
    edit(
        &folder.join("processes/orders/process.yaml"),
        "next: done",
        "next: dome",
    );
    let ran = reglament_in(&folder, &["test"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("ошибка[R0"), "{}", ran.stdout);
}

/// One scenario that issues one document keeps the test short: drawing is slow without optimisation.
const SHEET: &str = "test_materials/scenarios/before_session";

#[test]
fn documents_of_scenarios_are_drawn_with_their_data() {
    let folder = shipped("test_documents");
    let words = ["test", "--filter", SHEET, "--documents", "drawn"];
    let ran = reglament_in(&folder, &words);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let told = "1 документ в папке «drawn» (PDF, DOCX и данные), не составлено: 0";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    let drawn = folder.join("drawn/test_materials/before_session/01-approval_sheet");
    let bytes = |ending: &str| fs::read(drawn.with_extension(ending)).unwrap();
    assert!(bytes("pdf").starts_with(b"%PDF-"));
    assert!(bytes("docx").starts_with(b"PK"));
    let data: serde_json::Value = serde_json::from_slice(&bytes("json")).unwrap();
    assert_eq!(data["document"]["number"], "КИМ-1");
}

#[test]
fn a_document_that_cannot_be_drawn_is_told() {
    let folder = shipped("test_refused");
    let template = folder.join("processes/test_materials/documents/approval_sheet.typ");
    edit(&template, "need(d, \"version\")", "need(d, \"verzion\")");
    let words = ["test", "--filter", SHEET, "--documents", "drawn", "--kinds"];
    let ran = reglament_in(&folder, &words);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("НЕ СОСТАВЛЕН test_materials/documents/approval_sheet.typ")
            && ran.stdout.contains("verzion"),
        "{}",
        ran.stdout
    );
    let ran = reglament_in(&folder, &[&words[..], &["--json"]].concat());
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["documents"][0]["ok"], false);
    assert_eq!(reglament_in(&folder, &["test", "--kinds"]).code, 2);
}
