//! The example of a page: its blocks as a folder of files, checked, proved and played.
//!
//! `yaml process` is a process (the first one is the page's own, further ones stand beside it), `yaml story` a scenario,
//! `yaml organisation` and `yaml registers` the files of the whole folder; any other block names its file after the syntax:
//! `text letters/extended.md`. A path that begins with `shared/` serves all pages, and so do the organisation and the
//! registers of the pages of these names. Blocks without a second word are not files. YAML is set off with empty lines, so
//! that every message names a line of the page.

use std::collections::BTreeMap;

use reglament_calendar::Calendar;
use reglament_definition::grammar::FileKind;
use reglament_definition::{Diagnostic, Language, Node, Package, Source, read};
use reglament_scenario::{Footprint, Story, play};

use super::page::{Fence, Page};

type Files = BTreeMap<String, String>;

/// The files that a page gives to all pages.
pub(crate) fn shared(page: &Page) -> Vec<(String, String)> {
    let serves = |path: &str| {
        path.starts_with("shared/")
            || path
                .strip_suffix(".yaml")
                .is_some_and(|name| name == page.name)
    };
    let files = page.fences().into_iter().filter_map(|fence| {
        let path = file(&fence, page, true)?;
        serves(&path).then(|| (path, text(&fence)))
    });
    files.collect()
}

/// The YAML files of a page with their kinds.
pub(crate) fn trees(page: &Page) -> Vec<(FileKind, Node)> {
    let trees = page.fences().into_iter().filter_map(|fence| {
        let kind = match fence.info.as_str() {
            "yaml process" => FileKind::Process,
            "yaml story" => FileKind::Scenario,
            "yaml organisation" | "yaml organisation.yaml" => FileKind::Organisation,
            "yaml registers" | "yaml registers.yaml" => FileKind::Registers,
            other => FileKind::of(&format!("{}/{}", page.name, other.strip_prefix("yaml ")?))?,
        };
        let (tree, _) = read(&Source::new(&fence.info, &fence.text));
        Some((kind, tree?))
    });
    trees.collect()
}

/// What is wrong with the example of a page; each entry names page, block and line.
pub(crate) fn run(page: &Page, shared: &Files) -> Vec<String> {
    let fences = page.fences();
    let stray = fences.iter().find(|fence| fence.info == "yaml");
    if let Some(stray) = stray {
        return vec![place(
            page,
            stray,
            stray.line,
            "say which file this is: `yaml process`",
        )];
    }
    let is = |fence: &&Fence, info: &str| fence.info == info;
    let (mut files, mut first) = (shared.clone(), true);
    let mut places = BTreeMap::new();
    for fence in &fences {
        let Some(path) = file(fence, page, first) else {
            continue;
        };
        first = first && fence.info != "yaml process";
        files.insert(path.clone(), text(fence));
        if places.insert(path.clone(), fence).is_some() {
            return vec![place(
                page,
                fence,
                fence.line,
                "this file stands on the page twice",
            )];
        }
    }
    let stories: Vec<&Fence> = fences.iter().filter(|f| is(f, "yaml story")).collect();
    if first || stories.is_empty() {
        return vec![format!(
            "{}: the page needs a block `yaml process` and a block `yaml story`",
            page.path()
        )];
    }
    let compiled = reglament_proof::check(&files);
    if !compiled.diagnostics.is_empty() {
        let found = compiled.diagnostics.iter();
        return found
            .map(|found| finding(page, &places, &files, found))
            .collect();
    }
    let Some(package) = compiled.package else {
        return vec![format!("{}: nothing was compiled", page.path())];
    };
    let main = places.get(&format!("{}/process.yaml", page.name));
    let process = main.and_then(|fence| id(fence)).unwrap_or_default();
    let mut walked = Footprint::default();
    let mut failures = Vec::new();
    for fence in stories {
        match story(page, fence, &package, process) {
            Ok(footprint) => walked.join(footprint),
            Err(why) => failures.push(why),
        }
    }
    if failures.is_empty() {
        let all = Footprint::of_package(&package).steps;
        let left: Vec<_> = all.difference(&walked.steps).collect();
        if !left.is_empty() {
            failures.push(format!("{}: no story walks {left:?}", page.path()));
        }
    }
    failures
}

/// Plays a story; what it has walked.
fn story(
    page: &Page,
    fence: &Fence,
    package: &Package,
    process: &str,
) -> Result<Footprint, String> {
    let story = Story::parse(&text(fence))
        .map_err(|error| place(page, fence, fence.line, &error.to_string()))?;
    let calendar = Calendar::russia();
    let played = play(package, &calendar, process, &story, false);
    if let Some(failed) = &played.failed {
        let message = format!(
            "«{}», step {}: {}\n    {}",
            story.scenario,
            failed.step,
            failed.message,
            played.journal.replace('\n', "\n    ")
        );
        return Err(place(page, fence, line_of(fence, failed.step), &message));
    }
    let restored = play(package, &calendar, process, &story, true);
    if restored == played {
        return Ok(played.footprint);
    }
    let message = "it goes another way with restarts from snapshots";
    Err(place(page, fence, fence.line, message))
}

/// The line of the n-th entry under `steps:`; that of `start:` for none.
fn line_of(fence: &Fence, step: usize) -> usize {
    let mut steps = 0;
    for (index, line) in fence.text.lines().enumerate() {
        steps += usize::from(line.starts_with("  - "));
        if (step == 0 && line.starts_with("start:")) || (step > 0 && steps == step) {
            return fence.line + index;
        }
    }
    fence.line
}

fn finding(
    page: &Page,
    places: &BTreeMap<String, &Fence>,
    files: &Files,
    found: &Diagnostic,
) -> String {
    let source = files.get(&found.file).map_or("", String::as_str);
    let told = found.render(source, Language::English, false);
    match places.get(&found.file) {
        Some(fence) if padded(fence) => place(page, fence, found.line, &told),
        Some(fence) => place(page, fence, fence.line + found.line - 1, &told),
        None => format!("{}: {told}", page.path()),
    }
}

fn place(page: &Page, fence: &Fence, line: usize, message: &str) -> String {
    format!("{}:{line}, block `{}`: {message}", page.path(), fence.info)
}

/// The path of a block among the files; `first`: no process has been met before it.
fn file(fence: &Fence, page: &Page, first: bool) -> Option<String> {
    let (_, second) = fence.info.split_once(' ')?;
    match second {
        "story" => None,
        "process" if first => Some(format!("{}/process.yaml", page.name)),
        "process" => Some(format!(
            "{}/{}.yaml",
            page.name,
            id(fence).unwrap_or("unnamed")
        )),
        "organisation" | "registers" => Some(format!("{second}.yaml")),
        path if path.starts_with("shared/") => Some(path.to_owned()),
        path => Some(format!("{}/{path}", page.name)),
    }
}

fn id(fence: &Fence) -> Option<&str> {
    let mut lines = fence.text.lines();
    lines
        .find_map(|line| line.strip_prefix("process: "))
        .map(str::trim)
}

fn padded(fence: &Fence) -> bool {
    fence.info.starts_with("yaml ")
}

fn text(fence: &Fence) -> String {
    if padded(fence) {
        format!("{}{}", "\n".repeat(fence.line - 1), fence.text)
    } else {
        fence.text.clone()
    }
}
