//! The commands that open a database: publish, start, join, task, import, verify, user.
//!
//! They work on the sample regulations and the clock of the machine, so nothing here depends on a date.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{Ran, reglament_in};
use crate::sample::{edit, sample};

fn json(folder: &Path, words: &[&str]) -> Value {
    let ran = reglament_in(folder, &[words, &["--json"]].concat());
    assert_eq!(ran.code, 0, "{words:?}\n{}{}", ran.stdout, ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn published(test: &str) -> std::path::PathBuf {
    let folder = sample(test);
    let done = json(&folder, &["publish", "processes"]);
    assert_eq!(done["processes"][0]["version"], 1);
    folder
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn publishing_twice_changes_nothing_and_a_broken_folder_is_refused() {
    let folder = published("publish");
    assert_eq!(json(&folder, &["publish"])["changed"], false);
    let process = folder.join("processes/orders/process.yaml");
    edit(&process, "Издать приказ", "Издать распоряжение");
    let ran = reglament_in(&folder, &["publish"]);
    assert_eq!(ran.stdout, "course@1\norders@2  (новая)\npupil@1\n");
    edit(&process, "next: done", "next: dome");
    let ran = reglament_in(&folder, &["publish"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.contains("Шаг «dome» не найден"),
        "{}",
        ran.stdout
    );
}

#[test]
fn an_order_goes_from_its_start_to_its_end() {
    let folder = published("order");
    let started = json(
        &folder,
        &[
            "start",
            "orders",
            "--by=chernov",
            "--input",
            r#"{"topic": "О дежурстве"}"#,
        ],
    );
    let task = format!("{}/1", text(&started["instance"]));
    let tasks = json(&folder, &["task", "list"]);
    assert_eq!(tasks["tasks"][0]["subject"], "О дежурстве");
    let shown = reglament_in(&folder, &["task", "show", &task]);
    assert!(
        shown
            .stdout
            .starts_with("Издать приказ\nИздание приказа: О дежурстве\nСрок: "),
        "{}",
        shown.stdout
    );
    assert!(
        shown.stdout.contains("[number] Номер *"),
        "{}",
        shown.stdout
    );
    let refused = |words: &[&str]| -> (i32, String) {
        let Ran { code, stderr, .. } =
            reglament_in(&folder, &[&["task", "complete", &task], words].concat());
        (code, stderr)
    };
    let (code, why) = refused(&["--by=orlova"]);
    assert_eq!(code, 3, "{why}");
    assert!(why.contains("Форма заполнена с ошибками"), "{why}");
    fs::write(folder.join("form.json"), r#"{"number": "17"}"#).unwrap();
    let (code, why) = refused(&["--by=chernov", "--input=@form.json"]);
    assert_eq!(code, 3, "{why}");
    let done = reglament_in(
        &folder,
        &[
            "task",
            "complete",
            &task,
            "--by=orlova",
            "--input=@form.json",
        ],
    );
    assert_eq!((done.code, done.stdout.as_str()), (0, "Выполнено.\n"));
    assert_eq!(
        json(&folder, &["task", "list", "--by=orlova"])["tasks"],
        Value::Array(vec![])
    );
    assert_eq!(json(&folder, &["verify"])["ok"], true);
}

const TABLE: &str = "ФИО;Школа;Верно;Всего\nПетров Пётр Петрович;СОШ № 1;40;50\n";

#[test]
fn a_table_is_imported_whole_or_not_at_all() {
    let folder = published("import");
    let course = text(&json(&folder, &["start", "course", "--by=chernov"])["instance"]);
    let window = format!("{course}/pupils");
    for (family, school) in [("Петров", "СОШ № 1"), ("Белов", "СОШ № 2")] {
        let input = format!(
            r#"{{"name": {{"family": "{family}", "given": "Пётр", "patronymic": "Петрович"}}, "school": "{school}", "email": "{}@example.ru"}}"#,
            school.len() + family.len()
        );
        json(&folder, &["join", &window, "--input", &input]);
    }
    let tasks = json(&folder, &["task", "list"]);
    let rows = tasks["tasks"].as_array().unwrap();
    let grading = rows
        .iter()
        .find(|task| task["title"]["ru"] == "Внести результаты")
        .unwrap();
    let task = format!("{course}/{}", grading["task"]);
    let import = |file: &str, commit: bool| {
        let words = ["import", &task, file, "--by=orlova", "--commit"];
        reglament_in(&folder, &words[..if commit { 5 } else { 4 }])
    };
    fs::write(
        folder.join("bad.csv"),
        format!("{TABLE}Иванов Иван Иванович;СОШ № 3;30;50\n"),
    )
    .unwrap();
    let ran = import("bad.csv", true);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.stdout);
    fs::write(
        folder.join("good.csv"),
        format!("{TABLE}Белов Петр Петрович;СОШ №2;44;50\n"),
    )
    .unwrap();
    let ran = import("good.csv", false);
    assert!(
        ran.stdout
            .ends_with("Чтобы выполнить задачу, добавьте --commit.\n"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    let ran = import("good.csv", true);
    assert!(
        ran.stdout.ends_with("Задача выполнена.\n"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    assert_eq!(import("good.csv", true).code, 3);
}

#[test]
fn a_password_is_made_once_and_never_for_a_stranger() {
    let folder = published("user");
    let ran = reglament_in(&folder, &["user", "set-password", "orlova"]);
    assert_eq!((ran.code, ran.stdout.trim().len()), (0, 25));
    let ran = reglament_in(&folder, &["user", "set-password", "nobody"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("«nobody» нет в опубликованном справочнике"),
        "{}",
        ran.stderr
    );
    let ran = reglament_in(&folder, &["user", "set-password", "orlova", "--stdin"]);
    assert_eq!(ran.code, 2, "an empty standard input is no password");
    let ran = reglament_in(&folder, &["user", "remove-second-factor", "orlova"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("У «orlova» нет входа с кодом"),
        "{}",
        ran.stderr
    );
    let closed = json(&folder, &["user", "close-sessions", "orlova"]);
    assert_eq!(closed["person"], "orlova");
}

#[test]
fn a_second_factor_is_demanded_in_three_ways_only() {
    let folder = published("demand");
    let settings = |demand: &str| {
        let text = format!("[sign_in]\nsecond_factor = \"{demand}\"\n");
        fs::write(folder.join("reglament.toml"), text).unwrap();
        reglament_in(&folder, &["user", "close-sessions", "orlova"])
    };
    for demand in ["optional", "administrators", "everyone"] {
        assert_eq!(settings(demand).code, 0, "{demand}");
    }
    let ran = settings("sometimes");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("sometimes"), "{}", ran.stderr);
    let text = "[sign_in]\nbreached_passwords = \"nowhere.txt\"\n";
    fs::write(folder.join("reglament.toml"), text).unwrap();
    let ran = reglament_in(&folder, &["user", "set-password", "orlova"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("nowhere.txt"), "{}", ran.stderr);
}

#[test]
fn a_mistyped_database_is_not_created() {
    let folder = sample("mistyped");
    let ran = reglament_in(&folder, &["verify", "--data=nowhere.db"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("Базы «nowhere.db» нет"),
        "{}",
        ran.stderr
    );
    assert!(!folder.join("nowhere.db").exists());
}

#[test]
fn settings_say_where_they_are_wrong() {
    let folder = sample("settings");
    fs::write(
        folder.join("reglament.toml"),
        "data = \"here.db\"\n\n[http]\nlisten_on = \"127.0.0.1:80\"\n",
    )
    .unwrap();
    let ran = reglament_in(&folder, &["publish"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.stderr);
    fs::write(
        folder.join("other.toml"),
        "data = \"here.db\"\n[mail]\ntransport = \"smtp\"\nfrom = \"a@example.ru\"\n",
    )
    .unwrap();
    let ran = reglament_in(&folder, &["publish", "--settings=other.toml"]);
    assert!(ran.stderr.contains("`mail.host`"), "{}", ran.stderr);
    let ran = reglament_in(&folder, &["publish", "--settings=missing.toml"]);
    assert!(
        ran.stderr.contains("«missing.toml» не читается"),
        "{}",
        ran.stderr
    );
    fs::remove_file(folder.join("reglament.toml")).unwrap();
    assert_eq!(
        reglament_in(&folder, &["publish", "--data=deep/er.db"]).code,
        0
    );
    assert!(folder.join("deep/er.db").is_file());
}
