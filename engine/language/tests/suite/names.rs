//! Outline, definition, references and renaming over the files of the folder.

use reglament_definition::Language;
use reglament_language::{Workspace, definition, outline, references, renamable, rename, replaced};

use crate::folder::files;

const PROCESS: &str = "seminar/process.yaml";

fn at(workspace: &Workspace, path: &str, needle: &str) -> usize {
    let (before, word) = needle.split_once('|').unwrap();
    workspace
        .text(path)
        .unwrap()
        .find(&format!("{before}{word}"))
        .unwrap()
        + before.len()
}

/// The folder after a renaming, or why it was refused.
fn renamed(path: &str, needle: &str, new: &str) -> Result<Workspace, String> {
    let workspace = Workspace::new(files(None));
    let offset = at(&workspace, path, needle);
    let renaming = rename(&workspace, path, offset, new).map_err(|refusal| refusal.ru)?;
    let mut after = files(None);
    for (file, spans) in renaming {
        let text = replaced(&after[&file], &spans, new);
        after.insert(file, text);
    }
    Ok(Workspace::new(after))
}

#[test]
fn the_outline_lists_steps_with_their_titles() {
    let workspace = Workspace::new(files(None));
    let items = outline(&workspace, PROCESS, Language::Russian);
    let steps: Vec<String> = items
        .iter()
        .filter(|item| !matches!(item.kind.as_str(), "field" | "role" | "parameter"))
        .map(|item| format!("{} {}: {}", item.kind, item.name, item.title))
        .collect();
    assert_eq!(
        steps,
        [
            "user_task plan: Составить план",
            "for_each visits: Посетители",
            "send tell: Сообщить",
            "end done: Конец"
        ]
    );
    assert!(
        items
            .iter()
            .any(|item| item.name == "имя" && item.kind == "field")
    );
    let broken = workspace.with(
        PROCESS,
        "process: a\nsteps:\n  x: {end: Конец\n  y: {set: [\n",
    );
    let names: Vec<String> = outline(&broken, PROCESS, Language::Russian)
        .into_iter()
        .map(|item| item.name)
        .collect();
    assert_eq!(names, ["x", "y"], "half-typed text has an outline too");
}

#[test]
fn definitions_are_found_from_every_use() {
    let workspace = Workspace::new(files(None));
    let cases = [
        ("next: |visits", PROCESS, "visits:"),
        ("in |visits.items", PROCESS, "visits:"),
        ("closes: |held_on", PROCESS, "held_on: {date"),
        ("basis: \"|2.1", "seminar/regulation.md", "2.1. Секретарь"),
        ("process: |visitor", "seminar/visitor.yaml", "visitor"),
        ("reports: [|email", "seminar/visitor.yaml", "email: {email"),
        ("start: {role: |secretary", PROCESS, "secretary: Секретарь"),
    ];
    for (needle, file, text) in cases {
        let found = definition(&workspace, PROCESS, at(&workspace, PROCESS, needle));
        let place = found.first().unwrap_or_else(|| panic!("{needle}: nothing"));
        assert_eq!(place.file, file, "{needle}");
        let there = &workspace.text(file).unwrap()[place.span.start..];
        assert!(there.starts_with(text), "{needle}: {there}");
    }
}

#[test]
fn a_field_is_renamed_in_yaml_expressions_letters_and_scenarios() {
    let after = renamed(PROCESS, "form: [|topic", "предмет").unwrap();
    let text = |path: &str| after.text(path).unwrap();
    assert!(text(PROCESS).contains("предмет: {text: Тема}"));
    assert!(text(PROCESS).contains("form: [предмет, held_on"));
    assert!(
        text(PROCESS).contains("data: {topic: предмет}"),
        "the key of a message is no field"
    );
    assert!(text("seminar/scenarios/one.yaml").contains("input: {предмет: Тема}"));
    assert!(
        after
            .diagnose()
            .iter()
            .all(|d| !d.is_error() || d.code == "R070")
    );
}

#[test]
fn steps_roles_people_and_outcomes_are_renamed() {
    let after = renamed(PROCESS, "  |plan:", "план").unwrap();
    assert!(after.text(PROCESS).unwrap().contains("next: план"));
    assert!(
        after
            .text("seminar/scenarios/one.yaml")
            .unwrap()
            .contains("task: план")
    );
    let after = renamed(PROCESS, "start: {role: |secretary", "clerk").unwrap();
    assert!(
        after
            .text("organisation.yaml")
            .unwrap()
            .contains("roles: {clerk: petrov")
    );
    let after = renamed("organisation.yaml", "people: {|petrov", "ivanov").unwrap();
    assert!(
        after
            .text("seminar/scenarios/one.yaml")
            .unwrap()
            .contains("by: ivanov")
    );
    let after = renamed("seminar/scenarios/one.yaml", "outcome: |agree", "accept").unwrap();
    assert!(
        after
            .text(PROCESS)
            .unwrap()
            .contains("accept: {title: Согласовать")
    );
    let after = renamed("seminar/visitor.yaml", "data: {|email", "mail").unwrap();
    assert!(
        after
            .text(PROCESS)
            .unwrap()
            .contains("reports: [mail, came]")
    );
}

#[test]
fn a_renaming_that_breaks_the_folder_is_refused() {
    let refused = |needle, new| renamed(PROCESS, needle, new).err().unwrap();
    assert!(refused("  |plan:", "visits").starts_with("Переименование ломает"));
    assert!(refused("  |plan:", "1план").starts_with("Имя «1план» не годится"));
    assert!(refused("basis: \"|2.1", "x").starts_with("Здесь нет имени"));
    assert!(refused("title: |Семинар", "x").starts_with("Здесь нет имени"));
}

#[test]
fn references_hold_every_use() {
    let workspace = Workspace::new(files(None));
    let found = references(&workspace, PROCESS, at(&workspace, PROCESS, "  |visits:"));
    let places: Vec<&str> = found
        .iter()
        .map(|place| &workspace.text(&place.file).unwrap()[place.span.clone()])
        .collect();
    assert_eq!(places, ["visits", "visits", "visits"]);
    let span = renamable(
        &workspace,
        PROCESS,
        at(&workspace, PROCESS, "next: |visits"),
    );
    assert_eq!(
        span.map(|span| &workspace.text(PROCESS).unwrap()[span]),
        Some("visits")
    );
}
