//! The templates and samples of the repository as requests, and the text of a laid-out page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use libtest_mimic::Failed;
use reglament_definition::{Language, Package, compile};
use reglament_documents::{Laid, PaperFormat, RenderRequest, Renderer};
use serde_json::Value;
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};

/// Every template of the repository: process and name.
pub(crate) const TEMPLATES: [(&str, &str); 19] = [
    ("certification", "protocol"),
    ("certification", "order"),
    ("certification", "order_amended"),
    ("certification", "order_public"),
    ("certification", "certificate"),
    ("certification", "refusal"),
    ("certification", "consent"),
    ("certification", "handing"),
    ("appeal", "application"),
    ("appeal", "protocol"),
    ("appeal", "order_amended"),
    ("complaint", "complaint_card"),
    ("complaint", "reception_card"),
    ("complaint", "extension_notice"),
    ("complaint", "answer"),
    ("commission", "composition"),
    ("commission", "composition_change"),
    ("commission", "composition_extract"),
    ("test_materials", "approval_sheet"),
];

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn add_files(files: &mut BTreeMap<String, String>, folder: &Path, prefix: &str) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "typ") {
            let name = path.file_name().unwrap().to_str().unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            files.insert(format!("{prefix}{name}"), text);
        }
    }
}

/// Every file of `processes/` that is not a story: path with `/` -> text.
pub(crate) fn regulations() -> BTreeMap<String, String> {
    read(|path| !path.contains("/scenarios/"))
}

/// The shipped regulations, compiled.
pub(crate) fn package() -> Result<Package, Failed> {
    let compiled = compile(&regulations());
    let findings = compiled.diagnostics.iter();
    let findings: Vec<String> = findings
        .map(|found| found.render("", Language::English, false))
        .collect();
    Ok(compiled.package.ok_or(findings.join("\n"))?)
}

/// Every story: path -> text.
pub(crate) fn stories() -> BTreeMap<String, String> {
    read(|path| path.contains("/scenarios/") && path.ends_with(".yaml"))
}

fn read(wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let top = here().join("../../processes");
    let mut files = BTreeMap::new();
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path
                .strip_prefix(&top)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            if wanted(&name) {
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

pub(crate) fn sample(name: &str) -> Value {
    let path = here().join("tests/samples").join(format!("{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The request that draws a template up from its sample.
pub(crate) fn request(process: &str, template: &str) -> RenderRequest {
    let mut files = BTreeMap::new();
    let processes = here().join("../../processes");
    add_files(&mut files, &processes.join("shared/documents"), "/shared/");
    // A template that all regulations share is found beside a regulation's own.
    add_files(&mut files, &processes.join("shared/documents"), "");
    add_files(&mut files, &processes.join(process).join("documents"), "");
    let mut data = sample(&format!("{process}-{template}"));
    if data["organisation"].is_null() {
        data["organisation"] = sample("organisation");
    }
    RenderRequest {
        template: format!("{template}.typ"),
        files,
        data,
        today: "2021-10-28".to_owned(),
        format: PaperFormat::Pdf,
    }
}

/// A request of one template without data.
pub(crate) fn lone(source: &str) -> RenderRequest {
    RenderRequest {
        template: "lone.typ".to_owned(),
        files: BTreeMap::from([("lone.typ".to_owned(), source.to_owned())]),
        data: Value::Null,
        today: "2021-10-28".to_owned(),
        format: PaperFormat::Pdf,
    }
}

/// A renderer whose child is this test binary.
pub(crate) fn renderer() -> Renderer {
    Renderer::new(std::env::current_exe().unwrap(), 2)
}

/// Runs one asynchronous test.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// The text of each page in the order of layout, lines and cells joined by spaces, no-break spaces plain.
pub(crate) fn pages(laid: &Laid) -> Vec<String> {
    let collect = |frame: &Frame| {
        let mut words = String::new();
        text_of(frame, &mut words);
        words.replace('\u{a0}', " ").replace('\u{ad}', "")
    };
    let pages = laid.document().pages().iter();
    pages.map(|page| collect(&page.frame)).collect()
}

/// The first of the words, spaces and hyphenation aside, that the paper does not have.
pub(crate) fn lacking<'f>(laid: &Laid, facts: &[&'f str]) -> Option<&'f str> {
    let dense = |text: &str| -> String {
        let letters = text.chars().filter(|each| !each.is_whitespace());
        letters.filter(|each| !matches!(each, '-' | '‐')).collect()
    };
    let text = dense(&pages(laid).concat());
    facts
        .iter()
        .find(|fact| !text.contains(&dense(fact)))
        .copied()
}

/// Nearer than this to an edge stands no requisite of an act; points.
const EDGE: f64 = 17.0;
/// How far neighbours may reach into each other: kerning and italics do; points.
const TOUCH: f64 = 1.5;

/// What is wrong with the pages whatever they say: a text that no printer prints, a text upon another, or a list that is
/// announced at the end of a page and begins on the next.
pub(crate) fn ill_laid(laid: &Laid) -> Option<String> {
    let mut faults = laid.document().pages().iter().filter_map(|page| {
        let (mut texts, size) = (Vec::new(), page.frame.size());
        placed(&page.frame, Transform::identity(), &mut texts);
        off_page(&texts, size).or_else(|| upon_another(&mut texts))
    });
    let mut texts = pages(laid);
    texts.pop();
    let mut alone = texts.iter().filter_map(|text| {
        let end = text.trim_end().strip_suffix(':')?;
        let words: Vec<&str> = end.split_whitespace().collect();
        let last = words[words.len().saturating_sub(5)..].join(" ");
        Some(format!("a page ends with «{last}:»"))
    });
    faults.next().or_else(|| alone.next())
}

/// A piece of a line: where its baseline begins and ends, and what it says.
type Placed = (Point, Point, String);

fn placed(frame: &Frame, at: Transform, texts: &mut Vec<Placed>) {
    for (point, item) in frame.items() {
        let here = at.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => {
                placed(&group.frame, here.pre_concat(group.transform), texts);
            }
            FrameItem::Text(text) if !text.text.trim().is_empty() => {
                let end = Point::with_x(text.width()).transform(here);
                texts.push((Point::zero().transform(here), end, text.text.to_string()));
            }
            _ => {}
        }
    }
}

fn off_page(texts: &[Placed], page: Size) -> Option<String> {
    let edge = Abs::pt(EDGE);
    let outside = texts.iter().find(|(start, end, _)| {
        let inside = |point: &Point| {
            point.x >= edge
                && point.x <= page.x - edge
                && point.y >= edge
                && point.y <= page.y - edge
        };
        !inside(start) || !inside(end)
    });
    outside.map(|(_, _, text)| format!("«{text}» stands beside the page"))
}

fn upon_another(texts: &mut [Placed]) -> Option<String> {
    texts.sort_by_key(|(start, _, _)| (start.y, start.x));
    let found = texts.windows(2).find(|pair| {
        let [(left, end, _), (right, _, _)] = pair else {
            return false;
        };
        left.y == right.y && end.x > right.x + Abs::pt(TOUCH)
    });
    found.map(|pair| format!("«{}» stands upon «{}»", pair[0].2, pair[1].2))
}

fn text_of(frame: &Frame, words: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => text_of(&group.frame, words),
            FrameItem::Text(text) => {
                words.push_str(&text.text);
                words.push(' ');
            }
            _ => {}
        }
    }
}
