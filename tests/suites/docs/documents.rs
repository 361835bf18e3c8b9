//! `docs/documents.md` lists every kind of document with what it is and a story that issues it, from the templates and the
//! stories themselves. A kind that no story issues has never been looked at, and fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use reglament_calendar::Calendar;
use reglament_definition::{Package, compile};
use reglament_scenario::{Story, play_with};
use reglament_tests::{processes, root, stories};

const BEGIN: &str = "<!-- documents -->\n";
const END: &str = "<!-- end -->";
/// The template of journals, which the register itself prints: no step issues it.
const JOURNAL: &str = "shared/documents/register.typ";

#[test]
fn the_page_of_the_documents_is_up_to_date() {
    let files = processes();
    let package = compile(&files).package.expect("the regulations compile");
    let issued = issued(&package);
    let page = fs::read_to_string(root().join("docs/documents.md")).unwrap();
    let (before, rest) = page
        .split_once(BEGIN)
        .expect("the page has a place for the documents");
    let (_, after) = rest.split_once(END).expect("the place ends");
    let written = format!("{before}{BEGIN}{}{END}{after}", tables(&files, &issued));
    if std::env::var_os("REGLAMENT_GOLDEN").is_some_and(|value| value == "write") {
        fs::write(root().join("docs/documents.md"), &written).unwrap();
    } else {
        assert!(
            written == page,
            "docs/documents.md is out of date, run `make golden`"
        );
    }
    let known = kinds(&files).map(|(path, _)| path);
    let unseen: Vec<&str> = known
        .filter(|path| *path != JOURNAL && !issued.contains_key(*path))
        .collect();
    assert_eq!(
        unseen,
        Vec::<&str>::new(),
        "no story issues these documents"
    );
}

/// Templates that have a title of their own; the others are parts of these.
fn kinds(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    let templates = files.iter().filter(|(path, _)| path.ends_with(".typ"));
    templates
        .filter(|(_, text)| text.starts_with("// title: "))
        .map(|(path, text)| (path.as_str(), text.as_str()))
}

/// Template -> the stories that issue it.
fn issued(package: &Package) -> BTreeMap<String, BTreeSet<String>> {
    let mut issued: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in stories() {
        let story = Story::parse(&text).expect("the stories can be read");
        let own = story.package(package).expect("the stories have a package");
        let folder = path.split('/').next().unwrap_or_default();
        let world = play_with(&own, &Calendar::russia(), folder, &story, false).1;
        let world = world.expect("the stories begin");
        for document in world.documents() {
            let instance = world.instance(&document.instance);
            let definition = instance.and_then(|instance| world.definition_of(instance));
            let template = definition.and_then(|known| known.documents.get(&document.template));
            let file = template.expect("a document has a template").file.clone();
            issued.entry(file).or_default().insert(path.clone());
        }
    }
    issued
}

/// A heading and a table for each folder of templates.
fn tables(files: &BTreeMap<String, String>, issued: &BTreeMap<String, BTreeSet<String>>) -> String {
    let (mut text, mut folder) = (String::new(), "");
    for (path, template) in kinds(files) {
        let (of, name) = path
            .split_once("/documents/")
            .expect("a template lies in `documents`");
        if of != folder {
            folder = of;
            let heading = title_of(files, of);
            let _ = write!(
                text,
                "\n### {heading}\n\n| Template | Document | What it is | Issued in |\n|---|---|---|---|\n"
            );
        }
        let titles = ["// title: ", "// title.en: "].map(|mark| header(template, mark));
        let seen = issued
            .get(path)
            .map_or_else(|| "every register".to_owned(), told);
        let _ = writeln!(
            text,
            "| [`{name}`](../processes/{path}) | {}, «{}» | {} | {seen} |",
            titles[1],
            titles[0],
            purpose(template)
        );
    }
    text.push('\n');
    text
}

/// What a folder is about: the English title of its process, or that all use it.
fn title_of(files: &BTreeMap<String, String>, folder: &str) -> String {
    let text = files.get(&format!("{folder}/process.yaml"));
    let line = text.and_then(|text| text.lines().find(|line| line.starts_with("title:")));
    let english = line.and_then(|line| line.split_once("en: "));
    english.map_or_else(
        || "Common to all".to_owned(),
        |(_, title)| title.trim_end_matches('}').trim_matches('"').to_owned(),
    )
}

fn header<'t>(template: &'t str, mark: &str) -> &'t str {
    let found = template.lines().find_map(|line| line.strip_prefix(mark));
    found.unwrap_or_default()
}

/// The first paragraph of the comment below the titles.
fn purpose(template: &str) -> String {
    let comment = template.lines().map_while(|line| line.strip_prefix("//"));
    let words = comment.map(str::trim).skip_while(|line| !line.is_empty());
    let first: Vec<&str> = words.skip(1).take_while(|line| !line.is_empty()).collect();
    let first = first.join(" ");
    let sentence = first.split(" Keys: ").next().unwrap_or_default();
    sentence.trim_end().to_owned()
}

/// The first story by name, and how many more there are.
fn told(stories: &BTreeSet<String>) -> String {
    let first = stories
        .first()
        .expect("a template is listed with its story");
    let name = first.replace("/scenarios/", "/").replace(".yaml", "");
    match stories.len() - 1 {
        0 => format!("`{name}`"),
        more => format!("`{name}` +{more}"),
    }
}
