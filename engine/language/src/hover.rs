//! What is under the cursor, explained.

use std::ops::Range;

use reglament_calendar::Term;
use reglament_definition::grammar::{FileKind, Key, Naming, Symbol, Value};
use reglament_definition::{Language, Node, NodeValue, ProcessSurvey, Style};
use reglament_expression::Expression;
use reglament_expression::reference::{FUNCTIONS, METHODS};
use serde::Serialize;

use crate::describe;
use crate::symbol::{bare, inner};
use crate::tokens::{self, Token};
use crate::walk::{Found, beside, walk};
use crate::workspace::Workspace;

/// An explanation of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hover {
    /// Bytes that it is about.
    pub span: Range<usize>,
    /// Markdown.
    pub text: String,
}

/// Explains what stands at byte `offset` of a file.
pub fn hover(
    workspace: &Workspace,
    path: &str,
    offset: usize,
    language: Language,
) -> Option<Hover> {
    let (kind, tree) = (FileKind::of(path)?, workspace.trees.get(path)?);
    let guide = Guide {
        workspace,
        path,
        text: workspace.text(path)?,
        offset,
        language,
    };
    let mut found = None;
    walk(tree, kind.root(), &mut |trail, visited| {
        let told = match visited {
            Found::Key(entry, key) if covers(&entry.key_span, offset) => {
                key.and_then(|key| guide.key(key, &entry.key_span))
            }
            Found::Name(entry, naming) if covers(&entry.key_span, offset) => {
                let (Naming::Declares(symbol) | Naming::Refers(symbol)) = naming else {
                    return;
                };
                guide.name(
                    symbol,
                    &entry.key,
                    bare(guide.text, &entry.key_span),
                    beside(trail, "process"),
                )
            }
            Found::Scalar(node, value) if covers(&node.span, offset) => {
                guide.scalar(node, value, beside(trail, "process"))
            }
            _ => return,
        };
        found = told.or(found.take());
    });
    found
}

fn covers(span: &Range<usize>, offset: usize) -> bool {
    span.start <= offset && offset <= span.end && span.start < span.end
}

struct Guide<'w> {
    workspace: &'w Workspace,
    path: &'w str,
    text: &'w str,
    offset: usize,
    language: Language,
}

impl Guide<'_> {
    fn process(&self) -> Option<&ProcessSurvey> {
        self.workspace.process_of(self.path)
    }

    fn key(&self, key: &Key, span: &Range<usize>) -> Option<Hover> {
        Some(Hover {
            span: span.clone(),
            text: describe::key(key, self.language),
        })
    }

    fn scalar(&self, node: &Node, value: &Value, process: Option<&str>) -> Option<Hover> {
        let text = node.text()?;
        let span = bare(self.text, &node.span);
        match value {
            Value::Name(symbol) | Value::New(symbol) => self.name(*symbol, text, span, process),
            Value::FormField => {
                let name = text.trim_end_matches('?').trim_end();
                self.name(Symbol::Field, name, span, process)
            }
            Value::Term | Value::TermLiteral | Value::Free | Value::Text => self.term(text, span),
            Value::Reminder => {
                let term = text.trim_start_matches("за ").trim_end_matches(" before");
                self.term(term, span)
            }
            Value::Word(words) => {
                let [word, ru, en] = words.iter().find(|[word, ..]| *word == text)?;
                let sentence = match self.language {
                    Language::Russian => ru,
                    Language::English => en,
                };
                Some(Hover {
                    span,
                    text: format!("`{word}`: {sentence}"),
                })
            }
            Value::Expression(_) | Value::Each => self.expression(node),
            _ => None,
        }
    }

    fn term(&self, text: &str, span: Range<usize>) -> Option<Hover> {
        if let Some(told) = self.process().and_then(|p| {
            p.parameters
                .get(text)
                .and(describe::name(p, text, self.language))
        }) {
            return Some(Hover { span, text: told });
        }
        let term = Term::parse(text).ok()?;
        Some(Hover {
            span,
            text: describe::term(&term, self.language),
        })
    }

    /// A name of the folder.
    fn name(
        &self,
        symbol: Symbol,
        name: &str,
        span: Range<usize>,
        beside: Option<&str>,
    ) -> Option<Hover> {
        let survey = &self.workspace.survey;
        let title = |title| describe::title(title, self.language).to_owned();
        let text = match symbol {
            Symbol::Step => {
                let own = self
                    .process()
                    .filter(|process| process.step(name).is_some());
                let process =
                    own.or_else(|| survey.processes.iter().find(|p| p.step(name).is_some()))?;
                describe::step(process, process.step(name)?, self.language)
            }
            Symbol::Field | Symbol::Parameter | Symbol::Link => {
                describe::name(self.process()?, name, self.language)?
            }
            Symbol::FieldOfNamed => describe::name(survey.process(beside?)?, name, self.language)?,
            Symbol::Role => {
                let titled = survey
                    .processes
                    .iter()
                    .find_map(|process| process.roles.get(name));
                let own = self.process().and_then(|process| process.roles.get(name));
                let holders = survey.organisation.roles.get(name);
                let people = holders.map(|holders| holders.holders.join(", "));
                let role = title(own.or(titled)?);
                people.map_or(role.clone(), |people| format!("{role}\n\n{people}"))
            }
            Symbol::Clause => self.process()?.clause(name)?.text.clone(),
            Symbol::Register => title(&survey.registers.get(name)?.title),
            Symbol::Process => title(&survey.process(name)?.title),
            Symbol::Person => {
                let person = survey.organisation.people.get(name)?;
                let name = describe::value(&person.name, self.language);
                format!("{name}\n\n{}", person.position)
            }
            Symbol::Unit => {
                let unit = survey.organisation.units.get(name)?;
                let kind = survey.organisation.unit_kinds.get(&unit.kind);
                let kind = kind.map(title).unwrap_or_default();
                format!("{}\n\n{kind}", title(&unit.name))
            }
            Symbol::UnitKind => title(survey.organisation.unit_kinds.get(name)?),
            Symbol::Letter => self.file("letters", ".md", name)?,
            Symbol::Message => {
                let contents = survey.messages.get(name)?;
                let keys = contents.iter().map(|(key, kind)| {
                    format!("- `{key}`: {}", describe::kind(kind, self.language))
                });
                keys.collect::<Vec<_>>().join("\n")
            }
            _ => return None,
        };
        (!text.is_empty()).then_some(Hover { span, text })
    }

    /// The text of a letter.
    fn file(&self, kind: &str, ending: &str, id: &str) -> Option<String> {
        let files = self.workspace.templates(self.path, kind, ending);
        let (_, path) = files.into_iter().find(|(known, _)| *known == id)?;
        self.workspace.text(path).map(str::to_owned)
    }

    /// A name, member or function of an expression.
    fn expression(&self, node: &Node) -> Option<Hover> {
        let NodeValue::Scalar(scalar) = &node.value else {
            return None;
        };
        let process = self.process()?;
        let span = inner(scalar.style, &node.span);
        let all = tokens::tokens(self.text, span.clone(), scalar.style == Style::Single);
        let here = |span: &&Range<usize>| covers(span, self.offset);
        let token = all.iter().find(|token| match token {
            Token::Name(span) | Token::Member(span) | Token::Call(span) => here(&span),
            Token::Text(_) | Token::Sign(..) => false,
        })?;
        let (span, text) = match token {
            Token::Name(at) => (
                at,
                describe::name(process, &self.text[at.clone()], self.language)?,
            ),
            Token::Member(at) => {
                let path = self.path_before(span.start, at);
                let kind = Expression::parse(&path).ok()?.check(&process.names).ok()?;
                (
                    at,
                    format!("`{path}`: {}", describe::kind(&kind, self.language)),
                )
            }
            Token::Call(at) => {
                let name = &self.text[at.clone()];
                let method = self.text[span.start..at.start].trim_end().ends_with('.');
                let mut entries = match method {
                    true => METHODS.iter(),
                    false => FUNCTIONS.iter(),
                };
                let entry = entries.find(|entry| entry.name == name)?;
                (
                    at,
                    format!(
                        "`{}`\n\n{}",
                        entry.form,
                        describe::function(entry, self.language)
                    ),
                )
            }
            Token::Text(_) | Token::Sign(..) => return None,
        };
        Some(Hover {
            span: span.clone(),
            text,
        })
    }

    /// `order.number` with the cursor on `number`.
    fn path_before(&self, start: usize, member: &Range<usize>) -> String {
        let head = &self.text[start..member.start];
        let begins = head.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')));
        let begins = begins.map_or(0, |at| {
            at + head[at..].chars().next().map_or(1, char::len_utf8)
        });
        format!("{}{}", &head[begins..], &self.text[member.clone()])
    }
}
