//! Names and their places: who declares a name, who uses it, in YAML, in expressions and in letters.
//!
//! Two names are the same when symbol, owner and text agree. Fields of rows and of messages are not followed: renaming
//! checks its result with the compiler instead.

use std::collections::BTreeMap;
use std::ops::Range;

use reglament_definition::grammar::{FileKind, Naming, Symbol, Value};
use reglament_definition::{Node, NodeValue, ProcessSurvey, Style};

use crate::tokens::{self, Token};
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

    /// The name meant by a word at this place.
    fn name(
        &self,
        path: &str,
        symbol: Symbol,
        text: &str,
        trail: &[Crumb<'_>],
        process: Option<&ProcessSurvey>,
    ) -> Option<Name> {
        let named = |symbol, owner: String| {
            Some(Name {
                symbol,
                owner,
                text: text.to_owned(),
            })
        };
        match symbol {
            Symbol::Step | Symbol::Field | Symbol::Link | Symbol::Event => {
                let owner = self.owner(path, symbol, text, process)?;
                named(symbol, owner)
            }
            Symbol::Parameter => match FileKind::of(path) {
                Some(FileKind::Organisation) => named(symbol, trail_key(trail, 1)?.to_owned()),
                _ => named(symbol, process?.id.clone()),
            },
            Symbol::FieldOfNamed => named(Symbol::Field, beside(trail, "process")?.to_owned()),
            Symbol::ColumnOfNamed => named(Symbol::Column, beside(trail, "register")?.to_owned()),
            Symbol::Column if FileKind::of(path) == Some(FileKind::Registers) => {
                named(symbol, trail_key(trail, 1)?.to_owned())
            }
            Symbol::Outcome => match FileKind::of(path) {
                Some(FileKind::Process) => {
                    named(symbol, format!("{}/{}", process?.id, trail_key(trail, 1)?))
                }
                _ => {
                    let step = beside(trail, "task")?;
                    let owner = self.owner(path, Symbol::Step, step, process)?;
                    named(symbol, format!("{owner}/{step}"))
                }
            },
            Symbol::Choice => named(symbol, format!("{}/{}", process?.id, trail_key(trail, 1)?)),
            Symbol::Clause => named(symbol, process?.clauses.first()?.file.clone()),
            Symbol::Alias => named(symbol, path.to_owned()),
            Symbol::Letter => named(symbol, self.template(path, "letters", ".md", text)?),
            Symbol::Document => named(symbol, self.template(path, "documents", ".typ", text)?),
            Symbol::Column => None,
            Symbol::Process
            | Symbol::Role
            | Symbol::Register
            | Symbol::Message
            | Symbol::Person
            | Symbol::Fact => named(symbol, String::new()),
        }
    }

    fn template(&self, path: &str, kind: &str, ending: &str, id: &str) -> Option<String> {
        let found = self.workspace.templates(path, kind, ending);
        let found = found.into_iter().find(|(known, _)| *known == id);
        found.map(|(_, file)| file.to_owned())
    }

    /// The process that a step, field, link or event belongs to. In a scenario it may be any process of the folder: the
    /// story's own first, then those beside it, then those that the story starts.
    fn owner(
        &self,
        path: &str,
        symbol: Symbol,
        text: &str,
        process: Option<&ProcessSurvey>,
    ) -> Option<String> {
        if FileKind::of(path) != Some(FileKind::Scenario) {
            return Some(process?.id.clone());
        }
        let has = |process: &&ProcessSurvey| match symbol {
            Symbol::Step => process.step(text).is_some(),
            Symbol::Field => process.field(text).is_some(),
            Symbol::Link => process.links.iter().any(|link| link.name == text),
            _ => true,
        };
        let folder = path.split('/').next().unwrap_or_default();
        let all = || self.workspace.survey.processes.iter();
        let beside = all().filter(|process| process.folder() == folder);
        let mut candidates = process.into_iter().chain(beside).chain(all());
        candidates.find(has).map(|process| process.id.clone())
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

    /// The names of an expression in a file of the process.
    fn expression(&mut self, path: &str, node: &Node, process: &ProcessSurvey, row: Option<&str>) {
        let NodeValue::Scalar(scalar) = &node.value else {
            return;
        };
        let span = inner(scalar.style, &node.span);
        self.names_in(path, span, scalar.style == Style::Single, process, row);
    }

    fn names_in(
        &mut self,
        path: &str,
        span: Range<usize>,
        doubled: bool,
        process: &ProcessSurvey,
        row: Option<&str>,
    ) {
        let text = &self.workspace.files[path];
        let tokens = tokens::tokens(text, span, doubled);
        let locals = tokens::locals(text, &tokens);
        for (at, token) in tokens.iter().enumerate() {
            if let Token::Name(span) = token {
                let name = &text[span.clone()];
                let local = locals.contains(&name) || row == Some(name);
                if let Some(symbol) = symbol_of(process, name).filter(|_| !local) {
                    self.push(path, symbol, process.id.clone(), name, span);
                }
            }
            if let Some((symbol, owner, span)) = compared(text, &tokens[..at], token, process) {
                self.push(path, symbol, owner, &text[span.clone()], &span);
            }
        }
    }

    fn push(&mut self, path: &str, symbol: Symbol, owner: String, text: &str, span: &Range<usize>) {
        let name = Name {
            symbol,
            owner,
            text: text.to_owned(),
        };
        self.found.push(Use {
            name,
            file: path.to_owned(),
            span: span.clone(),
            declares: false,
        });
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

/// What a name of an expression stands for.
pub(crate) fn symbol_of(process: &ProcessSurvey, name: &str) -> Option<Symbol> {
    if process.step(name).is_some() {
        Some(Symbol::Step)
    } else if process.field(name).is_some() {
        Some(Symbol::Field)
    } else if process.parameters.contains_key(name) {
        Some(Symbol::Parameter)
    } else if process.links.iter().any(|link| link.name == name) {
        Some(Symbol::Link)
    } else {
        None
    }
}

/// The option or outcome that a text stands for: `field == 'option'`, `step.outcome != 'outcome'`.
fn compared(
    text: &str,
    before: &[Token],
    token: &Token,
    process: &ProcessSurvey,
) -> Option<(Symbol, String, Range<usize>)> {
    let Token::Text(span) = token else {
        return None;
    };
    let [rest @ .., Token::Sign('=' | '!', _), Token::Sign('=', _)] = before else {
        return None;
    };
    match rest {
        [
            ..,
            Token::Name(step),
            Token::Sign('.', _),
            Token::Member(member),
        ] if &text[member.clone()] == "outcome" => {
            let step = &text[step.clone()];
            Some((
                Symbol::Outcome,
                format!("{}/{step}", process.id),
                span.clone(),
            ))
        }
        [.., Token::Name(field)] => {
            let field = &text[field.clone()];
            Some((
                Symbol::Choice,
                format!("{}/{field}", process.id),
                span.clone(),
            ))
        }
        _ => None,
    }
}

/// The name that `each: name in list` gives to the expressions beside it.
fn row(trail: &[Crumb<'_>]) -> Option<String> {
    let (row, _) = beside(trail, "each")?.split_once(" in ")?;
    Some(row.trim().to_owned())
}

/// The key of the n-th block from the outside.
fn trail_key<'n>(trail: &[Crumb<'n>], n: usize) -> Option<&'n str> {
    trail.get(n)?.key
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
