//! Proposals inside letters: names between `{{` and `}}`, blocks, the line of the subject.
//!
//! A letter knows what the processes know that send it; one about a task also the task and its reader.

use std::ops::Range;

use reglament_definition::{Node, NodeValue, ProcessSurvey};
use reglament_expression::{Expression, Kind, Names};

use super::{Completion, CompletionKind, Desk, fitting};

/// Letters about tasks that the engine sends by itself.
const SHARED: &[&str] = &["reminder", "overdue", "new_task"];
/// What such letters know.
const OF_TASKS: &[&str] = &["task", "recipient", "instance", "organisation"];

/// Whether a path is that of a letter.
pub(super) fn is_letter(path: &str) -> bool {
    path.split('/').rev().nth(1) == Some("letters") && path.ends_with(".md")
}

impl Desk<'_> {
    /// What may be written at a cursor of a letter.
    pub(super) fn letter(&self) -> Vec<Completion> {
        let before = &self.text[..self.offset];
        let open = before
            .rfind("{{")
            .filter(|at| !before[*at..].contains("}}"));
        if let Some(at) = open {
            return self.inside_braces(at + 2);
        }
        if before.ends_with('{') && !before.ends_with("{{") {
            return self.in_letter(self.offset, "{ ");
        }
        if self.text[..self.offset].contains('\n')
            || self.typed() != before.trim_start_matches('\u{feff}')
        {
            return Vec::new();
        }
        let subject = |word: &str| Completion {
            insert: format!("{word}: "),
            ..self.plain(word, CompletionKind::Word, &self.word())
        };
        let typed = !self.text[self.word().end..].starts_with(':');
        let words = ["Тема", "Subject"].map(subject).into_iter();
        fitting(words.filter(|_| typed).collect(), self.typed())
    }

    /// Between the braces: a block, the end of one, or an expression.
    fn inside_braces(&self, start: usize) -> Vec<Completion> {
        let written = &self.text[start..self.offset];
        let skipped = written.len() - written.trim_start().len();
        let (start, written) = (start + skipped, written.trim_start());
        let word = |text: &str, insert: String| Completion {
            insert,
            ..self.plain(text, CompletionKind::Word, &(start..self.offset))
        };
        let open = self.open_blocks(start);
        if written.starts_with('/') {
            let last = open.last().map(|block| format!("/{}", block.word));
            let found = last.map(|end| word(&end, format!("{end}{}", self.closing())));
            return fitting(found.into_iter().collect(), written);
        }
        let Some(block) = written.strip_prefix('#') else {
            return self.in_letter(start, "");
        };
        match block.split_once(' ') {
            None => {
                let found = ["#if ", "#each "].map(|text| word(text.trim_end(), text.to_owned()));
                fitting(found.into(), written)
            }
            Some(("each", list)) if list.contains(" as ") => Vec::new(),
            Some((block, _)) => self.in_letter(start + 1 + block.len() + 1, ""),
        }
    }

    /// Names and functions in an expression that begins at byte `start`.
    fn in_letter(&self, start: usize, lead: &str) -> Vec<Completion> {
        let Some((process, names)) = self.known_in_letter() else {
            return Vec::new();
        };
        let names = self.with_rows(start, names);
        let found = self.inside(process, &names, start..self.offset);
        let block = self.text[..start].trim_end().ends_with(['f', 'h']) && lead.is_empty();
        let closing = if block { String::new() } else { self.closing() };
        let closed = |proposal: Completion| {
            let whole = matches!(proposal.kind, CompletionKind::Field) && !closing.is_empty();
            let end = if whole { closing.as_str() } else { "" };
            Completion {
                insert: format!("{lead}{}{end}", proposal.insert),
                ..proposal
            }
        };
        found.into_iter().map(closed).collect()
    }

    /// The braces that are missing behind the cursor.
    fn closing(&self) -> String {
        let rest = self.text[self.word().end..]
            .lines()
            .next()
            .unwrap_or_default();
        let opened = rest.find("{{").unwrap_or(rest.len());
        match rest[..opened].find("}}") {
            Some(_) => String::new(),
            None if rest.trim_start().starts_with('}') => " }".to_owned(),
            None => " }}".to_owned(),
        }
    }

    /// What the letter knows, with the process that its names are explained by.
    fn known_in_letter(&self) -> Option<(&ProcessSurvey, Names)> {
        let (folder, id) = self.path.split_once("/letters/")?;
        let id = id.trim_end_matches(".md");
        let all = &self.workspace.survey.processes;
        if folder == "shared" && SHARED.contains(&id) {
            let process = all.first()?;
            let mut names = process.with_task();
            names
                .root
                .retain(|name, _| OF_TASKS.contains(&name.as_str()));
            return Some((process, names));
        }
        let near = |process: &&ProcessSurvey| folder == "shared" || process.folder() == folder;
        let senders: Vec<(&ProcessSurvey, Vec<Sending>)> = all
            .iter()
            .filter(near)
            .map(|process| (process, self.sendings(process, id)))
            .collect();
        let sent = senders.iter().any(|(_, uses)| !uses.is_empty());
        let mut senders = senders.iter().filter(|(_, uses)| !sent || !uses.is_empty());
        let (process, uses) = senders.next()?;
        let mut names = process.names.clone();
        if !uses.contains(&Sending::Mail) && (!uses.is_empty() || !sent) {
            names = process.with_task();
        }
        if uses.contains(&Sending::Act) {
            names = process.with_act();
        }
        // What must not enter a letter is not proposed.
        for field in process.data.iter().filter(|field| field.confidential) {
            names.root.remove(&field.name);
        }
        Some((process, names))
    }

    /// How the process sends a letter.
    fn sendings(&self, process: &ProcessSurvey, id: &str) -> Vec<Sending> {
        let mut found = Vec::new();
        if let Some(tree) = self.workspace.trees.get(&process.path) {
            sendings(tree, id, &mut found);
        }
        found
    }

    /// The rows of the `#each` blocks that are open at byte `at`.
    fn with_rows(&self, at: usize, mut names: Names) -> Names {
        for block in self.open_blocks(at) {
            let Some((list, row)) = self.text[block.head].split_once(" as ") else {
                continue;
            };
            let kind = Expression::parse(list.trim()).ok();
            let kind = kind.and_then(|list| list.check(&names).ok());
            if let Some(Kind::List(item)) = kind {
                names = names.with(row.trim(), *item);
            }
        }
        names
    }

    /// The blocks that are open at byte `at`, outermost first.
    fn open_blocks(&self, at: usize) -> Vec<OpenBlock> {
        let mut open = Vec::new();
        for (begin, _) in self.text[..at].match_indices("{{") {
            let Some(length) = self.text[begin..at].find("}}") else {
                continue;
            };
            let inner = begin + 2..begin + length;
            let written = self.text[inner.clone()].trim_start();
            if written.starts_with('/') {
                open.pop();
            }
            for word in ["if", "each"] {
                let head = written
                    .strip_prefix('#')
                    .and_then(|head| head.strip_prefix(word));
                if let Some(head) = head {
                    let head = inner.end - head.len()..inner.end;
                    open.push(OpenBlock { word, head });
                }
            }
        }
        open
    }
}

/// A block that is not closed yet.
struct OpenBlock {
    word: &'static str,
    /// Bytes behind the word: the condition, or the list with its row.
    head: Range<usize>,
}

/// What a letter goes out with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sending {
    Mail,
    Task,
    Act,
}

/// Every `letter: id` of a tree.
fn sendings(node: &Node, id: &str, found: &mut Vec<Sending>) {
    match &node.value {
        NodeValue::Scalar(_) => {}
        NodeValue::List(items) => items.iter().for_each(|item| sendings(item, id, found)),
        NodeValue::Map(entries) => {
            if node.get("letter").and_then(Node::text) == Some(id) {
                found.push(match (node.get("mail"), node.get("user_task")) {
                    (Some(_), _) => Sending::Mail,
                    (None, Some(_)) => Sending::Task,
                    (None, None) => Sending::Act,
                });
            }
            entries
                .iter()
                .for_each(|entry| sendings(&entry.value, id, found));
        }
    }
}
