//! Names and their places: who declares a name, who uses it, in YAML, in expressions and in letters.
//!
//! Two names are the same when symbol, owner and text agree. Fields of rows and of messages are not followed: renaming
//! checks its result with the compiler instead.

mod expression;
mod owner;

use std::collections::BTreeMap;
use std::ops::Range;

use reglament_definition::grammar::{FileKind, Naming, Symbol, Value};
use reglament_definition::{Node, ProcessSurvey, Style};

use crate::walk::{Crumb, Found, beside, walk};
use crate::workspace::Workspace;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    pub(crate) symbol: Symbol,
    /// Process, process and step, register or file that it belongs to; empty for names of the whole folder.
    pub(crate) owner: String,
    pub(crate) text: String,
}

/// One place of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) name: Name,
    pub(crate) file: String,
    /// Bytes of the name alone, without quotes and `?`.
    pub(crate) span: Range<usize>,
    pub(crate) declares: bool,
}

/// Every use of every name of the folder, by file and place.
pub(crate) fn uses(workspace: &Workspace) -> Vec<Use> {
    let mut index = Index {
        workspace,
        found: Vec::new(),
        letters: BTreeMap::new(),
    };
    for (path, tree) in &workspace.trees {
        let Some(kind) = FileKind::of(path) else {
            continue;
        };
        walk(tree, kind.root(), &mut |trail, found| {
            index.visit(path, kind, trail, found);
        });
    }
    index.letters();
    index.acts();
    index
        .found
        .sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
    index.found
}

struct Index<'w> {
    workspace: &'w Workspace,
    found: Vec<Use>,
    /// Letter file -> the processes that send it.
    letters: BTreeMap<String, Vec<String>>,
}

impl<'w> Index<'w> {
    fn visit(&mut self, path: &str, kind: FileKind, trail: &[Crumb<'_>], found: Found<'_>) {
        let process = self.workspace.process_of(path);
        match found {
            Found::Key(..) => {}
            Found::Name(entry, Naming::Declares(symbol)) => {
                let span = bare(&self.workspace.files[path], &entry.key_span);
                self.add(path, symbol, &entry.key, span, trail, process, true);
            }
            Found::Name(entry, Naming::Refers(symbol)) => {
                let span = bare(&self.workspace.files[path], &entry.key_span);
                self.add(path, symbol, &entry.key, span, trail, process, false);
            }
            Found::Name(_, Naming::Free) => {}
            Found::Scalar(node, value) => self.scalar(path, kind, trail, node, value),
        }
    }

    fn scalar(
        &mut self,
        path: &str,
        kind: FileKind,
        trail: &[Crumb<'_>],
        node: &Node,
        value: &'static Value,
    ) {
        let Some(text) = node.text() else { return };
        let process = self.workspace.process_of(path);
        let span = bare(&self.workspace.files[path], &node.span);
        match value {
            Value::New(symbol) => self.add(path, *symbol, text, span, trail, process, true),
            Value::Name(symbol) => self.add(path, *symbol, text, span, trail, process, false),
            Value::FormField => {
                let name = text.trim_end_matches('?').trim_end();
                let span = span.start..span.start + name.len();
                self.add(path, Symbol::Field, name, span, trail, process, false);
            }
            Value::Term if process.is_some_and(|p| p.parameters.contains_key(text)) => {
                self.add(path, Symbol::Parameter, text, span, trail, process, false);
            }
            Value::Free if trail.len() == 3 && trail[2].key == Some("value") => {
                self.add(path, Symbol::Choice, text, span, trail, process, false);
            }
            Value::Expression(_) | Value::Each if kind == FileKind::Process => {
                if let Some(process) = process {
                    let rows = row(trail);
                    self.expression(path, node, process, rows.as_deref());
                }
            }
            _ => {}
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "a use is its place, its name and what is around it"
    )]
    fn add(
        &mut self,
        path: &str,
        symbol: Symbol,
        text: &str,
        span: Range<usize>,
        trail: &[Crumb<'_>],
        process: Option<&ProcessSurvey>,
        declares: bool,
    ) {
        let Some(name) = self.name(path, symbol, text, trail, process) else {
            return;
        };
        if name.symbol == Symbol::Letter {
            self.sent(path, &name.text, process);
        }
        self.found.push(Use {
            name,
            file: path.to_owned(),
            span,
            declares,
        });
    }

    fn sent(&mut self, path: &str, letter: &str, process: Option<&ProcessSurvey>) {
        let file = self.template(path, "letters", ".md", letter);
        if let (Some(file), Some(process)) = (file, process)
            && FileKind::of(path) == Some(FileKind::Process)
        {
            let senders = self.letters.entry(file).or_default();
            if !senders.contains(&process.id) {
                senders.push(process.id.clone());
            }
        }
    }

    /// The names in the letters of processes.
    fn letters(&mut self) {
        for (file, senders) in std::mem::take(&mut self.letters) {
            let Some(text) = self.workspace.files.get(&file) else {
                continue;
            };
            self.found.push(file_use(Symbol::Letter, &file));
            let holes = holes(text);
            for process in &senders {
                if let Some(process) = self.workspace.survey.process(process) {
                    for hole in &holes {
                        self.names_in(&file, hole.clone(), false, process, None);
                    }
                }
            }
        }
        let documents = self
            .workspace
            .files
            .keys()
            .filter(|path| path.ends_with(".typ"));
        let documents: Vec<Use> = documents
            .map(|file| file_use(Symbol::Document, file))
            .collect();
        self.found.extend(documents);
    }

    /// The clauses of acts, which are declared in their own files.
    fn acts(&mut self) {
        for clause in self
            .workspace
            .survey
            .processes
            .iter()
            .flat_map(|p| &p.clauses)
        {
            let known = self.found.iter().any(|found| {
                found.declares && found.file == clause.file && found.name.text == clause.id
            });
            if !known {
                self.found.push(Use {
                    name: Name {
                        symbol: Symbol::Clause,
                        owner: clause.file.clone(),
                        text: clause.id.clone(),
                    },
                    file: clause.file.clone(),
                    span: clause.span.clone(),
                    declares: true,
                });
            }
        }
    }
}

/// A letter or document is declared by its file.
fn file_use(symbol: Symbol, file: &str) -> Use {
    let name = file.rsplit('/').next().unwrap_or_default();
    let id = name.split('.').next().unwrap_or_default();
    Use {
        name: Name {
            symbol,
            owner: file.to_owned(),
            text: id.to_owned(),
        },
        file: file.to_owned(),
        span: 0..0,
        declares: true,
    }
}

/// The name that `each: name in list` gives to the expressions beside it.
fn row(trail: &[Crumb<'_>]) -> Option<String> {
    let (row, _) = beside(trail, "each")?.split_once(" in ")?;
    Some(row.trim().to_owned())
}

/// A span without the quotes around the word.
pub(crate) fn bare(text: &str, span: &Range<usize>) -> Range<usize> {
    let raw = text.get(span.clone()).unwrap_or_default();
    let quoted = raw.len() >= 2 && raw.starts_with(['"', '\'']) && raw.ends_with(['"', '\'']);
    if quoted {
        span.start + 1..span.end - 1
    } else {
        span.clone()
    }
}

/// The bytes of an expression inside its scalar.
pub(crate) fn inner(style: Style, span: &Range<usize>) -> Range<usize> {
    match style {
        Style::Single | Style::Double => {
            let start = (span.start + 1).min(span.end);
            start..span.end.saturating_sub(1).max(start)
        }
        Style::Plain | Style::Block => span.clone(),
    }
}

/// The expressions of a letter: what stands in `{{ … }}`.
fn holes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|open| at + open + 2) {
        let end = text[open..]
            .find("}}")
            .map_or(text.len(), |close| open + close);
        found.push(open..end);
        at = end;
    }
    found
}
