//! The tutorial does what it says: its blocks are put together as its reader does, checked and proved after every section,
//! and all stories so far are played. What comes out at the end lies in `docs/tutorial`.
//!
//! The second word of a block names its file; a third word `+` says that the block is added to it: a section of the file
//! takes the place of the one with its name, under `steps` each step. A block `console` shows what the check says then.

use std::collections::BTreeMap;
use std::fs;

use reglament_calendar::Calendar;
use reglament_definition::{Compiled, Language};
use reglament_scenario::{Footprint, Story, play};
use reglament_tests::root;

/// Path in the folder of the tutorial -> text.
type Files = BTreeMap<String, String>;

/// Where the reader writes.
const FOLDER: &str = "my";

#[test]
fn the_tutorial_runs() {
    let text = fs::read_to_string(root().join("docs/tutorial.md")).unwrap();
    let mut files = Files::new();
    let mut sections = 0;
    for section in text.split("\n## ").skip(1) {
        let title = section.lines().next().unwrap_or_default();
        let last = follow(section, &mut files).unwrap_or_else(|why| panic!("«{title}»: {why}"));
        plays(&files, &last).unwrap_or_else(|why| panic!("«{title}»: {why}"));
        sections += 1;
    }
    assert!(sections > 5, "the tutorial has only {sections} sections");
    let compiled = check(&files);
    let found = said(&compiled, &files);
    assert_eq!(found, "", "the finished regulation has findings");
    same_as_the_folder(&files);
}

/// Puts the blocks of a section together, comparing what the check says where it is shown.
fn follow(section: &str, files: &mut Files) -> Result<Compiled, String> {
    for (info, body) in blocks(section) {
        let words: Vec<&str> = info.split(' ').collect();
        match words.as_slice() {
            ["console"] => {
                let found = said(&check(files), files);
                let (_, shown) = body.split_once('\n').unwrap_or_default();
                if found.trim() != shown.trim() {
                    return Err(format!("the check says now:\n{found}"));
                }
            }
            [_, path, "+"] => {
                let file = files
                    .get_mut(*path)
                    .ok_or(format!("there is no {path} yet"))?;
                *file = added(file, &body);
            }
            [_, path] => {
                files.insert((*path).to_owned(), body);
            }
            _ => {}
        }
    }
    Ok(check(files))
}

/// All stories so far come true, and with the last section every step has been walked.
fn plays(files: &Files, compiled: &Compiled) -> Result<(), String> {
    let Some(package) = &compiled.package else {
        return Err(said(compiled, files));
    };
    let mut walked = Footprint::default();
    let stories = files
        .iter()
        .filter(|(path, _)| path.contains("/scenarios/"));
    for (path, text) in stories {
        let story = Story::parse(text).map_err(|error| format!("{path}: {error}"))?;
        let played = play(package, &Calendar::russia(), "leave", &story, false);
        if let Some(failed) = played.failed {
            return Err(format!("{path}, step {}: {}", failed.step, failed.message));
        }
        walked.join(played.footprint);
    }
    let all = Footprint::of_package(package).steps;
    let left: Vec<_> = all.difference(&walked.steps).collect();
    if left.is_empty() {
        Ok(())
    } else {
        Err(format!("no story walks {left:?}"))
    }
}

fn check(files: &Files) -> Compiled {
    let stories = |path: &String| path.contains("/scenarios/");
    let own = files.iter().filter(|(path, _)| !stories(path));
    let own = own.map(|(path, text)| (path.clone(), text.clone()));
    reglament_proof::check(&own.collect())
}

/// What the program prints about the findings.
fn said(compiled: &Compiled, files: &Files) -> String {
    let found = compiled.diagnostics.iter().map(|found| {
        let source = files.get(&found.file).map_or("", String::as_str);
        let told = found.render(source, Language::English, false);
        told.replace(
            &format!("--> {}", found.file),
            &format!("--> {FOLDER}/{}", found.file),
        )
    });
    found.collect::<Vec<_>>().join("\n\n")
}

/// The fenced blocks: what stands behind the fence, and the text.
fn blocks(section: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in section.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

/// The file with the sections of `more` put in; `steps` is taken step by step.
fn added(file: &str, more: &str) -> String {
    let mut sections = cut(file, "");
    for (name, text) in cut(more, "") {
        let Some(own) = sections.iter_mut().find(|(known, _)| *known == name) else {
            sections.push((name, text));
            continue;
        };
        if name != "steps" {
            own.1 = text;
            continue;
        }
        let mut steps = cut(&own.1, "  ");
        for (step, text) in cut(&text, "  ") {
            match steps.iter_mut().find(|(known, _)| *known == step) {
                Some(known) => known.1 = text,
                None => steps.push((step, text)),
            }
        }
        let steps: String = steps.into_iter().map(|(_, text)| text).collect();
        own.1 = format!("steps:\n{steps}");
    }
    sections.into_iter().map(|(_, text)| text).collect()
}

/// The blocks whose keys stand behind this indentation: key and text.
fn cut(text: &str, indent: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let key = line
            .strip_prefix(indent)
            .filter(|rest| rest.starts_with(|first: char| first.is_alphanumeric()));
        if let Some(key) = key.and_then(|rest| rest.split(':').next()) {
            found.push((key.to_owned(), String::new()));
        }
        if let Some((_, body)) = found.last_mut() {
            body.push_str(line);
            body.push('\n');
        }
    }
    found
}

/// The folder beside the tutorial has these files and no others.
fn same_as_the_folder(files: &Files) {
    let folder = root().join("docs/tutorial");
    for (path, text) in files {
        let file = folder.join(path);
        if std::env::var_os("REGLAMENT_GOLDEN").is_some_and(|value| value == "write") {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, text).unwrap();
        }
        let known = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            known == *text,
            "docs/tutorial/{path}: out of date, run `make golden`"
        );
    }
}
