//! `copy-database` as people and programs read it. What arrives in the copy is the business of the suites.

use std::fs;

use serde_json::Value;

use crate::program::{Ran, reglament_in};
use crate::sample::sample;

fn code_of(ran: &Ran) -> String {
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let error = told["error"].clone();
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|text| !text.is_empty()),
        "{told}"
    );
    error["code"].as_str().unwrap().to_owned()
}

#[test]
fn a_copy_says_what_arrived_and_what_remains_to_be_done() {
    let folder = sample("copy");
    reglament_in(&folder, &["publish", "processes", "--data=old.db"]);
    fs::write(folder.join("old.key"), "key").unwrap();
    let ran = reglament_in(&folder, &["copy-database", "old.db", "moved/new.db"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for said in [
        "definition                 3  ",
        "Скопировано: ",
        "Прочитано заново и совпадает, sha256 ",
        "Журналы и состояние совпадают.",
        "- Ключ входа «old.key» лежит не в базе: скопировать его как «moved/new.key»",
        "- В настройках назвать новую базу: data = \"moved/new.db\".",
        "- Старую базу «old.db» больше не запускать",
    ] {
        assert!(ran.stdout.contains(said), "{said}\n{}", ran.stdout);
    }
    let ran = reglament_in(
        &folder,
        &["copy-database", "old.db", "english.db", "--lang=en"],
    );
    for said in [
        "Rows copied: ",
        "Journals and state agree.",
        "- Never serve the old database `old.db` again",
    ] {
        assert!(ran.stdout.contains(said), "{said}\n{}", ran.stdout);
    }
}

#[test]
fn every_refusal_has_its_code_and_its_number() {
    let folder = sample("copy_refused");
    reglament_in(&folder, &["publish", "processes", "--data=old.db"]);
    reglament_in(&folder, &["publish", "processes", "--data=full.db"]);
    fs::write(folder.join("letter.db"), "Это не база, а письмо.").unwrap();
    for (from, to, code, number) in [
        ("old.db", "full.db", "copy.not_empty", 3),
        ("letter.db", "new.db", "copy.foreign", 3),
        ("none.db", "new.db", "copy.missing", 2),
        ("old.db", "old.db", "copy.same", 2),
        ("old.db", "letter.db", "data.damaged", 4),
        (
            "old.db",
            "postgres://u:hidden@db/x?passwd=y",
            "settings.database",
            2,
        ),
        (
            "old.db",
            "postgres://u:hidden@127.0.0.1:1/x",
            "data.unreachable",
            4,
        ),
    ] {
        let ran = reglament_in(&folder, &["copy-database", from, to, "--json"]);
        assert_eq!(
            (code_of(&ran).as_str(), ran.code),
            (code, number),
            "{from} {to}"
        );
        assert!(!ran.stdout.contains("hidden"), "{}", ran.stdout);
        assert!(!folder.join("new.db").exists(), "{from} {to}");
    }
}
