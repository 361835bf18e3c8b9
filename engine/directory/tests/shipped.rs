//! The shipped directories, edited by tables: everybody gets another address and back, everybody gets a last day. Whatever
//! style a file is written in, nothing else in it may move.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(
    clippy::disallowed_methods,
    reason = "the test reads the shipped files"
)]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use reglament_definition::{Node, Source, read};
use reglament_directory::{Present, Sheet, SheetRow, Wish, plan, rewrite};

type Files = BTreeMap<String, String>;

fn shipped() -> Files {
    fn visit(folder: &Path, prefix: &str, files: &mut Files) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                visit(&entry.path(), &format!("{name}/"), files);
            } else if name.ends_with(".yaml") && !name.contains("/scenarios/") {
                files.insert(name, std::fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    let mut files = Files::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../processes");
    visit(&root, "", &mut files);
    files
}

/// A directory: its folder, its text, ids of its people with their addresses.
type Directory = (String, String, Vec<(String, String)>);

/// Every directory.
fn directories(files: &Files) -> Vec<Directory> {
    let mut found = Vec::new();
    for (path, text) in files {
        let folder = match path.strip_suffix("organisation.yaml") {
            Some(folder) => folder.trim_end_matches('/').to_owned(),
            None => continue,
        };
        let tree = read(&Source::new(path, text)).0.unwrap();
        let people = tree.get("people").and_then(Node::map).unwrap_or_default();
        let people: Vec<(String, String)> = people
            .iter()
            .map(|entry| {
                let email = entry.value.get("email").and_then(Node::text);
                (entry.key.clone(), email.unwrap().to_owned())
            })
            .collect();
        if !people.is_empty() {
            found.push((folder, text.clone(), people));
        }
    }
    assert!(
        found.len() > 3,
        "the shipped folder has several directories"
    );
    found
}

fn table(people: &[(String, String)], address: impl Fn(&str) -> String) -> Wish {
    let rows = people.iter().enumerate();
    let rows = rows.map(|(index, (id, email))| SheetRow {
        number: index + 2,
        cells: vec![id.clone(), address(email)],
    });
    Wish {
        people: Some(Sheet {
            header: vec!["id".to_owned(), "e-mail".to_owned()],
            rows: rows.collect(),
        }),
        ..Wish::default()
    }
}

#[test]
fn addresses_change_and_nothing_else() {
    let files = shipped();
    for (folder, text, people) in directories(&files) {
        let present = Present::read(&files, &folder).unwrap();
        let same = plan(&present, &table(&people, str::to_owned));
        assert_eq!(
            (same.changes.len(), same.people_unchanged),
            (0, people.len()),
            "{folder}"
        );
        assert_eq!(rewrite(&files, &present, &same).unwrap(), text, "{folder}");

        let other = plan(&present, &table(&people, |email| format!("zzz.{email}")));
        assert_eq!(other.changes.len(), people.len(), "{folder}");
        let new = rewrite(&files, &present, &other).unwrap();
        assert_ne!(new, text, "{folder}");
        assert_eq!(new.replace("zzz.", ""), text, "{folder}");
    }
}

#[test]
fn everybody_can_be_ended() {
    let files = shipped();
    for (folder, text, people) in directories(&files) {
        let present = Present::read(&files, &folder).unwrap();
        let mut wish = table(&people[..1], str::to_owned);
        wish.complete = NaiveDate::from_ymd_opt(2099, 12, 31);
        let ended = plan(&present, &wish);
        assert_eq!(ended.people_absent, people.len() - 1, "{folder}");
        let new = rewrite(&files, &present, &ended).unwrap();
        let comments = |text: &str| text.matches('#').count();
        assert_eq!(comments(&new), comments(&text), "{folder}");
        assert!(
            new.matches("2099-12-31").count() >= people.len() - 1,
            "{folder}"
        );
    }
}
