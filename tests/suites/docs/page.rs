//! A page of the language: its text, its markers, its fenced blocks with their lines.

use std::fs;

use reglament_tests::root;

/// What closes a generated part.
pub(crate) const END: &str = "<!-- end -->";

/// A page.
pub(crate) struct Page {
    /// The file name without `.md`; empty for the contents, `docs/language.md`.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// A fenced block.
pub(crate) struct Fence {
    /// What stands after the backticks.
    pub(crate) info: String,
    /// The line of the page that its first line is, from 1.
    pub(crate) line: usize,
    /// What it holds.
    pub(crate) text: String,
}

impl Page {
    /// All pages of `docs/language`, by name.
    pub(crate) fn all() -> Vec<Self> {
        let entries = fs::read_dir(root().join("docs/language")).unwrap();
        let mut pages: Vec<Self> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "md"))
            .map(|path| Self {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                text: fs::read_to_string(&path).unwrap(),
            })
            .collect();
        pages.sort_by(|a, b| a.name.cmp(&b.name));
        pages
    }

    /// The page that leads to the others.
    pub(crate) fn contents() -> Self {
        Self {
            name: String::new(),
            text: fs::read_to_string(root().join("docs/language.md")).unwrap(),
        }
    }

    /// Its path from the root of the project.
    pub(crate) fn path(&self) -> String {
        if self.name.is_empty() {
            "docs/language.md".to_owned()
        } else {
            format!("docs/language/{}.md", self.name)
        }
    }

    /// The heading.
    pub(crate) fn title(&self) -> &str {
        self.text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("# ")
    }

    /// The first sentence under the heading.
    pub(crate) fn summary(&self) -> String {
        let words = self.text.lines().skip(1).skip_while(|line| line.is_empty());
        let words: Vec<&str> = words.take_while(|line| !line.is_empty()).collect();
        let paragraph = words.join(" ");
        let end = paragraph.find(". ").unwrap_or(paragraph.len());
        without_links(paragraph[..end].trim_end_matches('.'))
    }

    /// The names in all markers `<!-- KIND: a, b -->`.
    pub(crate) fn marked(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.text
            .lines()
            .filter_map(move |line| marker(line).filter(|(found, _)| *found == kind))
            .flat_map(|(_, names)| names)
    }

    /// Whether it is the page of this block.
    pub(crate) fn describes(&self, block: &str) -> bool {
        self.marked("keys").any(|name| name == block)
    }

    /// Its fenced blocks.
    pub(crate) fn fences(&self) -> Vec<Fence> {
        let mut found = Vec::new();
        let mut open: Option<Fence> = None;
        for (index, line) in self.text.lines().enumerate() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(info)) => {
                    open = Some(Fence {
                        info: info.trim().to_owned(),
                        line: index + 2,
                        text: String::new(),
                    });
                }
                (Some(_), Some(_)) => found.extend(open.take()),
                (Some(fence), None) => {
                    fence.text.push_str(line);
                    fence.text.push('\n');
                }
                (None, None) => {}
            }
        }
        found
    }

    /// Where this page and what it should be part.
    pub(crate) fn first_difference(&self, should: &str) -> String {
        let lines = self.text.lines().zip(should.lines());
        let same = lines.take_while(|(is, should)| is == should).count();
        format!(
            "{}:{}: out of date, run `make golden`; it should say: {}",
            self.path(),
            same + 1,
            should.lines().nth(same).unwrap_or("nothing more")
        )
    }
}

/// The words of a text; its links lead from another folder.
fn without_links(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        let Some((label, after)) = link.split_once("](") else {
            break;
        };
        words.push_str(before);
        words.push_str(label);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    words + rest
}

/// The kind and the names of a marker.
pub(crate) fn marker(line: &str) -> Option<(&str, Vec<&str>)> {
    let inner = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let (kind, names) = inner.split_once(": ")?;
    Some((kind, names.split(", ").map(str::trim).collect()))
}
