//! Every link in a Markdown file leads to something that exists in the project.
//!
//! Links to other sites are not followed: a test must not need the network. A link to a heading is checked as
//! the common renderers count headings: lower case, punctuation dropped, spaces turned into hyphens.

use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "links";

/// Every link that leads nowhere.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in tree.texts.iter().filter(|(p, _)| p.ends_with(".md")) {
        for (line, target) in links(text) {
            if let Some(advice) = complaint(tree, path, &target) {
                found.push(Violation::new(path, line, RULE, advice));
            }
        }
    }
    found
}

fn complaint(tree: &Tree, from: &str, target: &str) -> Option<String> {
    if target.contains(':') {
        return None;
    }
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() {
        from.to_owned()
    } else {
        resolve(from, file)
    };
    if !path.is_empty() && !tree.paths.contains(&path) {
        return Some(format!("The link leads to `{path}`, which does not exist."));
    }
    let text = &tree.texts.iter().find(|(p, _)| *p == path)?.1;
    let known = prose(text).any(|(_, line)| line.starts_with('#') && slug(line) == heading);
    (!heading.is_empty() && !known)
        .then(|| format!("`{path}` has no heading that `#{heading}` would lead to."))
}

/// Lines outside fenced code, with their numbers from 1.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return None;
        }
        (!fenced).then_some((index + 1, line))
    })
}

/// Targets of `[text](target)` and `![text](target "title")`; inline code is not looked into.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in prose(text) {
        let outside_code: String = line.split('`').step_by(2).collect();
        for (at, _) in outside_code.match_indices("](") {
            let rest = &outside_code[at + 2..];
            if let Some(close) = rest.find(')') {
                let target = rest[..close].split_whitespace().next().unwrap_or_default();
                found.push((number, target.to_owned()));
            }
        }
    }
    found
}

fn resolve(from: &str, target: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    if target.starts_with('/') {
        folders.clear();
    }
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(folders.pop()),
            _ => folders.push(name),
        }
    }
    folders.join("/")
}

fn slug(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    words
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Tree, check};

    #[test]
    fn good_links_pass_and_bad_ones_are_found() {
        let table = [
            ("[a](b.md)", true),
            ("[a](./b.md#the-second-part-1)", true),
            ("[a](../engine)", true),
            ("[a](https://example.org/none.md)", true),
            ("`[a](none.md)`", true),
            ("```\n[a](none.md)\n```", true),
            ("[a](none.md)", false),
            ("![a](img/none.png \"title\")", false),
            ("[a](b.md#third)", false),
            ("[a](#none)", false),
        ];
        for (text, good) in table {
            let tree = Tree::of(&[
                ("docs/a.md", text),
                ("docs/b.md", "# First\n## The second part (1)\n"),
                ("engine/lib.rs", ""),
            ]);
            assert_eq!(check(&tree).is_empty(), good, "{text}");
        }
    }
}
