//! Backups from the command line: made, verified, restored elsewhere, and refused where that would lose something.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{Ran, reglament_in};
use crate::sample::sample;

const DATA: &str = "office.db";

fn run(folder: &Path, words: &[&str]) -> Ran {
    reglament_in(folder, words)
}

fn json(folder: &Path, words: &[&str]) -> Value {
    let ran = run(folder, &[words, &["--json"]].concat());
    assert_eq!(ran.code, 0, "{words:?}\n{}{}", ran.stdout, ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn refused(folder: &Path, words: &[&str], code: &str) -> Ran {
    let ran = run(folder, &[words, &["--json"]].concat());
    assert_ne!(ran.code, 0, "{words:?}\n{}", ran.stdout);
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["error"]["code"], code, "{words:?}\n{told}");
    ran
}

/// A published office with one case, a key and its settings.
fn office(test: &str) -> PathBuf {
    let folder = sample(test);
    let made = json(&folder, &["backup", "key", "--out", "secret.agekey"]);
    let recipient = made["recipient"].as_str().unwrap();
    let settings = format!(
        "data = \"{DATA}\"\n\n[backup]\nfolder = \"kept\"\nrecipients = [\"{recipient}\"]\n"
    );
    fs::write(folder.join("reglament.toml"), settings).unwrap();
    json(&folder, &["publish", "processes"]);
    let input = r#"{"topic": "О дежурстве"}"#;
    json(
        &folder,
        &["start", "orders", "--by=chernov", "--input", input],
    );
    fs::write(folder.join("office.key"), "a".repeat(64)).unwrap();
    folder
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn an_installation_comes_back_elsewhere_and_sends_nothing() {
    let folder = office("backup_round");
    let made = json(&folder, &["backup"]);
    let file = text(&made["file"]);
    assert!(
        file.starts_with("kept/reglament-") && file.ends_with(".tar.gz.age"),
        "{file}"
    );
    let verified = json(
        &folder,
        &["backup", "verify", &file, "--key", "secret.agekey"],
    );
    assert_eq!(verified["manifest"]["head"], made["head"]);
    let outside = json(&folder, &["backup", "verify", &file]);
    assert_eq!(
        (&outside["opened"], &outside["compared"]),
        (&Value::Bool(false), &Value::Bool(true))
    );

    let to = "elsewhere/new.db";
    json(
        &folder,
        &["restore", &file, "--to", to, "--key", "secret.agekey"],
    );
    let mut names: Vec<String> = fs::read_dir(folder.join("elsewhere"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["new.db", "new.db.settings.toml", "new.key"]);
    assert_eq!(
        fs::read_to_string(folder.join("elsewhere/new.key")).unwrap(),
        "a".repeat(64)
    );
    let shown = json(&folder, &["effects", "show", "--data", to]);
    assert_eq!(
        (&shown["paused"], &shown["why"]),
        (&Value::Bool(true), &Value::from("restored"))
    );
    assert_eq!(json(&folder, &["verify", "--data", to])["ok"], true);
    let tasks = json(&folder, &["task", "list", "--data", to]);
    assert_eq!(tasks["tasks"][0]["subject"], "О дежурстве");
    assert_eq!(
        json(&folder, &["effects", "resume", "--data", to])["paused"],
        false
    );
    assert_eq!(
        json(&folder, &["effects", "show", "--data", to])["paused"],
        false
    );
    // The original goes on as before.
    assert_eq!(json(&folder, &["effects", "show"])["paused"], false);
}

#[test]
fn nothing_is_restored_over_an_installation() {
    let folder = office("backup_over");
    let file = text(&json(&folder, &["backup"])["file"]);
    let before = fs::read(folder.join(DATA)).unwrap();
    let words = ["restore", &file, "--to", DATA, "--key", "secret.agekey"];
    assert_eq!(refused(&folder, &words, "restore.exists").code, 3);
    assert!(fs::read(folder.join(DATA)).unwrap() == before);
    // A key without its database is somebody's, too.
    fs::write(folder.join("lone.key"), "b").unwrap();
    let words = [
        "restore",
        &file,
        "--to",
        "lone.db",
        "--key",
        "secret.agekey",
    ];
    refused(&folder, &words, "restore.exists");
    assert_eq!(fs::read_to_string(folder.join("lone.key")).unwrap(), "b");
    assert!(!folder.join("lone.db").exists());
}

#[test]
fn what_does_not_fit_leaves_nothing_behind() {
    let folder = office("backup_unfit");
    let file = text(&json(&folder, &["backup"])["file"]);
    json(&folder, &["backup", "key", "--out", "other.agekey"]);
    let to = ["restore", &*file, "--to", "away/new.db"];
    refused(&folder, &to, "backup.sealed");
    refused(
        &folder,
        &[&to[..], &["--key", "other.agekey"]].concat(),
        "backup.wrong_key",
    );
    refused(
        &folder,
        &[&to[..], &["--key", "reglament.toml"]].concat(),
        "backup.no_key",
    );
    let mut bytes = fs::read(folder.join(&file)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(folder.join("cut"), &bytes[..middle]).unwrap();
    fs::write(folder.join("touched"), &bytes).unwrap();
    for broken in ["cut", "touched"] {
        let words = [
            "restore",
            broken,
            "--to",
            "away/new.db",
            "--key",
            "secret.agekey",
        ];
        refused(&folder, &words, "backup.damaged");
        let words = ["backup", "verify", broken, "--key", "secret.agekey"];
        refused(&folder, &words, "backup.damaged");
    }
    let words = ["restore", "reglament.toml", "--to", "away/new.db"];
    refused(&folder, &words, "backup.foreign");
    let left = fs::read_dir(folder.join("away")).map_or(0, Iterator::count);
    assert_eq!(left, 0);
}

#[test]
fn a_killed_backup_leaves_nothing_that_the_next_one_keeps() {
    let folder = office("backup_killed");
    let made = json(&folder, &["backup"]);
    let kept = folder.join("kept");
    // What a killed one leaves: a copy beside the database and an unfinished file.
    let name = text(&made["file"]).replace("kept/", "");
    let part = kept.join(format!(".{}.part", name.replace("-20", "-19")));
    fs::write(&part, "half").unwrap();
    fs::write(folder.join("office.db.backup-copy"), "half").unwrap();
    fs::remove_file(kept.join(&name)).unwrap();
    fs::remove_file(kept.join(format!("{name}.sha256"))).unwrap();
    json(&folder, &["backup"]);
    assert!(!part.exists());
    assert!(!folder.join("office.db.backup-copy").exists());
    let left = fs::read_dir(&kept).unwrap().count();
    assert_eq!(left, 2, "a backup and its checksum");
}

#[test]
fn only_so_many_are_kept() {
    let folder = office("backup_keep");
    let installation = text(&json(&folder, &["backup"])["installation"]);
    let kept = folder.join("kept");
    let old = |of: &str, day: u32| {
        kept.join(format!(
            "reglament-{of}-2020-01-{day:02}T00-00-00Z.tar.gz.age"
        ))
    };
    for day in 1..=3 {
        fs::write(old(&installation, day), "x").unwrap();
    }
    fs::write(old("ffffffffffffffff", 1), "x").unwrap();
    let folder_word = "kept/";
    // Another second, or the name would be taken; the moment is the clock's, so the first one is put away.
    for entry in fs::read_dir(&kept).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains("-2020-") {
            continue;
        }
        fs::remove_file(path).unwrap();
    }
    let made = json(&folder, &["backup", "--to", folder_word, "--keep", "2"]);
    assert_eq!(made["removed"].as_array().unwrap().len(), 2);
    assert!(old(&installation, 3).exists() && !old(&installation, 2).exists());
    assert!(old("ffffffffffffffff", 1).exists());
    refused(
        &folder,
        &["backup", "--to", "one.age", "--keep", "2"],
        "backup.keep_what",
    );
}

#[test]
fn a_backup_says_what_it_needs() {
    let folder = office("backup_words");
    fs::write(
        folder.join("reglament.toml"),
        format!("data = \"{DATA}\"\n"),
    )
    .unwrap();
    refused(&folder, &["backup"], "backup.no_lock");
    refused(
        &folder,
        &["backup", "--recipient", "age1x"],
        "backup.recipient",
    );
    refused(
        &folder,
        &["backup", "--plain", "--data", "none.db"],
        "data.missing",
    );
    let ran = refused(
        &folder,
        &[
            "backup",
            "--plain",
            "--database",
            "postgres://u:hidden@127.0.0.1:1/x",
        ],
        "backup.server",
    );
    assert!(!ran.stdout.contains("hidden"));
    let made = json(&folder, &["backup", "--plain", "--to", "plain.tar.gz"]);
    assert_eq!(made["file"], "./plain.tar.gz");
    json(&folder, &["backup", "verify", "plain.tar.gz"]);
    let again = ["backup", "--plain", "--to", "plain.tar.gz"];
    assert_eq!(refused(&folder, &again, "backup.exists").code, 3);
    fs::write(folder.join("words"), "двенадцать слов\n").unwrap();
    let made = json(
        &folder,
        &["backup", "--passphrase-file", "words", "--to", "locked.age"],
    );
    let file = text(&made["file"]);
    json(
        &folder,
        &[
            "restore",
            &file,
            "--to",
            "new.db",
            "--passphrase-file",
            "words",
        ],
    );
}
